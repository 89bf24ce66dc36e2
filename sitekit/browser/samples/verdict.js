// What came of each requirement of an exercise, on the page.

import { element } from '../element.js'
import { hint, prose, say } from './text.js'

// Where there is no function to try, the one result says why.
export class Verdict {
  constructor(results, answer) {
    this.answer = answer
    this.met = results.filter(it => it.passed).length
    this.total = results.length
    this.late = element('p', { className: 'late', textContent: say('late'), hidden: true })
    this.block = element('div', { className: 'verdict', role: 'group', ariaLabel: say('verdict') },
      this.late, element('ol', {}, ...results.map(item)))
  }

  get solved() { return this.met === this.total }

  get text() {
    if (this.solved) return say('solved', this.total)
    return this.total === 1 ? say('unasked') : say('unsolved', this.total, this.met)
  }

  // Says whether it is of the answer as it now is.
  mark(answer) {
    this.late.hidden = answer === this.answer
  }
}

function item({ requirement, passed, input, got, expected, look }, index, results) {
  const textContent = passed ? `✓ ${say('met')}:` : `✗ ${say('unmet')}:`
  const word = element('strong', { textContent })
  const made = element('li', { className: passed ? 'met' : 'unmet' },
    element('p', {}, word, ' ', ...prose(requirement)))
  if (passed) return made
  made.append(...line('input', input), ...line('got', got), ...line('expected', expected))
  const isFirst = !results.slice(0, index).some(it => !it.passed)
  if (!isFirst) return made // what fails behind it often has the same cause
  const meaning = hint({ error: got, line: '' })
  for (const text of [meaning, look]) if (text) made.append(element('p', {}, ...prose(text)))
  return made
}

function line(name, text) {
  return text ? [element('p', {}, `${say(name)}: `, element('code', { textContent: text }))] : []
}
