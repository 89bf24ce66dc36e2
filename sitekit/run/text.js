// What is said to the reader, in the language of the page.

import texts from './texts.json'

export const language = document.documentElement.lang

// A text, with what belongs in the places of its `%`.
export function say(name, ...values) {
  return texts[language][name].replace(/%/g, () => values.shift())
}
