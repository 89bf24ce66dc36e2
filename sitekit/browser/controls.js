// When Material's script starts, the buttons that stand where it has labels, and the keyboard
// for what scrolls.

const { translations } = JSON.parse(document.getElementById('__config').textContent)

// No page needs Material's script before its reader does something.
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'scroll']
const waiting = new AbortController()

for (const sign of SIGNS) {
  addEventListener(sign, start, { capture: true, passive: true, signal: waiting.signal })
}
// An address from the search has the words to mark, one that was shared those to search for;
// on an anchor the script closes the search when it starts, so not when the search was just
// opened; and a quick reader is in the search box before this script is.
const words = new URLSearchParams(location.search)
const { search } = document.forms
if (words.has('h') || words.has('q') || location.hash || search.contains(document.activeElement)) start()

function start(sign) {
  waiting.abort()
  const material = document.querySelector('script[data-awaited]')
  material.addEventListener('load', () => {
    document.querySelectorAll('.highlight:not(.output, .doc-signature, .language-pycon) code')
      .forEach(addCopy)
    setTimeout(() => {
      document.dispatchEvent(new Event('DOMContentLoaded')) // it waits for what has passed
      if (sign?.type === 'keydown') sign.target.dispatchEvent(new KeyboardEvent('keydown', sign))
    })
  })
  material.src = material.dataset.awaited
}

// As Material's own, which measures all code first, or waits until it is in view.
function addCopy(code, index) {
  code.id = `code-${index}`
  const buttons = document.createElement('div')
  buttons.className = 'md-code__nav'
  buttons.innerHTML = `<button type="button" class="md-code__button" data-md-type="copy"
    title="${translations['clipboard.copy']}" data-clipboard-target="#${code.id}"></button>`
  code.before(buttons) // and no space, which would be a line in front of the code
}

const menu = document.getElementById('menu')
menu.addEventListener('click', event => {
  if (event.target.closest('a')) menu.hidePopover()
})

const magnifier = document.querySelector('.magnifier')
magnifier.addEventListener('click', () => {
  document.getElementById('__search').click()
  search.query.focus()
})

document.querySelector('.md-top')?.addEventListener('click', () => {
  document.querySelector('.md-skip').focus({ preventScroll: true })
})

// Material's script searches when a key goes up: what is dictated or pasted has none. And it
// writes the number of results with every key: it is said once the reader rests.
const found = document.querySelector('.md-search-result__meta')
let resting
search.addEventListener('input', () => {
  search.query.dispatchEvent(new KeyboardEvent('keyup'))
  clearTimeout(resting)
  resting = setTimeout(() => { document.querySelector('.found').textContent = found.textContent }, 700)
})

document.querySelector('.md-search').addEventListener('keydown', event => {
  if (event.key === 'Escape') setTimeout(() => (magnifier.checkVisibility() ? magnifier : search.query).focus())
})

search.addEventListener('keydown', event => {
  if (event.key !== 'Tab') return
  // Material's script would blur the box of the search, and WebKit start over.
  event.stopPropagation()
  const toggle = document.getElementById('__search')
  if (toggle.checked) toggle.click()
})

// A link takes no name from an article in it, which is what Material has there.
const results = document.querySelector('.md-search-result__list')
new MutationObserver(() => results.querySelectorAll('article').forEach(it => { it.role = 'none' }))
  .observe(results, { childList: true, subtree: true })

// A letter is no command: who dictates, or steers a screen reader, presses many.
document.addEventListener('keydown', event => {
  const isLetter = /^[a-z,.]$/i.test(event.key) && !event.ctrlKey && !event.metaKey
  if (isLetter && !search.contains(event.target)) event.stopPropagation()
})

// A field of numbers drops the minus of a text.
document.addEventListener('paste', event => {
  const { target: field, clipboardData } = event
  const text = clipboardData?.getData('text') ?? ''
  if (field.type !== 'number' || !text.includes('−')) return
  event.preventDefault()
  field.value = text.replaceAll('−', '-').trim()
  field.dispatchEvent(new Event('input', { bubbles: true }))
})

const schemes = document.querySelector('.schemes')
schemes.addEventListener('click', ({ target }) => {
  const button = target.closest('button')
  if (!button) return // beside it
  const next = button.nextElementSibling ?? schemes.firstElementChild
  document.documentElement.setAttribute('data-scheme', next.value)
  next.focus()
  try {
    localStorage.setItem('gdlesson scheme', next.value)
  } catch {}
})

// What scrolls sideways is reached by the keyboard.
const widths = new ResizeObserver(entries => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
    else if (target !== document.activeElement) target.removeAttribute('tabindex')
  }
})
document.querySelectorAll('div.arithmatex, article table, article pre > code').forEach(it => widths.observe(it))

// A report names the section at which its reader is.
const report = document.querySelector('.contribute a[href*="/issues/new?"]')
report?.addEventListener('click', () => {
  const address = new URL(report.href)
  address.searchParams.set('section', location.hash)
  report.href = address
})

// The page is painted before its samples get buttons.
if (document.getElementById('toolbar')) {
  requestAnimationFrame(() => setTimeout(async () => {
    const { addToolbars } = await import('./samples/toolbar.js')
    addToolbars(widths)
  }))
}

if (document.querySelector('.answers, .opening')) import('./predictions/predictions.js')

const EXPLORERS = {
  'COMPASS-EXPLORER': () => import('./explorer/compass/compass.js'),
  'DESCENT-EXPLORER': () => import('./explorer/descent/descent.js'),
  'NET-EXPLORER': () => import('./explorer/net/net.js'),
}
const explorer = document.getElementById('explorer')
if (explorer) EXPLORERS[explorer.tagName]().catch(() => explorer.classList.add('failed'))
