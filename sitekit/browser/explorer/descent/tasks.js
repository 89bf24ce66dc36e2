// What the tasks below the explorer ask for, in their order: whether a descent does it.

import { LANDSCAPES } from '../landscapes.js'
import { distance, nearest } from '../map.js'
import { descend } from './path.js'

const steepness = (landscape, x) => Math.hypot(...LANDSCAPES[landscape].gradient(x))

function fallsInOneStep({ state: { landscape }, path }) {
  const [before, after] = path.map(LANDSCAPES[landscape].value)
  return landscape === 'bowl' && before >= 1 && after < 0.01
}

// What diverges may end up to and fro too, where rounding holds it, but far above its start.
function swings({ state: { landscape }, path }) {
  const last = path.slice(-10)
  const [before, after] = [path[0], last.at(-1)].map(LANDSCAPES[landscape].value)
  return last.length === 10 && after - before < 1 + Math.abs(before) && last.every((x, k) =>
    (k < 1 || distance(x, last[k - 1]) > 0.1) && (k < 2 || distance(x, last[k - 2]) < 1e-6))
}

function leavesTheSaddle({ state: { landscape }, path }) {
  return landscape === 'saddle' && path.some(x => Math.hypot(...x) < 0.5)
    && LANDSCAPES.saddle.value(path.at(-1)) < -1
}

// Its own well is the one that small steps lead to.
function endsInTheOtherWell({ state, path, scene: { minima } }) {
  const { landscape } = state
  if (landscape !== 'two_wells' || steepness(landscape, path.at(-1)) > 1e-3) return false
  const own = descend({ ...state, lr: 0.01, mu: 0, gradient: 'exact', k: 1000 }).path.at(-1)
  return nearest(minima, own) !== nearest(minima, path.at(-1))
}

function standsStillAboveTheMinimum({ state: { landscape }, path, scene: { minima } }) {
  return path.length > 1 && steepness(landscape, path[0]) < 1e-6
    && minima.every(it => distance(it, path[0]) > 0.01)
}

function goesStraight({ state: { landscape }, path }) {
  const [x0, x1] = path[0]
  const { value, gradient } = LANDSCAPES[landscape]
  const [slope0, slope1] = gradient(path[0])
  return landscape === 'turned' && value(path[0]) >= 1 && value(path.at(-1)) < 0.01
    && Math.abs(x0 * slope1 - x1 * slope0) < 0.1 * Math.hypot(x0, x1) * Math.hypot(slope0, slope1)
}

function descendsWithin(most, isHeavy) {
  return ({ state: { landscape, mu }, path, scene }) => {
    const steps = path.findIndex(x => LANDSCAPES[landscape].value(x) < 0.001)
    return landscape === 'turned' && distance(path[0], scene.start) === 0
      && mu > 0 === isHeavy && steps >= 0 && steps <= most
  }
}

export const TASKS = [
  fallsInOneStep, swings, leavesTheSaddle, endsInTheOtherWell, standsStillAboveTheMinimum,
  goesStraight, descendsWithin(50, false), descendsWithin(20, true),
]
