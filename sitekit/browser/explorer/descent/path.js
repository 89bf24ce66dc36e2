// The descent of gdlesson.descent, operation by operation in its order, and of a heavy ball,
// which keeps the part `mu` of its speed.

import { gradientAt, isLost } from '../landscapes.js'

// The points of at most `k` steps, and why there are no more: h is lost beside x, or a
// point is not finite.
export function descend(settings) {
  const { start, lr, mu, gradient, h, k } = settings
  const path = [start]
  let v = start.map(() => 0)
  while (path.length <= k) {
    const x = path.at(-1)
    if (gradient === 'numerical' && isLost(x, h)) return { path, stop: 'lost' }
    const slope = gradientAt(settings, x)
    v = v.map((it, index) => mu * it - lr * slope[index])
    const next = x.map((it, index) => it + v[index])
    if (!next.every(Number.isFinite)) return { path, stop: 'overflow' }
    path.push(next)
  }
  return { path, stop: null }
}

// What becomes of x that every step multiplies by `factor`; it creeps if more than a
// hundredth of the way is left after a hundred steps.
export function regime(factor) {
  const isNear = value => Math.abs(factor - value) < 1e-9
  if (isNear(0)) return 'once'
  if (isNear(-1)) return 'swings'
  if (factor < -1) return 'diverges'
  if (factor < 0) return 'zigzags'
  if (factor === 1) return 'stays'
  if (factor > 1) return 'leaves'
  return factor ** 100 > 0.01 ? 'creeps' : 'converges'
}
