// Small things that all skins share: print buttons, clocks, elapsed times, one submission per form.

export function revealScripted (root = document) {
  root.querySelectorAll('[data-print], [data-scripted]').forEach((element) => { element.hidden = false })
}

export function startPrinting () {
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-print]')) window.print()
  })
  const sheet = document.querySelector('[data-print-on-load]')
  if (!sheet) return
  window.addEventListener('load', () => setTimeout(() => window.print(), 300), { once: true })
  const { printBack } = sheet.dataset
  if (!printBack) return
  const leave = () => window.location.assign(printBack)
  window.addEventListener('afterprint', () => setTimeout(leave, 3000))
  setTimeout(leave, 20000)
}

export function startClocks () {
  const format = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Ho_Chi_Minh' })
  const tick = () => {
    const now = new Date()
    document.querySelectorAll('[data-clock]').forEach((element) => { element.textContent = format.format(now) })
    document.querySelectorAll('[data-elapsed]').forEach((element) => { element.textContent = elapsed(element.dataset.elapsed, now) })
  }
  tick()
  setInterval(tick, 1000)
}

function elapsed (since, now) {
  const seconds = Math.max(0, Math.floor((now - new Date(since)) / 1000))
  const minutes = Math.floor(seconds / 60)
  const two = (number) => String(number).padStart(2, '0')
  return minutes < 60 ? `${two(minutes)}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

export function newToken () {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
