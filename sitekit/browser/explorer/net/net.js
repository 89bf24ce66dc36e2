// <net-explorer>: six weights that the reader turns, or lets descend.

import { Explorer, indexed } from '../explorer.js'
import { nearest, rounded, signed, within } from '../map.js'
import { SCENE, drawLosses, drawPlane, short, tint } from './drawing.js'
import {
  SAMPLES, descend, errorsOf, gradientOf, lossOf, sampleLoss, scoresOf, softmax, winner,
} from './network.js'
import { TASKS } from './tasks.js'

const MOST_STEPS = 1000
const MOST = 1e6 // of a weight and of the rate: no step from there leaves the floats
const WEIGHT = /^[ws]([01])([012])$/
const MOVES = { back: -1, step: 1, ten: 10, hundred: 100 }

const OPENING = {
  W: [[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]],
  t: [2, 1, 0], sample: 0, counts: 'one', lr: 0.1, k: 0, byHand: true,
}

class NetExplorer extends Explorer {
  static tasks = TASKS
  opening = OPENING
  scene = SCENE

  connectedCallback() {
    this.layer = this.querySelector('.layer')
    this.cells = [...this.layer.querySelectorAll('.cell')]
    super.connectedCallback()
  }

  addressed({ w, t, sample, counts, lr, k, byHand }) {
    const [weights, classes] = [w, t].map(it => (it ?? '').split(',').map(parseFloat))
    const isWhole = weights.length === 6 && weights.every(it => Math.abs(it) <= MOST)
      && classes.length === 3 && [...classes, +sample].every(it => [0, 1, 2].includes(it))
      && ['one', 'all'].includes(counts) && Number.isFinite(+lr) && Number.isInteger(+k)
    return isWhole && {
      W: [weights.slice(0, 3), weights.slice(3)], t: classes, sample: +sample, counts,
      lr: within(0, +lr, MOST), k: within(0, +k, MOST_STEPS), byHand: byHand !== 'false',
    }
  }

  get addresses() {
    const { W, t, ...rest } = this.state
    return { w: W.flat(), t, ...rest }
  }

  get W() {
    return this.path.at(-1)
  }

  // What the reader does. Who turns a weight starts from the weights that there are by then;
  // they are no longer set by hand alone if steps led there.

  entered(name, value) {
    const [, row, column] = name.match(WEIGHT) ?? []
    if (row) {
      const turned = this.W[row].with(column, within(-MOST, rounded(value), MOST))
      const { k, byHand } = this.state
      return { W: this.W.with(row, turned), k: 0, byHand: byHand && k === 0 }
    }
    if (/^t\d$/.test(name)) return { t: this.state.t.with(name[1], +value), k: 0 }
    if (['lr', 'slider'].includes(name)) return { lr: within(0, value, MOST) }
    return { [name]: value }
  }

  press({ name, value }) {
    if (name === 'rate') this.change({ lr: +value })
    if (name === 'reset') this.change({ W: OPENING.W, k: 0, byHand: true })
    if (name in MOVES) this.change({ k: within(0, this.state.k + MOVES[name], MOST_STEPS) })
  }

  point(event) {
    this.change({ sample: nearest(SAMPLES, this.pointed(event)) })
  }

  // What the reader sees and hears.

  draw() {
    this.path = descend(this.state)
    drawPlane(this.map, this.W, this.state)
    drawLosses(this.chart, this.path.map(it => lossOf(this.state, it)))
    const right = this.state.t[this.state.sample]
    for (const { cells } of this.layer.rows) {
      [0, 1, 2].forEach(k => cells[k + 1].classList.toggle('right', k === right))
    }
    tint(this.cells, [this.W, gradientOf(this.state, this.W)].flat(2))
  }

  get values() {
    const { t, sample, counts, lr } = this.state
    const weights = this.W.flatMap((row, axis) => row.flatMap((it, k) =>
      ['w', 's'].map(name => [`${name}${axis}${k}`, rounded(it)])))
    const classes = t.map((it, index) => [`t${index}`, it])
    return { sample, counts, lr, slider: lr, ...Object.fromEntries([...weights, ...classes]) }
  }

  numbers() {
    const { t, sample, k } = this.state
    const scores = SAMPLES.map(x => scoresOf(this.W, x))
    const answers = scores.map(winner)
    const [slope0, slope1] = gradientOf(this.state, this.W)
    return {
      k, loss: short(lossOf(this.state, this.W)),
      right: answers.filter((it, index) => it === t[index]).length,
      ...indexed('x', SAMPLES[sample], signed),
      ...indexed('s', scores[sample], short),
      ...indexed('y', softmax(scores[sample]), short),
      ...indexed('e', errorsOf(scores[sample], t[sample]), short),
      ...indexed('g0', slope0, short), ...indexed('g1', slope1, short),
      ...indexed('loss', scores, (it, index) => short(sampleLoss(it, t[index]))),
      ...indexed('answer', answers, (it, index) => `${it} ${it === t[index] ? '✓' : '✗'}`),
    }
  }
}

customElements.define('net-explorer', NetExplorer)
