// What the maps of all explorers share. A scene has the `scale` of its map, and, if it is a
// landscape, `contours` and `minima`.

const MAP = { width: 800, height: 600 }
const STAR = [...Array(10).keys()].map(corner => {
  const [angle, size] = [corner * Math.PI / 5, corner % 2 ? 13 : 30]
  return `${Math.sin(angle) * size},${-Math.cos(angle) * size}`
})

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  if (tag === 'text') element.ariaHidden = 'true' // the picture has a name
  element.append(...children)
  return element
}

export const points = places =>
  places.map(it => it.map(value => value.toFixed(1))).join(' ')
export const rounded = (value, digits = 4) => +value.toFixed(digits) + 0
export const within = (least, value, most) => Math.min(Math.max(value, least), most)
export const distance = ([a, b], [c, d]) => Math.hypot(a - c, b - d)
export const nearest = (points, x) =>
  points.indexOf(points.toSorted((a, b) => distance(a, x) - distance(b, x))[0])
export const signed = text => String(text).replace(/-/g, '−')

// Where a point is on the map, and the point at a place; what is far outside stays where a
// browser can draw it.
export function placed([x0, x1], { scale }) {
  const near = place => within(-1e5, place, 1e5)
  return [near(MAP.width / 2 + x0 * scale), near(MAP.height / 2 - x1 * scale)]
}

export function pointAt(across, down, { scale }) {
  return [(across - 0.5) * MAP.width / scale, (0.5 - down) * MAP.height / scale]
}

export function fractions(x, scene) {
  const [left, top] = placed(x, scene)
  return [left / MAP.width, top / MAP.height]
}

export function ticks(scene) {
  const [right, top] = pointAt(1, 0, scene)
  const size = top > 4 ? 2 : 1
  const numbers = Array.from({ length: 7 }, (_, index) => (index - 3) * size)
    .filter(it => Math.abs(it) < right)
  return numbers.flatMap(number => {
    const [x, y] = placed([number, number], scene)
    return [
      svg('text', { x, y: MAP.height - 12, 'text-anchor': 'middle' }, signed(number)),
      ...Math.abs(number) < 0.9 * top && number > -0.8 * top
        ? [svg('text', { x: 12, y, dy: '0.35em' }, signed(number))] : [],
    ]
  })
}

export function bands({ contours }) {
  return contours.map((d, level) => {
    const band = svg('path', { d, 'class': 'band' })
    band.style.setProperty('--depth', `${36 - 36 * (level + 1) / contours.length}%`)
    return band
  })
}

export function stars(scene) {
  return scene.minima.map(it => {
    const [x, y] = placed(it, scene)
    return svg('polygon', { points: STAR.join(' '), transform: `translate(${x} ${y})`, 'class': 'minimum' })
  })
}
