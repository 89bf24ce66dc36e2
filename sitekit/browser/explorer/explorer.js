// <descent-explorer>: a descent that the reader drives. The markup, and every word of it,
// stands in the lesson.

import { LANDSCAPES, descend, gradientAt, isLost, regime } from './descent.js'
import {
  drawLandscape, drawLoss, drawPath, fractions, pointAt, prepareChart, signed, within,
} from './drawing.js'
import { TASKS } from './tasks.js'

const MOST_STEPS = 1000
const STILL = 1e-9
const RESTED = 500
const TYPED = 1200
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }
const DEFAULTS = { gradient: 'numerical', h: 1e-4 }

const answer = await fetch(new URL('explorer.json', import.meta.url))
const scenes = await answer.json()

function opening(landscape, k = 0) {
  const { start, lr } = scenes[landscape]
  return { landscape, start, lr, k }
}

// h goes by the name of dx there: Material highlights the words that `?h=` names.
function addressed(query, hs) {
  const { landscape, gradient, ...rest } = Object.fromEntries(query)
  const [x0, x1, lr, h, k] = ['x0', 'x1', 'lr', 'dx', 'k'].map(name => parseFloat(rest[name]))
  const isWhole = Object.hasOwn(scenes, landscape) && ['exact', 'numerical'].includes(gradient)
    && [x0, x1, lr].every(Number.isFinite) && Number.isInteger(k)
  return isWhole && {
    landscape, start: [x0, x1], lr, gradient,
    h: hs.includes(h) ? h : DEFAULTS.h, k: within(0, k, MOST_STEPS),
  }
}

const rounded = value => Math.round(value * 100) / 100 + 0
const pair = x => `(${x.map(signed).join(', ')})`

function written(value) {
  const size = Math.abs(value)
  return signed(value === 0 ? 0
    : size === Infinity ? `${value < 0 ? '-' : ''}∞`
    : size < 1e-3 || size >= 1e5 ? value.toExponential(2) : value.toPrecision(5))
}

function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

// What is written anew is read out anew, and WebKit loses a click on a button whose text is.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text
}

class DescentExplorer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form')
    this.map = this.querySelector('.map > svg')
    this.chart = this.querySelector('.chart')
    this.handle = this.querySelector('.start')
    prepareChart(this.chart)
    this.listen()
    const hs = [...this.form.elements.h].map(({ value }) => +value)
    this.state = addressed(new URLSearchParams(location.search), hs)
      || { ...DEFAULTS, ...opening('bowl', 20) }
    this.sayStop()
    this.tasks = [...this.querySelectorAll('.tasks > ol > li')]
  }

  listen() {
    this.form.addEventListener('submit', event => event.preventDefault())
    this.form.addEventListener('input', ({ target }) => this.enter(target))
    this.form.addEventListener('change', () => {
      this.write()
      if (this.resting) this.rest()
    })
    this.form.addEventListener('click', ({ target }) => this.press(target))
    this.handle.addEventListener('keydown', event => this.nudge(event))
    this.handle.addEventListener('mousedown', event => {
      event.preventDefault() // or a drag beyond the map would select text
      this.handle.focus()
    })
    this.handle.addEventListener('pointerdown', ({ button, pointerId }) => {
      if (button === 0) this.handle.setPointerCapture(pointerId)
    })
    this.handle.addEventListener('pointermove', event => {
      if (this.handle.hasPointerCapture(event.pointerId)) this.point(event)
    })
    this.map.addEventListener('click', event => this.point(event))
  }

  get state() {
    return this.settings
  }

  set state(settings) {
    const before = this.settings
    this.settings = settings
    Object.assign(this, descend(settings))
    settings.k = Math.min(settings.k, this.path.length)
    if (before?.landscape !== settings.landscape) drawLandscape(this.map, this.scene)
    this.draw()
    this.write()
  }

  get scene() {
    return scenes[this.settings.landscape]
  }

  // What the reader does.

  change(settings, delay) {
    this.state = { ...this.state, ...settings }
    if (this.playing && !('k' in settings)) this.end = this.lastStep()
    this.notice()
    this.rest(delay)
  }

  rest(delay = RESTED) {
    clearTimeout(this.resting)
    this.resting = setTimeout(() => this.settle(), delay)
  }

  enter({ name, value, type }) {
    const delay = type === 'number' ? TYPED : RESTED
    if (name === 'landscape') {
      this.pause()
      this.change(opening(value))
    } else if (name === 'gradient') this.change({ gradient: value })
    else if (value === '' || !Number.isFinite(+value)) return
    else if (name === 'x0') this.change({ start: [+value, this.state.start[1]] }, delay)
    else if (name === 'x1') this.change({ start: [this.state.start[0], +value] }, delay)
    else this.change({ [name === 'h' ? 'h' : 'lr']: +value }, delay)
  }

  press({ name, value }) {
    const { k } = this.state
    if (name === 'rate') this.change({ lr: +value })
    if (name === 'play') return this.playing ? this.pause() : this.play()
    if (['reset', 'back', 'step'].includes(name)) this.pause()
    if (name === 'reset') this.change({ k: 0 })
    if (name === 'back') this.change({ k: Math.max(k - 1, 0) })
    if (name === 'step') this.change({ k: Math.min(k + 1, MOST_STEPS) })
  }

  nudge(event) {
    const direction = KEYS[event.key]
    if (!direction) return
    event.preventDefault()
    const size = event.shiftKey ? 0.01 : 0.1
    this.change({ start: this.state.start.map((it, axis) => rounded(it + direction[axis] * size)) })
  }

  point({ clientX, clientY }) {
    const { left, top, width, height } = this.map.getBoundingClientRect()
    const across = within(0, (clientX - left) / width, 1)
    const down = within(0, (clientY - top) / height, 1)
    this.change({ start: pointAt(across, down, this.scene).map(rounded) })
  }

  // Playing goes on until nothing moves any more, and from there begins anew.

  play() {
    this.end = this.lastStep()
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.change({ k: this.end })
      return
    }
    if (this.state.k >= this.end) this.change({ k: 0 })
    this.playing = setInterval(() => {
      const { k } = this.state
      if (k < this.end) this.change({ k: Math.min(k + 1 + Math.floor(k / 20), this.end) })
      else this.pause()
    }, 100)
    this.write()
  }

  pause() {
    clearInterval(this.playing)
    this.playing = null
    this.write()
  }

  // The one after the last that moves x: it shows that x stands still, or why it cannot go on.
  lastStep() {
    const { path } = descend({ ...this.state, k: MOST_STEPS })
    const moves = (x, k) => k > 0
      && Math.hypot(...x.map((it, axis) => it - path[k - 1][axis])) > STILL
    return Math.min(Math.max(path.findLastIndex(moves), 0) + 1, MOST_STEPS)
  }

  // What the reader sees and hears.

  draw() {
    drawPath(this.map, this.path, this.scene)
    const predicts = this.querySelector('.regimes th').textContent
    drawLoss(this.chart, this.state, this.path, this.scene, predicts)
    const [left, top] = fractions(this.state.start, this.scene)
    this.handle.style.left = `${100 * within(0, left, 1)}%`
    this.handle.style.top = `${100 * within(0, top, 1)}%`
    this.handle.setAttribute('aria-valuenow', this.state.start[0])
    this.handle.setAttribute('aria-valuetext', pair(this.state.start))
  }

  write() {
    const { landscape, start, lr, gradient, h } = this.state
    const values = { landscape, gradient, h, lr, slider: lr, x0: start[0], x1: start[1] }
    for (const [name, value] of Object.entries(values)) {
      const control = this.form.elements[name]
      const isBeingTyped = control === document.activeElement && control.type === 'number'
      if (!isBeingTyped || +control.value !== value) control.value = value
    }
    this.form.elements.h.disabled = gradient === 'exact'
    for (const button of this.form.elements.rate) {
      button.setAttribute('aria-pressed', +button.value === lr)
    }
    const { play } = this.form.elements
    say(play, this.playing ? play.dataset.pause : play.dataset.play)
    this.writeBound()
    this.writeNumbers()
  }

  // Where some direction bends down, no rate makes a descent converge.
  writeBound() {
    const { curvatures } = this.scene
    const bound = this.querySelector('.bound')
    const { min, max } = this.form.elements.slider
    bound.hidden = !curvatures?.every(L => L > 0)
    if (!bound.hidden) {
      bound.style.setProperty('--at', (2 / Math.max(...curvatures) - min) / (max - min))
    }
  }

  writeNumbers() {
    const numbers = this.numbers()
    for (const cell of this.querySelectorAll('[data-number]')) {
      cell.textContent = numbers[cell.dataset.number] ?? '–'
    }
    if (!this.stop) this.sayStop()
  }

  sayStop() {
    const stop = this.querySelector('.stop')
    say(stop, this.stop ? filled(stop.dataset[this.stop], this.numbers()) : '')
  }

  numbers() {
    const x = this.path.at(-1)
    const k = this.path.length - 1
    const { landscape, lr, gradient, h } = this.state
    const slope = gradient === 'numerical' && isLost(x, h) ? null : gradientAt(this.state, x)
    const numbers = { k, next: k + 1, f: written(LANDSCAPES[landscape].value(x)) }
    if (slope) numbers.norm = written(Math.hypot(...slope))
    for (const axis of [0, 1]) {
      numbers[`x${axis}`] = written(x[axis])
      if (slope) numbers[`slope${axis}`] = written(slope[axis])
      if (!this.scene.curvatures) continue
      const factor = 1 - lr * this.scene.curvatures[axis]
      numbers[`factor${axis}`] = signed(+factor.toPrecision(5))
      numbers[`power${axis}`] = written(factor ** k)
      numbers[`regime${axis}`] = this.querySelector('.regimes').dataset[regime(factor)]
    }
    return numbers
  }

  notice() {
    this.tasks.forEach((task, index) => {
      if (task.matches('.done') || !TASKS[index](this.state, this.path, this.scene)) return
      task.classList.add('done')
      const done = document.createElement('span')
      done.className = 'unseen'
      done.textContent = this.said.dataset.done
      task.append(done)
      this.news = filled(this.said.dataset.news, { task: index + 1 })
    })
  }

  // Once the reader rests: the numbers are read out, and the address holds the state.
  settle() {
    this.resting = null
    if (this.playing) return
    const numbers = this.numbers()
    const { numbers: point, norm } = this.said.dataset
    const templates = numbers.norm ? [point, norm] : [point]
    say(this.said, [this.news, ...templates.map(it => filled(it, numbers))].join(' ').trim())
    this.news = ''
    this.sayStop()
    const { start: [x0, x1], h: dx, ...rest } = this.state
    const address = new URL(location)
    for (const [name, value] of Object.entries({ ...rest, x0, x1, dx })) {
      address.searchParams.set(name, value)
    }
    address.hash = this.id
    history.replaceState(history.state, '', address)
  }

  get said() {
    return this.querySelector('.said')
  }
}

customElements.define('descent-explorer', DescentExplorer)
