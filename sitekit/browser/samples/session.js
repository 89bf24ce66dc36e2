// The one Python of a page: it starts when it is first asked something, and can be stopped.

// kind: network, old (the browser is), crash, stopped or above (the sample of a number failed).
export class Failure extends Error {
  constructor(kind, number) {
    super(kind)
    Object.assign(this, { kind, number })
  }
}

class Session extends EventTarget {
  #worker
  #asked = new Map()
  #questions = 0
  #failures = 0

  // Loads Python and what the sources import, once. `told` hears {loaded, total} in bytes.
  load(sources, told) {
    return this.#ask({ sources }, told)
  }

  // Runs a sample of the page on what the one `above` left; returns null, or the error that
  // it raised. `told` hears what it prints.
  run(number, above, name, source, told) {
    return this.#ask({ sample: [number, above, name, source] }, told)
  }

  // What came of each requirement of an exercise, for an answer.
  check(exercise, answer, language) {
    return this.#ask({ answer: [exercise, answer, language] })
  }

  get running() { return this.#worker !== undefined }

  // Ends a Python that is asked nothing; the next question starts it anew.
  renew() {
    this.#worker?.terminate()
    this.#worker = undefined
  }

  // Ends Python at once.
  stop(failure = new Failure('stopped')) {
    this.renew()
    for (const { reject } of this.#asked.values()) reject(failure)
    this.#asked.clear()
    this.dispatchEvent(new Event('end'))
  }

  async #ask(question, told = () => {}) {
    this.#worker ??= this.#start()
    const id = ++this.#questions
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { told, resolve, reject })
      this.#worker.postMessage({ id, ...question })
    })
  }

  #start() {
    // After a failure, not from the browser's cache: the fault may be in there.
    const address = new URL(`worker.js?${this.#failures}`, import.meta.url)
    let modern = false
    const worker = new Worker(address, { get type() { modern = true; return 'module' } })
    if (!modern || typeof WebAssembly !== 'object') {
      worker.terminate()
      throw new Failure('old')
    }
    worker.onmessage = ({ data: { id, ...said } }) => this.#hear(id, said)
    worker.onerror = () => this.#fail(new Failure('network'))
    return worker
  }

  #hear(id, { failure, ...said }) {
    const question = this.#asked.get(id)
    if (!question) return // what prints when its sample has ended
    if (failure) return this.#fail(new Failure(failure))
    if (!('result' in said)) return question.told(said)
    this.#asked.delete(id)
    question.resolve(said.result)
  }

  #fail(failure) {
    this.#failures++
    this.stop(failure)
  }
}

export const session = new Session()
addEventListener('pagehide', () => session.stop())
