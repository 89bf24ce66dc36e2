// What gdlesson.SimpleNet computes, operation by operation in its order.

const CLASSES = [0, 1, 2]

export const SAMPLES = [[0.6, 0.9], [-0.8, 0.4], [0.3, -1]]
export const scoresOf = (W, x) => CLASSES.map(k => x[0] * W[0][k] + x[1] * W[1][k])
export const winner = scores => scores.indexOf(Math.max(...scores))

const sum = values => values.reduce((total, it) => total + it)

function belowTheHighest(scores) {
  const highest = Math.max(...scores)
  return scores.map(it => it - highest)
}

export function softmax(scores) {
  const exp = belowTheHighest(scores).map(Math.exp)
  return exp.map(it => it / sum(exp))
}

export function sampleLoss(scores, t) {
  const shifted = belowTheHighest(scores)
  return Math.log(sum(shifted.map(Math.exp))) - shifted[t]
}

export const errorsOf = (scores, t) => softmax(scores).map((it, k) => k === t ? it - 1 : it)

// The samples that count: one of them, or all, of which a loss is the mean.
const counted = ({ counts, sample }) => counts === 'all' ? [0, 1, 2] : [sample]

export function lossOf({ t, ...settings }, W) {
  const which = counted(settings)
  return sum(which.map(it => sampleLoss(scoresOf(W, SAMPLES[it]), t[it]))) / which.length
}

export function gradientOf({ t, ...settings }, W) {
  const which = counted(settings)
  const errors = which.map(it => errorsOf(scoresOf(W, SAMPLES[it]), t[it]))
  return W.map((_, axis) => CLASSES.map(k =>
    sum(which.map((it, index) => SAMPLES[it][axis] * errors[index][k])) / which.length))
}

// The weights after each of `k` steps.
export function descend(settings) {
  const { W, lr, k } = settings
  const path = [W]
  while (path.length <= k) {
    const weights = path.at(-1)
    const slope = gradientOf(settings, weights)
    path.push(weights.map((row, axis) => row.map((it, k) => it - lr * slope[axis][k])))
  }
  return path
}

// The part of a rectangle, wide and high as it reaches to each side of 0, in which class k
// wins. A class of the same weights as one before it wins nowhere.
export function region(W, k, [wide, high]) {
  const corners = [[-wide, -high], [wide, -high], [wide, high], [-wide, high]]
  return CLASSES.filter(it => it !== k).reduce((polygon, other) => {
    const ahead = ([x0, x1]) => (W[0][k] - W[0][other]) * x0 + (W[1][k] - W[1][other]) * x1
    return polygon.flatMap((point, index) => {
      const next = polygon[(index + 1) % polygon.length]
      const [here, there] = [ahead(point), ahead(next)]
      const part = here / (here - there)
      return [
        ...here > 0 || here === 0 && k < other ? [point] : [],
        ...here * there < 0 ? [point.map((it, axis) => it + part * (next[axis] - it))] : [],
      ]
    })
  }, corners)
}
