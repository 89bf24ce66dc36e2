// The slope in a direction u: by differences, as numerical_gradient takes it of the function
// t -> f(x + t u) at 0, and by the gradient.

const radians = angle => angle * Math.PI / 180

export const direction = angle => [Math.cos(radians(angle)), Math.sin(radians(angle))]

export const dot = ([a, b], [c, d]) => a * c + b * d

export function measured(f, x, u, h) {
  const after = step => f(x.map((it, axis) => it + step * u[axis]))
  return (after(h) - after(-h)) / (2 * h)
}

// The angle between two directions in degrees, if both are directions.
export function between(a, b) {
  const sizes = Math.hypot(...a) * Math.hypot(...b)
  return sizes ? Math.abs(Math.atan2(a[0] * b[1] - a[1] * b[0], dot(a, b))) * 180 / Math.PI : null
}
