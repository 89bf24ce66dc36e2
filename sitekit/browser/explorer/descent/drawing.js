// Draws a descent over its landscape, and its loss.

import { drawLosses, stepsShown } from '../chart.js'
import { LANDSCAPES } from '../landscapes.js'
import { placed } from '../map.js'

export function drawPath(map, path, scene) {
  const places = path.map(x => placed(x, scene).map(it => it.toFixed(1)).join(' '))
  map.querySelector('.steps').setAttribute('d', `M${places.join('L')}`)
  map.querySelector('.points').setAttribute('d', places.map(it => `M${it}h0`).join(''))
  const [cx, cy] = placed(path.at(-1), scene)
  const current = map.querySelector('.current')
  current.setAttribute('cx', cx)
  current.setAttribute('cy', cy)
}

// The loss above the least there is, and the one that is predicted.
export function drawLoss(chart, settings, path, { least, curvatures }, predicts) {
  const losses = path.map(x =>
    Math.min(LANDSCAPES[settings.landscape].value(x) - least, Number.MAX_VALUE))
  const predicted = curvatures && prediction(settings, curvatures, stepsShown(path.length))
  drawLosses(chart, losses, least ? 'f − min f' : 'f', predicted, predicts)
}

// Along each of its directions a quadratic is one of a single variable. The displacement is
// multiplied by 1 - lr L; and momentum adds the part `mu` of the last change.
function prediction({ start: [x0, x1], lr, mu }, curvatures, steps) {
  const losses = Array(steps + 1).fill(0)
  for (const [L, [u0, u1]] of curvatures) {
    let x = x0 * u0 + x1 * u1
    let v = 0
    for (let k = 0; k <= steps; k++) {
      losses[k] += L / 2 * x ** 2
      v = mu * v - lr * L * x
      x += v
    }
  }
  return losses
}
