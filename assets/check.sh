#!/bin/sh
# Proves that the committed files are what the sources build, byte for byte.
set -eu
cd "$(dirname "$0")"
fresh="$(mktemp -d)"
trap 'rm -rf "$fresh"' EXIT
./build.sh "$fresh"
if diff -r "$fresh" ../src/motcua/web/shared/static/motcua; then
  echo "assets: the committed files are what the sources build"
else
  echo "assets: the committed files differ from what the sources build. Run assets/build.sh and commit the result." >&2
  exit 1
fi
