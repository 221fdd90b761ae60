//! How each language joins words to lists, labels and sentences: what screen readers are told.

use super::figures::Figures;
use super::table::Language;
use super::{Word, quoted_with};

/// A language's way of joining words, looked up once for many phrases.
///
/// ```
/// use wayline::words::Phrases;
/// let french = Phrases::of("fr");
/// assert_eq!(french.label("Canaux", &french.list(["Site", "Boutique"])), "Canaux\u{a0}: Site, Boutique");
/// assert_eq!(french.sentences(["Tout va bien", "Vraiment ?", "Fin"]), "Tout va bien. Vraiment ? Fin.");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Phrases {
    table: Language,
    figures: Figures,
    grades: [&'static str; 5],
    list: &'static str,
    label: &'static str,
    aside: &'static str,
    full_stop: &'static str,
}

/// How parts of a map change, for counting them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Changed {
    Added,
    Removed,
    Moved,
    Reworded,
    /// Felt, or expected, otherwise.
    Felt,
    Otherwise,
}

impl Changed {
    const fn key(self) -> &'static str {
        match self {
            Changed::Added => "n-added",
            Changed::Removed => "n-removed",
            Changed::Moved => "n-moved",
            Changed::Reworded => "n-reworded",
            Changed::Felt => "n-felt",
            Changed::Otherwise => "n-changed",
        }
    }
}

impl Phrases {
    /// Of a language (BCP 47; falls back as [`say`](super::say) does).
    pub fn of(language: &str) -> Self {
        let table = Language::of(language);
        let grades = [Word::VeryBad, Word::Bad, Word::Neutral, Word::Good, Word::VeryGood];
        Self {
            table,
            figures: Figures::of(table),
            grades: grades.map(|word| table.entry(word.key())),
            list: table.entry("list"),
            label: table.entry("label"),
            aside: table.entry("aside"),
            full_stop: table.entry("full-stop"),
        }
    }

    /// One word; see [`say`](super::say).
    pub fn say(&self, word: Word) -> &'static str {
        self.table.entry(word.key())
    }

    /// The name of one of the five faces: 0 (worst) to 4 (best), the best for any more.
    pub fn grade(&self, grade: usize) -> &'static str {
        let [worse @ .., best] = &self.grades;
        worse.get(grade).unwrap_or(best)
    }

    /// A figure; see [`number`](super::number).
    pub fn number(&self, value: f64) -> String {
        self.figures.write(value)
    }

    /// A quotation; see [`quoted`](super::quoted).
    pub fn quoted(&self, text: &str) -> String {
        quoted_with(self.table, text)
    }

    /// "One, two, three".
    pub fn list<S: AsRef<str>>(&self, items: impl IntoIterator<Item = S>) -> String {
        let mut out = String::new();
        for item in items {
            if !out.is_empty() {
                out.push_str(self.list);
            }
            out.push_str(item.as_ref());
        }
        out
    }

    /// The first `most` of `count` items as a list, and how many more there are.
    pub fn list_of<S: AsRef<str>>(&self, items: impl IntoIterator<Item = S>, count: usize, most: usize) -> String {
        let mut shown = self.list(items.into_iter().take(most));
        if count > most {
            let rest = self.number((count - most) as f64);
            // no comma before "and": the phrase itself joins, but for scripts without spaces
            shown.push_str(if self.list.ends_with(' ') { " " } else { self.list });
            shown.push_str(&fill(self.table.entry("and-more"), &[("n", &rest)]));
        }
        shown
    }

    /// "Channel: Website".
    pub fn label(&self, name: &str, text: &str) -> String {
        fill(self.label, &[("a", name), ("b", text)])
    }

    /// "Buy (Decision)".
    pub fn aside(&self, text: &str, more: &str) -> String {
        fill(self.aside, &[("a", text), ("b", more)])
    }

    /// Sentences one after another, each with its full stop unless it ends with a mark of its own. Empty ones are left out.
    pub fn sentences<S: AsRef<str>>(&self, sentences: impl IntoIterator<Item = S>) -> String {
        let mut out = String::new();
        for sentence in sentences {
            let sentence = sentence.as_ref().trim();
            if sentence.is_empty() {
                continue;
            }
            if self.full_stop.ends_with(' ') && !out.is_empty() || out.ends_with(['.', '!', '?']) {
                out.push(' ');
            }
            out.push_str(sentence);
            if !ends_itself(sentence) {
                out.push_str(self.full_stop.trim_end());
            }
        }
        out
    }

    /// "Customer journey map".
    pub fn journey_map(&self) -> &'static str {
        self.table.entry("journey-map")
    }

    /// "Moments of truth": the heading of several.
    pub fn moments_of_truth(&self) -> &'static str {
        self.table.entry("moments-of-truth")
    }

    /// "Page 2 of 3".
    pub fn page(&self, number: usize, count: usize) -> String {
        self.counted("page-of", number, number, count, "")
    }

    /// "Stage 2 of 4: Consider".
    pub fn stage(&self, number: usize, count: usize, name: &str) -> String {
        self.counted("stage-of", number, number, count, name)
    }

    /// "Stages 2 to 3 of 4".
    pub fn stages(&self, first: usize, last: usize, count: usize) -> String {
        self.counted("stages-of", first, last, count, "")
    }

    /// "Emotions are highest at … and lowest at …", as the rest of a sentence.
    pub fn high_and_low(&self, high: &str, low: &str) -> String {
        fill(self.table.entry("high-and-low"), &[("high", high), ("low", low)])
    }

    /// "Emotions stay the same throughout (good)", as the rest of a sentence.
    pub fn same_throughout(&self, grade: &str) -> String {
        fill(self.table.entry("same-throughout"), &[("grade", grade)])
    }

    /// "Emotions are given only for …", as the rest of a sentence.
    pub fn felt_once(&self, at: &str) -> String {
        fill(self.table.entry("felt-once"), &[("at", at)])
    }

    /// "From Store to App".
    pub fn from_to(&self, from: &str, to: &str) -> String {
        fill(self.table.entry("from-to"), &[("a", from), ("b", to)])
    }

    /// "3 added, 1 removed, 2 moved": how many changed in which way, those that are more than 0; "no changes" where none is.
    pub fn counts(&self, counts: &[(Changed, usize)]) -> String {
        let counts = counts.iter().filter(|(_, count)| *count > 0);
        let told = counts.map(|(how, count)| fill(self.table.entry(how.key()), &[("n", &self.number(*count as f64))]));
        let told: Vec<String> = told.collect();
        if told.is_empty() { self.table.entry("no-changes").to_owned() } else { self.list(told) }
    }

    /// "Feeling +0.4 on average".
    pub fn feeling_by(&self, by: &str) -> String {
        fill(self.table.entry("feeling-by"), &[("n", by)])
    }

    /// "Lowest point: was Checkout (−2), now Delivery (−1)".
    pub fn lowest_was(&self, before: &str, after: &str) -> String {
        fill(self.table.entry("lowest-was"), &[("a", before), ("b", after)])
    }

    /// "Lowest point: Checkout, was −2, now −1".
    pub fn lowest_here(&self, at: &str, before: &str, after: &str) -> String {
        fill(self.table.entry("lowest-here"), &[("at", at), ("a", before), ("b", after)])
    }

    fn counted(&self, key: &str, first: usize, last: usize, count: usize, name: &str) -> String {
        let [n, m, count] = [first, last, count].map(|number| self.number(number as f64));
        fill(self.table.entry(key), &[("n", &n), ("m", &m), ("count", &count), ("name", name)])
    }
}

/// A template with its `{key}`s replaced, in one pass: braces in what is filled in stay as they are.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((key, after)) = after.split_once('}') else { break };
        out.push_str(values.iter().find(|(name, _)| *name == key).map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether a sentence ends with a mark that ends sentences, a quotation mark after it or not.
fn ends_itself(sentence: &str) -> bool {
    const MARKS: [char; 10] = ['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '．'];
    sentence.trim_end_matches(['”', '»', '“', '"', '’', '」', '』', ')', '）', '\u{a0}', ' ']).ends_with(MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_end_with_what_is_left_out() {
        let items = ["a", "b", "c"];
        assert_eq!(Phrases::of("en").list_of(items, 3, 3), "a, b, c");
        assert_eq!(Phrases::of("en").list_of(items, 3, 2), "a, b and 1 more");
        assert_eq!(Phrases::of("zh-TW").list_of(items, 3, 2), "a、b、另有 1 項");
        assert_eq!(Phrases::of("fa").list_of(items, 3, 1), "a و ۲ مورد دیگر");
    }

    #[test]
    fn sentences_stop_once() {
        assert_eq!(Phrases::of("en").sentences(["One", "Two!", "“Three?”", "", "Four (4)"]), "One. Two! “Three?” Four (4).");
        assert_eq!(Phrases::of("ja").sentences(["一", "二。", "三.", "四"]), "一。二。三. 四。");
    }

    #[test]
    fn braces_in_words_are_words() {
        assert_eq!(Phrases::of("en").label("{b}", "{a} {"), "{b}: {a} {");
    }

    #[test]
    fn every_template_uses_what_it_is_given() {
        let languages = [
            "en", "fr", "es", "de", "pt", "it", "nl", "zh-Hant", "zh-Hans", "ja", "ko", "ar", "fa", "he", "ru", "pl", "tr", "uk",
        ];
        for language in languages {
            let phrases = Phrases::of(language);
            let said = [
                (phrases.label("<1>", "<2>"), 2),
                (phrases.aside("<1>", "<2>"), 2),
                (phrases.high_and_low("<1>", "<2>"), 2),
                (phrases.same_throughout("<1>"), 1),
                (phrases.felt_once("<1>"), 1),
            ];
            for (text, count) in said {
                assert_eq!(text.matches('<').count(), count, "{language}: {text}");
                assert!(!text.contains(['{', '}']), "{language}: {text}");
            }
            let [two, three, four] = [2.0, 3.0, 4.0].map(|n| phrases.number(n));
            for text in [phrases.page(2, 4), phrases.stage(2, 4, "<1>")] {
                assert!(text.contains(&two) && text.contains(&four), "{language}: {text}");
            }
            let text = phrases.stages(2, 3, 4);
            assert!([two, three, four].iter().all(|digit| text.contains(digit.as_str())), "{language}: {text}");
            let words = [phrases.journey_map(), phrases.moments_of_truth()];
            assert!(words.iter().all(|word| !word.is_empty()), "{language}");
            assert!(language == "en" || words[0] != Phrases::of("en").journey_map(), "{language}");
        }
    }
}
