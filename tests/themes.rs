//! Every built-in theme can be read by everybody: contrast of each colour with whatever it stands on (WCAG 2), personas
//! and grades that can be told apart, lines that stay behind the words.

use wayline::color::Rgb;
use wayline::theme::{AreaStyle, BUILT_IN, Theme, TierColors, built_in};

/// Text needs this ratio (WCAG 2 level AA, for any size).
const TEXT: f64 = 4.5;
/// Marks need this ratio (WCAG 2, non-text contrast).
const MARK: f64 = 3.0;

fn themes() -> impl Iterator<Item = Theme> {
    BUILT_IN.into_iter().map(|name| built_in(name).unwrap_or_else(|| panic!("{name}")))
}

/// What is wrong, collected so that one run shows all of it.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn contrast(&mut self, theme: &Theme, (mark, color): (&str, Rgb), (ground, behind): (&str, Rgb), least: f64) {
        let ratio = color.contrast(behind);
        self.expect(ratio >= least, || format!("{}: {mark} {color} on {ground} {behind} is {ratio:.2}, not {least}", theme.name));
    }

    fn expect(&mut self, holds: bool, finding: impl FnOnce() -> String) {
        if !holds {
            self.0.push(finding());
        }
    }

    fn assert_none(mut self) {
        self.0.dedup();
        assert!(self.0.is_empty(), "\n{}", self.0.join("\n"));
    }
}

/// Everything that words in `text` and `text-muted` stand on.
fn grounds(theme: &Theme) -> Vec<(&'static str, Rgb)> {
    let p = &theme.palette;
    let mut grounds = vec![("page", p.page), ("panel", p.panel), ("plot", p.plot), ("card", p.card)];
    grounds.extend([("pains", p.pains.fill), ("opportunities", p.opportunities.fill), ("plain", p.plain.fill)]);
    grounds.extend(tiers(theme).map(|(name, tier)| (name, tier.panel)));
    grounds
}

fn tiers(theme: &Theme) -> [(&'static str, TierColors); 4] {
    let t = theme.palette.tiers;
    [("customer", t.customer), ("frontstage", t.frontstage), ("backstage", t.backstage), ("support", t.support)]
}

#[test]
fn text_can_be_read_on_everything_it_stands_on() {
    let mut findings = Findings::default();
    for theme in themes() {
        let p = &theme.palette;
        let least = if theme.name == "contrast" { 7.0 } else { TEXT };
        for ground in grounds(&theme) {
            findings.contrast(&theme, ("text", p.text), ground, least);
            findings.contrast(&theme, ("text-muted", p.text_muted), ground, least);
        }
        let mut headers: Vec<(&str, Rgb)> = p.boards.iter().map(|board| ("board", board.header)).collect();
        headers.extend(p.stages.iter().map(|stage| ("stage", *stage)));
        for pair in p.stages.windows(2) {
            headers.extend((0..=16).map(|i| ("mixed stage", pair[0].mix(pair[1], f64::from(i) / 16.0))));
        }
        for header in headers {
            findings.contrast(&theme, ("stage-text", p.stage_text), header, least);
            findings.contrast(&theme, ("stage-text-muted", p.stage_text_muted), header, least);
        }
        for (name, tier) in tiers(&theme) {
            findings.contrast(&theme, (name, tier.ink), ("page", p.page), least);
        }
    }
    findings.assert_none();
}

#[test]
fn marks_can_be_seen_on_everything_they_stand_on() {
    let mut findings = Findings::default();
    for theme in themes() {
        let p = &theme.palette;
        let least = if theme.name == "contrast" { 4.5 } else { MARK };
        let mut marks = vec![("accent", p.accent), ("lane-icon", p.lane_icon), ("card-indirect", p.card_indirect)];
        marks.extend([("pain-border", p.pain_border), ("pains", p.pains.mark), ("opportunities", p.opportunities.mark)]);
        marks.extend(p.grades.map(|grade| ("grade", grade)));
        marks.extend(p.personas.iter().map(|persona| ("persona", *persona)));
        marks.extend([("moment", p.moment), ("plain", p.plain.mark)]);
        for mark in marks {
            for ground in [("page", p.page), ("panel", p.panel), ("card", p.card), ("plot", p.plot)] {
                findings.contrast(&theme, mark, ground, least);
            }
        }
        findings.contrast(&theme, ("moment-icon", p.moment_icon), ("moment", p.moment), least);
        for (name, cell) in [("pains", p.pains), ("opportunities", p.opportunities), ("plain", p.plain)] {
            findings.contrast(&theme, ("mark", cell.mark), (name, cell.fill), least);
        }
        for board in &p.boards {
            findings.contrast(&theme, ("board icon", board.icon), ("its disc", board.disc), least);
            findings.contrast(&theme, ("board icon", board.icon), ("card", p.card), least);
        }
        for persona in &p.personas {
            let disc = p.page.mix(*persona, p.persona_tint);
            findings.contrast(&theme, ("persona", *persona), ("its disc", disc), least);
        }
        for (name, tier) in tiers(&theme) {
            findings.contrast(&theme, ("ink", tier.ink), (name, tier.panel), least);
            // paths and dashed outlines cross the tiers' panels too
            findings.contrast(&theme, ("card-indirect", p.card_indirect), (name, tier.panel), MARK);
            for persona in &p.personas {
                findings.contrast(&theme, ("persona", *persona), (name, tier.panel), MARK);
            }
        }
    }
    findings.assert_none();
}

#[test]
fn thin_lines_stay_behind_the_words() {
    let mut findings = Findings::default();
    for theme in themes().filter(|theme| !["print", "contrast"].contains(&theme.name.as_str())) {
        let p = &theme.palette;
        for (name, line) in [("line", p.line), ("hairline", p.hairline)] {
            for (ground, behind) in [("page", p.page), ("panel", p.panel), ("plot", p.plot)] {
                let far =
                    [(line.r, behind.r), (line.g, behind.g), (line.b, behind.b)].map(|(a, b)| a.abs_diff(b)).into_iter().max();
                findings.expect(far <= Some(40), || format!("{}: {name} {line} is {far:?} from {ground} {behind}", theme.name));
                findings.expect(far >= Some(8), || format!("{}: {name} {line} can't be seen on {ground} {behind}", theme.name));
            }
        }
    }
    findings.assert_none();
}

#[test]
fn personas_can_be_told_apart() {
    let mut findings = Findings::default();
    for theme in themes() {
        let p = &theme.palette;
        findings.expect(p.personas.len() >= 6, || format!("{}: {} personas", theme.name, p.personas.len()));
        findings.expect(p.persona_dashes.len() >= 6, || format!("{}: {} dashes", theme.name, p.persona_dashes.len()));
        // greys can't differ as much as colours do: there the dashes tell
        let least = if theme.name == "print" { 0.03 } else { 0.09 };
        for (i, one) in p.personas.iter().enumerate() {
            for other in &p.personas[..i] {
                let apart = distance(oklab(linear(*one)), oklab(linear(*other)));
                findings.expect(apart >= least, || format!("{}: {one} and {other} are {apart:.3} apart", theme.name));
            }
        }
        for (i, dashes) in p.persona_dashes.iter().enumerate() {
            findings.expect(!p.persona_dashes[..i].contains(dashes), || format!("{}: {dashes:?} twice", theme.name));
        }
    }
    findings.assert_none();
}

#[test]
fn colour_blind_theme_works_with_every_kind_of_colour_vision() {
    let theme = built_in("colour-blind").expect("the theme");
    let p = &theme.palette;
    let mut findings = Findings::default();
    for (vision, matrix) in VISIONS {
        let seen = |color: Rgb| oklab(apply(matrix, linear(color)));
        let mut expect = |what: &str, one: Rgb, other: Rgb, least: f64| {
            let apart = distance(seen(one), seen(other));
            findings.expect(apart >= least, || format!("{vision}: {what} {one} and {other} are {apart:.3} apart, not {least}"));
        };
        for (i, one) in p.personas.iter().enumerate() {
            p.personas[..i].iter().for_each(|other| expect("personas", *one, *other, 0.08));
        }
        for (i, one) in p.grades.iter().enumerate() {
            p.grades[..i].iter().for_each(|other| expect("grades", *one, *other, 0.08));
        }
        expect("pain and opportunity", p.pains.mark, p.opportunities.mark, 0.12);
        expect("fills of pain and opportunity", p.pains.fill, p.opportunities.fill, 0.015);
        expect("borders of pain and card", p.pain_border, p.card_border, 0.12);
    }
    findings.assert_none();
}

#[test]
fn print_has_no_colour_and_hatches_its_areas() {
    let theme = built_in("print").expect("the theme");
    let p = &theme.palette;
    assert_eq!(p.area, AreaStyle::Hatch);
    let mut all = vec![p.page, p.text, p.text_muted, p.line, p.hairline, p.panel, p.plot, p.plot_border, p.card, p.card_border];
    all.extend([
        p.card_indirect,
        p.accent,
        p.lane_icon,
        p.stage_text,
        p.stage_text_muted,
        p.moment,
        p.moment_icon,
        p.pain_border,
    ]);
    all.extend(p.stages.iter().chain(&p.personas).chain(&p.grades));
    all.extend(p.boards.iter().flat_map(|board| [board.header, board.icon, board.disc]));
    all.extend([p.pains, p.opportunities, p.plain].iter().flat_map(|cell| [cell.fill, cell.border, cell.mark]));
    all.extend(tiers(&theme).iter().flat_map(|(_, tier)| [tier.panel, tier.border, tier.ink]));
    assert!(all.iter().all(|c| c.r == c.g && c.g == c.b), "{all:?}");
}

/// How people with a missing kind of cone see a colour: Machado, Oliveira, Fernandes (2009), severity 1, on linear sRGB.
const VISIONS: [(&str, [[f64; 3]; 3]); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    ("deuteranopia", [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

fn apply(matrix: [[f64; 3]; 3], color: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| (row[0] * color[0] + row[1] * color[1] + row[2] * color[2]).clamp(0.0, 1.0))
}

fn linear(color: Rgb) -> [f64; 3] {
    [color.r, color.g, color.b].map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    })
}

/// Ottosson's OKLab (2020), where equal distances look equally different.
fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b).cbrt();
    let m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b).cbrt();
    let s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b).cbrt();
    [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}
