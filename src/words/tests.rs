use super::*;

const ALL: [Word; 32] = [
    Word::Goals,
    Word::Actions,
    Word::Channels,
    Word::Emotions,
    Word::Thoughts,
    Word::Pains,
    Word::Opportunities,
    Word::Metrics,
    Word::Images,
    Word::Durations,
    Word::Touchpoints,
    Word::LineOfInteraction,
    Word::LineOfVisibility,
    Word::LineOfInternalInteraction,
    Word::MomentOfTruth,
    Word::Indirect,
    Word::PainPoint,
    Word::Expected,
    Word::Opportunity,
    Word::Target,
    Word::VeryBad,
    Word::Bad,
    Word::Neutral,
    Word::Good,
    Word::VeryGood,
    Word::Stages,
    Word::Touchpoint,
    Word::Customer,
    Word::Phases,
    Word::Personas,
    Word::Legend,
    Word::ReviewNotes,
];

fn day(year: u16, month: u8, day: u8) -> Date {
    Date { year, month, day }
}

#[test]
fn every_language_says_every_word() {
    for language in
        ["en", "fr", "es", "de", "pt", "it", "nl", "zh-Hant", "zh-Hans", "ja", "ko", "ar", "fa", "he", "ru", "pl", "tr", "uk"]
    {
        let foreign = ALL.iter().filter(|word| say(language, **word) != say("en", **word)).count();
        assert!(ALL.iter().all(|word| !say(language, *word).is_empty()), "{language}");
        assert!(language == "en" || foreign >= 24, "{language}: {foreign}");
    }
}

#[test]
fn words_fall_back_to_the_base_language_and_to_english() {
    assert_eq!(say("fr", Word::Indirect), "Indirect\u{a0}: hors de notre contrôle");
    assert_eq!(say("fr-BE", Word::Goals), "Objectifs");
    assert_eq!(say("FR", Word::Goals), "Objectifs");
    assert_eq!(say("pt-PT", Word::Bad), "Mau");
    assert_eq!(say("pt-PT", Word::Goals), "Objetivos");
    assert_eq!(say("zh", Word::Touchpoint), "触点");
    assert_eq!(say("zh-HK", Word::Touchpoint), "接觸點");
    assert_eq!(say("xx", Word::LineOfVisibility), "Line of visibility");
    assert_eq!(say("", Word::Goals), "Goals");
}

#[test]
fn dates_are_written_as_at_home() {
    let november = day(2026, 11, 2);
    for (language, text) in [
        ("en", "2 Nov 2026"),
        ("en-US", "Nov 2, 2026"),
        ("fr", "2 nov. 2026"),
        ("es", "2 nov 2026"),
        ("de", "2. Nov. 2026"),
        ("pt-BR", "2 de nov. de 2026"),
        ("zh-TW", "2026年11月2日"),
        ("zh", "2026年11月2日"),
        ("ja", "2026年11月2日"),
        ("ko", "2026년 11월 2일"),
        ("ar", "2 نوفمبر 2026"),
        ("fa", "۲ نوامبر ۲۰۲۶"),
        ("ru", "2 нояб. 2026 г."),
    ] {
        assert_eq!(date(language, &november), text, "{language}");
    }
    assert_eq!(date("en", &day(2026, 0, 1)), "1  2026", "no panic on a month that is none");
}

#[test]
fn the_review_line_says_what_is_known() {
    let mut review =
        Review { version: Some("3".into()), reviewed: Some(day(2026, 11, 2)), next: Some(day(2027, 2, 1)), ..Review::default() };
    assert_eq!(review_line("en", &review).as_deref(), Some("v3 · reviewed 2 Nov 2026 · next review 1 Feb 2027"));
    assert_eq!(review_line("fr", &review).as_deref(), Some("v3 · revu le 2 nov. 2026 · prochaine revue le 1 févr. 2027"));
    assert_eq!(review_line("zh-Hant", &review).as_deref(), Some("v3 · 2026年11月2日檢視 · 下次檢視：2027年2月1日"));
    review.version = Some(" draft ".into());
    review.next = None;
    assert_eq!(review_line("de", &review).as_deref(), Some("draft · geprüft am 2. Nov. 2026"));
    review.owner = Some("Mara Ihle".into());
    assert_eq!(review_line("de", &review).as_deref(), Some("draft · geprüft am 2. Nov. 2026 · Mara Ihle"));
    assert_eq!(review_line("en", &Review { version: Some("v2".into()), ..Review::default() }).as_deref(), Some("v2"));
    assert_eq!(review_line("en", &Review { version: Some(" ".into()), ..Review::default() }), None);
}

#[test]
fn figures_have_the_marks_of_their_language() {
    for (language, value, text) in [
        ("en", 0.0, "0"),
        ("en", -0.001, "0"),
        ("en", 999.0, "999"),
        ("en", 1240.0, "1,240"),
        ("en", 1_234_567.5, "1,234,567.5"),
        ("fr", 1240.0, "1\u{a0}240"),
        ("de", 1240.254, "1.240,25"),
        ("de-CH", 12400.0, "12’400"),
        ("es", 1240.0, "1240"),
        ("es", 12400.5, "12.400,5"),
        ("es-MX", 12400.5, "12,400.5"),
        ("pt-BR", 1240.0, "1.240"),
        ("fa", 1240.5, "۱٬۲۴۰٫۵"),
        ("en", f64::NAN, "NaN"),
    ] {
        assert_eq!(number(language, value), text, "{language} {value}");
    }
}

#[test]
fn quotations_are_marked_once() {
    for (language, text, out) in [
        ("en", "Ten minutes to pay?", "“Ten minutes to pay?”"),
        ("fr", "Enfin !", "«\u{a0}Enfin !\u{a0}»"),
        ("de", "Endlich!", "„Endlich!“"),
        ("zh-Hant", "終於！", "「終於！」"),
        ("ar", "أخيرًا", "«أخيرًا»"),
        ("en", "\"Done\"", "\"Done\""),
        ("en", "„Endlich!“", "„Endlich!“"),
        ("fr", " « Enfin ! » ", "« Enfin ! »"),
        ("en", "“Early”, she says", "““Early”, she says”"),
        ("en", "'tis", "“'tis”"),
        ("en", "\"", "“\"”"),
        ("en", "", ""),
    ] {
        assert_eq!(quoted(language, text), out, "{text}");
    }
}

#[test]
fn direction_is_told_by_script_then_language() {
    for language in ["ar", "ar-EG", "fa", "he", "ur", "ps", "az-Arab", "pa_Arab_PK", "AR"] {
        assert!(is_rtl(language), "{language}");
    }
    for language in ["en", "zh-Hant", "ar-Latn", "az", "", "arn"] {
        assert!(!is_rtl(language), "{language}");
    }
}
