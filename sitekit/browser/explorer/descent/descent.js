// <descent-explorer>: a descent that the reader drives.

import { filled, indexed, say, written } from '../explorer.js'
import { LandscapeExplorer } from '../landscape_explorer.js'
import { LANDSCAPES, gradientAt, isLost, scenes } from '../landscapes.js'
import { distance, signed, within } from '../map.js'
import { drawLoss, drawPath } from './drawing.js'
import { descend, regime } from './path.js'
import { TASKS } from './tasks.js'

const MOST_STEPS = 1000
const STILL = 1e-9
const DEFAULTS = { gradient: 'numerical', h: 1e-4, mu: 0 }

const short = value => signed(+value.toPrecision(5))

function opening(landscape, k = 0) {
  const { start, lr } = scenes[landscape]
  return { landscape, start, lr, k }
}

class DescentExplorer extends LandscapeExplorer {
  static tasks = TASKS
  static paths = ['steps', 'points']
  static mark = ['circle', { 'class': 'current', r: 11 }]
  opening = { ...DEFAULTS, ...opening('bowl', 20) }
  moved = start => ({ start })

  connectedCallback() {
    super.connectedCallback()
    this.sayStop()
  }

  addressed({ gradient, ...rest }) {
    const { x: start, ...place } = this.place(rest)
    const [lr, mu, k] = ['lr', 'mu', 'k'].map(name => parseFloat(rest[name]))
    const isWhole = start && ['exact', 'numerical'].includes(gradient)
      && Number.isFinite(lr) && lr >= 0 && Number.isInteger(k) && mu >= 0 && mu < 1
    return isWhole && { ...place, start, lr, gradient, mu, k: within(0, k, MOST_STEPS) }
  }

  get addresses() {
    const { start: [x0, x1], h: dx, ...rest } = this.state
    return { ...rest, x0, x1, dx }
  }

  get at() {
    return this.state.start
  }

  // What the reader does.

  change(settings, delay) {
    if ('landscape' in settings) this.pause()
    super.change(settings, delay)
    if (this.playing && !('k' in settings)) this.end = this.lastStep()
  }

  entered(name, value) {
    if (name === 'landscape') return opening(value)
    return super.entered(name === 'slider' ? 'lr' : name, value)
  }

  press({ name, value }) {
    const k = Math.min(this.state.k, this.path.length) // who asked for more got no further
    if (name === 'rate') this.change({ lr: +value })
    if (name === 'play') return this.playing ? this.pause() : this.play()
    if (['reset', 'back', 'step'].includes(name)) this.pause()
    if (name === 'reset') this.change({ k: 0 })
    if (name === 'back') this.change({ k: Math.max(k - 1, 0) })
    if (name === 'step') this.change({ k: Math.min(k + 1, MOST_STEPS) })
  }

  // Playing goes on until nothing moves any more, and from there begins anew.

  play() {
    this.end = this.lastStep()
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.change({ k: this.end })
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
    const moves = (x, k) => k > 0 && distance(x, path[k - 1]) > STILL
    return Math.min(Math.max(path.findLastIndex(moves), 0) + 1, MOST_STEPS)
  }

  // What the reader sees and hears.

  draw(before) {
    super.draw(before)
    Object.assign(this, descend(this.state))
    drawPath(this.map, this.path, this.scene)
    const predicts = this.querySelector('.regimes th').textContent
    drawLoss(this.chart, this.state, this.path, this.scene, predicts)
  }

  get values() {
    const { landscape, start: [x0, x1], lr, mu, gradient, h } = this.state
    return { landscape, gradient, h, lr, slider: lr, mu, x0, x1 }
  }

  write() {
    super.write()
    const { h, play } = this.form.elements
    h.disabled = this.state.gradient === 'exact'
    say(play, this.playing ? play.dataset.pause : play.dataset.play)
    this.writeRates()
    if (!this.stop) this.sayStop()
  }

  // The limit and the best, at the slider.
  writeRates() {
    const { min, max } = this.form.elements.slider
    for (const name of ['bound', 'best']) {
      const mark = this.querySelector(`.${name}`)
      const rate = this.rates?.[name]
      mark.hidden = !rate
      mark.style.setProperty('--at', (rate - min) / (max - min))
    }
  }

  // Where some direction bends down, no rate makes a descent converge. Momentum has others.
  get rates() {
    const Ls = this.scene.curvatures?.map(([L]) => L)
    if (!Ls?.every(L => L > 0)) return null
    const [least, most] = [Math.min(...Ls), Math.max(...Ls)]
    const kappa = most / least
    return this.state.mu ? { kappa } : { bound: 2 / most, best: 2 / (least + most), kappa }
  }

  sayStop() {
    const stop = this.querySelector('.stop')
    say(stop, this.stop ? filled(stop.dataset[this.stop], this.numbers()) : '')
  }

  numbers() {
    const x = this.path.at(-1)
    const k = this.path.length - 1
    const { landscape, lr, mu, gradient, h } = this.state
    const slope = gradient === 'numerical' && isLost(x, h) ? null : gradientAt(this.state, x)
    const { kappa, best } = this.rates ?? {}
    const Ls = this.scene.curvatures?.map(([L]) => L) ?? []
    const factors = Ls.map(L => 1 - lr * L)
    const regimes = this.querySelector('.regimes').dataset
    return {
      k, next: k + 1, mu, f: written(LANDSCAPES[landscape].value(x)), ...indexed('x', x),
      ...slope && { ...indexed('slope', slope), norm: written(Math.hypot(...slope)) },
      kappa: kappa && short(kappa), best: best && short(best),
      ...indexed('L', Ls, short), ...indexed('factor', factors, short),
      ...!mu && indexed('power', factors.map(it => it ** k)),
      ...!mu && indexed('regime', factors, it => regimes[regime(it)]),
    }
  }

  settle() {
    this.resting = null
    if (this.playing) return
    super.settle()
    this.sayStop()
  }
}

customElements.define('descent-explorer', DescentExplorer)
