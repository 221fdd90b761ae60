#!/usr/bin/env python3
"""Makes the two generated files of the icon set from `icons.txt` and a copy of Lucide.

    npm install lucide-static@1.62.0
    python3 src/icon/build.py node_modules/lucide-static

To add an icon, add a line to `icons.txt` (Lucide's name, a tab, synonyms separated by commas) and run this again.

    icons.txt   name TAB synonyms            written by hand; sorted by this script
    paths.txt   name TAB path data           every element of the icon as subpaths of one path, on the 24 grid
    index.txt   folded name or synonym TAB name   sorted by bytes, for a binary search

Numbers are rounded to two decimals on the absolute position of each point, so that errors do not add up, and the flags
of arcs are set apart, because some readers stumble over `a6 6 0 01-8 0`.
"""
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).parent
LETTERS = {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th"}
ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": ""}
ARITY = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}


def fold(text):
    """The same as `fold` in fold.rs: no case, no accents, no separators. A test there compares the two."""
    out = []
    for c in text.lower():
        c = LETTERS.get(c, ARABIC.get(c, c))
        if c and 0x00C0 <= ord(c[0]) <= 0x024F or c and 0x1E00 <= ord(c[0]) <= 0x1EFF:
            c = unicodedata.normalize("NFD", c)
        out += [d for d in c if d.isalnum()]
    return "".join(out)


def segments(d):
    """Yields (command, numbers) for each segment, whatever the shorthand."""
    number = re.compile(r"[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
    flag = re.compile(r"[\s,]*([01])")
    i, command = 0, None
    while True:
        while i < len(d) and d[i] in " ,\n\t":
            i += 1
        if i >= len(d):
            return
        if d[i].isalpha():
            command = d[i]
            i += 1
        elif command in "mM":
            command = "l" if command == "m" else "L"
        numbers = []
        for k in range(ARITY[command.lower()]):
            match = (flag if command in "aA" and k in (3, 4) else number).match(d, i)
            numbers.append(float(match.group(1)))
            i = match.end()
        yield command, numbers


def show(value):
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "") else text
    return re.sub(r"^(-?)0\.", r"\1.", text)


def join(command, numbers):
    out = command
    for i, text in enumerate(map(show, numbers)):
        out += text if i == 0 or text.startswith("-") else " " + text
    return out


def compact(d):
    """Relative path data with two decimals; the pen is kept both exactly and as the reader will see it."""
    out, pen, seen, start, seen_start = [], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]
    for command, n in segments(d):
        kind, relative = command.lower(), command.islower()
        if kind == "z":
            out.append("z")
            pen, seen = start[:], seen_start[:]
            continue
        base = pen if relative else [0.0, 0.0]
        if kind == "h":
            points = [[base[0] + n[0], pen[1]]]
        elif kind == "v":
            points = [[pen[0], base[1] + n[0]]]
        elif kind == "a":
            points = [[base[0] + n[5], base[1] + n[6]]]
        else:
            points = [[base[0] + n[i], base[1] + n[i + 1]] for i in range(0, len(n), 2)]
        rounded = [[round(x, 2), round(y, 2)] for x, y in points]
        deltas = [v for x, y in rounded for v in (x - seen[0], y - seen[1])]
        if kind == "m":
            out.append(join("M", rounded[0]))
            start, seen_start = points[0], rounded[0]
        elif kind == "h":
            out.append(join("h", deltas[:1]))
        elif kind == "v":
            out.append(join("v", deltas[1:]))
        elif kind == "a":
            out.append(join("a", n[:5] + deltas))
        else:
            out.append(join(kind, deltas))
        pen, seen = points[-1], rounded[-1]
    return "".join(out)


def outline(element):
    """One SVG element as path data."""
    tag = element.tag.rpartition("}")[2]
    get = lambda name, default=0.0: float(element.get(name, default))
    if tag == "path":
        return element.get("d")
    if tag == "line":
        return f"M{get('x1')} {get('y1')}L{get('x2')} {get('y2')}"
    if tag in ("polyline", "polygon"):
        return "M" + element.get("points") + ("z" if tag == "polygon" else "")
    if tag in ("circle", "ellipse"):
        rx, ry = get("rx", element.get("r", 0)), get("ry", element.get("r", 0))
        x, y = get("cx") - rx, get("cy")
        return f"M{x} {y}a{rx} {ry} 0 1 0 {2 * rx} 0a{rx} {ry} 0 1 0 {-2 * rx} 0z"
    if tag == "rect":
        x, y, w, h = get("x"), get("y"), get("width"), get("height")
        r = get("rx", element.get("ry", 0))
        if r == 0:
            return f"M{x} {y}h{w}v{h}h{-w}z"
        a = f"a{r} {r} 0 0 1 "
        return f"M{x + r} {y}h{w - 2 * r}{a}{r} {r}v{h - 2 * r}{a}{-r} {r}h{2 * r - w}{a}{-r} {-r}v{2 * r - h}{a}{r} {-r}z"
    raise SystemExit(f"unknown element {tag}")


def main(package):
    icons, index = {}, {}
    for line in (HERE / "icons.txt").read_text(encoding="utf-8").splitlines():
        name, _, synonyms = line.partition("\t")
        if name in icons:
            raise SystemExit(f"{name} stands twice in icons.txt")
        icons[name] = [s.strip() for s in synonyms.split(",") if s.strip()]
    clashes = []
    for name, synonyms in icons.items():
        index[fold(name)] = name
    for name, synonyms in icons.items():
        for synonym in synonyms:
            if index.setdefault(fold(synonym), name) != name:
                clashes.append(f"{synonym}: {index[fold(synonym)]}, {name}")
    if clashes:
        raise SystemExit("claimed twice:\n" + "\n".join(clashes))
    paths = {}
    for name in icons:
        root = xml.parse(package / "icons" / f"{name}.svg").getroot()
        paths[name] = "".join(compact(outline(element)) for element in root)
    write = lambda file, lines: (HERE / file).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    write("icons.txt", (f"{name}\t{', '.join(icons[name])}" for name in sorted(icons)))
    write("paths.txt", (f"{name}\t{paths[name]}" for name in sorted(paths)))
    write("index.txt", (f"{key}\t{index[key]}" for key in sorted(index, key=lambda k: k.encode())))
    (HERE / "LICENSE-LUCIDE").write_text((package / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    print(f"{len(icons)} icons, {len(index)} names")


main(pathlib.Path(sys.argv[1]))
