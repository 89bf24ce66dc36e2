// What a sample prints on both streams, in its order, as far as it is shown.

const LINES = 1_000
const CHARACTERS = 100_000
const AT_ONCE = 2_000 // characters that are sent as they come
const PAUSE = 100 // milliseconds between what is sent then; a timer would get no turn

const ends = text => text.split('\n').length - 1

export class Printed {
  parts = []
  lines = 0
  characters = 0
  left = 0
  isCut = false
  sent = 0

  constructor(tell) {
    this.tell = tell
  }

  // Keeps what fits, and sends it when it is time.
  add(stream, text) {
    const fits = text.split(/(?<=\n)/).slice(0, LINES - this.lines).join('')
      .slice(0, CHARACTERS - this.characters)
    this.lines += ends(fits)
    this.characters += fits.length
    this.left += ends(text) - ends(fits)
    this.isCut ||= fits !== text
    if (fits) this.parts.push([stream, fits])
    const isSoon = fits && this.characters < AT_ONCE
    if (isSoon || performance.now() - this.sent > PAUSE) this.flush()
  }

  flush() {
    this.tell({ parts: this.parts, left: this.left || Number(this.isCut) }) // amid a line
    this.parts = []
    this.sent = performance.now()
  }
}
