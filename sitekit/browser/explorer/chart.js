// The chart beside a map, and of a descent its loss on a log axis.

import { points, svg, within } from './map.js'

export const CHART = { left: 66, right: 390, top: 36, bottom: 184 }
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const NUMBER_OF_STEPS = [20, 50, 100, 200, 500, 1000, 2000]
const POWERS_AHEAD = 6

export const stepsShown = count => NUMBER_OF_STEPS.find(it => it >= count)

export const across = steps => k => CHART.left + k / steps * (CHART.right - CHART.left)

export function prepareChart(chart) {
  const { left, right, top, bottom } = CHART
  const plot = svg('rect', { x: left, y: top - 2, width: right - left, height: bottom - top + 4 })
  chart.append(
    svg('clipPath', { id: 'plot' }, plot), svg('g', { 'class': 'key' }),
    svg('g', { 'class': 'axes' }), svg('g', { 'class': 'lines', 'clip-path': 'url(#plot)' }))
}

// The loss, and over it, dotted, the one that is predicted, which goes on where the path ends.
// What is not above 0 has no logarithm, and falls out of the chart.
export function drawLosses(chart, losses, name, predicted, predicts) {
  const steps = stepsShown(losses.length)
  const [low, high] = reach(losses, predicted ?? [])
  const x = across(steps)
  const y = power => CHART.bottom - (power - low) / (high - low) * (CHART.bottom - CHART.top)
  const place = (loss, k) => {
    const power = loss > 0 ? within(low - 9, Math.log10(loss), high + 9) : low - 9
    return [x(k), y(power)]
  }
  fill(chart, {
    key: [
      ...named(name, 'loss', CHART.left),
      ...predicted ? named(predicts, 'predicted', CHART.left + 130) : [],
    ],
    axes: [...powersOfTen(y, low, high), ...stepTicks(steps)],
    lines: [
      line(losses.map(place), 'loss'),
      ...predicted ? [line(predicted.map(place), 'predicted')] : [],
    ],
  })
}

// Replaces what stands in the parts of a chart.
export function fill(chart, parts) {
  for (const [name, shapes] of Object.entries(parts)) {
    chart.querySelector(`.${name}`).replaceChildren(...shapes)
  }
}

export const line = (places, name) => svg('polyline', { points: points(places), 'class': name })

// A piece of a line, and behind it what the line shows.
export const named = (text, line, x) => [
  svg('polyline', { points: `${x},16 ${x + 33},16`, 'class': line }),
  svg('text', { x: x + 42, y: 16, dy: '0.35em' }, text),
]

// The powers of ten from which and to which the chart goes: all of the path's, and what it
// takes of the prediction's without making the path flat.
function reach(losses, predicted) {
  const powers = values => [0, ...values.filter(it => it > 0).map(Math.log10)]
  const [lowest, highest] = [Math.min(...powers(losses)), Math.max(...powers(losses))]
  const ahead = powers(predicted).map(it =>
    within(lowest - POWERS_AHEAD, it, highest + POWERS_AHEAD))
  const high = Math.ceil(Math.max(highest, ...ahead))
  return [Math.min(high - 4, Math.max(-20, Math.floor(Math.min(lowest, ...ahead)))), high]
}

function powersOfTen(y, low, high) {
  const every = Math.ceil((high - low) / 5)
  const powers = Array.from({ length: high - low + 1 }, (_, index) => low + index)
  return powers.filter(power => power % every === 0)
    .flatMap(power => rule(y(power), `10${superscript(power)}`))
}

export const rule = (y, text) => [
  svg('path', { d: `M${CHART.left} ${y}H${CHART.right}`, 'class': 'rule' }),
  svg('text', { x: CHART.left - 6, y, dy: '0.35em', 'text-anchor': 'end' }, text),
]

export function stepTicks(steps) {
  const x = across(steps)
  return [
    ...[0, 0.5, 1].map(part => svg('text', {
      x: x(part * steps), y: CHART.bottom + 27, 'text-anchor': part < 1 ? 'middle' : 'end',
    }, part * steps)),
    svg('text', {
      x: x(0.75 * steps), y: CHART.bottom + 27,
      'class': 'name', 'text-anchor': 'middle', 'font-style': 'italic',
    }, 'k'),
  ]
}

const superscript = power =>
  String(power).replace('-', '⁻').replace(/\d/g, digit => SUPERSCRIPTS[digit])
