/*
 * scanner.js: a field that takes the text of an identity card's QR or of a receipt, from a scanner that types like a keyboard or from the camera.
 *
 * <input data-scanner>            Enter ends the scan and presses the button named by data-scanner-submit="#id" (or sends the form).
 *                                 Enter also works while a Vietnamese input method composes; a scan without Enter ends after 250 ms of
 *                                 silence when it was typed faster than a person can and holds data-scanner-bars="6" bars "|" or more.
 * data-scanner-global             a scan typed while no text field has the focus (a tick box or a list may) goes into this field too.
 * <button data-camera="#input">   rendered hidden; shown when there is a camera to ask for; opens it and fills the field.
 *                                 data-camera-decoder: address of scanner-decoder.js, loaded when the browser cannot read QR codes itself.
 *                                 data-camera-title, data-camera-close: words of the little window.
 */
const SILENCE = 250
const FASTEST_TYPING = 35
const TEXT_FIELDS = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, [contenteditable]'

document.querySelectorAll('[data-scanner]').forEach(prepareField)
document.querySelectorAll('[data-camera]').forEach(prepareCamera)

function prepareField (field) {
  let began = 0
  let timer = 0
  for (const [name, value] of [['autocomplete', 'off'], ['autocapitalize', 'off'], ['autocorrect', 'off'], ['spellcheck', 'false']]) {
    field.setAttribute(name, value)
  }
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.code !== 'Enter' && event.code !== 'NumpadEnter') return
    event.preventDefault()
    clearTimeout(timer)
    setTimeout(() => finish(field), event.isComposing ? 60 : 0)
  })
  field.addEventListener('input', () => {
    const length = field.value.length
    if (length <= 1) began = Date.now()
    clearTimeout(timer)
    timer = setTimeout(() => {
      const quick = began && (Date.now() - SILENCE - began) / Math.max(length, 1) < FASTEST_TYPING
      const bars = field.value.split('|').length - 1
      if (quick && bars >= (Number(field.dataset.scannerBars) || 6)) finish(field)
      began = 0
    }, SILENCE)
  })
  if ('scannerGlobal' in field.dataset) {
    document.addEventListener('keydown', (event) => {
      if (event.target.closest(TEXT_FIELDS) || event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return
      if (!/[0-9]/.test(event.key)) return
      field.value = ''
      field.focus()
    })
  }
}

function finish (field) {
  if (!field.value.trim()) return
  const button = field.dataset.scannerSubmit && document.querySelector(field.dataset.scannerSubmit)
  if (button) button.click()
  else field.form?.requestSubmit()
}

function prepareCamera (button) {
  if (!navigator.mediaDevices?.getUserMedia) return
  button.hidden = false
  button.addEventListener('click', () => readFromCamera(button).catch(() => { button.hidden = true }))
}

async function readFromCamera (button) {
  const read = await chooseReader(button)
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  const { dialog, video } = buildWindow(button)
  const stop = () => {
    stream.getTracks().forEach((track) => track.stop())
    dialog.remove()
  }
  dialog.addEventListener('close', stop)
  video.srcObject = stream
  dialog.showModal()
  await video.play()
  while (dialog.open) {
    const text = await read(video)
    if (text && dialog.open) {
      const field = document.querySelector(button.dataset.camera)
      field.value = text
      dialog.close()
      finish(field)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 120))
  }
}

async function chooseReader (button) {
  const known = await window.BarcodeDetector?.getSupportedFormats().catch(() => []) || []
  if (known.includes('qr_code')) {
    const detector = new window.BarcodeDetector({ formats: ['qr_code', 'code_128'].filter((format) => known.includes(format)) })
    return async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue
  }
  return (await import(button.dataset.cameraDecoder)).readQr
}

function buildWindow (button) {
  const dialog = document.createElement('dialog')
  dialog.className = 'mc-camera'
  const title = document.createElement('p')
  title.className = 'mc-camera__title'
  title.textContent = button.dataset.cameraTitle || 'Đưa mã QR vào giữa khung hình'
  const video = document.createElement('video')
  video.className = 'mc-camera__picture'
  video.muted = true
  video.playsInline = true
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'govuk-button govuk-button--secondary'
  close.textContent = button.dataset.cameraClose || 'Đóng'
  close.addEventListener('click', () => dialog.close())
  dialog.append(title, video, close)
  document.body.append(dialog)
  return { dialog, video }
}
