// What is said to the reader, in the language of the page.

import { element } from '../element.js'
import errors from './hints.json'

export const language = document.documentElement.lang
const { samples, hints } = WORDS[language] // of mkdocs.LANGUAGE.yml

// Text with `code` in it.
export function prose(text) {
  return text.split('`').map((part, index) => {
    return index % 2 ? element('code', { textContent: part }) : part
  })
}

// A text, with what belongs in the places of its `%`.
export function say(name, ...values) {
  return samples[name].replace(/%/g, () => values.shift())
}

// What to look at, if anything is known of an error and the line that raised it.
export function hint({ error, line }) {
  const found = errors.find(it => new RegExp(it.error).test(error) && new RegExp(it.line ?? '').test(line))
  return found && hints[found.name]
}

export function explain(error) {
  const text = hint(error)
  return element('div', { className: 'traceback' },
    ...text ? [element('p', { className: 'hint' }, ...prose(text))] : [],
    element('pre', {}, element('code', { textContent: error.traceback })))
}
