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
  const text = hint(error)
  return element('div', {className: 'traceback'},
    ...text ? [element('p', {className: 'hint'}, ...prose(text))] : [],
    element('pre', {}, element('code', {textContent: error.traceback})))
}
