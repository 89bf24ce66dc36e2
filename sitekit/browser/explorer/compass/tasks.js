// What the tasks below the compass ask for, in their order.

import { LANDSCAPES } from '../landscapes.js'
import { between } from './slopes.js'

const NEAR = 2
const WALK = 10

const isUp = ({ state, look }) => {
  const off = between(look.u, look.gradient)
  return state.landscape === 'bowl' && off !== null && off <= NEAR
}

function keepsItsHeight({ state: { landscape, trail } }) {
  const [first, ...heights] = trail.map(LANDSCAPES[landscape].value)
  return heights.length >= WALK && Math.abs(first) > 0.1
    && heights.slice(-WALK).every(it => Math.abs(it - first) < 0.02 * Math.abs(first))
}

function isFlatButNoMinimum({ look, scene, at }) {
  return look.norm < 0.01 && scene.minima.every(it => Math.hypot(it[0] - at[0], it[1] - at[1]) > 0.1)
}

function goesDownBesideTheMinimum({ state: { landscape }, look, at: [x0, x1] }) {
  return landscape === 'valley' && Math.hypot(x0 + 7, x1 - 2) < 0.2
    && between(look.u, look.gradient) >= 180 - NEAR
}

function isLostInNoise({ state: { h }, look }) {
  const errors = look.exact.map((it, index) => Math.abs(it - look.around[index]))
  return h < 1e-8 && Math.max(...errors) > 0.1 * look.norm && look.norm > 0.1
}

export const TASKS = [
  isUp, keepsItsHeight, isFlatButNoMinimum, goesDownBesideTheMinimum, isLostInNoise,
]
