// What gdlesson.landscapes and gdlesson.descent compute, operation by operation in their
// order, so that a path here is the path there to the last bit.

const sumOfSquares = ([a, b]) => a * a + b * b

export const LANDSCAPES = {
  bowl: {
    value: sumOfSquares,
    gradient: ([a, b]) => [2 * a, 2 * b],
  },
  valley: {
    value: ([a, b]) => a * a / 20 + b * b,
    gradient: ([a, b]) => [a * 0.1, b * 2],
  },
  saddle: {
    value: ([a, b]) => a * a - b * b,
    gradient: ([a, b]) => [a * 2, b * -2],
  },
  plateau: {
    value: x => -Math.expm1(-sumOfSquares(x)),
    gradient: x => x.map(it => 2 * it * Math.exp(-sumOfSquares(x))),
  },
  two_wells: {
    value: ([a, b]) => a * a * (a * a) - 3 * (a * a) + a + b * b,
    gradient: ([a, b]) => [a * (4 * (a * a) - 6) + 1, 2 * b],
  },
}

export const isLost = (x, h) => x.some(it => it + h === it || it - h === it)

export function gradientAt({ landscape, gradient, h }, x) {
  const f = LANDSCAPES[landscape]
  return gradient === 'exact' ? f.gradient(x) : numericalGradient(f.value, x, h)
}

function numericalGradient(f, x, h) {
  return x.map((it, index) => {
    const above = it + h, below = it - h
    return (f(x.with(index, above)) - f(x.with(index, below))) / (above - below)
  })
}

// The points of at most `k` steps, and why there are no more: h is lost beside x, or a
// point is not finite.
export function descend(settings) {
  const { start, lr, gradient, h, k } = settings
  const path = [start]
  while (path.length <= k) {
    const x = path.at(-1)
    if (gradient === 'numerical' && isLost(x, h)) return { path, stop: 'lost' }
    const slope = gradientAt(settings, x)
    const next = x.map((it, index) => it - lr * slope[index])
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
