//! Journeys of any size, for benches and for what must not depend on size.

use std::fmt::Write;

const STEPS: [&str; 10] = [
    "Hears about it from a friend",
    "Searches for advice",
    "Compares three offers side by side",
    "Asks in the shop",
    "Reads reviews",
    "Gets a call back, and a plan that fits",
    "Pays by card",
    "Waits for the parcel",
    "Unpacks and tries it on at home",
    "Tells her colleagues",
];

/// A journey file of `touchpoints` touchpoints: stages of ten (longer ones from 2,000 on), five channels, two personas who share most of the way,
/// emotions, some pains, quotes and detours. Labels differ, as they do in real files.
pub fn large(touchpoints: usize) -> String {
    let mut toml = format!("title = \"A journey of {touchpoints} steps\"\nsubtitle = \"Made by a rule\"\n");
    for (id, name) in [("ana", "Ana"), ("ben", "Ben")] {
        let _ = write!(toml, "\n[[persona]]\nid = \"{id}\"\nname = \"{name}\"\nrole = \"somebody who comes by\"\n");
    }
    for (id, name, icon) in [
        ("word", "Word of mouth", "megaphone"),
        ("web", "Website & app", "smartphone"),
        ("shop", "Shop", "store"),
        ("mail", "Email & phone", "mail"),
        ("home", "At home", "house"),
    ] {
        let _ = write!(toml, "\n[[channel]]\nid = \"{id}\"\nname = \"{name}\"\nicon = \"{icon}\"\n");
    }
    // stages of ten, or as many as a map may have
    let of_stage = touchpoints.div_ceil(200).max(10);
    for index in 0..touchpoints {
        if index % of_stage == 0 {
            let stage = index / of_stage + 1;
            let _ = write!(
                toml,
                "\n[[stage]]\nname = \"Stage {stage}\"\ngoals = \"Reach point {stage}\"\npains = [\"Something hurts at {stage}\"]\nopportunities = [\"Mend it for {stage}\", \"Or leave it out\"]\n"
            );
        }
        let channel = ["word", "web", "shop", "mail", "home"][(index * 7 + index / 3) % 5];
        let step = STEPS[index % STEPS.len()];
        let (ana, ben) = ((index * 5 + 2) % 5, (index * 3 + 1) % 5);
        let emotion = match index % 4 {
            3 => format!("{{ ana = {} }}", ana as i64 - 2),
            _ => format!("{{ ana = {}, ben = {} }}", ana as i64 - 2, ben as i64 - 2),
        };
        let _ = write!(
            toml,
            "\n  [[stage.touchpoint]]\n  label = \"{step} {index}\"\n  channel = \"{channel}\"\n  emotion = {emotion}\n"
        );
        match index % 12 {
            4 => toml.push_str("  quote = \"Why does nobody say so?\"\n"),
            7 => toml.push_str("  pain = \"Too slow\"\n  moment_of_truth = true\n"),
            10 => toml.push_str("  control = \"indirect\"\n  duration = \"20 min\"\n"),
            _ => {}
        }
    }
    toml
}
