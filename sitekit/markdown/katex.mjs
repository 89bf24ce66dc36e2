// Renders formulas: {"tex", "display"} a line in, {"html"} or {"error"} a line out.
// What no browser shows or reads aloud, 4 % of a page, is left out: their source, wrappers
// of the rest, namespaces of elements that HTML knows, how to lay out what is only read aloud,
// margins of nothing, and the last semicolon of a style.
import { createInterface } from 'node:readline'
import katex from 'katex'

const UNREAD = /<semantics><mrow>|<\/mrow><annotation .*?<\/semantics>| xmlns="[^"]*"| (?:stretchy|separator|[lr]space)="[^"]*"|margin-left:0em;|;(?=")/gs
const refused = ({ command }) => { throw new Error(`${command} is not for formulas`) }
const settings = { output: 'htmlAndMathml', throwOnError: true, strict: 'error', trust: refused }

createInterface({ input: process.stdin }).on('line', line => {
  const { tex, display } = JSON.parse(line)
  let answer
  try {
    const html = katex.renderToString(tex, { ...settings, displayMode: display })
    answer = { html: html.replace(UNREAD, '') }
  } catch (error) {
    answer = { error: error.message }
  }
  console.log(JSON.stringify(answer))
})
