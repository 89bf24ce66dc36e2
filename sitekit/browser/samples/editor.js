// The editor of a sample: CodeMirror in the colours of samples.

import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { pythonLanguage } from '@codemirror/lang-python'
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tagHighlighter, tags } from '@lezer/highlight'

// What has a colour in samples, by the names of Pygments.
const marks = tagHighlighter([
  { tag: tags.comment, class: 'c1' },
  { tag: [tags.keyword, tags.bool], class: 'k' },
  { tag: tags.modifier, class: 'n' }, // else it would be a keyword
  { tag: tags.number, class: 'mi' },
  { tag: [tags.definition(tags.variableName), tags.definition(tags.className)], class: 'nf' },
  { tag: tags.string, class: 's2' }
])

const header = document.querySelector('header')

// Puts an editor above the toolbar of a block. Esc before Tab lets the focus leave, as the
// element named `keys` says.
export function editor(block, code, label, keys, { changed, run }) {
  const view = new EditorView({
    doc: code.replace(/\n$/, ''),
    extensions: [
      lineNumbers(),
      history(),
      indentOnInput(),
      bracketMatching(),
      indentUnit.of('    '),
      pythonLanguage,
      syntaxHighlighting(marks),
      keymap.of([{ key: 'Mod-Enter', run: () => { run(); return true } }, indentWithTab,
        ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-describedby': keys,
        tabindex: '0' // it may scroll
      }),
      EditorView.updateListener.of(update => {
        if (update.docChanged) changed(`${update.state.doc}\n`)
        if (update.selectionSet) requestAnimationFrame(uncover)
      })
    ]
  })
  block.querySelector('.toolbar').before(view.dom)

  // The header stands over the page.
  function uncover() {
    const line = view.coordsAtPos(view.state.selection.main.head)
    if (line && view.hasFocus) scrollBy(0, Math.min(line.top - header.offsetHeight - 4, 0))
  }

  return view
}
