#!/usr/bin/env python3
"""Makes the embedded faces again: `python3 subset.py INTER_UI NOTO_ARABIC` (the unpacked npm packages `inter-ui` 4.1 and
`@fontsource-variable/noto-sans-arabic` 5). Needs the Python packages fonttools and brotli."""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# Latin with its extensions and Vietnamese, the African letters in use, modifiers and combining marks, Greek, Cyrillic,
# punctuation, superscripts, currency, letter-like signs, arrows, mathematics, technical signs, enclosed digits, shapes.
INTER = """0020-007E 00A0-024F 0253-0254 0257 0259 025B 0263 0268-0269 0272 0289 028B 02B0-02FF 0300-036F 0370-03FF 0400-04FF
0510-0513 051A-051D 1E00-1EFF 2000-206F 2070-209F 20A0-20CF 2100-218F 2190-21FF 2200-22FF 2300-23FF 2460-24FF 25A0-25FF
2600-26FF 2700-27BF FB00-FB06 FFFD"""
# Arabic, Persian, Urdu and their neighbours; the joiners, the rial sign, ornate brackets, the ligature Allah.
ARABIC = "0600-06FF 0750-077F 200C-200F 25CC FD3E-FD3F FDF2 FDFC"
# What every viewer applies by default, without `calt`: it turns "->" into an arrow in viewers that have Inter and not elsewhere.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]

here = Path(__file__).parent
inter_ui, noto = Path(sys.argv[1]), Path(sys.argv[2])


def code_points(ranges):
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def write(font, ranges, features, name):
    font.flavor = None
    memory = io.BytesIO()
    font.save(memory)
    memory.seek(0)
    font = TTFont(memory, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["STAT", "MVAR", "DSIG", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points(ranges))
    subsetter.subset(font)
    font.save(here / name)


for weight in ["Regular", "Medium", "SemiBold", "Bold", "Italic"]:
    write(TTFont(inter_ui / f"web/Inter-{weight}.woff2", recalcTimestamp=False), INTER, FEATURES, f"Inter-{weight}.ttf")
for name, weight in [("Regular", 400), ("Bold", 700)]:
    source = TTFont(noto / "files/noto-sans-arabic-arabic-wght-normal.woff2", recalcTimestamp=False)
    write(instancer.instantiateVariableFont(source, {"wght": weight}), ARABIC, ["*"], f"NotoSansArabic-{name}.ttf")
