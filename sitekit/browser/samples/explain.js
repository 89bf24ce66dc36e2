// An error of the reader's code: where it is, and one sentence on what to look at.

import errors from './hints.json'
import {element} from '../element.js'
import {hints, prose} from './text.js'

// What to look at, if anything is known of an error and the line that raised it.
export function hint({error, line}) {
  const found = errors.find(it => new RegExp(it.error).test(error) && new RegExp(it.line ?? '').test(line))
  return found && hints[found.name]
}

export function explain(error) {
  const block = document.createElement('div')
  block.className = 'traceback'
  const text = hint(error)
  if (text) block.append(element('p', {className: 'hint'}, ...prose(text)))
  const pre = document.createElement('pre')
  const code = document.createElement('code')
  code.textContent = error.traceback
  pre.append(code)
  block.append(pre)
  return block
}
