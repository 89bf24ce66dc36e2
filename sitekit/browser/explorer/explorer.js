// What all explorers are: a map, a chart, a form, numbers and tasks, whose markup and every word stand
// in the page, and a state that the address holds. Each explorer adds what it alone does:
//
//   tasks             what the tasks below it ask for, in their order: tests of the explorer
//   opening           its state when the address has none
//   addressed(query)  the state that an address has, if any
//   entered(name, value)   what changes in the state when a control is set
//   press(button)     what a button does
//   values            what its controls show, by their names
//   numbers()         what its cells and sentences show, by their names
//   addresses         what the address says of the state, by its names
//   at, moved(x)      where its handle is on the map, and what changes when that is at x
//   scene             `scale` of its map; that of the landscape, if it has one

import { element } from '../element.js'
import { PROGRESS, read, write } from '../kept.js'
import { prepareChart } from './chart.js'
import { fractions, pointAt, rounded, signed, within } from './map.js'

const RESTED = 500
const TYPED = 1200
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }

const pair = x => `(${x.map(signed).join(', ')})`

export function written(value) {
  if (Number.isNaN(value)) return '–' // the difference of two infinities
  const size = Math.abs(value)
  return signed(value === 0 ? 0
    : size === Infinity ? `${value < 0 ? '-' : ''}∞`
    : size < 1e-3 || size >= 1e5 ? value.toExponential(2) : value.toPrecision(5))
}

// The numbers of a row, by a name and their places.
export const indexed = (name, values, show = written) =>
  Object.fromEntries(values.map((it, index) => [`${name}${index}`, show(it, index)]))

export function filled(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

// What is written anew is read out anew, and WebKit loses a click on a button whose text is.
export function say(place, text) {
  if (place.textContent !== text) place.textContent = text
}

export class Explorer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form')
    this.map = this.querySelector('.map > svg')
    this.chart = this.querySelector('.chart')
    this.handle = this.querySelector('.handle')
    this.said = this.querySelector('.said')
    prepareChart(this.chart)
    this.listen()
    this.state = this.addressed(Object.fromEntries(new URLSearchParams(location.search)))
      || this.opening
    this.tasks = [...this.querySelectorAll('.tasks > ol > li')]
    const done = read(PROGRESS + location.pathname)?.tasks ?? []
    this.tasks.filter((_, index) => done.includes(index)).forEach(it => this.tick(it))
  }

  listen() {
    this.form.addEventListener('input', ({ target }) => this.enter(target))
    this.form.addEventListener('change', () => {
      this.write()
      if (this.resting) this.rest()
    })
    this.form.addEventListener('click', ({ target }) => this.press(target))
    // A finger that scrolls the page may have begun on a slider.
    this.form.addEventListener('pointerdown', () => { this.touched = this.state })
    this.form.addEventListener('pointercancel', ({ target }) => {
      if (target.type === 'range') this.state = this.touched
    })
    this.map.addEventListener('click', event => this.point(event))
    if (!this.handle) return
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
  }

  get state() {
    return this.settings
  }

  set state(settings) {
    const before = this.settings
    this.settings = settings
    this.draw(before)
    this.write()
  }

  // What the reader does.

  change(settings, delay) {
    this.state = { ...this.state, ...settings }
    this.notice()
    this.rest(delay)
  }

  enter({ name, value, type, validity }) {
    const isNumber = type !== 'select-one'
    if (isNumber && (value === '' || !Number.isFinite(+value) || validity.rangeUnderflow)) return
    this.change(this.entered(name, isNumber ? +value : value), type === 'number' ? TYPED : RESTED)
  }

  nudge(event) {
    const direction = KEYS[event.key]
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return // the browser's
    event.preventDefault()
    const size = event.shiftKey ? 0.01 : 0.1
    this.change(this.moved(this.at.map((it, axis) => rounded(it + direction[axis] * size, 2))))
  }

  point(event) {
    this.change(this.moved(this.pointed(event).map(it => rounded(it, 2))))
  }

  // The point of the map that is under a pointer.
  pointed({ clientX, clientY }) {
    const { left, top, width, height } = this.map.getBoundingClientRect()
    const across = within(0, (clientX - left) / width, 1)
    const down = within(0, (clientY - top) / height, 1)
    return pointAt(across, down, this.scene)
  }

  // What the reader sees and hears.

  draw() {
    if (!this.handle) return
    const [left, top] = fractions(this.at, this.scene)
    this.handle.style.left = `${100 * within(0, left, 1)}%`
    this.handle.style.top = `${100 * within(0, top, 1)}%`
    this.handle.setAttribute('aria-valuenow', this.at[0])
    this.handle.setAttribute('aria-valuetext', pair(this.at))
  }

  write() {
    for (const [name, value] of Object.entries(this.values)) {
      const control = this.form.elements[name]
      const isBeingTyped = control === document.activeElement && control.type === 'number'
      if (!isBeingTyped || +control.value !== value) control.value = value
      if (control.type === 'range') control.ariaValueText = signed(value) // it may be beyond its end
    }
    for (const button of this.querySelectorAll('[name=rate]')) {
      button.setAttribute('aria-pressed', +button.value === this.state.lr)
    }
    const numbers = this.numbers()
    for (const cell of this.querySelectorAll('[data-number]')) {
      cell.textContent = numbers[cell.dataset.number] ?? '–'
    }
  }

  notice() {
    this.tasks.forEach((task, index) => {
      if (task.matches('.done') || !this.constructor.tasks[index](this)) return
      this.tick(task)
      const done = [...this.tasks.keys()].filter(it => this.tasks[it].matches('.done'))
      write(PROGRESS + location.pathname, { tasks: done })
      this.news = filled(this.said.dataset.news, { task: index + 1 })
    })
  }

  tick(task) {
    task.classList.add('done')
    task.append(element('span', { className: 'unseen' }, this.said.dataset.done))
  }

  rest(delay = RESTED) {
    clearTimeout(this.resting)
    this.resting = setTimeout(() => this.settle(), delay)
  }

  // Once the reader rests: the numbers are read out, and the address holds the state.
  settle() {
    this.resting = null
    say(this.said, [this.news, ...this.sentences()].join(' ').trim())
    this.news = ''
    const address = new URL(location)
    for (const [name, value] of Object.entries(this.addresses)) {
      address.searchParams.set(name, value)
    }
    address.hash = this.id
    history.replaceState(history.state, '', address)
  }

  // The one that is always said, and those that are named by a number, where that is known.
  sentences() {
    const numbers = this.numbers()
    const { numbers: always, news, done, ...others } = this.said.dataset
    const known = Object.keys(others).filter(name => numbers[name]).map(name => others[name])
    return [always, ...known].map(it => filled(it, numbers))
  }
}
