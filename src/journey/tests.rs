//! What a whole file becomes.

use super::*;

/// Every key of every table.
const WHOLE: &str = r##"
title    = "Renting  a bicycle"
subtitle = """
A day in the city,
and another"""
language = "en-GB"
theme    = "dark"
scale    = { min = 1, max = 5 }
lanes    = ["goals", "stages", "owner", "channels", "emotions"]
arrange  = "auto"

[page]
size     = [1600, 900]
min_text = 9

[review]
version  = 1.10
reviewed = 2026-11-30
every    = "3 months"

[[persona]]
name  = "Ida"
role  = "commuter"
quote = "I’m late."
icon  = "bike"
color = "teal"

[[persona]]
id    = "uli"
name  = "Uli"
image = "uli.png"

[[channel]]
id   = "app"
name = "App"
icon = "phone"
tier = "customer"

[[stage]]
name  = "Find"
phase = "Before"
goals = "A bicycle nearby"
actions = ["Looks", "", "Walks"]
thoughts = ["Is it far?"]
pains = ["Map is slow"]
opportunities = []
emotion = { uli = [2, 3.5], ida = 4 }
expected = 3
feeling = "unsure"
duration = "5 min"
image = "frames/1.png"
metrics = [{ name = "Searches", value = 1_240, unit = "/ week", target = 1500.5 }]
extra = { owner = ["Ann", "Bea"] }

  [[stage.touchpoint]]
  label    = "Opens\tthe map"
  id       = "map"
  channel  = "app"
  icon     = "map"
  personas = ["uli", "ida"]
  emotion  = { ida = 2 }
  expected = [3, 4]
  feeling  = "hopeful"
  quote    = "There is one!"
  control  = "indirect"
  moment_of_truth = true
  pain     = "Slow"
  opportunity = "Cache it"
  duration = "1 min"
  link     = "https://example.org/map"

  [[stage.touchpoint]]
  label = "Map"
  together = true
  emotion = { uli = 5 }

[[stage]]
name = "Ride"

[[lane]]
name = "Owner"
icon = "users"
"##;

fn parsed(source: &str) -> Journey {
    match parse(source) {
        Ok((journey, _)) => journey,
        Err(errors) => panic!("{errors}"),
    }
}

#[test]
fn every_key_arrives() {
    let journey = parsed(WHOLE);
    assert_eq!(journey.title, "Renting a bicycle");
    assert_eq!(journey.subtitle.as_deref(), Some("A day in the city,\nand another"));
    assert_eq!(journey.language, "en-GB");
    assert_eq!(journey.scale, Scale { min: 1.0, max: 5.0 });
    assert_eq!(
        journey.lanes.as_deref(),
        Some(&[LaneId::Phases, LaneId::Stages, LaneId::Goals, LaneId::Own(0), LaneId::Channels, LaneId::Emotions][..])
    );
    assert_eq!(journey.arrange, Arrange::Sequence);
    assert_eq!(journey.page, Page { size: PageSize::px(1600.0, 900.0).unwrap(), min_text: 9.0 });
    let review = journey.review.as_ref().unwrap();
    assert_eq!(review.version.as_deref(), Some("1.10"));
    assert_eq!(review.next, Some(Date { year: 2027, month: 2, day: 28 }));
    let ids: Vec<_> = journey.personas.iter().map(|persona| persona.id.as_str()).collect();
    assert_eq!(ids, ["ida", "uli"]);
    assert_eq!(journey.channels[0].tier, Some(Tier::Customer));

    let stage = &journey.stages[0];
    assert_eq!(stage.actions, ["Looks", "Walks"]);
    let uli = Feeling { persona: Some(1), values: vec![2.0, 3.5] };
    assert_eq!(stage.emotion, [Feeling { persona: Some(0), values: vec![4.0] }, uli]);
    assert_eq!(stage.expected, [Feeling { persona: None, values: vec![3.0] }]);
    assert_eq!(stage.metrics[0].target, Some(1500.5));
    assert_eq!(stage.extra, [(0, vec!["Ann".to_owned(), "Bea".to_owned()])]);

    let [first, second] = stage.touchpoints.as_slice() else { panic!("two touchpoints") };
    assert_eq!((first.label.as_str(), first.channel), ("Opens the map", Some(0)));
    assert_eq!(first.personas, [0, 1]);
    assert_eq!(first.expected[0].values, [3.0, 4.0]);
    assert!(first.moment_of_truth && first.control == Control::Indirect);
    assert_eq!(second.id, "map-2", "`map` is taken by an id that was given");
    assert_eq!(second.personas, [1], "those named in `emotion`");
    assert!(second.together);
}

#[test]
fn little_is_needed() {
    let journey = parsed("title = \"t\"\n[[stage]]\nname = \"s\"\ntouchpoint = [{ label = \"a\" }]");
    assert_eq!(journey.arrange, Arrange::Matrix);
    assert_eq!(journey.lanes, None);
    assert_eq!(journey.page, Page { size: PageSize::Natural, min_text: 8.0 });
    assert_eq!(journey.scale, Scale { min: -2.0, max: 2.0 });
    assert!(journey.stages[0].touchpoints[0].personas.is_empty());
}

#[test]
fn windows_files_and_byte_order_marks_are_read() {
    let windows = format!("\u{FEFF}{}", WHOLE.replace('\n', "\r\n"));
    let (mut ours, mut theirs) = (parsed(WHOLE), parsed(&windows));
    // Only places differ.
    for journey in [&mut ours, &mut theirs] {
        journey.theme = None;
        journey.channels[0].icon = None;
        journey.own_lanes[0].icon = None;
        journey.personas[0].icon = None;
        journey.personas[1].image = None;
        journey.stages[0].image = None;
        journey.stages[0].touchpoints[0].icon = None;
    }
    assert_eq!(ours, theirs);
}

#[test]
fn a_file_cut_off_anywhere_is_survived() {
    for end in (0..WHOLE.len()).step_by(11) {
        let Some(part) = WHOLE.get(..end) else { continue };
        if let Err(errors) = parse(part) {
            assert!(errors.has_errors());
            for place in errors.0.iter().filter_map(|d| d.span.clone()) {
                assert!(part.get(place.clone()).is_some(), "{place:?} of {end}");
            }
        }
    }
}
