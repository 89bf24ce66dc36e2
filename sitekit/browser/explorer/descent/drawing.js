// Draws a descent over its landscape, and its loss.

import { drawLosses, stepsShown } from '../chart.js'
import { LANDSCAPES } from '../landscapes.js'
import { bands, placed, stars, svg, ticks } from '../map.js'

export function drawLandscape(map, scene) {
  map.replaceChildren(
    ...bands(scene), ...ticks(scene), svg('path', { 'class': 'steps' }), svg('path', { 'class': 'points' }),
    ...stars(scene), svg('circle', { 'class': 'current', r: 11 }))
}

export function drawPath(map, path, scene) {
  const places = path.map(x => placed(x, scene).map(it => it.toFixed(1)).join(' '))
  map.querySelector('.steps').setAttribute('d', `M${places.join('L')}`)
  map.querySelector('.points').setAttribute('d', places.map(it => `M${it}h0`).join(''))
  const [cx, cy] = placed(path.at(-1), scene)
  const current = map.querySelector('.current')
  current.setAttribute('cx', cx)
  current.setAttribute('cy', cy)
}

// The loss above the least there is, and the one that the closed form predicts.
export function drawLoss(chart, settings, path, { least, curvatures }, predicts) {
  const losses = path.map(x =>
    Math.min(LANDSCAPES[settings.landscape].value(x) - least, Number.MAX_VALUE))
  const predicted = curvatures && prediction(settings, curvatures, stepsShown(path.length))
  drawLosses(chart, losses, least ? 'f − min f' : 'f', predicted, predicts)
}

function prediction({ start, lr }, curvatures, steps) {
  return Array.from({ length: steps + 1 }, (_, k) => curvatures.reduce((sum, L, axis) =>
    sum + L / 2 * (start[axis] * (1 - lr * L) ** k) ** 2, 0))
}
