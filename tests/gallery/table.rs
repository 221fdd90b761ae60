//! The table of the gallery and what it must not show.

use crate::compare::Findings;
use crate::viewers::Viewer;
use std::fmt::Write as _;
use wayline::render::TextMode;

/// One example in one viewer.
pub struct Row {
    /// Its file without ending.
    pub example: String,
    /// How its text was written.
    pub mode: TextMode,
    /// Where it was opened.
    pub viewer: Viewer,
    /// Pixels that Chromium drew.
    pub drawn: usize,
    /// What was seen.
    pub findings: Findings,
    /// Lines of text looked for.
    pub texts: usize,
    /// Shapes looked for.
    pub shapes: usize,
}

impl Row {
    /// Differing pixels in hundredths of what Chromium drew.
    fn share(&self) -> f64 {
        100.0 * self.findings.different as f64 / self.drawn.max(1) as f64
    }

    /// The most that the share may be.
    fn limit(&self) -> f64 {
        match (self.mode, self.viewer) {
            (TextMode::Paths, Viewer::LibreOffice) => 5.0,
            (TextMode::Paths, _) => 2.0,
            // LibreOffice sets text its own way: it knows no letter spacing and no weights between regular and bold, and
            // rounds sizes to a tenth of a point.
            (TextMode::Live, Viewer::LibreOffice) => 15.0,
            (TextMode::Live, _) => 5.0,
        }
    }
}

/// What `--text` calls a kind of text.
pub fn word(mode: TextMode) -> &'static str {
    match mode {
        TextMode::Live => "live",
        TextMode::Paths => "paths",
    }
}

/// All rows.
#[derive(Default)]
pub struct Table(Vec<Row>);

impl Table {
    /// Adds one.
    pub fn push(&mut self, row: Row) {
        self.0.push(row);
    }

    /// A line for each example and kind of text, a column for each viewer; below, what was lost.
    pub fn markdown(&self) -> String {
        let viewers: Vec<Viewer> = Viewer::ALL.into_iter().filter(|v| self.0.iter().any(|row| row.viewer == *v)).collect();
        let mut out = String::from("| example | text |");
        for viewer in &viewers {
            let _ = write!(out, " {} |", viewer.name());
        }
        let _ = write!(out, " texts | shapes |\n|---|---|{}---:|---:|\n", "---:|".repeat(viewers.len()));
        let line = |out: &mut String, example: &str, rows: &[&Row]| {
            let Some(first) = rows.first() else { return };
            let _ = write!(out, "| {example} | {} |", word(first.mode));
            for viewer in &viewers {
                let own = || rows.iter().filter(|row| row.viewer == *viewer);
                let (different, drawn) =
                    (own().map(|row| row.findings.different).sum::<usize>(), own().map(|row| row.drawn).sum::<usize>());
                let lost: usize = own().map(|row| row.findings.lost_texts.len() + row.findings.lost_shapes.len()).sum();
                let _ = write!(out, " {:.2} %", 100.0 * different as f64 / drawn.max(1) as f64);
                let _ = if lost > 0 { write!(out, ", {lost} lost |") } else { write!(out, " |") };
            }
            let of_one = || rows.iter().filter(|row| row.viewer == first.viewer);
            let (texts, shapes) = (of_one().map(|row| row.texts).sum::<usize>(), of_one().map(|row| row.shapes).sum::<usize>());
            let _ = writeln!(out, " {texts} | {shapes} |");
        };
        for rows in self.0.chunk_by(|a, b| (&a.example, a.mode) == (&b.example, b.mode)) {
            line(&mut out, &rows[0].example, &rows.iter().collect::<Vec<_>>());
        }
        for mode in [TextMode::Live, TextMode::Paths] {
            line(&mut out, "**all**", &self.0.iter().filter(|row| row.mode == mode).collect::<Vec<_>>());
        }
        out
    }

    /// Every goal that was missed, in words.
    pub fn misses(&self) -> Vec<String> {
        let mut misses = Vec::new();
        for row in &self.0 {
            let place = format!("{} ({}) in {}", row.example, word(row.mode), row.viewer.name());
            if row.share() >= row.limit() {
                misses.push(format!("{place}: {:.2} % of the pixels differ, {} % are allowed", row.share(), row.limit()));
            }
            misses.extend(row.findings.lost_texts.iter().map(|text| format!("{place}: text lost: {text}")));
            misses.extend(row.findings.lost_shapes.iter().map(|shape| format!("{place}: shape lost: {shape}")));
        }
        misses
    }
}
