// <compass-explorer>: where a reader stands and looks, and how f changes that way.

import { indexed, written } from '../explorer.js'
import { LandscapeExplorer } from '../landscape_explorer.js'
import { LANDSCAPES, scenes } from '../landscapes.js'
import { nearest, rounded, signed, within } from '../map.js'
import { angleAt, drawNeedle, drawSlopes } from './drawing.js'
import { between, direction, dot, measured } from './slopes.js'
import { TASKS } from './tasks.js'

const STEP = 0.1
const MOST = 1000 // of a coordinate
const AROUND = Array.from({ length: 121 }, (_, index) => index * 3)

const bounded = x => x.map(it => within(-MOST, it, MOST))
const standing = x => ({ at: bounded(x), trail: [bounded(x)] })
const wrapped = angle =>
  angle >= 0 && angle <= 360 ? angle : rounded((angle % 360 + 360) % 360)
const degrees = value => value === null ? undefined : `${value.toFixed(1)}°`

class CompassExplorer extends LandscapeExplorer {
  static tasks = TASKS
  static paths = ['steps']
  static mark = ['path', { 'class': 'needle' }]
  opening = { landscape: 'bowl', at: [3, 4], angle: 0, h: 1e-4, trail: [[3, 4]] }
  moved = standing

  connectedCallback() {
    super.connectedCallback()
    this.chart.addEventListener('click', ({ clientX }) => {
      const { left, width } = this.chart.getBoundingClientRect()
      this.change({ angle: Math.round(within(0, angleAt((clientX - left) / width), 360)) })
    })
  }

  addressed(query) {
    const { x, ...place } = this.place(query)
    const angle = parseFloat(query.angle)
    return x && Number.isFinite(angle) && { ...place, angle: wrapped(angle), ...standing(x) }
  }

  get addresses() {
    const { landscape, at: [x0, x1], angle, h: dx } = this.state
    return { landscape, x0, x1, angle, dx }
  }

  get at() {
    return this.state.at
  }

  // What the reader does. A needle may point the right way without having been turned.

  change(settings, delay) {
    this.isTurned = 'angle' in settings
    super.change(settings, delay)
  }

  entered(name, value) {
    if (name === 'landscape') return { landscape: value, ...standing(scenes[value].start) }
    if (['angle', 'slider'].includes(name)) return { angle: wrapped(value) }
    return super.entered(name, value)
  }

  press({ name, value }) {
    if (name === 'turn') this.change({ angle: rounded((this.state.angle + +value + 360) % 360) })
    if (name !== 'walk') return
    const at = bounded(this.at.map((it, axis) => rounded(it + STEP * this.look.u[axis])))
    this.change({ at, trail: [...this.state.trail, at] })
  }

  // What the reader sees and hears.

  draw(before) {
    super.draw(before)
    this.look = this.looked()
    drawNeedle(this.map, this.state, this.scene)
    drawSlopes(this.chart, this.look, this.state.angle, this.querySelector('.measured th').textContent)
  }

  looked() {
    const { landscape, at, angle, h } = this.state
    const { value, gradient } = LANDSCAPES[landscape]
    const slopes = gradient(at)
    const u = direction(angle)
    const others = AROUND.map(direction)
    return {
      u, gradient: slopes, norm: Math.hypot(...slopes), slope: measured(value, at, u, h),
      around: others.map(it => measured(value, at, it, h)),
      exact: others.map(it => dot(slopes, it)),
    }
  }

  get values() {
    const { landscape, at: [x0, x1], angle, h } = this.state
    const typed = +this.form.elements.angle.value // -9 is not to become 351 before the 0 of -90
    return { landscape, x0, x1, angle: wrapped(typed) === angle ? typed : angle, slider: angle, h }
  }

  numbers() {
    const { landscape, at, angle } = this.state
    const { u, gradient, norm, slope } = this.look
    const { minima } = this.scene
    const way = minima[nearest(minima, at)]?.map((value, axis) => value - at[axis])
    return {
      angle: signed(angle), f: written(LANDSCAPES[landscape].value(at)), slope: written(slope),
      exact: written(dot(gradient, u)), norm: written(norm),
      theta: degrees(between(u, gradient)), miss: way && degrees(between(u, way)),
      ...indexed('x', at), ...indexed('slope', gradient),
      ...indexed('u', u, it => signed(rounded(it))),
    }
  }
}

customElements.define('compass-explorer', CompassExplorer)
