// Draws the plane of inputs: where each class wins, and the samples by their right classes.

import { CHART, across, fill, line, named, rule, stepTicks, stepsShown } from '../chart.js'
import { placed, pointAt, points, signed, svg, ticks } from '../map.js'
import { SAMPLES, region } from './network.js'

const COLOURS = ['blue', 'purple', 'green'] // of the classes, as in a figure of the lesson
export const SCENE = { scale: 185 }
const HALF = pointAt(1, 0, SCENE)

export function drawPlane(map, W, { t, sample }) {
  map.replaceChildren(
    ...[0, 1, 2].flatMap(k => area(W, k)), ...ticks(SCENE),
    ...SAMPLES.flatMap((x, index) => {
      const [cx, cy] = placed(x, SCENE)
      const shown = index === sample ? 'sample shown' : 'sample'
      return [
        coloured(svg('circle', { cx, cy, r: 27, 'class': shown }), t[index]),
        svg('text', { x: cx, y: cy, dy: '0.35em', 'text-anchor': 'middle', 'class': 'inside' }, t[index]),
      ]
    }))
}

// Its number stands on its middle, near the edge, where no sample is.
function area(W, k) {
  const corners = region(W, k, HALF)
  if (!corners.length) return []
  const middle = HALF.map((_, axis) => corners.reduce((sum, it) => sum + it[axis], 0))
  const far = Math.max(...middle.map((it, axis) => Math.abs(it) / HALF[axis])) || 1
  const [x, y] = placed(middle.map(it => 0.75 * it / far), SCENE)
  const outline = points(corners.map(it => placed(it, SCENE)))
  return [
    coloured(svg('polygon', { points: outline, 'class': 'region' }), k),
    svg('text', { x, y, dy: '0.35em', 'text-anchor': 'middle', 'class': 'won' }, k),
  ]
}

// On an axis from 0, on which a loss that rises is seen to rise.
export function drawLosses(chart, losses) {
  const steps = stepsShown(losses.length)
  const most = Math.max(1, ...losses)
  const decade = 10 ** Math.floor(Math.log10(most))
  const top = decade * [1, 2, 5, 10].find(it => it * decade >= most)
  const x = across(steps)
  const y = loss => CHART.bottom - loss / top * (CHART.bottom - CHART.top)
  const ticks = [0, top / 2, top].flatMap(it => rule(y(it), it < 1e5 ? it : it.toExponential()))
  fill(chart, {
    key: named('L', 'loss', CHART.left),
    axes: [...ticks, ...stepTicks(steps)],
    lines: [line(losses.map((it, k) => [x(k), y(it)]), 'loss')],
  })
}

function coloured(shape, k) {
  shape.style.setProperty('--class', `var(--${COLOURS[k]})`)
  return shape
}

// As the figure of the lesson has them: blue if positive, orange if negative, and the deeper
// the greater, on one scale for both matrices.
export function tint(cells, values) {
  const full = Math.max(...values.map(Math.abs)) || 1
  cells.forEach((cell, index) => {
    cell.style.setProperty('--depth', `${50 * Math.abs(values[index]) / full}%`)
    cell.style.setProperty('--sign', `var(--${values[index] < 0 ? 'orange' : 'blue'})`)
  })
}

export const short = value => signed(Math.abs(value) < 1000
  ? (value + 0).toFixed(4).replace(/^-(0\.0*)$/, '$1') : value.toExponential(1))
