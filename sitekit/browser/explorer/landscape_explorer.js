// What explorers of a landscape share. Each adds, to what all explorers have:
//
//   paths   the classes of the paths on its map, below the minima
//   mark    the tag and attributes of what stands above them

import { Explorer } from './explorer.js'
import { scenes } from './landscapes.js'
import { bands, stars, svg, ticks } from './map.js'

export class LandscapeExplorer extends Explorer {
  // The landscape, the point and h that an address has, if it has the first two. h goes by the
  // name of dx there: Material highlights the words that `?h=` names.
  place({ landscape, x0, x1, dx }) {
    const x = [x0, x1].map(parseFloat)
    const hs = [...this.form.elements.h].map(({ value }) => +value)
    const h = hs.find(it => it === parseFloat(dx)) ?? this.opening.h
    return Object.hasOwn(scenes, landscape) && x.every(Number.isFinite) && { landscape, x, h }
  }

  get scene() {
    return scenes[this.state.landscape]
  }

  entered(name, value) {
    const [x0, x1] = this.at
    if (name === 'x0') return this.moved([value, x1])
    if (name === 'x1') return this.moved([x0, value])
    return { [name]: name === 'h' ? +value : value }
  }

  draw(before) {
    super.draw()
    if (before?.landscape === this.state.landscape) return
    const { paths, mark } = this.constructor
    this.map.replaceChildren(
      ...bands(this.scene), ...ticks(this.scene),
      ...paths.map(it => svg('path', { 'class': it })), ...stars(this.scene), svg(...mark))
  }
}
