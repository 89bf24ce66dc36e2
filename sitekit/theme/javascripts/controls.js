// The buttons that stand where Material has labels, and the keyboard for what scrolls.

// The page is painted before other scripts run. Material's would then wait for an event that
// has passed.
requestAnimationFrame(() => setTimeout(() => {
  for (const late of document.querySelectorAll('script[data-late]')) {
    late.addEventListener('load', () => setTimeout(() => document.dispatchEvent(new Event('DOMContentLoaded'))))
    late.src = late.dataset.late
  }
}))

const menu = document.getElementById('menu')
menu.addEventListener('click', event => {
  if (event.target.closest('a')) menu.hidePopover()
})

document.querySelector('.magnifier').addEventListener('click', () => {
  document.getElementById('__search').click()
  document.querySelector('.md-search__input').focus()
})

const schemes = [...document.querySelectorAll('[data-md-component=palette] button')]
schemes.forEach((button, index) => {
  const next = schemes[(index + 1) % schemes.length]
  button.addEventListener('click', () => {
    next.previousElementSibling.click()
    next.focus()
  })
  // Material would answer Enter, which is a click already.
  button.addEventListener('keydown', event => event.stopPropagation())
})

const observer = new ResizeObserver(entries => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
    else if (target !== document.activeElement) target.removeAttribute('tabindex')
  }
})
document.querySelectorAll('div.arithmatex, article table').forEach(it => observer.observe(it))

const explorer = document.querySelector('descent-explorer')
const near = new IntersectionObserver(([entry]) => {
  if (!entry.isIntersecting) return
  near.disconnect()
  import('./explorer/explorer.js')
}, { rootMargin: '100%' })
if (explorer) near.observe(explorer)
