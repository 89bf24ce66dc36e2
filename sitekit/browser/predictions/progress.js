// What a reader has predicted and solved: kept on this machine, marked where it was done, and
// counted beside the lessons on the first page.

import { element } from '../element.js'
import { PROGRESS, read, write } from '../kept.js'

export const words = JSON.parse(WORDS)[document.documentElement.lang] // of mkdocs.LANGUAGE.yml
const exercises = [...document.querySelectorAll('.exercise[id]')]

export const kept = (path = location.pathname) => read(PROGRESS + path) ?? {}

export function keep(done) {
  const all = { ...kept(), ...done }
  const solved = exercises.map(it => it.id).filter(it => all.solved?.includes(it))
  const asked = { predictions: document.querySelectorAll('.answers').length, exercises: exercises.length }
  write(PROGRESS + location.pathname, { ...all, solved, ...asked })
}

export function mark(card, word) {
  const title = card.querySelector('.admonition-title')
  if (!title.querySelector('small')) title.append(element('small', {}, ` ✓ ${word}`))
}

for (const exercise of exercises) {
  const name = exercise.id
  if (kept().solved?.includes(name)) mark(exercise, words.solved)
  exercise.addEventListener('solved', () => {
    mark(exercise, words.solved)
    keep({ solved: [...kept().solved ?? [], name] })
  })
}

const lines = [...document.querySelectorAll('.opening li > a')].flatMap(lesson => {
  const { answers = {}, solved = [], ...all } = kept(lesson.pathname)
  if (!all.predictions) return []
  const done = { ...all, predicted: Object.keys(answers).length, solved: solved.length }
  const line = element('small', {}, words.done.replace(/{(\w+)}/g, (_, name) => done[name]))
  lesson.parentElement.append(line)
  return line
})
if (lines.length) document.querySelector('.opening > div').append(forget())

function forget() {
  const button = element('button', {}, words.forget)
  const place = element('p', { className: 'forget' }, button)
  button.addEventListener('click', () => {
    Object.keys(localStorage).filter(it => it.startsWith(PROGRESS)).forEach(it => localStorage.removeItem(it))
    for (const it of lines) it.remove()
    place.textContent = words.forgotten
    place.tabIndex = -1
    place.focus()
  })
  return place
}
