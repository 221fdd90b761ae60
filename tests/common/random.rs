//! Whole valid journeys by chance: the same seed gives the same journey.

use toml::{Table, Value};

/// Where choices come from.
pub enum Chance<'a> {
    /// A small generator of pseudo-random numbers: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
    /// Generators", 2014).
    Seed(u64),
    /// A fuzzer's bytes, one for each choice; when they have run out, every choice is the smallest.
    Bytes(&'a [u8]),
}

impl Chance<'_> {
    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        let choices = (high - low + 1) as u64;
        let number = match self {
            Self::Seed(state) => {
                *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut z = *state;
                z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                z ^ (z >> 31)
            }
            Self::Bytes(bytes) => {
                // a second byte only where one is too few
                let mut take = || bytes.split_off_first().copied().map_or(0, u64::from);
                if choices > 256 { take() << 8 | take() } else { take() }
            }
        };
        low + (number % choices) as usize
    }

    /// True once in `n` times; never when there is nothing left to choose by.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.between(1, n) == 1 && !matches!(self, Self::Bytes([]))
    }

    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.between(0, list.len() - 1)]
    }
}

/// Words of several scripts, with what is awkward: long words, joined emoji, combining marks, markup, quotes, numbers.
const WORDS: &[&[&str]] = &[
    &[
        "the", "queue", "a", "friend", "calls", "back", "in", "shop", "window", "pays", "by", "card", "waits", "& <b>", "\"hm\"",
        "3,5", "e-mail",
    ],
    &["réserve", "l’hôtel", "à", "côté", "« où", "donc »", "!", "œuf", "n° 5", "e\u{301}te\u{301}"],
    &["Kraftfahrzeughaftpflichtversicherung", "Straßenbahn", "überprüft", "und", "Donaudampfschifffahrtsgesellschaftskapitän"],
    &["https://example.org/a/very/long/path?with=query&and=more#fragment", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "i", "—", "…"],
    &["покупает", "билет", "и", "ждёт", "αγοράζει", "εισιτήριο"],
    &["線上", "搜尋商品", "，", "門市體驗", "と", "レジで支払う", "お待ちください。", "결제", "대기"],
    &["العميل", "ينتظر", "في", "الفرع", "123", "לקוח", "מחכה"],
    &["🙂", "👩‍👩‍👧", "🇫🇷", "★", "😡😡", "1️⃣"],
];

/// Words of one script, sometimes of two.
fn words(chance: &mut Chance, most: usize) -> String {
    let mut script = if chance.once_in(2) { 0 } else { chance.between(0, WORDS.len() - 1) };
    let mut words = Vec::new();
    for _ in 0..chance.between(1, most) {
        if chance.once_in(9) {
            script = chance.between(0, WORDS.len() - 1);
        }
        words.push(chance.pick(WORDS[script]));
    }
    words.join(" ")
}

/// Words that may hold a line break.
fn text(chance: &mut Chance, most: usize) -> Value {
    let mut text = words(chance, most);
    if chance.once_in(12) {
        text = format!("{text}\n{}", words(chance, most));
    }
    text.into()
}

fn list(chance: &mut Chance, most: usize) -> Value {
    match chance.between(1, most) {
        1 => text(chance, 9),
        n => Value::Array((0..n).map(|_| text(chance, 12)).collect()),
    }
}

/// A number, or the course of a feeling, on a scale.
fn course(chance: &mut Chance, (min, max): (i64, i64)) -> Value {
    let one = |chance: &mut Chance| match chance.once_in(4) {
        true => Value::Float(min as f64 + (max - min) as f64 * chance.between(0, 100) as f64 / 100.0),
        false => Value::Integer(min + chance.between(0, (max - min) as usize) as i64),
    };
    match chance.once_in(6) {
        true => Value::Array((0..chance.between(2, 4)).map(|_| one(chance)).collect()),
        false => one(chance),
    }
}

/// For everybody, or for some of those who come.
fn feeling(chance: &mut Chance, who: &[String], scale: (i64, i64)) -> Value {
    if who.is_empty() || chance.once_in(4) {
        return course(chance, scale);
    }
    let mut table = Table::new();
    for id in who {
        if table.is_empty() || chance.once_in(2) {
            table.insert(id.clone(), course(chance, scale));
        }
    }
    Value::Table(table)
}

/// Puts a value into a table once in `n` times.
pub fn maybe(chance: &mut Chance, n: usize, table: &mut Table, key: &str, value: impl FnOnce(&mut Chance) -> Value) {
    if chance.once_in(n) {
        let value = value(chance);
        table.insert(key.to_owned(), value);
    }
}

const ICONS: [&str; 6] = ["search", "store", "heart", "mail", "phone", "star"];

/// A journey: up to eight stages, five personas, six channels.
pub fn journey(c: &mut Chance) -> Table {
    let mut top = Table::new();
    top.insert("title".into(), text(c, 8));
    maybe(c, 2, &mut top, "subtitle", |c| text(c, 14));
    maybe(c, 2, &mut top, "language", |c| {
        c.pick(&["en", "fr", "de", "es", "ar", "he", "ja", "zh-Hant", "zh-Hans", "ko", "ru", "sw"]).into()
    });
    let scale = c.pick(&[(-2, 2), (-2, 2), (1, 5), (0, 10), (-5, 5), (0, 100)]);
    if scale != (-2, 2) {
        top.insert(
            "scale".into(),
            Value::Table(Table::from_iter([("min".to_owned(), scale.0.into()), ("max".to_owned(), scale.1.into())])),
        );
    }
    maybe(c, 3, &mut top, "arrange", |c| c.pick(&["sequence", "matrix", "auto"]).into());
    if c.once_in(2) {
        let size: Value = match c.between(0, 7) {
            0 => Value::Array(vec![(c.between(6, 40) as i64 * 100).into(), (c.between(6, 30) as i64 * 100).into()]),
            1 => "16:9".into(),
            2 => "4:3".into(),
            3 => "a4".into(),
            4 => "a3".into(),
            5 => "letter".into(),
            6 => "a4-portrait".into(),
            _ => "natural".into(),
        };
        top.insert("page".into(), Value::Table(Table::from_iter([("size".to_owned(), size)])));
    }
    maybe(c, 4, &mut top, "review", |c| {
        let mut review = Table::from_iter([("version".to_owned(), words(c, 2).into())]);
        maybe(c, 3, &mut review, "owner", |c| words(c, 3).into());
        maybe(c, 2, &mut review, "notes", |c| (0..c.between(1, 9)).map(|_| note(c)).collect::<Vec<Value>>().into());
        review.into()
    });

    let people = if c.once_in(3) { 0 } else { c.between(1, 5) };
    let personas: Vec<String> = (0..people).map(|i| format!("p{i}")).collect();
    let of_persona = |id: &String, c: &mut Chance| {
        let mut table = Table::from_iter([("id".to_owned(), id.clone().into()), ("name".to_owned(), words(c, 3).into())]);
        maybe(c, 2, &mut table, "role", |c| words(c, 5).into());
        maybe(c, 3, &mut table, "quote", |c| text(c, 14));
        maybe(c, 3, &mut table, "icon", |c| c.pick(&ICONS).into());
        Value::Table(table)
    };
    let channels: Vec<String> = (0..c.between(0, 6)).map(|i| format!("c{i}")).collect();
    let tiers = c.once_in(3);
    let of_channel = |id: &String, c: &mut Chance| {
        let mut table = Table::from_iter([("id".to_owned(), id.clone().into()), ("name".to_owned(), text(c, 4))]);
        maybe(c, 2, &mut table, "icon", |c| c.pick(&ICONS).into());
        if tiers {
            maybe(c, 2, &mut table, "tier", |c| c.pick(&["customer", "frontstage", "backstage", "support"]).into());
        }
        Value::Table(table)
    };
    let lanes: Vec<String> = (0..if c.once_in(3) { c.between(1, 3) } else { 0 }).map(|i| format!("l{i}")).collect();
    let of_lane = |id: &String, c: &mut Chance| {
        Value::Table(Table::from_iter([("id".to_owned(), id.clone().into()), ("name".to_owned(), text(c, 3))]))
    };
    for (key, list) in [
        ("persona", personas.iter().map(|id| of_persona(id, c)).collect::<Vec<_>>()),
        ("channel", channels.iter().map(|id| of_channel(id, c)).collect()),
        ("lane", lanes.iter().map(|id| of_lane(id, c)).collect()),
    ] {
        if !list.is_empty() {
            top.insert(key.into(), Value::Array(list));
        }
    }
    if c.once_in(6) {
        let names = [
            "goals",
            "actions",
            "channels",
            "emotions",
            "thoughts",
            "pains",
            "opportunities",
            "metrics",
            "durations",
            "review-notes",
        ];
        let mut chosen: Vec<Value> = names.iter().filter(|_| !c.once_in(3)).map(|name| Value::from(*name)).collect();
        let turn = c.between(0, chosen.len());
        chosen.rotate_left(turn);
        chosen.extend(lanes.iter().map(|id| Value::from(id.as_str())));
        top.insert("lanes".into(), Value::Array(chosen));
    }

    let dense = c.between(2, 6);
    let count = c.between(1, 8);
    let most = c.pick(&[0, 2, 4, 6, 12]);
    let stages = (0..count).map(|_| stage(c, dense, most, scale, &personas, &channels, &lanes)).collect();
    top.insert("stage".into(), Value::Array(stages));
    top
}

/// What came out of a review.
fn note(c: &mut Chance) -> Value {
    let day = c.pick(&["2026-11-02", "2025-02-28", "1999-12-31", "0001-01-01"]);
    let date = Value::Datetime(day.parse().unwrap());
    Table::from_iter([("date".to_owned(), date), ("text".to_owned(), text(c, 30))]).into()
}

fn stage(
    c: &mut Chance,
    dense: usize,
    most: usize,
    scale: (i64, i64),
    personas: &[String],
    channels: &[String],
    lanes: &[String],
) -> Value {
    let mut stage = Table::from_iter([("name".to_owned(), text(c, 5))]);
    maybe(c, 3, &mut stage, "phase", |c| c.pick(&["Before", "During", "Nach dem Kauf", "購買後"]).into());
    for key in ["goals", "actions", "thoughts", "pains", "opportunities"] {
        maybe(c, dense, &mut stage, key, |c| list(c, 4));
    }
    maybe(c, 4, &mut stage, "emotion", |c| feeling(c, personas, scale));
    maybe(c, 8, &mut stage, "expected", |c| feeling(c, personas, scale));
    maybe(c, 6, &mut stage, "feeling", |c| words(c, 2).into());
    maybe(c, 5, &mut stage, "duration", |c| words(c, 2).into());
    if c.once_in(6) {
        let figure = |c: &mut Chance| {
            let mut table = Table::from_iter([
                ("name".to_owned(), words(c, 3).into()),
                ("value".to_owned(), (c.between(0, 90_000) as i64).into()),
            ]);
            maybe(c, 2, &mut table, "unit", |c| c.pick(&["%", "/ week", "€"]).into());
            maybe(c, 2, &mut table, "target", |c| (c.between(1, 90_000) as i64).into());
            Value::Table(table)
        };
        let figures = (0..c.between(1, 3)).map(|_| figure(c)).collect();
        stage.insert("metrics".into(), Value::Array(figures));
    }
    let mut extra = Table::new();
    for lane in lanes {
        maybe(c, 2, &mut extra, lane, |c| list(c, 3));
    }
    if !extra.is_empty() {
        stage.insert("extra".into(), Value::Table(extra));
    }
    let touchpoints: Vec<Value> = (0..c.between(0, most)).map(|_| touchpoint(c, scale, personas, channels)).collect();
    if !touchpoints.is_empty() {
        stage.insert("touchpoint".into(), Value::Array(touchpoints));
    }
    Value::Table(stage)
}

fn touchpoint(c: &mut Chance, scale: (i64, i64), personas: &[String], channels: &[String]) -> Value {
    let longest = c.pick(&[3, 6, 6, 14]);
    let mut table = Table::from_iter([("label".to_owned(), text(c, longest))]);
    if !channels.is_empty() && !c.once_in(7) {
        table.insert("channel".into(), channels[c.between(0, channels.len() - 1)].as_str().into());
    }
    let mut who: Vec<String> = personas.to_vec();
    if !personas.is_empty() && c.once_in(3) {
        who.retain(|_| c.once_in(2));
        if who.is_empty() {
            who.push(personas[0].clone());
        }
        table.insert("personas".into(), Value::Array(who.iter().map(|id| id.as_str().into()).collect()));
    }
    if !c.once_in(4) {
        table.insert("emotion".into(), feeling(c, &who, scale));
    }
    // without `personas`, only those named in `emotion` come
    let comes = if table.contains_key("personas") { &who[..] } else { &[] };
    maybe(c, 8, &mut table, "expected", |c| feeling(c, comes, scale));
    maybe(c, 5, &mut table, "feeling", |c| words(c, 2).into());
    maybe(c, 5, &mut table, "quote", |c| text(c, 9));
    maybe(c, 6, &mut table, "pain", |c| text(c, 7));
    maybe(c, 6, &mut table, "opportunity", |c| text(c, 7));
    maybe(c, 6, &mut table, "duration", |c| words(c, 2).into());
    maybe(c, 6, &mut table, "control", |_| "indirect".into());
    maybe(c, 6, &mut table, "moment_of_truth", |_| true.into());
    maybe(c, 6, &mut table, "together", |_| true.into());
    maybe(c, 6, &mut table, "icon", |c| c.pick(&ICONS).into());
    maybe(c, 8, &mut table, "link", |_| "https://example.org/a?b=c&d".into());
    Value::Table(table)
}
