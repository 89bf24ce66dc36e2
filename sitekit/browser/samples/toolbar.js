// Run and Edit below each sample. All that they need is loaded when one is pressed, or at
// once where the reader has left edits.

import { read } from '../kept.js'

const template = document.getElementById('toolbar')
const { run, wait, offline } = template.dataset
const blocks = [...document.querySelectorAll('.language-python.highlight:not(.doc-signature)')]
let opening, page, widths
let failures = 0

// `observer` lets the keyboard reach what scrolls.
export function addToolbars(observer) {
  widths = observer
  blocks.forEach(addToolbar)
  if (read(`edits ${location.pathname}`)) open().catch(() => { opening = undefined })
}

function addToolbar(block, index) {
  const bar = template.content.cloneNode(true).firstElementChild
  bar.setAttribute('aria-label', bar.getAttribute('aria-label').replace('%', index + 1))
  if (!block.matches('.exercise[id] > *')) bar.querySelector('[name=check]').remove()
  block.append(bar)
  bar.addEventListener('click', ({ target, detail }) => {
    if (detail > 1) return // the second of a double click would stop what the first has begun
    const button = target.closest('button')
    if (button) press(block, button.name)
  })
}

// Firefox remembers that an address failed, so the next try has another.
const load = address => import(failures ? `${address}?${failures}` : address).catch(error => {
  failures++
  throw error
})

const open = () => opening ??= load(run).then(it => it.open(blocks, load, widths))

async function press(block, name) {
  const status = block.querySelector('output')
  if (status.textContent === wait) return
  try {
    if (!page) status.textContent = wait
    page = await open()
    if (status.textContent === wait) status.textContent = ''
  } catch {
    opening = undefined
    status.textContent = offline
    return
  }
  page.press(block, name)
}
