// The samples of a page: run in its order, edited, compared with what the page prints.
// toolbar.js loads this when a button is pressed, or when the reader's edits wait here.

import { element } from '../element.js'
import { read, write } from '../kept.js'
import styles from './run.css'
import { Failure, session } from './session.js'
import { explain, language, say } from './text.js'
import { Verdict } from './verdict.js'

const MB = 2 ** 20
const saved = `edits ${location.pathname}`
const edits = () => [read(saved)].flat().filter(Array.isArray) // of whatever is there

class Sample {
  constructor(block, index, page) {
    this.page = page
    this.block = block
    this.number = index + 1
    this.bar = block.querySelector('.toolbar')
    this.run = this.bar.querySelector('[name=run]')
    this.edit = this.bar.querySelector('[name=edit]')
    this.reset = this.bar.querySelector('[name=reset]')
    this.status = this.bar.querySelector('output')
    this.check = this.bar.querySelector('[name=check]') // where it is an answer
    const buttons = this.bar.querySelectorAll('button')
    this.labels = Object.fromEntries([...buttons].map(it => [it.name, it.textContent]))
    this.original = this.code = block.querySelector('code').textContent
    const below = block.nextElementSibling
    this.stored = below?.matches('.output') ? below : null
  }

  get exercise() { return this.block.closest('.exercise') }

  get edited() { return this.code !== this.original }

  // Whether the output that is shown is of other code than is shown.
  get stale() {
    return this.own ? this.shown !== this.page.codeTo(this) : this.edited && this.stored !== null
  }

  say(text, state = '') {
    this.status.ariaLive = this.page.used === this ? 'polite' : 'off' // one speaks at a time
    this.status.textContent = text
    this.bar.dataset.state = state
  }

  label(button, name) {
    this[button].textContent = this.labels[name] ?? say(name)
    this[button].dataset.is = name
  }

  // Says how much of Python is here.
  load({ loaded, total }) {
    const [all, here] = [total, loaded].map(it => (it / MB).toFixed(1))
    if (!this.progress) {
      this.say(say('loading', all), 'busy')
      this.progress = element('progress', { max: total })
      this.status.after(this.progress)
    }
    this.progress.value = loaded
    this.progress.ariaLabel = say('progress', all, here)
  }

  loaded() {
    this.progress?.remove()
    this.progress = undefined
  }

  start() {
    this.state = undefined
    this.fresh = false
    this.shown = undefined
    return this.page.codeTo(this)
  }

  // What Python has printed since it last said so.
  print({ parts, left }) {
    if (!this.fresh) this.show()
    for (const [className, textContent] of parts) {
      if (className === 'out') this.text += textContent
      const last = this.output.lastChild
      if (last?.className === className) last.append(textContent)
      else this.output.append(element('span', { className, textContent }))
    }
    this.rest.textContent = left ? say('left', left.toLocaleString(language)) : ''
  }

  // An empty output of the reader's own, in place of what is there.
  show() {
    this.hide()
    this.fresh = true
    this.text = ''
    this.output = element('code')
    this.rest = element('p', { className: 'rest' })
    const named = { role: 'group', ariaLabel: say('output', this.number) }
    this.own = element('div', { className: 'output own highlight', ...named },
      element('pre', {}, this.output), this.rest)
    this.block.after(this.own)
    if (this.stored) this.stored.hidden = true
  }

  // The output on the page again.
  hide() {
    this.own?.remove()
    this.own = undefined
    this.difference?.remove()
    if (this.stored) this.stored.hidden = false
  }

  // `code` is that of the whole page down to here, as it was when the sample started.
  finish(code, error) {
    if (!this.fresh && (error || this.stored)) this.show()
    if (!this.fresh) this.hide()
    if (this.own && !this.output.hasChildNodes()) this.output.parentElement.remove()
    if (error) this.own.append(explain(error))
    this.own?.querySelectorAll('pre > code').forEach(it => this.page.widths.observe(it))
    Object.assign(this, { shown: code, error, state: error ? undefined : code })
    this.compare()
    this.mark()
  }

  // Whether the page's own code did not do what it does on the page.
  get differs() {
    if (this.shown !== this.page.codeTo(this, 'original')) return false
    const stored = this.stored?.querySelector('code').textContent ?? ''
    const printed = this.own ? this.text : ''
    return Boolean(this.error) || printed.trimEnd() !== stored.trimEnd()
  }

  compare() {
    this.difference?.remove()
    if (this.error) return this.say(say('raised'), 'error')
    if (!this.differs) {
      const edited = this.shown !== this.page.codeTo(this, 'original')
      const done = edited ? 'edited' : 'same'
      return this.say(say(this.own && this.output.hasChildNodes() ? done : 'silent'), 'done')
    }
    this.say(say('different'), 'different')
    if (!this.stored) return
    this.difference = element('p', { className: 'difference', textContent: say('stored') })
    this.stored.before(this.difference)
    this.stored.hidden = false
  }

  // Shows what a check found.
  judge(verdict) {
    this.forget()
    this.verdict = verdict
    const above = this.own ?? this.block
    above.after(verdict.block)
    verdict.mark(this.code)
    this.say(verdict.text, verdict.solved ? 'done' : 'unsolved')
    if (!verdict.solved) return
    this.exercise.classList.add('solved') // so the solution shows
    this.exercise.dispatchEvent(new Event('solved')) // for progress.js
  }

  forget() {
    this.verdict?.block.remove()
    this.verdict = undefined
  }

  // Marks an output that the code has left behind, and unmarks it when the code is back.
  mark() {
    this.verdict?.mark(this.code)
    if (this.stale === (this.bar.dataset.state === 'stale')) return
    if (this.stale) this.say(say('stale'), 'stale')
    else if (this.own) this.compare()
    else this.say('')
  }

  async open(code = this.original) {
    const { editor } = await this.page.load(new URL('editor.js', import.meta.url).href)
    if (this.editor) return
    this.keys = element('p', { className: 'keys', id: `keys-${this.number}`, textContent: say('keys') })
    this.bar.append(this.keys)
    this.editor = editor(this.block, code, say('code', this.number), this.keys.id, {
      changed: code => {
        this.page.used = this
        this.page.change(this, code)
      },
      run: () => this.page.run(this)
    })
    this.block.classList.add('editing')
    this.label('edit', 'discard')
    this.page.change(this, code)
  }

  close() {
    if (!this.editor) return
    this.editor.destroy()
    this.keys.remove()
    this.editor = undefined
    this.block.classList.remove('editing')
    this.label('edit', 'edit')
    this.page.change(this, this.original)
  }
}

class Page {
  #turn = Promise.resolve()
  #ends = 0

  constructor(blocks, load, widths) {
    Object.assign(this, { load, widths })
    this.samples = blocks.map((block, index) => new Sample(block, index, this))
    session.addEventListener('end', () => {
      this.#ends++
      this.#forget()
    })
  }

  // The samples from the top of the page to one. An answer is no premise of those below it.
  #to(sample) {
    return this.samples.slice(0, sample.number).filter(it => it === sample || !it.check)
  }

  // All code from the top of the page to a sample: what its output depends on.
  codeTo(sample, of = 'code') {
    return this.#to(sample).map(it => it[of]).join('\0')
  }

  press(block, name) {
    const sample = this.samples.find(it => it.block === block)
    if (sample.busy === name) session.stop()
    else this[name](sample)
  }

  async edit(sample) {
    this.used = sample
    if (sample.editor) {
      sample.close()
      if (!sample.status.textContent) sample.say(say('discarded'))
      return
    }
    const { wait, offline } = document.getElementById('toolbar').dataset
    const before = [sample.status.textContent, sample.bar.dataset.state]
    try {
      sample.say(wait, 'busy')
      await sample.open()
      this.used = undefined // nobody asked for what was said before
      sample.say(...before[0] === offline ? [''] : before)
      sample.editor.focus()
      sample.editor.dispatch({ selection: { anchor: 0 }, scrollIntoView: true })
    } catch {
      sample.say(offline, 'error')
    }
  }

  run(sample) {
    this.#queue('run', sample, slow => this.#runTo(sample, slow))
  }

  check(sample) {
    this.#queue('check', sample, async slow => {
      const answer = sample.code
      await this.#load(sample)
      slow()
      const results = await session.check(sample.exercise.id, answer, language)
      sample.judge(new Verdict(results, answer))
    })
  }

  // Does something with a sample when what is being done now is done. Meanwhile its button
  // stops it.
  #queue(name, sample, work) {
    if (sample.busy) return
    this.used = sample
    if (this.samples.some(it => it.busy)) sample.say(say('waiting'), 'busy')
    sample.busy = name
    sample.label(name, 'stop')
    const ends = this.#ends
    this.#turn = this.#turn.then(() => this.#do(name, sample, work, ends))
  }

  async #do(name, target, work, ends) {
    let slow
    try {
      if (ends !== this.#ends) throw new Failure('stopped')
      await work(() => {
        clearTimeout(slow)
        slow = setTimeout(() => target.say(say('running'), 'busy'), 300)
      })
    } catch (failure) {
      target.say(say(failure.kind ?? 'crash', failure.number), 'error')
    }
    clearTimeout(slow)
    target.busy = false
    target.loaded()
    target.label(name, name)
    this.#offerReset()
  }

  // A Python that starts anew knows of no sample.
  #forget() {
    for (const it of this.samples) it.state = undefined
  }

  // Those above that have not run as they now are come first. What has run before may have
  // changed more than variables, such as how NumPy prints: where the page's own code then does
  // something else, it has a Python of its own.
  async #runTo(target, slow) {
    const used = session.running
    await this.#load(target)
    slow()
    for (const it of this.#to(target)) {
      if (it !== target && it.state === this.codeTo(it)) continue
      await this.#execute(it)
      if (used && it.differs) {
        session.renew()
        this.#forget()
        it.say(say('running'), 'busy')
        return this.#runTo(target, slow)
      }
      if (it.error && it !== target) throw new Failure('above', it.number)
    }
  }

  // Once, with all that the page imports, so an edit may import it later.
  async #load(target) {
    await session.load(this.samples.map(it => it.original), said => target.load(said))
    target.loaded()
  }

  async #execute(sample) {
    const code = sample.start()
    const name = `<${sample.bar.getAttribute('aria-label')}>`
    const above = this.#to(sample).at(-2)?.number ?? 0
    const run = session.run(sample.number, above, name, sample.code, said => sample.print(said))
    const error = await run.catch(failure => {
      if (!sample.fresh) sample.hide() // it is of an earlier run
      sample.say(say(failure.kind), 'error')
      throw failure
    })
    sample.finish(code, error)
  }

  change(changed, code) {
    changed.code = code
    for (const sample of this.samples.slice(changed.number - 1)) if (!sample.busy) sample.mark()
    this.#offerReset()
    changed.isOurs = true // and not another tab's
    const others = edits().filter(([number, original]) => {
      const sample = this.samples[number - 1]
      return sample?.original === original && !sample.isOurs
    })
    const ours = this.samples.filter(it => it.edited && it.isOurs)
    const all = [...others, ...ours.map(it => [it.number, it.original, it.code])]
    write(saved, all.length && all)
  }

  #offerReset() {
    for (const it of this.samples) it.reset.hidden = !(it.own || it.edited || it.state || it.verdict)
  }

  async reset(from) {
    session.stop()
    await this.#turn
    for (const it of this.samples) {
      it.close()
      it.hide()
      it.forget()
      it.exercise?.classList.remove('solved')
      it.say('')
    }
    this.#offerReset()
    this.used = from
    from.say(say('cleared'))
    from.run.focus()
  }

  async restore() {
    for (const [number, original, code] of edits()) {
      const sample = this.samples[number - 1]
      if (sample?.original === original) await sample.open(code)
    }
  }
}

// `load` imports the script at an address, `widths` lets the keyboard reach what scrolls.
export async function open(blocks, load, widths) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets.push(sheet)
  const page = new Page(blocks, load, widths)
  await page.restore()
  return page
}
