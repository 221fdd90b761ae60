//! `wayline check`: what is wrong with maps, and what would be better.

use super::args::CheckArgs;
use super::failure::{Exit, Failure};
use super::input::Input;
use super::messages::Messages;
use super::output;
use crate::assets::bad_picture;
use crate::diagnostic::{Diagnostics, Severity};
use crate::files::Files;
use crate::journey::{Fit, PageSize};
use crate::render::check_picture;

/// Checks each map as far as drawing it, which is where texts that no font can write are found.
///
/// The summary is for people: what it counts, programs have read already.
pub(super) fn run(args: &CheckArgs, messages: Messages) -> Result<Exit, Failure> {
    let mut tally = Tally::default();
    for path in &args.maps {
        match Input::read(path) {
            Ok(input) => {
                let mut files = input.files(args.root.as_deref())?;
                let (findings, pages) = check(&input, args.page, &mut files);
                tally.add(&findings);
                tally.pages += pages;
                input.report(findings, Severity::Advice, messages);
            }
            Err(failure) => {
                messages.failure(&failure);
                tally.unreadable += 1;
            }
        }
    }
    if messages.are_for_people() {
        output::stdout(format!("{}\n", tally.summary()).as_bytes())?;
    }
    Ok(tally.exit())
}

/// What is found in a map, and how many pages it takes.
fn check(input: &Input, page: Option<PageSize>, files: &mut Files) -> (Diagnostics, usize) {
    match input.open(None, files) {
        Ok((map, mut findings)) => {
            for raster in map.assets.images() {
                findings.0.extend(check_picture(raster).err().map(|why| bad_picture(&map.journey, &raster.name, &why)));
            }
            let page = page.unwrap_or(map.journey.page.size);
            let (pages, found) = crate::draw(&map.journey, &map.assets, &map.theme, page, Fit::Split, false);
            findings.0.extend(found.0);
            (findings.sorted(), pages.len())
        }
        Err(findings) => (findings, 0),
    }
}

/// How much was found in all files.
#[derive(Debug, Default)]
struct Tally {
    files: usize,
    pages: usize,
    unreadable: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
}

impl Tally {
    fn add(&mut self, findings: &Diagnostics) {
        self.files += 1;
        for finding in &findings.0 {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Advice => self.advice += 1,
            }
        }
    }

    fn exit(&self) -> Exit {
        if self.unreadable > 0 {
            Exit::CouldNotRun
        } else if self.errors + self.warnings > 0 {
            Exit::Findings
        } else {
            Exit::Done
        }
    }

    /// "3 maps checked on 5 pages: 1 error, 2 warnings".
    fn summary(&self) -> String {
        let mut parts = vec![
            count(self.errors, "error", "errors"),
            count(self.warnings, "warning", "warnings"),
            count(self.advice, "piece of advice", "pieces of advice"),
            count(self.unreadable, "file could not be read", "files could not be read"),
        ];
        parts.retain(|part| !part.starts_with("0 "));
        let found = if parts.is_empty() { "nothing to complain about".into() } else { parts.join(", ") };
        let pages = if self.pages > self.files { format!(" on {} pages", self.pages) } else { String::new() };
        format!("{} checked{pages}: {found}", count(self.files, "map", "maps"))
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;

    fn tally(severities: &[Severity]) -> Tally {
        let mut tally = Tally::default();
        tally.add(&Diagnostics(severities.iter().map(|s| Diagnostic::new(*s, "code", "message")).collect()));
        tally
    }

    #[test]
    fn advice_alone_is_clean() {
        assert_eq!(tally(&[Severity::Advice]).exit(), Exit::Done);
        assert_eq!(tally(&[Severity::Warning]).exit(), Exit::Findings);
        assert_eq!(tally(&[Severity::Error]).exit(), Exit::Findings);
    }

    #[test]
    fn the_summary_is_one_line() {
        assert_eq!(tally(&[]).summary(), "1 map checked: nothing to complain about");
        let found = tally(&[Severity::Error, Severity::Warning, Severity::Warning, Severity::Advice]);
        assert_eq!(found.summary(), "1 map checked: 1 error, 2 warnings, 1 piece of advice");
    }

    #[test]
    fn an_unreadable_file_outweighs_findings() {
        let found = Tally { unreadable: 1, ..tally(&[Severity::Error]) };
        assert_eq!(found.exit(), Exit::CouldNotRun);
        assert_eq!(found.summary(), "1 map checked: 1 error, 1 file could not be read");
    }
}
