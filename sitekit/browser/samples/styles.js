// style-mod as CodeMirror uses it, but by a sheet that the document adopts: for the <style>
// element of the original a Content-Security-Policy would have to allow inline styles.

import { StyleModule as Original } from '../../../node_modules/style-mod/src/style-mod.js'

const sheet = new CSSStyleSheet()
document.adoptedStyleSheets.push(sheet)

export class StyleModule extends Original {
  static mount(root, modules) {
    sheet.replaceSync(modules.map(it => it.getRules()).join('\n'))
  }
}
