// An error of the reader's code: where it is, and one sentence on what to look at.

import hints from './hints.json'
import {language} from './text.js'

function hint({error, line}) {
  const found = hints.find(it => new RegExp(it.error).test(error) && new RegExp(it.line ?? '').test(line))
  return found?.[language]
}

// Text with `code` in it.
function prose(text) {
  const parts = text.split('`').map((part, index) => {
    if (index % 2 === 0) return part
    const code = document.createElement('code')
    code.textContent = part
    return code
  })
  const paragraph = document.createElement('p')
  paragraph.append(...parts)
  return paragraph
}

export function explain(error) {
  const block = document.createElement('div')
  block.className = 'traceback'
  const text = hint(error)
  if (text) block.append(Object.assign(prose(text), {className: 'hint'}))
  const pre = document.createElement('pre')
  const code = document.createElement('code')
  code.textContent = error.traceback
  pre.append(code)
  block.append(pre)
  return block
}
