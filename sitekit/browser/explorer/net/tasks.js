// What the tasks below the net ask for, in their order: whether the reader has done it.

import { rounded } from '../map.js'
import { SAMPLES, lossOf, scoresOf, softmax, winner } from './network.js'

const FEW = 5
const MANY = 100

const isSame = (one, other) => String(one) === String(other)
const answers = W => SAMPLES.map(x => winner(scoresOf(W, x)))
const probabilities = W => SAMPLES.flatMap(x => softmax(scoresOf(W, x)))

// By how much the reader turned each weight, as its field shows it.
const turned = ({ state: { W }, opening }) =>
  W.flat().map((it, index) => rounded(it) - rounded(opening.W.flat()[index]))

function lowersTheFirstLossByOneWeight(net) {
  const [step, ...others] = turned(net).filter(it => it !== 0)
  const { W, t, k } = net.state
  return k === 0 && !others.length && Math.abs(step) < 0.5 + 1e-9
    && lossOf({ t, counts: 'one', sample: 0 }, W) < 0.75
}

function keepsTheProbabilities(net) {
  const before = probabilities(net.opening.W)
  return net.state.k === 0 && turned(net).some(it => Math.abs(it) > 0.1 - 1e-9)
    && probabilities(net.state.W).every((it, index) => Math.abs(it - before[index]) < 0.005)
}

const isRightByHand = ({ state: { W, t, k, byHand }, opening }) =>
  k === 0 && byHand && isSame(t, opening.t) && isSame(answers(W), t)

function isRightInAFewSteps({ state: { W, t, counts }, path, opening }) {
  return counts === 'all' && isSame(W, opening.W) && isSame(t, opening.t)
    && path.slice(1, FEW + 1).some(it => isSame(answers(it), t))
}

function cannotLearn({ state: { t, counts }, path }) {
  return counts === 'all' && path.length > MANY && t[0] !== 0 && t.every(it => it === t[0])
}

function rises({ state, path }) {
  const losses = path.map(it => lossOf(state, it))
  return losses.some((it, index) => it > losses[index - 1] + 1e-6)
}

export const TASKS = [
  lowersTheFirstLossByOneWeight, keepsTheProbabilities, isRightByHand, isRightInAFewSteps,
  cannotLearn, rises,
]
