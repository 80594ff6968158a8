// Keeps parts of a page fresh: one event stream per address, polling when it is away, never two requests for one part at a time.

const SAFETY_SECONDS = 30
const LONGEST_WAIT = 30000
const REQUEST_LIMIT = 10000

class Part {
  constructor (element) {
    this.element = element
    this.busy = false
    this.again = false
    this.timer = 0
    this.streaming = false
    this.schedule()
  }

  setState (state) {
    this.element.dataset.liveState = state
  }

  schedule () {
    const poll = Number(this.element.dataset.poll) || 5
    const seconds = this.streaming ? Math.max(SAFETY_SECONDS, poll) : poll
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.refresh(), seconds * 1000)
  }

  async refresh () {
    if (!this.element.isConnected) return clearTimeout(this.timer)
    if (this.busy) {
      this.again = true
      return
    }
    this.busy = true
    this.again = false
    try {
      this.swap(await fetchPart(this.element.dataset.liveFragment))
      this.setState(this.streaming ? 'live' : 'polling')
    } catch (problem) {
      this.setState('offline')
    } finally {
      this.busy = false
    }
    if (this.again) return this.refresh()
    this.schedule()
  }

  swap (html) {
    if (html === null || html === this.last) return
    this.last = html
    const focused = this.element.contains(document.activeElement) ? document.activeElement.id : ''
    this.element.innerHTML = html
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
    window.htmx?.process(this.element)
    this.element.dispatchEvent(new CustomEvent('motcua:refreshed', { bubbles: true }))
  }
}

async function fetchPart (address) {
  const stop = new AbortController()
  const limit = setTimeout(() => stop.abort(), REQUEST_LIMIT)
  try {
    const answer = await fetch(address, { headers: { 'HX-Request': 'true' }, credentials: 'same-origin', signal: stop.signal })
    if (answer.redirected || answer.status === 401 || answer.status === 403) {
      window.location.reload()
      return null
    }
    if (answer.status === 204) return null
    if (!answer.ok) throw new Error(String(answer.status))
    return await answer.text()
  } finally {
    clearTimeout(limit)
  }
}

class Stream {
  constructor (address, parts) {
    this.address = address
    this.parts = parts
    this.wait = 1000
    this.open()
  }

  open () {
    this.source = new EventSource(this.address)
    this.source.onopen = () => {
      this.wait = 1000
      this.mark(true)
      this.parts.forEach((part) => part.refresh())
    }
    this.source.onmessage = () => this.parts.forEach((part) => part.refresh())
    this.source.addEventListener('changed', () => this.parts.forEach((part) => part.refresh()))
    this.source.onerror = () => this.lost()
  }

  lost () {
    this.source.close()
    this.mark(false)
    setTimeout(() => this.open(), this.wait * (0.75 + Math.random() / 2))
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT)
  }

  mark (streaming) {
    this.parts.forEach((part) => {
      part.streaming = streaming
      if (streaming || part.element.dataset.liveState !== 'offline') part.setState(streaming ? 'live' : 'polling')
      part.schedule()
    })
  }
}

export function startLive (root = document) {
  const streams = new Map()
  const parts = [...root.querySelectorAll('[data-live-fragment]')].map((element) => new Part(element))
  for (const part of parts) {
    const address = part.element.dataset.liveUrl
    if (!address || !window.EventSource) continue
    if (!streams.has(address)) streams.set(address, [])
    streams.get(address).push(part)
  }
  for (const [address, members] of streams) new Stream(address, members)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) parts.forEach((part) => part.refresh())
  })
  // A phone that lost its network may wait long for the stream to end: say at once that what is shown may be old.
  window.addEventListener('offline', () => parts.forEach((part) => part.setState('offline')))
  window.addEventListener('online', () => parts.forEach((part) => part.refresh()))
  return parts
}
