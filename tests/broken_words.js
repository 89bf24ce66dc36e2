// Korean words of the page, and brackets, that a line break has parted: [the text around
// the break, …]
() => {
  const broken = []
  for (const block of document.querySelectorAll('article :is(p, li, td, figcaption)')) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    let last = null
    for (let node; (node = walker.nextNode());) {
      if (node.parentElement.closest('pre')) continue
      for (let i = 0; i < node.length; i++) {
        const letter = node.data[i]
        if (letter === '\u2060' || letter === '\u200b') continue
        const range = document.createRange()
        range.setStart(node, i)
        range.setEnd(node, i + 1)
        const { left, top } = range.getBoundingClientRect()
        const goesOn = /[가-힣]/.test(letter) || last?.opens
        if (goesOn && last && left < last.left && top > last.top + 12)
          broken.push(block.textContent.slice(0, 30) + ' … ' + node.data.slice(i, i + 9))
        last = /\s/.test(letter) ? null : { left, top, opens: letter === '(' }
      }
    }
  }
  return broken
}
