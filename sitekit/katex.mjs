// Renders formulas: {"tex", "display"} a line in, {"html"} or {"error"} a line out.
// Their source, which no browser shows or reads aloud, is left out: it is 3 % of a page.
import { createInterface } from 'node:readline'
import katex from 'katex'

const SOURCE = /<annotation .*?<\/annotation>/s
const settings = { output: 'htmlAndMathml', throwOnError: true, strict: 'error', trust: false }

createInterface({ input: process.stdin }).on('line', line => {
  const { tex, display } = JSON.parse(line)
  let answer
  try {
    const html = katex.renderToString(tex, { ...settings, displayMode: display })
    answer = { html: html.replace(SOURCE, '') }
  } catch (error) {
    answer = { error: error.message }
  }
  console.log(JSON.stringify(answer))
})
