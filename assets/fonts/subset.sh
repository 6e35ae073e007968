#!/bin/sh
# Cuts Noto Sans JP down to what Japanese business text needs: subset.sh IN.ttf OUT.ttf (needs Python 3 and fonttools).
set -eu
characters=$(mktemp)
trap 'rm -f "$characters"' EXIT
python3 - "$characters" <<'PYTHON'
import sys

def jis_x_0208():
    for row in range(0xA1, 0xFF):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("euc_jp")
            except UnicodeDecodeError:
                pass

def windows_31j():
    for row in [*range(0x81, 0xA0), *range(0xE0, 0xFD)]:
        for cell in range(0x40, 0xFD):
            try:
                yield bytes([row, cell]).decode("cp932")
            except UnicodeDecodeError:
                pass

# Of the Jōyō kanji of 2010 these are in neither.
joyo = "𠮟塡剝頰"
ranges = [(0x20, 0x7F), (0xA0, 0x100), (0x2010, 0x2040), (0x3000, 0x3100), (0x31F0, 0x3200), (0xFF00, 0xFFF0)]
characters = set(jis_x_0208()) | set(windows_31j()) | set(joyo) | {chr(c) for first, end in ranges for c in range(first, end)}
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write("".join(sorted(characters)))
PYTHON
pyftsubset "$1" --text-file="$characters" --output-file="$2" --no-hinting \
    --layout-features=ccmp,locl,mark,mkmk --drop-tables+=vhea,vmtx,VORG,BASE,STAT --name-IDs=0,1,2,3,4,5,6,13,14
