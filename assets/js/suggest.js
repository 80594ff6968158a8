/*
 * suggest.js: suggestions under a search field while somebody types. Extra only: the form around the field works without it.
 *
 * <input type="search" data-suggest="/thu-tuc/goi-y/">   the address answers ?q=words with <li role="option" data-href="..."> lines.
 * Keys: down and up choose, Enter opens what is chosen (or sends the form), Escape closes. The pattern is ARIA's combobox with a listbox.
 * A personal number is not asked about: the words stand in the address.
 * While the list is open, the keys of the page are its own (app.js, data-key-scope): a line may have data-key="F2".
 */
import { NUMBER } from './lib/number.js'

const WAIT = 150
let number = 0

document.querySelectorAll('input[data-suggest]').forEach(start)

function start (field) {
  const list = document.createElement('ul')
  const id = `suggest-${++number}`
  let timer = 0
  let asking = null
  let chosen = -1

  list.id = id
  list.className = 'mc-suggest'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.dataset.keyScope = ''
  const label = field.labels[0]
  if (label) {
    label.id ||= `${id}-label`
    list.setAttribute('aria-labelledby', label.id)
  }
  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-controls', id)
  field.setAttribute('aria-expanded', 'false')
  field.autocomplete = 'off'
  field.closest('.mc-search__row').append(list)

  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    const handler = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: escape, Enter: open, Tab: close }[event.key]
    if (handler?.() === true) event.preventDefault()
  })
  field.addEventListener('blur', () => setTimeout(close, 200))
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => go(event.target.closest('[role=option]')))
  field.form?.addEventListener('submit', close)

  async function ask () {
    const words = field.value.trim()
    asking?.abort()
    if (words.length < 2 || NUMBER.test(words)) return close()
    asking = new AbortController()
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`, { headers: { 'HX-Request': 'true' }, signal: asking.signal })
      if (answer.ok) show(await answer.text())
    } catch {
      // no network, or newer letters came: the form still works
    }
  }

  function show (html) {
    if (document.activeElement !== field) return
    list.innerHTML = html
    options().forEach((option, place) => { option.id = `${id}-${place}` })
    choose(-1)
    toggle(options().length > 0)
  }

  function options () { return [...list.querySelectorAll('[role=option]')] }

  function move (by) {
    const all = options()
    if (list.hidden || !all.length) return false
    choose((chosen + by + all.length + (chosen < 0 && by < 0 ? 1 : 0)) % all.length)
    return true
  }

  function choose (place) {
    chosen = place
    options().forEach((option, at) => option.setAttribute('aria-selected', String(at === place)))
    const option = options()[place]
    if (option) {
      field.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    } else {
      field.removeAttribute('aria-activedescendant')
    }
  }

  function open () {
    if (list.hidden || chosen < 0) return false
    go(options()[chosen])
    return true
  }

  function go (option) { if (option) location.assign(option.dataset.href) }

  function escape () {
    if (list.hidden) return false
    close()
    return true
  }

  function close () {
    clearTimeout(timer)
    asking?.abort()
    choose(-1)
    toggle(false)
  }

  function toggle (isOpen) {
    list.hidden = !isOpen
    field.setAttribute('aria-expanded', String(isOpen))
  }
}
