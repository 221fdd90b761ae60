use super::description::LONGEST;
use super::*;
use crate::journey::{Journey, parse};

fn journey(toml: &str) -> Journey {
    match parse(toml) {
        Ok((journey, _)) => journey,
        Err(errors) => panic!("{errors}"),
    }
}

fn told(toml: &str) -> String {
    let journey = journey(toml);
    Narrator::new(&journey).description(&Shown::whole(&journey))
}

const TWO: &str = r#"
title = "Shoes"
subtitle = "In autumn."
persona = [{ id = "lea", name = "Léa", role = "beginner" }, { id = "marc", name = "Marc" }]
[[channel]]
id = "shop"
name = "Shop"
[[stage]]
name = "Look"
phase = "Before"
pains = ["No time", "No idea"]
touchpoint = [
  { label = "Asks", emotion = { lea = -1, marc = 1 }, expected = { lea = 1 }, quote = "Hm?", pain = "Nobody knows" },
  { label = "Waits", emotion = { lea = [-2, 0] }, duration = "1 h" },
]
[[stage]]
name = "Buy"
touchpoint = [
  { label = "Tries", channel = "shop", emotion = 2, moment_of_truth = true, opportunity = "More mirrors" },
  { label = "Pays", channel = "shop", emotion = { marc = 2 }, control = "indirect", moment_of_truth = true },
]
"#;

#[test]
fn a_journey_of_two() {
    assert_eq!(
        told(TWO),
        "Customer journey map. In autumn. Personas: Léa (beginner), Marc. Stages (2): Look, Buy. Touchpoints: 4. \
         Léa: emotions are highest at “Tries” (Buy, Very good, +2), and lowest at “Waits” (Look, Very bad, −2). \
         Marc: emotions are highest at “Tries” (Buy, Very good, +2), “Pays” (Buy, Very good, +2), and lowest at “Asks” (Look, \
         Good, +1). Moments of truth: “Tries” (Buy), “Pays” (Buy). Pain points: 3. Opportunities: 1."
    );
}

#[test]
fn a_page_tells_its_own_stages() {
    let journey = journey(TWO);
    let narrator = Narrator::new(&journey);
    let page = narrator.description(&Shown { stages: 1..2, page: (2, 2) });
    assert!(page.starts_with("Page 2 of 2. Customer journey map. In autumn. Personas: Léa (beginner), Marc. Stage 2 of 2: Buy."));
    assert!(page.contains("Léa: emotions are given only for “Tries” (Buy, Very good, +2)."), "{page}");
    assert!(page.contains("Marc: emotions stay the same throughout (Very good, +2)."), "{page}");
    assert!(!page.contains("Pain points") && !page.contains("Waits"), "{page}");
    let many = (0..9).map(|i| format!("[[stage]]\nname = \"S{i}\"\n")).collect::<String>();
    let many = super::tests::journey(&format!("title = \"T\"\n{many}"));
    let page = Narrator::new(&many).description(&Shown { stages: 3..6, page: (2, 3) });
    assert_eq!(page, "Page 2 of 3. Customer journey map. Stages 4 to 6 of 9: S3, S4, S5.");
    let beyond = Narrator::new(&many).description(&Shown { stages: 20..30, page: (1, 1) });
    assert_eq!(beyond, "Customer journey map.");
}

#[test]
fn parts_tell_what_stands_in_them() {
    let journey = journey(TWO);
    let narrator = Narrator::new(&journey);
    let touchpoint = |stage: usize, index: usize| narrator.touchpoint(&journey.stages[stage].touchpoints[index]);
    assert_eq!(narrator.stage(0), "Stage 1 of 2: Look (Before)");
    assert_eq!(narrator.stage(1), "Stage 2 of 2: Buy");
    assert_eq!(narrator.persona(0), "Léa, beginner.");
    assert_eq!(touchpoint(0, 0), "Asks. Léa: Bad (−1). Expected: Good (+1). Marc: Good (+1). “Hm?” Pain point: Nobody knows.");
    assert_eq!(touchpoint(0, 1), "Waits. Léa: Very bad (−2), Neutral (0). Duration: 1 h.");
    assert_eq!(
        touchpoint(1, 0),
        "Tries. Shop. Léa: Very good (+2). Marc: Very good (+2). Moment of truth. Opportunity: More mirrors."
    );
    assert_eq!(touchpoint(1, 1), "Pays. Shop. Marc: Very good (+2). Moment of truth. Indirect: outside our control.");
    assert_eq!(narrator.cell(LaneId::Pains, 0), "Pain points: No time. No idea. Nobody knows.");
    assert_eq!(narrator.course(0..2).as_deref(), Some("Léa. Look: −1, −2, 0. Buy: +2. Marc. Look: +1. Buy: +2, +2."));
    assert_eq!(narrator.feelings(0), None);
}

#[test]
fn what_is_not_shown_is_not_told() {
    let mut journey = journey(TWO);
    journey.lanes = Some(vec![LaneId::Channels]);
    let narrator = Narrator::new(&journey);
    assert_eq!(narrator.touchpoint(&journey.stages[0].touchpoints[0]), "Asks. Pain point.");
    let description = narrator.description(&Shown::whole(&journey));
    assert!(!description.contains("emotions") && !description.contains("Pain") && description.contains("Moments of truth"));
    journey.lanes = Some(vec![LaneId::Emotions]);
    let narrator = Narrator::new(&journey);
    let description = narrator.description(&Shown::whole(&journey));
    assert!(description.contains("Léa: emotions are highest at “Buy” (Very good, +2), and lowest at “Look” (Very bad, −2)."));
    assert!(!description.contains("Moments of truth"), "{description}");
    let feelings = narrator.feelings(0);
    assert_eq!(feelings.as_deref(), Some("Léa: Bad (−1), Very bad (−2), Neutral (0). Marc: Good (+1). “Hm?”"));
}

#[test]
fn feelings_of_whole_stages() {
    let source = r#"
title = "T"
scale = { min = 1, max = 5 }
[[stage]]
name = "A"
emotion = 4.5
expected = 3
feeling = "Hopeful"
touchpoint = [{ label = "One" }]
[[stage]]
name = "B"
[[stage]]
name = "C"
emotion = 1
"#;
    let description = told(source);
    assert!(description.ends_with("Customer: emotions are highest at “A” (Very good, 4.5), and lowest at “C” (Very bad, 1)."));
    let journey = journey(source);
    let narrator = Narrator::new(&journey);
    assert_eq!(narrator.feelings(0).as_deref(), Some("Emotions: Very good (4.5). Expected: Neutral (3). Hopeful."));
    assert_eq!(narrator.feelings(1), None);
    assert_eq!(narrator.course(0..3).as_deref(), Some("A: 4.5. C: 1."));
}

#[test]
fn little_is_told_of_little() {
    assert_eq!(told("title = \"T\"\n[[stage]]\nname = \"A\""), "Customer journey map. Stages (1): A.");
    let one = "title = \"T\"\n[[stage]]\nname = \"A\"\ntouchpoint = [{ label = \"X\", emotion = 0 }]";
    let said = "Customer journey map. Stages (1): A. Touchpoints: 1. Customer: emotions are given only for “X” (A, Neutral, 0).";
    assert_eq!(told(one), said);
    let journey = journey(one);
    let narrator = Narrator::new(&journey);
    assert_eq!(narrator.stage(7), "Stage 1 of 1: ");
    assert_eq!((narrator.persona(3), narrator.feelings(3)), (String::new(), None));
}

#[test]
fn much_is_told_in_few_words() {
    let word = "word ".repeat(60);
    let mut source = format!("title = \"T\"\nsubtitle = \"{word}\"\n");
    for i in 0..12 {
        source += &format!("[[persona]]\nid = \"p{i}\"\nname = \"{word}{i}\"\nrole = \"{word}\"\n");
    }
    for stage in 0..40 {
        source += &format!("[[stage]]\nname = \"{stage} {word}\"\n");
        for i in 0..10 {
            let emotion = (stage + i) % 5;
            source += &format!("[[stage.touchpoint]]\nlabel = \"{i} {word}\"\nmoment_of_truth = true\npain = \"{word}\"\n");
            source += &format!("emotion = {}\n", emotion as i64 - 2);
        }
    }
    let description = told(&source);
    let length = description.chars().count();
    assert!(length <= LONGEST && length > LONGEST / 2, "{length}");
    assert!(description.contains("… and 28 more.") || description.contains("and 6 more"), "{description}");
    assert!(description.ends_with('.') && !description.contains("  "), "{description}");
}

#[test]
fn texts_are_cut_between_graphemes() {
    assert_eq!(short("a\nb", 3), "a b");
    assert_eq!(short("abcd", 3), "ab…");
    assert_eq!(short("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2), "👩‍👩‍👧…");
}

#[test]
fn every_language_tells_it() {
    let languages =
        ["en", "fr", "es", "de", "pt", "it", "nl", "zh-Hant", "zh-Hans", "ja", "ko", "ar", "fa", "he", "ru", "pl", "tr", "uk"];
    let english = told(TWO);
    for language in languages {
        let description = told(&TWO.replacen("title", &format!("language = \"{language}\"\ntitle"), 1));
        println!("{description}");
        assert!(
            description.contains("Tries") && description.contains("Waits") && !description.contains("emotions")
                || language == "en"
        );
        assert!(language == "en" || description != english, "{language}");
    }
    assert_eq!(told(&TWO.replacen("title", "language = \"tlh\"\ntitle", 1)), english);
}
