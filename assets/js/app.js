/*
 * app.js: what every portal and desk page has. All of it is extra: pages work without it.
 *
 * data-key="F2" | "N" | "Ctrl+Enter" | "Escape"   on a link or button: the key clicks it; on a field: the key goes to it. Single letters
 *                     work only outside text fields. Hidden or disabled elements are passed over. Enter and Space belong to the link, button
 *                     or field that has the focus. Show the hint with <kbd class="mc-key">F2</kbd>.
 * data-holds          on a form: came with what was typed before (errors, a filled-in card). A key that leads away from a page on which something is
 *                     typed asks first.
 * data-key-scope      on a part that lies over the page: while it is shown, only the keys inside it work.
 * data-tick-all       on a checkbox without a name: ticks all checkboxes of its form, or none.
 * data-autofocus      goes to this field when the page opens, unless the page shows errors (then the summary of errors has the focus)
 *                     or the address has a #fragment.
 * data-copy="text"    a button (rendered hidden) that copies the text; afterwards it says data-copied ("Đã sao chép") for two seconds.
 * data-print          a button (rendered hidden) that prints the page. data-print-on-load anywhere: the page prints itself once.
 * data-scripted       rendered hidden, shown only when scripts run.
 * data-no-guard       on a form: may be sent again at once. All other forms are sent once: the second press is swallowed, the pressed
 *                     button's name and value are kept. Forms with target="_blank" open again after 2 s, others after 10 s.
 * data-final="value"  on a form: once the button with this value is pressed (without: one that has no value), going back opens the form's address
 *                     anew instead of sending again what the form was opened with.
 * data-no-numbers     on a search: a personal number or card is sent as noughts, because the words stand in the address.
 * data-submit-on-change  on a form: changing a select, radio or checkbox sends it. Keep a visible button for pages without scripts.
 * data-elapsed="ISO"  shows the time since then, 03:12, every second.  data-clock shows the time of day, 09:41.
 * data-module="govuk-..."  the official components in use: button, checkboxes, error-summary, notification-banner, radios, skip-link.
 */
import { Button, Checkboxes, createAll, ErrorSummary, NotificationBanner, Radios, SkipLink } from 'govuk-frontend'
import { keepTyped, restoreTyped } from './lib/carry.js'
import { NUMBER } from './lib/number.js'
import { revealScripted, startClocks, startPrinting } from './lib/page.js'

const COMPONENTS = [Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink]
const TYPING = 'input:not([type=button], [type=submit], [type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable]'
const TEXT = 'input[type=text], input[type=tel], input[type=email], textarea'
const LEAVE = 'Những gì đã nhập trên trang này chưa được lưu và sẽ mất. Rời khỏi trang?'
const PRESSED = 'a[href], button, summary'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
COMPONENTS.forEach((component) => createAll(component))
revealScripted()
startPrinting()
startClocks()
restoreTyped()
document.querySelector('.mc-header__language')?.addEventListener('click', () => { if (isTyped()) keepTyped() })
// htmx greets the page itself as well; that was prepared above
document.addEventListener('htmx:load', (event) => { if (event.detail.elt !== document.body) prepare(event.detail.elt) })
document.addEventListener('motcua:refreshed', (event) => prepare(event.target))

function prepare (root) {
  COMPONENTS.forEach((component) => createAll(component, undefined, root))
  revealScripted(root)
}

document.addEventListener('submit', (event) => {
  if (event.target.matches('[data-no-numbers]')) {
    event.target.querySelectorAll('[type=search]').forEach((field) => { field.value = field.value.replace(NUMBER, '000000000') })
  }
}, true)

/* one submission per form */
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.matches('[data-no-guard]') || form.method === 'get') return
  if (form.dataset.sent) {
    event.preventDefault()
    event.stopImmediatePropagation()
    return
  }
  form.dataset.sent = 'true'
  if (form.dataset.final === (event.submitter?.value || '')) history.replaceState(null, '', location.href)
  event.submitter?.setAttribute('aria-disabled', 'true')
  setTimeout(() => release(form), form.target === '_blank' ? 2000 : 10000)
}, true)
window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(release))
document.addEventListener('htmx:afterRequest', (event) => release(event.detail.elt.closest('form')))

function release (form) {
  if (!form) return
  delete form.dataset.sent
  form.querySelectorAll('[aria-disabled=true]:not([disabled])').forEach((button) => button.removeAttribute('aria-disabled'))
}

document.addEventListener('change', (event) => {
  const form = event.target.closest('form[data-submit-on-change]')
  if (form && event.target.matches('select, [type=radio], [type=checkbox]')) form.requestSubmit()
})

document.addEventListener('change', (event) => {
  const all = event.target.form?.querySelector('[data-tick-all]')
  if (!all || event.target.type !== 'checkbox') return
  const boxes = [...all.form.querySelectorAll('[type=checkbox]:not([data-tick-all])')]
  if (event.target === all) boxes.forEach((box) => { box.checked = all.checked })
  else all.checked = boxes.every((box) => box.checked)
})

/* keys */
document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat || event.altKey || event.metaKey || belongsToFocus(event)) return
  const name = (event.ctrlKey ? 'Ctrl+' : '') + (event.key.length === 1 ? event.key.toUpperCase() : event.key)
  if (event.key.length === 1 && !event.ctrlKey && event.target.closest(TYPING)) return
  const place = [...document.querySelectorAll('[data-key-scope]')].find(usable) || document
  const goal = [...place.querySelectorAll('[data-key]')].find((element) => element.dataset.key === name && usable(element))
  if (!goal) return
  event.preventDefault()
  if (goal.matches('a[href]:not([target=_blank])') && isTyped() && !window.confirm(LEAVE)) return
  if (goal.matches(TYPING)) {
    goal.focus()
    goal.select?.()
  } else {
    goal.click()
  }
})

/* a stray letter or Escape must not throw away what was typed: something changed since the page came, or the page came with it (data-holds).
   A form that has only boxes to tick is ticked again in a moment, and so are the words of a search. */
function isTyped () {
  const forms = [...document.querySelectorAll('form[method=post]:not([role=search])')].map((form) => [...form.elements])
  return forms.some((fields) => fields.some((field) => field.matches(TEXT)) && fields.some(isChanged))
}

function isChanged (field) {
  if (!field.name || !field.matches('input:not([type=hidden], [type=submit], [type=button]), select, textarea')) return false
  if (field.matches('[type=checkbox], [type=radio]')) return field.checked !== field.defaultChecked
  if (field.matches('select')) return field.selectedIndex > 0 && !field.options[field.selectedIndex].defaultSelected
  return field.value !== field.defaultValue || (field.matches(TEXT) && field.value !== '' && field.form.matches('[data-holds]'))
}

function belongsToFocus (event) {
  if (event.key === 'Delete' || event.key === 'Insert') return Boolean(event.target.closest(TYPING))
  if (event.key !== 'Enter' && event.key !== ' ') return false
  return Boolean(event.target.closest(PRESSED) || (!event.ctrlKey && event.target.closest(TYPING)))
}

function usable (element) {
  return !element.disabled && element.getAttribute('aria-disabled') !== 'true' && element.getClientRects().length > 0
}

/* focus */
if (!document.querySelector('.govuk-error-summary') && !window.location.hash) {
  document.querySelector('[data-autofocus]')?.focus({ preventScroll: true })
}

/* copy */
document.querySelectorAll('[data-copy]').forEach((button) => { button.hidden = !navigator.clipboard })
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  const words = button.querySelector('[data-copy-words]') || button
  const before = words.textContent
  words.textContent = button.dataset.copied || 'Đã sao chép'
  setTimeout(() => { words.textContent = before }, 2000)
})
