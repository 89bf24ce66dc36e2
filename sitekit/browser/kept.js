// What a reader leaves on this machine. Where nothing can be kept, it lasts as long as the page.

export const PROGRESS = 'progress ' // begins the names of what the first page forgets

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

export function write(key, value) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value))
    else localStorage.removeItem(key)
  } catch {}
}
