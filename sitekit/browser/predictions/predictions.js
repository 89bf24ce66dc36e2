// Predictions that are answered. Their folded list becomes a form, which says whether the
// answer holds, and on one that the list has, which misconception it comes from.

import { element } from '../element.js'
import { keep, kept, mark, words } from './progress.js'

const before = kept().answers ?? {}
const given = {} // of the questions that still are on the page
document.querySelectorAll('.answers').forEach(ask)
if (Object.keys(before).length) keep({ answers: given })

function ask(folded, number) {
  const card = folded.parentElement
  const question = folded.previousElementSibling
  const name = question.textContent
  const list = folded.querySelector('ul')
  const answers = [...list.children].map(item => {
    const word = item.querySelector('p')
    word?.remove()
    return { item, text: item.textContent.trim(), word }
  })
  const said = element('output')
  const form = element('form', { className: folded.className },
    list, element('button', {}, words.check), said)
  question.id ||= `prediction-${number}`
  const asked = folded.matches('.number') ? field() : choices()

  function field() {
    const input = element('input', { type: 'number', step: 'any', name: 'answer', required: true, ariaInvalid: 'false' })
    input.setAttribute('aria-labelledby', question.id)
    list.replaceWith(input)
    return value => answers.find(({ text }) => {
      const digits = text.split('.')[1]?.length
      const rounded = it => digits ? Number(it).toFixed(digits) : Number(it)
      return rounded(value) === rounded(text)
    })
  }

  function choices() {
    list.setAttribute('role', 'radiogroup')
    list.setAttribute('aria-labelledby', question.id)
    answers.forEach(({ item, text }, index) => {
      const input = element('input', { type: 'radio', name: 'answer', value: index, required: true,
        ariaLabel: item.querySelector('math') && text, // as a name, a label lacks its formulas
        ariaInvalid: 'false' }) // only because nothing is chosen yet
      item.setAttribute('role', 'none')
      item.append(element('label', {}, input, ...item.childNodes))
    })
    return value => answers[value]
  }

  function judge(value) {
    const answer = asked(value)
    const holds = Boolean(answer) && !answer.word
    form.classList.toggle('holds', holds)
    said.replaceChildren(
      holds ? words.right : answer ? words.wrong : words.other,
      ...answer?.word ? [' ', ...answer.word.cloneNode(true).childNodes] : [])
    mark(card, words.predicted)
    given[name] = value
  }

  form.addEventListener('submit', event => {
    event.preventDefault()
    judge(form.elements.answer.value)
    keep({ answers: given })
  })
  form.addEventListener('input', () => said.replaceChildren())

  const { answer } = form.elements
  if (name in before) answer.value = before[name]
  if (name in before && answer.value === before[name]) judge(answer.value)
  folded.replaceWith(form)
}
