// Python in a worker: answers each message by what came of it, so that the page stays free.
// EXERCISES, texts by file, LOCK and FILES are put in by sitekit/prepare/pyodide.py.

import { Printed } from './printed.js'
import glue from './session.py'

const here = new URL('.', import.meta.url).href
const browserFetch = self.fetch
let python, progress, giveUp
let printed = new Printed(() => {})
// Pyodide would wait for ever for a file that does not come.
const broken = new Promise((_, reject) => { giveUp = reject })

// As Pyodide fetches its files: says how far they are, and that one does not come. An old copy
// in the browser's cache may not be what the lock file names; a new one must be.
self.fetch = async (address, options) => {
  try {
    const response = await browserFetch(address, options)
      .catch(() => browserFetch(address, { ...options, cache: 'reload' }))
    if (!response.ok) throw new TypeError(response.statusText)
    count(response.clone())
    return response
  } catch (error) {
    giveUp(error)
    throw error
  }
}

// What comes is counted unpacked, and said as it weighs on its way.
function count({ url, body }) {
  const [size, weight] = FILES[url.split('/').pop()] ?? [1, 0]
  const write = chunk => progress(chunk.length / size * weight)
  body.pipeTo(new WritableStream({ write })).catch(giveUp)
}

// As Pyodide compiles its WebAssembly, of whose failure it tells nobody.
const compile = WebAssembly.instantiateStreaming
WebAssembly.instantiateStreaming = (...source) => compile.apply(WebAssembly, source).catch(error => {
  giveUp(error)
  throw error
})

// Names of the packages of the lock file that the sources import.
function imported(sources) {
  const names = sources.flatMap(it => [...it.matchAll(/^\s*(?:import|from)\s+(\w+)/gm)])
  const found = new Set(names.map(([, name]) => name).filter(name => name in LOCK.packages))
  for (const name of found) LOCK.packages[name].depends.forEach(it => found.add(it))
  return [...found]
}

// Starts the count of what has to come.
function weigh(packages, tell) {
  const core = Object.keys(FILES).filter(name => !name.endsWith('.whl'))
  const wheels = packages.map(name => LOCK.packages[name].file_name.split('/').pop())
  const total = [...core, ...wheels].reduce((sum, name) => sum + (FILES[name]?.[1] ?? 0), 0)
  let loaded = 0
  progress = weight => tell({ loaded: Math.min(loaded += weight, total), total })
  progress(0)
}

// Where a stream of Python goes.
function stream(name) {
  const decoder = new TextDecoder()
  return {
    write(bytes) {
      printed.add(name, decoder.decode(bytes, { stream: true }))
      return bytes.length
    }
  }
}

async function start(packages) {
  const { loadPyodide } = await import('./pyodide.mjs')
  const pyodide = await loadPyodide({
    indexURL: here, lockFileContents: LOCK, packageBaseUrl: here, packages,
    env: {
      PYTHONPATH: '/', // wherever a sample goes
      PYTHONIOENCODING: 'utf-8:backslashreplace',
      PYTHONUNBUFFERED: '1' // both streams in their order
    },
    stdout() {}, stderr() {}
  })
  pyodide.setStdin({ error: true })
  pyodide.setStdout(stream('out'))
  pyodide.setStderr(stream('error'))
  const functions = pyodide.toPy({})
  pyodide.runPython(glue, { globals: functions, filename: 'session.py' })
  pyodide.FS.mkdir('/exercises')
  for (const [name, text] of Object.entries(EXERCISES)) pyodide.FS.writeFile(`/exercises/${name}`, text)
  return { run: functions.get('run'), check: functions.get('check') }
}

async function load(sources, tell) {
  if (python) return
  const packages = imported(sources)
  weigh(packages, tell)
  python = await Promise.race([start(packages), broken])
}

function blame(error) {
  if (python) return 'crash'
  return /CompileError|LinkError/.test(error) ? 'old' : 'network'
}

async function reply({ sources, sample, answer }, tell) {
  if (sources) return load(sources, tell)
  if (answer) return JSON.parse(python.check(...answer))
  printed = new Printed(tell)
  const error = JSON.parse(python.run(...sample))
  printed.flush()
  return error
}

self.onmessage = async ({ data: { id, ...question } }) => {
  const tell = said => postMessage({ id, ...said })
  try {
    tell({ result: await reply(question, tell) })
  } catch (error) {
    tell({ failure: blame(error) })
  }
}
