#!/bin/sh
# Builds the style sheets, scripts and fonts into the given folder (default: where the program serves them from).
set -eu
cd "$(dirname "$0")"
out="${1:-../src/motcua/web/shared/static/motcua}"
[ "${MOTCUA_SKIP_NPM_CI:-}" ] || npm ci --ignore-scripts --no-fund --no-audit --silent
mkdir -p "$out"
out="$(cd "$out" && pwd)"
rm -rf "${out:?}"/*.css "$out"/*.js "$out"/*.LICENSE.txt "$out/fonts" "$out/icons" "$out/art" "$out/images" "$out/manifest.webmanifest"
mkdir -p "$out/fonts" "$out/icons" "$out/art" "$out/images"
for sheet in app desk kiosk board print admin; do
  npx --no-install sass --load-path=. --no-source-map --style=compressed --quiet-deps "scss/$sheet.scss" "$out/$sheet.css"
done
npx --no-install esbuild js/app.js js/live.js js/board.js js/kiosk.js js/scanner.js js/scanner-decoder.js js/follow.js js/suggest.js \
  --bundle --minify --format=esm --target=es2019 --charset=utf8 --legal-comments=none --log-level=warning --outdir="$out"
cp node_modules/htmx.org/dist/htmx.min.js "$out/htmx.min.js"
cp node_modules/jsqr/LICENSE "$out/scanner-decoder.LICENSE.txt"
for weight in 400 600 700; do
  cp "node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-$weight-normal.woff2" "$out/fonts/be-vietnam-pro-vietnamese-$weight.woff2"
  cp "fonts/be-vietnam-pro-latin-$weight.woff2" "$out/fonts/" # with figures of one width: tools/make_fonts.py
done
cp node_modules/@fontsource/be-vietnam-pro/LICENSE "$out/fonts/LICENSE.txt"
cp icons/* "$out/icons/"
cp art/* "$out/art/"
cp node_modules/@ministryofjustice/frontend/moj/assets/images/icon-document.svg "$out/images/"
cp manifest.webmanifest "$out/manifest.webmanifest"
