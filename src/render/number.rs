//! Numbers and path data as SVG wants them: short, and the same on every machine.

use kurbo::{BezPath, PathEl, Point};

/// No coordinate of a picture is larger; what is larger is cut to it, what is not a number becomes 0.
const LARGEST: f64 = 10_000_000.0;

/// A number in hundredths, rounded half away from zero.
pub(super) fn hundredths(value: f64) -> i64 {
    // Adding a half and cutting is several times as fast as `round`, which is a call on most machines.
    let scaled = value.clamp(-LARGEST, LARGEST) * 100.0;
    (scaled + 0.5f64.copysign(scaled)) as i64 // what is not a number becomes 0 here
}

/// Writes a number with at most two decimals, without trailing zeros, never `-0`.
pub(super) fn push_number(out: &mut String, value: f64) {
    push_hundredths(out, hundredths(value));
}

/// Writes a positive number with nine decimals, without trailing zeros: for scales, whose error grows with what they scale.
pub(super) fn push_fine(out: &mut String, value: f64) {
    let billionths = (value.clamp(0.0, LARGEST) * 1e9).round() as u64;
    push_whole(out, billionths / 1_000_000_000);
    let rest = format!("{:09}", billionths % 1_000_000_000);
    let rest = rest.trim_end_matches('0');
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
}

fn push_hundredths(out: &mut String, value: i64) {
    if value < 0 {
        out.push('-');
    }
    let (whole, rest) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    push_whole(out, whole);
    if rest > 0 {
        out.push('.');
        if rest % 10 == 0 {
            out.push(digit(rest / 10));
        } else {
            push_pair(out, rest);
        }
    }
}

/// Writes a whole number, two digits at a time, straight into the text: a buffer would cost a check for UTF-8.
fn push_whole(out: &mut String, value: u64) {
    if value < 10 {
        return out.push(digit(value));
    }
    if value >= 100 {
        push_whole(out, value / 100);
    }
    push_pair(out, value % 100);
}

/// Writes two digits of a number below 100.
fn push_pair(out: &mut String, value: u64) {
    const PAIRS: &str = "\
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let at = 2 * value as usize;
    out.push_str(PAIRS.get(at..at + 2).unwrap_or_default());
}

fn digit(value: u64) -> char {
    char::from(b'0' + (value % 10) as u8)
}

/// A number as [`push_number`] writes it.
pub(super) fn number(value: f64) -> String {
    let mut out = String::new();
    push_number(&mut out, value);
    out
}

/// Numbers separated by spaces.
pub(super) fn numbers(values: &[f64]) -> String {
    let mut out = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        push_number(&mut out, *value);
    }
    out
}

/// Writes path data command by command, with a level or upright line's own letter where it has one.
///
/// Everything is counted in rounded numbers, so that what is written as level is level, and so that steps relative to
/// the point before add up to the same place.
pub(super) struct PathData<'a> {
    out: &'a mut String,
    relative: bool,
    start: (i64, i64),
    current: (i64, i64),
}

impl<'a> PathData<'a> {
    /// Appends to `out`, in page coordinates.
    pub(super) fn new(out: &'a mut String) -> Self {
        Self { out, relative: false, start: (0, 0), current: (0, 0) }
    }

    /// Appends to `out`, each point relative to the one before: half as long for outlines of letters.
    pub(super) fn relative(out: &'a mut String) -> Self {
        Self { relative: true, ..Self::new(out) }
    }

    /// Writes a command and its points, the last of which is where it leads.
    fn command(&mut self, letter: char, points: &[Point]) {
        let from = if self.relative { self.current } else { (0, 0) };
        self.out.push(if self.relative { letter.to_ascii_lowercase() } else { letter });
        let mut first = true;
        for point in points {
            self.current = (hundredths(point.x), hundredths(point.y));
            for value in [self.current.0 - from.0, self.current.1 - from.1] {
                if !first && value >= 0 {
                    self.out.push(' ');
                }
                push_hundredths(self.out, value);
                first = false;
            }
        }
    }

    /// Begins a subpath.
    pub(super) fn move_to(&mut self, to: Point) {
        self.command('M', &[to]);
        self.start = self.current;
    }

    /// A straight line.
    pub(super) fn line_to(&mut self, to: Point) {
        let (at, from) = ((hundredths(to.x), hundredths(to.y)), self.current);
        let (letter, value, before) = if at.1 == from.1 {
            ('H', at.0, from.0)
        } else if at.0 == from.0 {
            ('V', at.1, from.1)
        } else {
            return self.command('L', &[to]);
        };
        self.out.push(if self.relative { letter.to_ascii_lowercase() } else { letter });
        push_hundredths(self.out, if self.relative { value - before } else { value });
        self.current = at;
    }

    /// A quadratic curve.
    pub(super) fn quad_to(&mut self, control: Point, to: Point) {
        self.command('Q', &[control, to]);
    }

    /// A cubic curve.
    pub(super) fn curve_to(&mut self, first: Point, second: Point, to: Point) {
        self.command('C', &[first, second, to]);
    }

    /// Back to where the subpath began.
    pub(super) fn close(&mut self) {
        self.out.push('Z');
        self.current = self.start;
    }

    /// All of a path.
    pub(super) fn path(&mut self, path: &BezPath) {
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => self.move_to(p),
                PathEl::LineTo(p) => self.line_to(p),
                PathEl::QuadTo(a, p) => self.quad_to(a, p),
                PathEl::CurveTo(a, b, p) => self.curve_to(a, b, p),
                PathEl::ClosePath => self.close(),
            }
        }
    }
}

/// Appends SVG path data to other path data so that both can share one `d`.
///
/// A leading `m` is absolute at the start of a `d` but relative inside one: it becomes `M`, and the lines that may
/// follow it without a letter of their own get their `l`.
pub(super) fn append_path_data(out: &mut String, data: &str) {
    let data = data.trim();
    let Some(rest) = data.strip_prefix('m').filter(|_| !out.is_empty()) else {
        out.push_str(data);
        return;
    };
    out.push('M');
    let after_pair = skip_number(rest).and_then(|first| Some(first + skip_number(rest.get(first..)?)?));
    let Some((pair, tail)) = after_pair.and_then(|end| rest.split_at_checked(end)) else {
        out.push_str(rest);
        return;
    };
    out.push_str(pair);
    let tail = tail.trim_start_matches(separator);
    if tail.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')) {
        out.push('l');
    }
    out.push_str(tail);
}

fn separator(c: char) -> bool {
    matches!(c, ' ' | ',' | '\t' | '\n' | '\r')
}

/// Length of the separators and the number at the start of `text`.
fn skip_number(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = text.len() - text.trim_start_matches(separator).len();
    if matches!(bytes.get(at), Some(b'+' | b'-')) {
        at += 1;
    }
    let digits = |mut at: usize| {
        let from = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        (at, at > from)
    };
    let (end, whole) = digits(at);
    at = end;
    let mut fraction = false;
    if bytes.get(at) == Some(&b'.') {
        (at, fraction) = digits(at + 1);
    }
    if !whole && !fraction {
        return None;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        if let (end, true) = digits(at + 1 + sign) {
            at = end;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.004, "0"),
            (0.005, "0.01"),
            (-0.05, "-0.05"),
            (1.5, "1.5"),
            (1.999, "2"),
            (12.34567, "12.35"),
            (1920.0, "1920"),
            (-7.1, "-7.1"),
            (10.07, "10.07"),
            (f64::NAN, "0"),
            (f64::INFINITY, "10000000"),
            (f64::NEG_INFINITY, "-10000000"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text, "{value}");
        }
    }

    #[test]
    fn scales_are_fine() {
        let fine = |value: f64| {
            let mut out = String::new();
            push_fine(&mut out, value);
            out
        };
        assert_eq!([fine(13.0 / 2048.0), fine(0.5), fine(2.0), fine(f64::NAN)], ["0.006347656", "0.5", "2", "0"]);
    }

    #[test]
    fn lines_become_level_where_they_are() {
        let path = BezPath::from_svg("M10 20 L30 20.001 L30 40 L5 6 Q1 2 -3 4 C1 -2 3 4 5 6 Z L10 50").unwrap();
        let mut out = String::new();
        PathData::new(&mut out).path(&path);
        assert_eq!(out, "M10 20H30V40L5 6Q1 2-3 4C1-2 3 4 5 6ZM10 20V50");
        let mut out = String::new();
        PathData::relative(&mut out).path(&path);
        assert_eq!(out, "m10 20h20v20l-25-34q-4-4-8-2c4-6 6 0 8 2Zm0 0v30");
    }

    #[test]
    fn joined_paths_keep_their_places() {
        let join = |first: &str, second: &str| {
            let mut out = first.to_owned();
            append_path_data(&mut out, second);
            out
        };
        assert_eq!(join("", "m13 12 5.88-9.8"), "m13 12 5.88-9.8");
        assert_eq!(join("M0 0", "m13 12 5.88-9.8"), "M0 0M13 12l5.88-9.8");
        assert_eq!(join("M0 0", "m.5.5.5.5"), "M0 0M.5.5l.5.5");
        assert_eq!(join("M0 0", "m-1e-1,+2z"), "M0 0M-1e-1,+2z");
        assert_eq!(join("M0 0", "M1 2h3"), "M0 0M1 2h3");
        assert_eq!(join("M0 0", "m"), "M0 0M");
    }
}
