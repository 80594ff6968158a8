/*
 * kiosk.js: the touch screen at the door. One wish, one ticket: a double tap or a retry after a time-out sends the same request token.
 *
 * <body data-kiosk data-idle-url="/kiosk/3/" data-idle-seconds="60">   after so long without a touch the screen goes back to the start
 *                     (kiosk_base.html writes these from `idle_url` and `idle_seconds`)
 * <form data-issue>   takes a ticket: POST with the pressed button's name and value; the hidden field "token" that the server rendered is
 *                     renewed when the page is shown again. Sent up to 4 times with the SAME token, 6 s each, when no answer arrives.
 *                     A redirect is followed; an HTML page with a status below 500 replaces the screen's <main>. A status of 500 and above says
 *                     nothing about the ticket (it may have been given): it counts as no answer, so the token stays.
 * data-sending        shown while the request is on its way ("Đang lấy số...")
 * data-offline        shown while there is no connection or the tries were in vain, until an answer comes
 * data-waiting-retry  shown while a wish waits for the connection; a button data-retry inside sends it again, same token. The screen also tries
 *                     again by itself, for two minutes after the tap: whoever has left by then shall not be called
 * data-print          button that prints; data-print-on-load anywhere: the page prints itself once
 * data-idle-left      shows the seconds left
 */
import { newToken, revealScripted, startClocks, startPrinting } from './lib/page.js'

const TRIES = 4
const LIMIT = 6000
const AGAIN = 5000
const KEPT = 120000
let sending = false
let pending = null
let lastTouch = Date.now()

revealScripted()
startPrinting()
startClocks()
show('[data-sending]', false)

/* one ticket per wish */
document.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-issue]')
  if (!form) return
  event.preventDefault()
  if (sending) return
  const data = new FormData(form, event.submitter)
  if (!data.get('token')) data.set('token', newToken())
  pending = { address: form.action, data, until: Date.now() + KEPT }
  send()
})
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-retry]')) sendAgain()
})
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  document.querySelectorAll('form[data-issue] [name=token]').forEach((field) => { field.value = newToken() })
  done()
})

async function send () {
  sending = true
  show('[data-sending]', true)
  show('[data-waiting-retry]', false)
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const answer = await post(pending).catch(() => null)
    if (answer && answer.status < 500) {
      await receive(answer)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt))
  }
  sending = false
  show('[data-sending]', false)
  show('[data-offline], [data-waiting-retry]', true)
  setTimeout(sendAgain, AGAIN)
}

function sendAgain () {
  if (!pending || sending) return
  if (Date.now() < pending.until) send()
  else done()
}

async function post ({ address, data }) {
  const stop = new AbortController()
  const limit = setTimeout(() => stop.abort(), LIMIT)
  try {
    return await fetch(address, { method: 'POST', body: data, credentials: 'same-origin', signal: stop.signal })
  } finally {
    clearTimeout(limit)
  }
}

async function receive (answer) {
  show('[data-offline]', false)
  if (answer.redirected) {
    window.location.assign(answer.url)
    return
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const main = page.querySelector('main')
  if (main) document.querySelector('main').replaceWith(main)
  revealScripted()
  done()
}

function done () {
  sending = false
  pending = null
  show('[data-sending], [data-waiting-retry]', false)
}

function show (selector, visible) {
  document.querySelectorAll(selector).forEach((element) => { element.hidden = !visible })
}

/* connection */
window.addEventListener('offline', () => show('[data-offline]', true))
window.addEventListener('online', () => {
  sendAgain()
  if (!pending) show('[data-offline]', false)
})

/* back to the start */
for (const kind of ['pointerdown', 'keydown', 'scroll']) {
  document.addEventListener(kind, () => { lastTouch = Date.now() }, { passive: true, capture: true })
}
setInterval(() => {
  const { idleUrl, idleSeconds } = document.body.dataset
  if (!idleUrl || sending) return
  const left = Math.ceil((Number(idleSeconds) || 60) - (Date.now() - lastTouch) / 1000)
  document.querySelectorAll('[data-idle-left]').forEach((element) => { element.textContent = String(Math.max(left, 0)) })
  if (left <= 0) backToStart(idleUrl, Number(idleSeconds) || 60)
}, 1000)

/* only when the server answers: the browser's own error page would be a dead machine to whoever comes next; and not under somebody's hand */
async function backToStart (address, idle) {
  const since = lastTouch = Date.now() - idle * 1000 + AGAIN
  try {
    const answer = await fetch(address, { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(LIMIT) })
    if (answer.status >= 500) throw new Error(String(answer.status))
    show('[data-offline]', false)
    if (lastTouch === since && !sending) window.location.assign(address)
  } catch (problem) {
    show('[data-offline]', true)
  }
}
