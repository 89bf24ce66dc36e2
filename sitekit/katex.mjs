// Renders formulas: {"tex", "display"} a line in, {"html"} or {"error"} a line out.
import { createInterface } from 'node:readline'
import katex from 'katex'

const settings = { output: 'htmlAndMathml', throwOnError: true, strict: 'error', trust: false }

createInterface({ input: process.stdin }).on('line', line => {
  const { tex, display } = JSON.parse(line)
  let answer
  try {
    answer = { html: katex.renderToString(tex, { ...settings, displayMode: display }) }
  } catch (error) {
    answer = { error: error.message }
  }
  console.log(JSON.stringify(answer))
})
