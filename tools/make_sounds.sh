#!/bin/sh
# Builds the loudspeaker's clips: a chime, and the words, digits and letters of an announcement in Vietnamese and English.
# Needs espeak-ng and sox (Debian). WAV, 12 kHz, mono, 16 bits: every browser plays it, without a gap before or after.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
target="$here/src/motcua/web/board/static/board/sound"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$target/vi" "$target/en"
loudness=0.13

# say LANGUAGE NAME SPEED WORDS: speaks, cuts the silence at both ends, brings all clips to one loudness.
say() {
    espeak-ng -v "$1" -s "$3" -p 45 -g 2 -a 70 -w "$work/raw.wav" "$4"
    sox -D "$work/raw.wav" -r 12000 -c 1 -b 16 "$work/cut.wav" highpass 90 \
        silence 1 0.005 0.6% reverse silence 1 0.02 0.6% reverse
    rms=$(sox "$work/cut.wav" -n stat 2>&1 | awk '/RMS +amplitude/ { print $3 }')
    gain=$(awk -v rms="$rms" -v want="$loudness" 'BEGIN { print 20 * log(want / rms) / log(10) }')
    sox -D "$work/cut.wav" -b 16 "$target/$(echo "$1" | cut -c1-2)/$2.wav" gain -l "$gain" fade t 0.005 -0 0.02 pad 0.01 0.03
}

# tone FREQUENCY SECONDS FILE: a bell of two partials that dies away.
tone() {
    sox -D -n -r 12000 -c 1 -b 16 "$3" synth "$2" sine "$1" synth "$2" sine mix "$(awk "BEGIN { print $1 * 2 }")" \
        fade l 0.004 "$2" "$(awk "BEGIN { print $2 - 0.01 }")" gain -n -7
}
tone 659.26 0.55 "$work/high.wav"
tone 523.25 0.95 "$work/low.wav"
sox -D "$work/high.wav" "$work/low.wav" -b 16 "$target/chime.wav" pad 0.02 0.1

say vi xin-moi-cong-dan-so 140 "Xin mời công dân số"
say vi den-quay-so 140 "đến quầy số"
number=0
for word in không một hai ba bốn năm sáu bảy tám chín; do
    say vi "$number" 130 "$word"
    number=$((number + 1))
done
while read -r letter word; do
    say vi "$letter" 150 "$word"
done <<'LETTERS'
a a
b bê
c xê
d dê
dd đê
e e
f ép phờ
g gờ
h hát
i i
j ji
k ca
l lờ
m mờ
n nờ
o o
p pê
q quy
r rờ
s sờ
t tê
u u
v vê
w vê kép
x ích xì
y i dài
z dét
LETTERS

say en-us number 150 "Number"
say en-us please-go-to-counter 150 "please go to counter"
number=0
for word in zero one two three four five six seven eight nine; do
    say en-us "$number" 140 "$word"
    number=$((number + 1))
done
for letter in a b c d e f g h i j k l m n o p q r s t u v w x y z; do
    say en-us "$letter" 155 "$(echo "$letter" | tr a-z A-Z)"
done
find "$target" -name "*.wav" -exec cat {} + | wc -c
