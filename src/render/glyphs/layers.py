#!/usr/bin/env python3
"""Makes `layers.bin`, a TrueType font of our own for the tests of `layered.rs`. Needs the Python package fonttools.

U+1F534 (version 0): a red square with a blue one in its middle. U+1F7E2 (version 1): a square from green at the left to blue
at the right, of which a second layer keeps the lower half."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.otTables import CompositeMode, ExtendMode, PaintFormat


def square(left, bottom, right, top):
    pen = TTGlyphPen(None)
    for step, point in zip([pen.moveTo, pen.lineTo, pen.lineTo, pen.lineTo], [(left, bottom), (left, top), (right, top), (right, bottom)]):
        step(point)
    pen.closePath()
    return pen.glyph()


glyphs = {
    ".notdef": square(0, 0, 500, 700),
    "red": TTGlyphPen(None).glyph(),
    "green": TTGlyphPen(None).glyph(),
    "large": square(0, 0, 1000, 1000),
    "small": square(400, 400, 600, 600),
    "half": square(0, 0, 1000, 500),
}
builder = FontBuilder(1000, isTTF=True)
builder.setupGlyphOrder(list(glyphs))
builder.setupCharacterMap({0x1F534: "red", 0x1F7E2: "green"})
builder.setupGlyf(glyphs)
builder.setupHorizontalMetrics({name: (1000, 400 if name == "small" else 0) for name in glyphs})
builder.setupHorizontalHeader(ascent=1000, descent=0)
builder.setupNameTable({"familyName": "Layers", "styleName": "Regular"})
builder.setupPost()
builder.setupCPAL([[(1, 0, 0, 1), (0, 0, 1, 1), (0, 1, 0, 1)]])
fill = lambda glyph, paint: {"Format": PaintFormat.PaintGlyph, "Glyph": glyph, "Paint": paint}
stop = lambda offset, color: {"StopOffset": offset, "PaletteIndex": color, "Alpha": 1}
gradient = {
    "Format": PaintFormat.PaintLinearGradient,
    "ColorLine": {"Extend": ExtendMode.PAD, "ColorStop": [stop(0, 2), stop(1, 1)]},
    "x0": 0, "y0": 0, "x1": 1000, "y1": 0, "x2": 0, "y2": 1000,
}
lower = {
    "Format": PaintFormat.PaintComposite,
    "CompositeMode": CompositeMode.SRC_IN,
    "SourcePaint": fill("large", gradient),
    "BackdropPaint": fill("half", {"Format": PaintFormat.PaintSolid, "PaletteIndex": 0, "Alpha": 1}),
}
builder.setupCOLR({"red": [("large", 0), ("small", 1)], "green": lower})
builder.font.recalcTimestamp = False
builder.font["head"].created = builder.font["head"].modified = 0
builder.save(Path(__file__).parent / "layers.bin")
