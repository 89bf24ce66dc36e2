// What the tasks below the compass ask for, in their order.

import { LANDSCAPES } from '../landscapes.js'
import { distance } from '../map.js'
import { between } from './slopes.js'

const NEAR = 2
const WALK = 10

const isUp = ({ state, look, isTurned }) => {
  const off = between(look.u, look.gradient)
  return isTurned && state.landscape === 'bowl' && off !== null && off <= NEAR
}

function keepsItsHeight({ state: { landscape, trail } }) {
  const walk = trail.slice(-WALK - 1)
  const [first, ...heights] = walk.map(LANDSCAPES[landscape].value)
  const near = Math.max(0.02 * Math.abs(first), 0.01) // f may be 0 all along
  return heights.length === WALK && distance(walk[0], walk.at(-1)) > 0.5
    && heights.every(it => Math.abs(it - first) <= near)
}

function isFlatButNoMinimum({ look, scene, at }) {
  return look.norm < 0.01 && scene.minima.every(it => distance(it, at) > 0.1)
}

function goesDownBesideTheMinimum({ state: { landscape }, look, at }) {
  return landscape === 'valley' && distance(at, [-7, 2]) < 0.2
    && between(look.u, look.gradient) >= 180 - NEAR
}

function isLostInNoise({ state: { h }, look }) {
  const errors = look.exact.map((it, index) => Math.abs(it - look.around[index]))
  return h < 1e-8 && Math.max(...errors) > 0.1 * look.norm && look.norm > 0.1
}

export const TASKS = [
  isUp, keepsItsHeight, isFlatButNoMinimum, goesDownBesideTheMinimum, isLostInNoise,
]
