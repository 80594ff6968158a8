/*
 * follow.js: the ticket on the phone. It keeps itself fresh (see live.js for data-live-fragment, data-live-url, data-poll) and calls its owner.
 *
 * <div data-follow data-live-fragment="..." data-live-url="..." data-poll="5" data-chime="/static/..."> fragment </div>
 * Inside the fragment, on one element:
 *   data-ticket-state="waiting" | "called" | "serving" | "finished" | "no_show" | ...
 *   data-call-id="812"         differs for each call: a call again rings again
 *   data-turn-title="Đến lượt Ông/Bà: quầy 3"   becomes the title of the page while the state is "called"
 * data-follow-sound            button, rendered hidden: allows sound and keeps the screen awake (browsers ask for a touch first);
 *                              its [aria-pressed] turns to "true".
 */
import { startLive } from './lib/live.js'
import { revealScripted } from './lib/page.js'

const RINGS = 3
const root = document.querySelector('[data-follow]')
const title = document.title
let rung = ''
let chime = null

revealScripted()
startLive()
if (root) start()

function start () {
  document.querySelectorAll('[data-follow-sound]').forEach((button) => {
    button.hidden = false
    button.addEventListener('click', () => allow(button))
  })
  root.addEventListener('motcua:refreshed', look)
  look()
}

async function allow (button) {
  button.setAttribute('aria-pressed', 'true')
  if (root.dataset.chime) {
    chime = new Audio(root.dataset.chime)
    chime.play().catch(() => {})
  }
  await navigator.wakeLock?.request('screen').catch(() => {})
}

function look () {
  const state = root.querySelector('[data-ticket-state]')
  if (!state) return
  const called = state.dataset.ticketState === 'called'
  document.title = called ? state.dataset.turnTitle || title : title
  const call = called ? state.dataset.callId || 'called' : ''
  if (call && call !== rung) ring()
  rung = call
}

function ring () {
  navigator.vibrate?.([400, 200, 400, 200, 800])
  if (!chime) return
  let left = RINGS
  chime.onended = () => {
    left -= 1
    if (left > 0) chime.play().catch(() => {})
  }
  chime.currentTime = 0
  chime.play().catch(() => {})
}
