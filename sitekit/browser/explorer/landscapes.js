// What gdlesson.landscapes and gdlesson.gradient compute, operation by operation in their
// order, so that a number here is the number there to the last bit.

import scenes from 'explorer.json'

export { scenes }

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
  turned: {
    value: x => 0.525 * sumOfSquares(x) - 0.95 * x[0] * x[1],
    gradient: ([a, b]) => [1.05 * a - 0.95 * b, 1.05 * b - 0.95 * a],
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
    value: ([a, b]) => a * a * (a * a - 3) + a + b * b,
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
