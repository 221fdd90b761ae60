//! What no face covers, so that the author can be told what to install.

use super::families::Family;
use crate::diagnostic::Diagnostic;
use unicode_segmentation::UnicodeSegmentation;

/// Graphemes without a face, by script, in order of appearance.
#[derive(Debug, Default)]
pub(super) struct Missing(Vec<(Family, String)>);

/// Characters shown in a message.
const SAMPLE: usize = 8;
/// What such a finding is called.
const CODE: &str = "missing-script";
/// Before and after the sample in the message.
const QUOTES: (&str, &str) = ("such as \"", "\"");

impl Missing {
    /// Remembers a grapheme.
    pub(super) fn note(&mut self, family: Family, grapheme: &str) {
        match self.0.iter_mut().find(|(known, _)| *known == family || known.name() == family.name()) {
            Some((_, sample)) if sample.contains(grapheme) || sample.chars().count() >= SAMPLE => {}
            Some((_, sample)) => sample.push_str(grapheme),
            None => self.0.push((family, grapheme.to_owned())),
        }
    }

    /// One warning for each script.
    pub(super) fn warnings(&self) -> Vec<Diagnostic> {
        let warning = |(family, sample): &(Family, String)| {
            let (before, after) = QUOTES;
            let message = format!("no font here has {} {before}{sample}{after}", family.name());
            let packages = family.packages().join(" or ");
            let help = format!("install the font \"{}\" (Debian and Ubuntu: the package {packages})", family.to_install());
            Diagnostic::warning(CODE, message).label("cannot be drawn here").help(help)
        };
        self.0.iter().map(warning).collect()
    }
}

/// Gives a finding of [`Typesetter::warnings`](super::Typesetter::warnings) its place in the journey file: where the first
/// of its characters stands first, comments aside, with the rest of its word. Other findings stay as they are.
pub fn locate(finding: &mut Diagnostic, source: &str) {
    if finding.code != CODE || finding.span.is_some() {
        return;
    }
    let sample = finding.message.split_once(QUOTES.0).and_then(|(_, rest)| rest.strip_suffix(QUOTES.1));
    let Some(first) = sample.and_then(|sample| sample.graphemes(true).next()) else { return };
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let found = line.find(first).filter(|_| !line.trim_start().starts_with('#'));
        if let Some(at) = found {
            let is_end = |c: char| c.is_whitespace() || c == '"' || c == '\'';
            let (head, tail) = (line.get(..at).unwrap_or_default(), line.get(at..).unwrap_or_default());
            let first = head.rfind(is_end).and_then(|end| Some(end + head.get(end..)?.chars().next()?.len_utf8())).unwrap_or(0);
            let last = at + tail.find(is_end).unwrap_or(tail.len());
            finding.span = Some(start + first..start + last);
            return;
        }
        start += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_script::Script;

    #[test]
    fn a_warning_names_script_sample_font_and_package() {
        let mut missing = Missing::default();
        for grapheme in ["ไ", "ท", "ย", "ไ"] {
            missing.note(Family::Script(Script::Thai), grapheme);
        }
        let [warning] = &missing.warnings()[..] else { panic!("one for each script") };
        assert_eq!(warning.message, "no font here has Thai characters such as \"ไทย\"");
        let help = "install the font \"Noto Sans Thai\" (Debian and Ubuntu: the package fonts-noto-core or fonts-thai-tlwg)";
        assert_eq!(warning.help.as_deref(), Some(help));
    }

    #[test]
    fn its_place_is_the_first_that_is_no_comment() {
        let mut missing = Missing::default();
        missing.note(Family::Script(Script::Thai), "ไ");
        let mut warning = missing.warnings().remove(0);
        let source = "# ไทย\ntitle = \"A ถไทย map\" # ไทย\n";
        locate(&mut warning, source);
        assert_eq!(warning.span.clone().and_then(|span| source.get(span)), Some("ถไทย"));
        let mut other = Diagnostic::warning("other", "such as \"A\"");
        locate(&mut other, source);
        assert_eq!(other.span, None);
    }
}
