// Draws where the reader stands and looks, and the slopes all around.

import { CHART, across, fill, line, named, rule } from '../chart.js'
import { placed, signed, svg, within } from '../map.js'

const NEEDLE = 110

export function drawNeedle(map, { at, angle, trail }, scene) {
  const [x, y] = placed(at, scene)
  const needle = map.querySelector('.needle')
  needle.setAttribute('d', `M0 0H${NEEDLE}m-20-12l20 12l-20 12`)
  needle.setAttribute('transform', `translate(${x} ${y}) rotate(${-angle})`)
  const places = trail.map(it => placed(it, scene).join(' '))
  map.querySelector('.steps').setAttribute('d', `M${places.join('L')}`)
}

export function drawSlopes(chart, { around, exact, slope }, angle, measures) {
  const most = Math.max(1, ...[...around, ...exact, slope].map(Math.abs))
  const middle = (CHART.top + CHART.bottom) / 2
  const x = across(360)
  const y = value => middle - value / most * (CHART.bottom - middle)
  const place = (value, index, { length }) => [x(index * 360 / (length - 1)), y(value)]
  fill(chart, {
    key: [
      ...named(measures, 'loss', CHART.left), ...named('‖∇f‖ cos θ', 'predicted', CHART.left + 150),
    ],
    axes: [
      ...[most, 0, -most].flatMap(it => rule(y(it), signed(+it.toPrecision(3)))),
      ...[0, 90, 180, 270, 360].map(it => svg('text', {
        x: x(it), y: CHART.bottom + 27, 'text-anchor': it < 360 ? 'middle' : 'end',
      }, `${it}°`)),
    ],
    lines: [line(around.map(place), 'loss'), line(exact.map(place), 'predicted')],
  })
  const seen = chart.querySelector('.current') ?? svg('circle', { r: 9, 'class': 'current' })
  seen.setAttribute('cx', within(CHART.left, x(angle), CHART.right))
  seen.setAttribute('cy', y(slope))
  chart.append(seen)
}

export const angleAt = across =>
  (across * 400 - CHART.left) / (CHART.right - CHART.left) * 360
