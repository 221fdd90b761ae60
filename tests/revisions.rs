//! What is told of revisions: of any journey after one edit exactly that edit, and of real maps what a reviewer did to them.

mod common;

use common::command::{has, run_with};
use common::random::{Chance, journey};
use std::path::PathBuf;
use std::process::Command;
use toml::{Table, Value};
use wayline::diff::{Change, Changes, Counts, Kind, Pair, Part, compare};
use wayline::journey::{Journey, parse};

fn read(table: &Table) -> Journey {
    let source = toml::to_string(table).unwrap();
    parse(&source).unwrap_or_else(|errors| panic!("{errors}\n{source}")).0
}

fn stages(table: &mut Table) -> &mut Vec<Value> {
    table["stage"].as_array_mut().unwrap()
}

fn touchpoints(table: &mut Table, stage: usize) -> &mut Vec<Value> {
    let stage = stages(table)[stage].as_table_mut().unwrap();
    stage.entry("touchpoint").or_insert_with(|| Value::Array(Vec::new())).as_array_mut().unwrap()
}

/// A touchpoint, by stage and place in it.
fn any_touchpoint(chance: &mut Chance, table: &mut Table) -> Option<(usize, usize)> {
    let all: Vec<(usize, usize)> = (0..stages(table).len())
        .flat_map(|stage| (0..touchpoints(table, stage).len()).map(move |i| (stage, i)).collect::<Vec<_>>())
        .collect();
    (!all.is_empty()).then(|| chance.pick(&all))
}

/// All labels are made unlike each other, so that there is one right answer.
fn tell_apart(table: &mut Table) {
    const SYLLABLES: [&str; 20] =
        ["ba", "de", "fi", "go", "hu", "ja", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "wa", "xe", "zi", "qo", "cu"];
    let mut chance = Chance::Seed(7);
    let mut word = || (0..5).map(|_| chance.pick(&SYLLABLES)).collect::<String>();
    for stage in 0..stages(table).len() {
        let name = format!("{} {}", word(), word());
        stages(table)[stage].as_table_mut().unwrap().insert("name".into(), name.into());
        for touchpoint in touchpoints(table, stage) {
            let label = format!("{} {}", word(), word());
            touchpoint.as_table_mut().unwrap().insert("label".into(), label.into());
        }
    }
    // set by the file, so that no edit changes it by the way
    table.insert("arrange".into(), "sequence".into());
}

const SEEDS: u64 = 60;

/// Lets an edit loose on many journeys; what it returns, if it could be made, is what must be told.
fn after_each(edit: impl Fn(&mut Chance, &mut Table) -> Option<Vec<String>>) {
    let mut tried = 0;
    for seed in 0..SEEDS {
        let mut chance = Chance::Seed(seed);
        let mut table = journey(&mut chance);
        tell_apart(&mut table);
        let old = read(&table);
        let Some(expected) = edit(&mut chance, &mut table) else { continue };
        let new = read(&table);
        let told: Vec<String> = compare(&old, &new).list.iter().map(|change| told(change, &old, &new)).collect();
        assert_eq!(told, expected, "seed {seed}");
        tried += 1;
    }
    assert!(tried > SEEDS / 4, "{tried} tried");
}

/// "moved touchpoint Pays", "reworded stage Pay: pains".
fn told(change: &Change, old: &Journey, new: &Journey) -> String {
    let stage = |journey: &Journey, index: usize| format!("stage {}", journey.stages[index].name);
    let part = match change.part {
        Part::Map => "map".to_owned(),
        Part::Stage(Pair::Both { new: index, .. } | Pair::Added(index)) => stage(new, index),
        Part::Stage(Pair::Removed(index)) => stage(old, index),
        Part::Touchpoint(Pair::Both { new: place, .. } | Pair::Added(place)) => label(new, place.stage, place.index),
        Part::Touchpoint(Pair::Removed(place)) => label(old, place.stage, place.index),
        other => format!("{other:?}"),
    };
    match &change.kind {
        Kind::Added => format!("added {part}"),
        Kind::Removed => format!("removed {part}"),
        Kind::Moved => format!("moved {part}"),
        Kind::Reworded(field) => format!("reworded {part}: {}", field.name),
        Kind::Felt(field) => format!("felt {part}: {}", field.name),
        Kind::Changed(field) => format!("changed {part}: {}", field.name),
    }
}

fn label(journey: &Journey, stage: usize, index: usize) -> String {
    format!("touchpoint {}", journey.stages[stage].touchpoints[index].label)
}

fn name_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap().to_owned()
}

#[test]
fn a_journey_is_its_own_revision() {
    for seed in 0..SEEDS {
        let journey = read(&journey(&mut Chance::Seed(seed)));
        let changes = compare(&journey, &journey.clone());
        assert!(changes.is_empty() && changes.regrouped.is_empty(), "seed {seed}: {:?}", changes.list);
        assert!(changes.feeling.is_none_or(|rise| rise == 0.0) && changes.lowest.0 == changes.lowest.1, "seed {seed}");
    }
}

#[test]
fn a_touchpoint_that_goes() {
    after_each(|chance, table| {
        let (stage, index) = any_touchpoint(chance, table)?;
        let gone = touchpoints(table, stage).remove(index);
        Some(vec![format!("removed touchpoint {}", name_of(&gone, "label"))])
    });
}

#[test]
fn a_touchpoint_that_comes() {
    after_each(|chance, table| {
        let stage = chance.between(0, stages(table).len() - 1);
        let index = chance.between(0, touchpoints(table, stage).len());
        let new = Table::from_iter([("label".to_owned(), "Something nobody did before".into())]);
        touchpoints(table, stage).insert(index, Value::Table(new));
        Some(vec!["added touchpoint Something nobody did before".to_owned()])
    });
}

#[test]
fn a_touchpoint_with_the_label_of_another_comes_before_it() {
    after_each(|chance, table| {
        let (stage, index) = any_touchpoint(chance, table)?;
        let label = name_of(&touchpoints(table, stage)[index], "label");
        let new = Table::from_iter([("label".to_owned(), label.as_str().into()), ("quote".to_owned(), "me too".into())]);
        let mut new = new;
        if let Some(channel) = touchpoints(table, stage)[index].get("channel") {
            new.insert("channel".into(), channel.clone());
        }
        touchpoints(table, stage).insert(index, Value::Table(new));
        Some(vec![format!("added touchpoint {label}")])
    });
}

#[test]
fn a_label_in_other_words() {
    after_each(|chance, table| {
        let (stage, index) = any_touchpoint(chance, table)?;
        let touchpoint = touchpoints(table, stage)[index].as_table_mut().unwrap();
        let label = touchpoint["label"].as_str().unwrap();
        let words: Vec<&str> = label.split(' ').collect();
        let label = format!("{} and then {}", words[1], words[0]);
        touchpoint.insert("label".into(), label.as_str().into());
        Some(vec![format!("reworded touchpoint {label}: label")])
    });
}

#[test]
fn a_touchpoint_in_another_stage() {
    after_each(|chance, table| {
        let (from, index) = any_touchpoint(chance, table)?;
        let to = (0..stages(table).len()).find(|to| *to != from)?;
        let touchpoint = touchpoints(table, from).remove(index);
        let label = name_of(&touchpoint, "label");
        let index = chance.between(0, touchpoints(table, to).len());
        touchpoints(table, to).insert(index, touchpoint);
        Some(vec![format!("moved touchpoint {label}")])
    });
}

#[test]
fn a_touchpoint_in_another_channel() {
    after_each(|chance, table| {
        let (stage, index) = any_touchpoint(chance, table)?;
        let touchpoint = touchpoints(table, stage)[index].as_table_mut().unwrap();
        touchpoint.remove("channel")?;
        Some(vec![format!("moved touchpoint {}", touchpoint["label"].as_str().unwrap())])
    });
}

#[test]
fn a_touchpoint_at_the_end_of_its_stage() {
    after_each(|chance, table| {
        let (stage, _) = any_touchpoint(chance, table)?;
        // with two of them it would be a matter of taste which one moved
        if touchpoints(table, stage).len() < 3 {
            return None;
        }
        let first = touchpoints(table, stage).remove(0);
        let label = name_of(&first, "label");
        touchpoints(table, stage).push(first);
        Some(vec![format!("moved touchpoint {label}")])
    });
}

#[test]
fn a_stage_at_the_end() {
    after_each(|_, table| {
        if stages(table).len() < 3 {
            return None;
        }
        let first = stages(table).remove(0);
        let name = name_of(&first, "name");
        stages(table).push(first);
        Some(vec![format!("moved stage {name}")])
    });
}

#[test]
fn a_stage_of_another_name() {
    after_each(|chance, table| {
        let stage = chance.between(0, stages(table).len() - 1);
        touchpoints(table, stage).first()?;
        stages(table)[stage].as_table_mut().unwrap().insert("name".into(), "Wholly otherwise".into());
        Some(vec!["reworded stage Wholly otherwise: name".to_owned()])
    });
}

#[test]
fn a_stage_that_is_split() {
    after_each(|chance, table| {
        let (stage, _) = any_touchpoint(chance, table)?;
        let half = touchpoints(table, stage).len() / 2;
        if half == 0 {
            return None;
        }
        let second = touchpoints(table, stage).split_off(half);
        let new =
            Table::from_iter([("name".to_owned(), "The second half".into()), ("touchpoint".to_owned(), Value::Array(second))]);
        stages(table).insert(stage + 1, Value::Table(new));
        Some(vec!["added stage The second half".to_owned()])
    });
}

#[test]
fn a_feeling() {
    after_each(|chance, table| {
        let (stage, index) = any_touchpoint(chance, table)?;
        let touchpoint = touchpoints(table, stage)[index].as_table_mut().unwrap();
        let before = touchpoint.get("emotion").filter(|emotion| !emotion.is_table())?;
        let course: Vec<f64> = match before {
            Value::Array(course) => course.iter().filter_map(|v| v.as_float().or(v.as_integer().map(|i| i as f64))).collect(),
            one => vec![one.as_float().or(one.as_integer().map(|i| i as f64))?],
        };
        let course = course.iter().map(|value| Value::Float(*value)).chain([Value::Float(course[0])]).collect();
        touchpoint.insert("emotion".into(), Value::Array(course));
        Some(vec![format!("felt touchpoint {}: emotion", touchpoint["label"].as_str().unwrap())])
    });
}

#[test]
fn whatever_else_a_touchpoint_has() {
    for (key, value, how) in [
        ("quote", Value::from("Never said before"), "reworded"),
        ("pain", "Never hurt before".into(), "reworded"),
        ("opportunity", "Never seen before".into(), "reworded"),
        ("feeling", "never felt before".into(), "reworded"),
        ("duration", "never".into(), "changed"),
        ("link", "https://example.org/never".into(), "changed"),
        ("icon", "umbrella".into(), "changed"),
    ] {
        after_each(|chance, table| {
            let (stage, index) = any_touchpoint(chance, table)?;
            let touchpoint = touchpoints(table, stage)[index].as_table_mut().unwrap();
            touchpoint.insert(key.into(), value.clone());
            Some(vec![format!("{how} touchpoint {}: {key}", touchpoint["label"].as_str().unwrap())])
        });
    }
    for key in ["moment_of_truth", "together", "control"] {
        after_each(|chance, table| {
            let (stage, index) = any_touchpoint(chance, table)?;
            let touchpoint = touchpoints(table, stage)[index].as_table_mut().unwrap();
            if touchpoint.remove(key).is_none() {
                touchpoint.insert(key.into(), if key == "control" { "indirect".into() } else { true.into() });
            }
            Some(vec![format!("changed touchpoint {}: {key}", touchpoint["label"].as_str().unwrap())])
        });
    }
}

#[test]
fn whatever_else_a_stage_has() {
    for key in ["goals", "actions", "thoughts", "pains", "opportunities"] {
        after_each(|chance, table| {
            let stage = chance.between(0, stages(table).len() - 1);
            let stage = stages(table)[stage].as_table_mut().unwrap();
            stage.insert(key.into(), Value::Array(vec!["One that is new".into(), "And another".into()]));
            Some(vec![format!("reworded stage {}: {key}", stage["name"].as_str().unwrap())])
        });
    }
}

/// Several edits of any kind.
fn edited(chance: &mut Chance, table: &mut Table) {
    for _ in 0..chance.between(1, 6) {
        let Some((stage, index)) = any_touchpoint(chance, table) else { return };
        let other = chance.between(0, stages(table).len() - 1);
        match chance.between(0, 5) {
            0 => drop(touchpoints(table, stage).remove(index)),
            1 => {
                let moved = touchpoints(table, stage).remove(index);
                touchpoints(table, other).push(moved);
            }
            2 => stages(table).swap(stage, other),
            3 => {
                let touchpoint = touchpoints(table, stage)[index].as_table_mut().unwrap();
                let label = format!("{} at last", touchpoint["label"].as_str().unwrap());
                touchpoint.insert("label".into(), label.into());
            }
            4 => {
                let new = format!("A new one {}", chance.between(0, 9));
                touchpoints(table, other).insert(0, Value::Table(Table::from_iter([("label".to_owned(), new.into())])));
            }
            _ => drop(touchpoints(table, stage)[index].as_table_mut().unwrap().remove("emotion")),
        }
    }
}

#[test]
fn the_way_back_is_the_way_there_turned() {
    for seed in 0..SEEDS {
        let mut chance = Chance::Seed(seed);
        let mut table = journey(&mut chance);
        tell_apart(&mut table);
        let old = read(&table);
        edited(&mut chance, &mut table);
        let new = read(&table);
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        let Counts { added, removed, .. } = back.counts();
        assert_eq!(there.counts(), Counts { added: removed, removed: added, ..back.counts() }, "seed {seed}");
        assert_eq!(there.regrouped.len(), back.regrouped.len(), "seed {seed}");
        assert!(every_part_is_there_once(&there, &old, &new), "seed {seed}");
    }
}

/// Whether each touchpoint and stage of both revisions is in exactly one pair.
fn every_part_is_there_once(changes: &Changes, old: &Journey, new: &Journey) -> bool {
    fn sides<T: Copy + Ord>(pairs: &[Pair<T>]) -> (Vec<T>, Vec<T>) {
        let (mut olds, mut news) = (Vec::new(), Vec::new());
        for pair in pairs {
            match *pair {
                Pair::Both { old, new } => {
                    olds.push(old);
                    news.push(new);
                }
                Pair::Added(new) => news.push(new),
                Pair::Removed(old) => olds.push(old),
            }
        }
        olds.sort();
        news.sort();
        (olds, news)
    }
    let places = |journey: &Journey| -> Vec<(usize, usize)> {
        let stages = journey.stages.iter().enumerate();
        stages.flat_map(|(stage, facts)| (0..facts.touchpoints.len()).map(move |index| (stage, index))).collect()
    };
    let (olds, news) = sides(&changes.pairs.touchpoints);
    let plain = |list: Vec<wayline::diff::Place>| list.into_iter().map(|place| (place.stage, place.index)).collect::<Vec<_>>();
    let all = |count: usize| (0..count).collect::<Vec<_>>();
    plain(olds) == places(old)
        && plain(news) == places(new)
        && sides(&changes.pairs.stages) == (all(old.stages.len()), all(new.stages.len()))
}

#[test]
fn two_of_the_largest_maps_end_whatever_they_have_in_common() {
    let map = |label: &dyn Fn(usize) -> String| {
        let mut map = "title = \"Large\"\n".to_owned();
        for index in 0..5_000 {
            if index % 25 == 0 {
                map += &format!("[[stage]]\nname = \"{}\"\n", label(index));
            }
            map += &format!("[[stage.touchpoint]]\nlabel = \"{}\"\n", label(index));
        }
        parse(&map).unwrap().0
    };
    let alike = |year: usize| map(&|index| format!("Waits at the till for a while, {index} of {year}"));
    let few = |step: usize| map(&|index| format!("{}", index * step % 3));
    let other = |word: &'static str| map(&|index| format!("{} {word} {}", index % 97, index % 89));
    for (old, new) in [(alike(1), alike(2)), (few(1), few(2)), (other("kiwi"), other("plum"))] {
        let begun = std::time::Instant::now();
        let changes = compare(&old, &new);
        println!("{:?}: {:?}", begun.elapsed(), changes.counts());
        assert!(every_part_is_there_once(&changes, &old, &new));
        // seconds in a release build; this is far more than it takes without optimisation on a busy machine
        assert!(begun.elapsed().as_secs() < 120);
    }
}

// ----- What a reviewer did to real maps -----

/// A map of the folder that `WAYLINE_MAPS` names, or one made from the facts that are kept beside the checkout; `None` where
/// neither is there.
fn map(name: &str) -> Option<String> {
    if let Some(folder) = std::env::var_os("WAYLINE_MAPS") {
        return std::fs::read_to_string(PathBuf::from(folder).join(format!("{name}.toml"))).ok();
    }
    let shared = common::root().parent()?.join("shared");
    let (tool, facts) = (shared.join("tools/map_to_toml.py"), shared.join(format!("maps/{name}.json")));
    if !tool.is_file() || !facts.is_file() || !has("python3") {
        eprintln!("skipped: no map {name}");
        return None;
    }
    let made = Command::new("python3").arg(tool).arg(facts).output().ok()?;
    made.status.success().then(|| String::from_utf8(made.stdout).unwrap())
}

/// One thing that a reviewer does: some text of the file becomes another.
type Edit<'a> = (&'a str, &'a str);

/// What `wayline diff` tells after all edits, without the title.
fn reviewed(name: &str, edits: &[Edit<'_>]) -> Option<String> {
    let old = map(name)?;
    let new = edits.iter().fold(old.clone(), |map, (before, after)| {
        assert_eq!(map.matches(before).count(), 1, "{name}: {before}");
        map.replacen(before, after, 1)
    });
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.toml"), &old).unwrap();
    let run = run_with(&["diff", "old.toml", "-"], folder.path(), &new).unwrap().ends(1).silently();
    Some(run.text().split_once('\n').unwrap().1.replace(['\u{2068}', '\u{2069}'], ""))
}

/// A touchpoint without its channel and values, as it stands in the file.
fn step(label: &str) -> String {
    format!("\n  [[stage.touchpoint]]\n  label = \"{label}\"\n")
}

#[test]
fn a_blueprint_in_english() {
    let split = (
        "\n  [[stage.touchpoint]]\n  label = \"Interact with guest and fulfill services\"",
        "\n[[stage]]\nname = \"Services\"\n  [[stage.touchpoint]]\n  label = \"Interact with guest and fulfill services\"",
    );
    let Some(told) = reviewed(
        "90-blueprint-hotel-stay",
        &[
            split,
            ("\"Register at reception\"", "\"Registers at the front desk\""),
            ("\"Process account/payment\"\n  channel = \"c4\"", "\"Process account/payment\"\n  channel = \"c5\""),
            ("\n  [[stage.touchpoint]]\n  label = \"Analyze guest feedback\"\n  channel = \"c4\"\n", ""),
            ("\"Backstage work\"", "\"Back office\""),
        ],
    ) else {
        return;
    };
    assert_eq!(
        told,
        "1 added, 1 removed, 1 moved, 2 reworded

Channels
  ~ “Backstage work” → “Back office”

Arrival
  ~ “Register at reception” → “Registers at the front desk”

+ Services: split off Stay and services with 3 touchpoints

Departure
  → Process account/payment: from Backstage work to Support process

Review
  − Analyze guest feedback (Backstage work)
"
    );
}

#[test]
fn an_inventory_in_chinese() {
    let drop = step("口口相傳");
    let Some(told) = reviewed(
        "03-retail-touchpoints-zh-Hant",
        &[
            ("\n[[stage]]\nname = \"購買後\"\n", ""),
            ("\"評論/推薦\"", "\"評論和朋友推薦\""),
            ("\"店舖位置\"", "\"店舖位置和營業時間\""),
            (&drop, ""),
            ("\"網站\"", "\"官方網站\""),
        ],
    ) else {
        return;
    };
    assert_eq!(
        told,
        "2 removed, 3 reworded

購買前
  ~ “網站” → “官方網站”
  ~ “評論/推薦” → “評論和朋友推薦”
  ~ “店舖位置” → “店舖位置和營業時間”
  − 口口相傳

− 購買後: merged into 購買期間 with 11 touchpoints
"
    );
}

#[test]
fn a_career_in_japanese() {
    let (gone, amazon) = (step("ニュース記事"), step("Amazon"));
    let both = format!("{amazon}{gone}");
    let Some(told) = reviewed(
        "23-second-career-asis-ja",
        &[
            (&gone, ""),
            (&amazon, &both),
            ("資格多すぎて選べない", "資格が多すぎて、とても選べない"),
            (", \"本屋で参考書を立ち読み\"", ""),
            ("name = \"購入する\"", "name = \"購入・申込する\""),
        ],
    ) else {
        return;
    };
    assert_eq!(
        told,
        "1 moved, 2 reworded

比較・検討
  ~ action removed: “本屋で参考書を立ち読み”
  ~ thought: “資格多すぎて選べない” → “資格が多すぎて、とても選べない”

購入・申込する
  ~ name: “購入する” → “購入・申込する”
  → ニュース記事: from stage 認知・興味
"
    );
}

#[test]
fn an_onboarding_in_arabic() {
    let Some(told) = reviewed(
        "29-managed-onboarding-ar",
        &[
            ("\"العرض أو التواصل\"\n  channel = \"c1\"", "\"العرض أو التواصل الأول\"\n  channel = \"c5\""),
            ("\"سبعة أيام\"", "\"ثلاثة أيام\""),
            ("name = \"Owner\"", "name = \"المالك\""),
        ],
    ) else {
        return;
    };
    assert_eq!(
        told,
        "1 moved, 2 reworded, 1 changed otherwise

Personas
  ~ “Owner” → “المالك”

قبل الحساب
  → “العرض أو التواصل”, now “العرض أو التواصل الأول”: from العميل to Resend

دعوة المستخدم
  ~ دعوة لبريد ومساحة ودور محددين: duration: سبعة أيام → ثلاثة أيام
"
    );
}

#[test]
fn a_petrol_station_in_russian() {
    let Some(old) = map("08-fuel-station-ru") else { return };
    let stage = old.split("\n[[stage]]").find(|stage| stage.contains("Оплатная")).unwrap();
    let Some(told) = reviewed(
        "08-fuel-station-ru",
        &[
            (&format!("\n[[stage]]{stage}"), ""),
            ("Предпокупочная (Выбор АЗС)", "До покупки"),
            ("\"2-5 минут\"", "\"3 минуты\""),
            ("\"Информация о скидках\"", "\"Информация о скидках и акциях\""),
        ],
    ) else {
        return;
    };
    assert_eq!(
        told,
        "1 removed, 2 reworded, 1 changed otherwise

До покупки
  ~ name: “Предпокупочная (Выбор АЗС)” → “До покупки”

Покупочная (Выбор товаров)
  ~ duration: 2-5 минут → 3 минуты
  ~ “Информация о скидках” → “Информация о скидках и акциях”

− Оплатная (Платеж)
"
    );
}

#[test]
fn a_boutique_in_french() {
    let Some(old) = map("10-boutique-client-fr") else { return };
    let stages: Vec<String> = old.split("\n[[stage]]").skip(1).map(|stage| format!("\n[[stage]]{stage}")).collect();
    let swapped = format!("{}{}", stages[1], stages[0]);
    let steps: Vec<&str> = stages[3].split("\n  [[stage.touchpoint]]").collect();
    let (first, second) = (steps[1], steps[2]);
    let Some(told) = reviewed(
        "10-boutique-client-fr",
        &[
            (&format!("{}{}", stages[0], stages[1]), &swapped),
            (&format!("{first}\n  [[stage.touchpoint]]{second}"), &format!("{second}\n  [[stage.touchpoint]]{first}")),
        ],
    ) else {
        return;
    };
    assert_eq!(
        told,
        "2 moved

→ Exploration: now first

Transaction
  → Saisie vente dans NICKOPLUS: now first
"
    );
}

#[test]
fn a_hotel_stay_in_english() {
    let room = step("Room phone");
    let Some(told) = reviewed(
        "05-hotel-guest-stay",
        &[
            ("\"Waiting and inconsistent staff information\"", "\"Waiting\", \"Staff say different things\""),
            ("\"Arrive and access room\"", "\"Arrive and get to the room\""),
            (&room, &format!("{}{room}", step("Chat in the hotel's app"))),
            ("label = \"Wi-Fi\"", "label = \"Wi-Fi\"\n  pain = \"Slow in the evening\"\n  emotion = -1"),
            ("\n  [[stage.touchpoint]]\n  label = \"facilities\"\n", ""),
        ],
    ) else {
        return;
    };
    assert_eq!(
        told,
        "1 added, 1 removed, 2 reworded, 1 felt differently, 1 changed otherwise; lowest point: now Wi-Fi (−1)

Map
  ~ arrangement: matrix → sequence

Check-in
  ~ goal: “Arrive and access room” → “Arrive and get to the room”
  ~ pain: “Waiting and inconsistent staff information” → “Waiting”
  ~ pain added: “Staff say different things”

Stay / room
  ~ Wi-Fi
      emotion: none → −1
      pain added: “Slow in the evening”
  − facilities

Service request
  + Chat in the hotel's app
"
    );
}
