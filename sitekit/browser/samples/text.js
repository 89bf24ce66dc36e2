// What is said to the reader, in the language of the page.

import {element} from '../element.js'

export const language = document.documentElement.lang
const {samples, hints} = WORDS[language] // of mkdocs.LANGUAGE.yml

export {hints}

// Text with `code` in it.
export function prose(text) {
  return text.split('`').map((part, index) => {
    return index % 2 ? element('code', {textContent: part}) : part
  })
}

// A text, with what belongs in the places of its `%`.
export function say(name, ...values) {
  return samples[name].replace(/%/g, () => values.shift())
}
