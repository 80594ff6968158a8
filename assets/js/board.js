/*
 * board.js: the large board of a waiting room. It shows and speaks each new call, one after the other, never two at once.
 *
 * On one element around the live fragment:
 *   data-board                 root of the board
 *   data-times="2"             how often a call is spoken
 *   data-chime="/static/..."   clip played before each call (once per call)
 *   data-voice="clips" | "browser" | "off"   clips that ship with the program (default), the browser's Vietnamese voice, or silence
 *   data-blink-seconds="20"    how long a new call blinks (at least until it was spoken)
 * Inside the fragment, on the element of each call that the board shows:
 *   data-call='{"id": 812, "clips": ["/static/.../moi.ogg", "/static/.../so-1.ogg"], "text": "Xin mời công dân số 1 0 0 2 đến quầy số 3", "age": 4}'
 *     id     differs for each call, also when the same number is called again
 *     age    seconds since the call: calls older than 30 s when the page opens, or when sound is allowed at last, are shown, not spoken
 * Elsewhere on the page:
 *   data-unlock-audio          button, rendered hidden; shown while the browser refuses sound before a touch
 *   data-clock                 shows the time of day
 * Set by the script: class "mc-call--new" on a new call; data-speaking="<id>" and data-spoken="<count>" on the root.
 * Events on the root: "motcua:call-start" and "motcua:call-end", detail {id}.
 */
import { startClocks } from './lib/page.js'

const OLD_SECONDS = 30
const VOICE_LIMIT = 15000
const root = document.querySelector('[data-board]')
const buffers = new Map()
const waiting = []
const seen = new Set()
const fresh = new Map()
let context = null
let speaking = false
let calming = 0

startClocks()
if (root) start()

function start () {
  root.dataset.spoken = '0'
  const Context = window.AudioContext || window.webkitAudioContext
  if (Context && root.dataset.voice !== 'off') context = new Context()
  if (context) {
    context.onstatechange = () => {
      showLock()
      if (isLocked()) return
      forgetOld()
      speakNext()
    }
    const unlock = () => context.resume()
    document.querySelectorAll('[data-unlock-audio]').forEach((button) => button.addEventListener('click', unlock))
    document.addEventListener('pointerdown', unlock)
    document.addEventListener('keydown', unlock)
    showLock()
  }
  root.addEventListener('motcua:refreshed', () => take(false))
  take(true)
}

function isLocked () {
  return context !== null && context.state !== 'running'
}

function showLock () {
  document.querySelectorAll('[data-unlock-audio]').forEach((button) => { button.hidden = !isLocked() })
}

/* Nobody is called to a counter half an hour late because somebody allows sound only now. */
function forgetOld () {
  const late = Date.now() - OLD_SECONDS * 1000
  for (let place = waiting.length - 1; place >= 0; place -= 1) {
    if (waiting[place].came < late) waiting.splice(place, 1)
  }
}

function readCalls () {
  return [...root.querySelectorAll('[data-call]')].map((element) => ({ element, ...JSON.parse(element.dataset.call) }))
}

function take (opening) {
  const calls = readCalls()
  for (const call of calls.slice().reverse()) {
    if (!seen.has(call.id)) {
      seen.add(call.id)
      if (!opening || (call.age ?? OLD_SECONDS) < OLD_SECONDS) {
        waiting.push({ ...call, came: Date.now() - (opening ? call.age : 0) * 1000 })
        fresh.set(call.id, Date.now() + (Number(root.dataset.blinkSeconds) || 20) * 1000)
      }
    }
  }
  showFresh()
  speakNext()
}

/* A call blinks for its time, and until it was spoken where sound is allowed. One timer for all rows, for the next change by the clock. */
function showFresh () {
  clearTimeout(calming)
  let next = Infinity
  for (const call of readCalls()) {
    const until = fresh.get(call.id)
    const pending = root.dataset.speaking === String(call.id) || (!isLocked() && waiting.some((other) => other.id === call.id))
    const left = until === undefined ? 0 : until - Date.now()
    call.element.classList.toggle('mc-call--new', left > 0 || (pending && until !== undefined))
    if (left > 0) next = Math.min(next, left)
  }
  if (next < Infinity) calming = setTimeout(showFresh, next + 50)
}

async function speakNext () {
  if (speaking || waiting.length === 0) return
  if (context && context.state === 'suspended') return
  speaking = true
  const call = waiting.shift()
  root.dataset.speaking = call.id
  tell('motcua:call-start', call)
  try {
    await speak(call)
  } catch (problem) {
    console.error(problem)
  }
  root.dataset.spoken = String(Number(root.dataset.spoken) + 1)
  delete root.dataset.speaking
  tell('motcua:call-end', call)
  speaking = false
  showFresh()
  speakNext()
}

function tell (name, call) {
  root.dispatchEvent(new CustomEvent(name, { detail: { id: call.id } }))
}

async function speak (call) {
  const voice = root.dataset.voice || 'clips'
  if (voice === 'off' || !context) return
  if (root.dataset.chime) await play([root.dataset.chime])
  for (let time = 0; time < (Number(root.dataset.times) || 2); time += 1) {
    if (voice === 'browser' && canSpeak()) await say(call.text)
    else await play(call.clips || [])
    await pause(400)
  }
}

async function load (address) {
  if (!buffers.has(address)) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
    buffers.set(address, await context.decodeAudioData(await answer.arrayBuffer()))
  }
  return buffers.get(address)
}

async function play (addresses) {
  const loaded = await Promise.all(addresses.map((address) => load(address).catch(() => null)))
  for (const buffer of loaded.filter(Boolean)) {
    await new Promise((resolve) => {
      const source = context.createBufferSource()
      source.buffer = buffer
      source.connect(context.destination)
      source.onended = resolve
      source.start()
      setTimeout(resolve, buffer.duration * 1000 + 1000)
    })
  }
}

function vietnameseVoice () {
  return window.speechSynthesis?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith('vi'))
}

function canSpeak () {
  return Boolean(vietnameseVoice())
}

function say (text) {
  return new Promise((resolve) => {
    const words = new SpeechSynthesisUtterance(text)
    words.lang = 'vi-VN'
    words.voice = vietnameseVoice()
    words.rate = 0.9
    words.onend = resolve
    words.onerror = resolve
    setTimeout(resolve, VOICE_LIMIT)
    window.speechSynthesis.speak(words)
  })
}

function pause (milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
