// What is typed survives a change of the language: the same page comes again in the other one. Kept in this tab alone, and only until it has come.
const KEPT = 'motcua-typed'
const FIELDS = 'input:not([type=hidden], [type=file], [type=password], [type=submit], [type=button]), select, textarea'

export function keepTyped () {
  const rows = fields().map((field) => [field.name, field.value, field.checked])
  sessionStorage.setItem(KEPT, JSON.stringify({ path: window.location.pathname, rows }))
}

export function restoreTyped () {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || 'null')
  sessionStorage.removeItem(KEPT)
  const here = fields()
  if (kept?.path !== window.location.pathname || kept.rows.length !== here.length) return
  here.forEach((field, place) => {
    const [name, value, checked] = kept.rows[place]
    if (field.name !== name) return
    if (field.matches('[type=checkbox], [type=radio]')) field.checked = checked
    else field.value = value
  })
}

function fields () {
  return [...document.querySelectorAll('form[method=post]')].flatMap((form) => [...form.querySelectorAll(FIELDS)])
}
