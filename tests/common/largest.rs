//! The largest journeys that are accepted: each goes as far as one of the limits allows, in the way that costs most.

use std::fmt::Write;
use wayline::limits;

/// A journey file with its name.
pub struct Case {
    pub name: String,
    pub journey: String,
}

/// All of them, `share` times as large as the limits allow.
pub fn all(share: f64) -> Vec<Case> {
    let part = |limit: limits::Limit| ((limit.most as f64 * share) as usize).max(1);
    let (visits, lines) = (part(limits::VISITS), part(limits::LINES));
    let touchpoints = part(limits::TOUCHPOINTS);
    let personas = limits::PERSONAS.most;
    let mut cases = vec![
        ("everybody-everywhere", crowd(visits / personas, personas)),
        ("everybody-on-a-long-way", crowd(touchpoints, visits / touchpoints)),
        ("everybody-at-once", together(visits / personas, personas)),
        ("everybody-expects", expectations(part(limits::FEELINGS) / personas / 2, personas)),
        ("alone-on-a-long-way", crowd(touchpoints, 1)),
        ("a-board", cell("arrange = \"matrix\"", touchpoints, false)),
        ("a-matrix", cell("arrange = \"matrix\"", touchpoints, true)),
        ("a-sequence", cell("arrange = \"sequence\"", touchpoints, true)),
        ("together", together(touchpoints, 1)),
        ("quotes", quotes(touchpoints)),
        ("a-list-in-each-stage", lists(200, lines / 200 - 2)),
        ("one-list", lists(1, lines - 2)),
        ("a-course", course(part(limits::FEELINGS), 1)),
        ("courses", course(part(limits::FEELINGS) / personas, personas)),
        ("metrics", metrics(1, (12_000.0 * share) as usize)),
        ("metrics-in-each-stage", metrics(200, (60.0 * share) as usize)),
        ("equal-names", names("Same", touchpoints)),
        ("names-without-letters", names("…", touchpoints)),
        ("notes-of-words", reviewed(part(limits::NOTES), &"queue réserve 結帳拆成兩個 العميل ينتظر Straßenbahn ".repeat(5))),
        ("notes-of-lines", reviewed(part(limits::NOTES), &"a\\n".repeat(limits::LINES.most / limits::NOTES.most / 2 - 1))),
    ];
    // as many labels whatever the share: each is shorter
    for (name, text) in texts(part(limits::LABEL)) {
        let weight = text.len() + 3 * text.bytes().filter(|byte| !byte.is_ascii()).count();
        cases.push((name, labelled(&text, (part(limits::TEXTS) - 1_000) / weight - 1)));
    }
    cases.into_iter().map(|(name, journey)| Case { name: name.to_owned(), journey }).collect()
}

fn head(personas: usize, channels: usize, lanes: usize) -> String {
    let mut toml = String::from("title = \"As large as may be\"\n");
    for i in 0..personas {
        let _ = write!(toml, "[[persona]]\nid = \"p{i}\"\nname = \"Person {i}\"\nrole = \"Role {i}\"\n");
    }
    for i in 0..channels {
        let _ = write!(toml, "[[channel]]\nid = \"c{i}\"\nname = \"Channel {i}\"\n");
    }
    for i in 0..lanes {
        let _ = write!(toml, "[[lane]]\nid = \"l{i}\"\nname = \"Lane {i}\"\n");
    }
    toml
}

/// A log of reviews under a small map.
fn reviewed(count: usize, text: &str) -> String {
    let notes = format!("[[review.notes]]\ndate = 2026-11-02\ntext = \"{text}\"\n").repeat(count);
    let stages =
        "[[stage]]\nname = \"Stage\"\ntouchpoint = [{ label = \"First\", emotion = 1 }, { label = \"Second\" }]\n".repeat(20);
    format!("title = \"Notes\"\nlanes = [\"channels\", \"emotions\", \"review-notes\"]\n{notes}{stages}")
}

/// Numbers that look like chance, the same each time.
fn chance() -> impl FnMut(usize) -> usize {
    let mut state = 7u64;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    }
}

/// Every persona comes everywhere, as far as a file has room for it with a feeling of its own; all lanes are filled.
fn crowd(touchpoints: usize, personas: usize) -> String {
    let (stages, mut chance) = (touchpoints.div_ceil(25), chance());
    let mut toml = head(personas, 100, 10);
    // as far as the file's parts reach
    let mut feelings = 40_000;
    for index in 0..touchpoints {
        if index % 25 == 0 {
            let stage = index / 25;
            let own: Vec<String> = (0..10).map(|lane| format!("l{lane} = \"x\"")).collect();
            let _ = write!(
                toml,
                "[[stage]]\nname = \"Stage {stage} of {stages}\"\nphase = \"Phase {}\"\ngoals = \"Goal\"\nactions = [\"One\", \"Two\"]\nthoughts = \"Hm\"\npains = \"Ouch\"\nopportunities = \"Oh\"\nduration = \"1 day\"\nmetrics = [{{ name = \"NPS\", value = {stage}, target = 50 }}]\nextra = {{ {} }}\n",
                stage / 3,
                own.join(", ")
            );
        }
        let own: Vec<String> = (0..personas).map(|p| format!("p{p}={}", chance(41) as f64 / 10.0 - 2.0)).collect();
        let emotion = if feelings >= personas { format!("{{{}}}", own.join(",")) } else { (index % 5).to_string() + "e-1" };
        feelings = feelings.saturating_sub(personas);
        let _ = write!(
            toml,
            "[[stage.touchpoint]]\nlabel = \"Touchpoint {index}\"\nchannel = \"c{}\"\nemotion = {emotion}\n",
            chance(100)
        );
        if touchpoints <= 1000 {
            toml.push_str(
                "quote = \"What?\"\nfeeling = \"glad\"\npain = \"Ouch\"\nduration = \"3 min\"\nmoment_of_truth = true\n",
            );
        }
    }
    toml
}

/// Everything happens in one column.
fn together(touchpoints: usize, personas: usize) -> String {
    let mut toml = head(personas, 1, 0) + "[[stage]]\nname = \"Stage\"\n";
    for index in 0..touchpoints {
        let _ = write!(
            toml,
            "[[stage.touchpoint]]\nlabel = \"Touchpoint {index}\"\nchannel = \"c0\"\nemotion = {}\ntogether = {}\n",
            index % 5,
            index > 0
        );
    }
    toml.replace("emotion = 3", "emotion = -1").replace("emotion = 4", "emotion = -2")
}

/// What is felt is never what was expected.
fn expectations(touchpoints: usize, personas: usize) -> String {
    let mut toml = head(personas, 1, 0) + "[[stage]]\nname = \"Stage\"\n";
    for index in 0..touchpoints {
        let (felt, expected) = (index % 5, (index + 2) % 5);
        let _ = writeln!(
            toml,
            "[[stage.touchpoint]]\nlabel = \"T{index}\"\nchannel = \"c0\"\nemotion = {}\nexpected = {}",
            felt as i64 - 2,
            expected as i64 - 2
        );
    }
    toml
}

/// All touchpoints in one cell of one stage.
fn cell(arrange: &str, touchpoints: usize, channel: bool) -> String {
    let mut toml = format!("{arrange}\n{}[[stage]]\nname = \"Stage\"\n", head(0, usize::from(channel), 0));
    for index in 0..touchpoints {
        let _ = writeln!(toml, "[[stage.touchpoint]]\nlabel = \"Touchpoint {index}\"");
        if channel {
            let _ = writeln!(toml, "channel = \"c0\"\nemotion = {}", (index % 5) as i64 - 2);
        }
    }
    toml
}

/// Words for every point of the curve.
fn quotes(touchpoints: usize) -> String {
    let mut toml = head(0, 0, 0);
    for index in 0..touchpoints {
        if index % 25 == 0 {
            toml.push_str("[[stage]]\nname = \"Stage\"\n");
        }
        let _ = write!(
            toml,
            "[[stage.touchpoint]]\nlabel = \"T\"\nemotion = {}\nexpected = 1\nquote = \"Something rather long is said {index}\"\nfeeling = \"glad\"\n",
            (index % 5) as i64 - 2
        );
    }
    toml
}

fn lists(stages: usize, items: usize) -> String {
    let list: String = (0..items).map(|index| format!("\"Pain {index}\",")).collect();
    let stages = (0..stages).map(|stage| format!("[[stage]]\nname = \"S{stage}\"\npains = [{list}]\n"));
    head(0, 0, 0) + &stages.collect::<String>()
}

/// A feeling with thousands of turns.
fn course(turns: usize, personas: usize) -> String {
    let turns: Vec<String> = (0..turns).map(|turn| ((turn % 5) as i64 - 2).to_string()).collect();
    head(personas, 0, 0) + &format!("[[stage]]\nname = \"Stage\"\nemotion = [{}]\n", turns.join(","))
}

fn metrics(stages: usize, count: usize) -> String {
    let list: String = (0..count).map(|index| format!("{{name=\"N{index}\",value={index},target=100}},")).collect();
    head(0, 0, 0) + &format!("[[stage]]\nname = \"Stage\"\nmetrics = [{list}]\n").repeat(stages)
}

/// Everything is called the same, so that each id has to be made different.
fn names(name: &str, touchpoints: usize) -> String {
    let mut toml = String::from("title = \"Names\"\n");
    for kind in ["channel", "persona", "lane"] {
        toml += &format!("[[{kind}]]\nname = \"{name}\"\n").repeat(if kind == "persona" { 10 } else { 100 });
    }
    for index in 0..touchpoints {
        if index % 25 == 0 {
            let _ = writeln!(toml, "[[stage]]\nname = \"{name}\"");
        }
        let _ = writeln!(toml, "[[stage.touchpoint]]\nlabel = \"{name}\"");
    }
    toml
}

/// Texts of so many characters, each hard on another step.
fn texts(length: usize) -> Vec<(&'static str, String)> {
    let mut chance = chance();
    let mut of = |pool: &[&str], between: &str| {
        let mut text = String::new();
        let mut count = 0;
        loop {
            let word = pool[chance(pool.len())];
            count += word.chars().count() + between.chars().count();
            if count > length {
                return text;
            }
            text += word;
            text += between;
        }
    };
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
    let each = |text: &'static str| -> Vec<&'static str> { text.split("").filter(|c| !c.is_empty()).collect() };
    let latin = ["journey", "customer", "buys", "the", "shoe", "smile", "every", "morning"];
    let arabic = ["السلام", "عليكم", "رحلة", "العميل", "متجر", "وبركاته"];
    let mixed: Vec<&str> = latin.iter().chain(&arabic).copied().chain(["123", "(", ")", "שלום", "٣٤"]).collect();
    let mark = format!("a{}", "\u{301}".repeat(limits::MARKS.most));
    vec![
        ("latin", of(&latin, " ")),
        ("one-word", of(&letters, "")),
        ("chinese", of(&each("的一是不了人我在有他这为之大来以个中上们，。"), "")),
        ("arabic", of(&arabic, " ")),
        ("arabic-word", of(&each("ابتثجحخدرسشصضطظعغفقكلمنهوي"), "")),
        ("mixed-directions", of(&mixed, " ")),
        ("thai", of(&["กา", "ขี", "คู", "งาน", "แต", "โม", "ไป"], "")),
        ("devanagari", of(&["का", "खि", "गु", "ङे", "क्ष", "त्र"], "")),
        ("emoji", of(&["😀", "😁", "👍", "🎉"], "")),
        ("families", of(&["👨\u{200d}👩\u{200d}👧\u{200d}👦"], "")),
        ("marks", of(&[&mark], "")),
        ("joiners", of(&["a\u{200d}"], "")),
        ("hyphens", of(&["ab\u{ad}"], "")),
        ("short-words", of(&["a"], " ")),
    ]
}

/// A text as label of touchpoints with channel and feeling, and once as the title.
fn labelled(text: &str, times: usize) -> String {
    let mut toml = format!("title = \"{text}\"\n[[channel]]\nname = \"C\"\nid = \"c\"\n");
    for index in 0..times {
        if index % 10 == 0 {
            let _ = writeln!(toml, "[[stage]]\nname = \"S\"");
        }
        let _ = writeln!(toml, "[[stage.touchpoint]]\nlabel = \"{text}\"\nchannel = \"c\"\nemotion = 1");
    }
    toml
}
