/*
 * scanner-decoder.js: reads a QR code from a picture of the camera, for browsers without BarcodeDetector. Loaded by scanner.js, only when the
 * camera opens in such a browser.
 *
 * readQr(video)   the text in the present picture, or "" when no code is in it
 */
import jsQR from 'jsqr'

const WIDEST = 1280 // the code of an identity card is dense: smaller pictures lose it, larger ones take longer than the next picture needs
const canvas = document.createElement('canvas')
const brush = canvas.getContext('2d', { willReadFrequently: true })

export function readQr (video) {
  const scale = Math.min(1, WIDEST / (video.videoWidth || WIDEST))
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  if (!canvas.width || !canvas.height) return ''
  brush.drawImage(video, 0, 0, canvas.width, canvas.height)
  const { data } = brush.getImageData(0, 0, canvas.width, canvas.height)
  return jsQR(data, canvas.width, canvas.height, { inversionAttempts: 'dontInvert' })?.data || ''
}
