//! What no face covers, so that the author can be told what to install.

use super::families::Family;
use crate::diagnostic::Diagnostic;

/// Graphemes without a face, by script, in order of appearance.
#[derive(Debug, Default)]
pub(super) struct Missing(Vec<(Family, String)>);

/// Graphemes shown in a message.
const SAMPLE: usize = 8;

impl Missing {
    /// Remembers a grapheme.
    pub(super) fn note(&mut self, family: Family, grapheme: &str) {
        match self.0.iter_mut().find(|(known, _)| known.name() == family.name()) {
            Some((_, sample)) if sample.contains(grapheme) || sample.chars().count() >= SAMPLE => {}
            Some((_, sample)) => sample.push_str(grapheme),
            None => self.0.push((family, grapheme.to_owned())),
        }
    }

    /// One warning for each script.
    pub(super) fn warnings(&self) -> Vec<Diagnostic> {
        let warning = |(family, sample): &(Family, String)| {
            let own = match family {
                Family::Script(script) => format!("Noto Sans {}", script.full_name()),
                _ => String::new(),
            };
            // The second is the name on Linux.
            let name = family.stack().get(usize::from(matches!(family, Family::EastAsian(_)))).copied().unwrap_or(&own);
            Diagnostic::warning("missing-script", format!("no font here has {} characters such as \"{sample}\"", family.name()))
                .help(format!("install the font \"{name}\" (Debian and Ubuntu: the package {})", family.package()))
        };
        self.0.iter().map(warning).collect()
    }
}
