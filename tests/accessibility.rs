//! What a screen reader gets of a map: a description in sentences, then header, stage by stage, legend.

mod common;

use common::{Input, Sheet, drawn, examples_and_maps, journeys, program, root};
use roxmltree::{Document, Node};
use std::path::Path;
use std::process::Command;
use wayline::journey::{Journey, LaneId, Touchpoint};
use wayline::layout::{Lane, Layout};
use wayline::paint::paint_page;
use wayline::render::{SvgOptions, svg};

/// A step on the way through a picture: how deep, which role, which words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    depth: usize,
    role: String,
    name: String,
    kind: String,
}

/// What a screen reader walks through, in order: named groups, images, links and texts. Images are not walked into, and
/// nothing hidden is heard.
fn steps(svg: &str) -> Vec<Step> {
    fn walk(node: Node, depth: usize, found: &mut Vec<Step>) {
        if node.attribute("aria-hidden") == Some("true") {
            return;
        }
        let tag = node.tag_name().name();
        let text: String = node.descendants().filter(|n| n.is_text()).filter_map(|n| n.text()).collect();
        let text = text.replace(['\u{2066}', '\u{2067}', '\u{2069}'], ""); // isolates are heard by nobody
        let (role, name) = match (tag, node.attribute("role"), node.attribute("aria-label")) {
            ("text", _, _) => ("text", text),
            ("a", _, name) => ("link", name.unwrap_or_default().to_owned()),
            (_, Some(role), name) => (role, name.unwrap_or_default().to_owned()),
            _ => return node.children().for_each(|child| walk(child, depth, found)),
        };
        let kind = node.attribute("data-kind").unwrap_or_default().to_owned();
        found.push(Step { depth, role: role.to_owned(), name, kind });
        if !matches!(role, "text" | "img" | "link") {
            node.children().for_each(|child| walk(child, depth + 1, found));
        }
    }
    let document = Document::parse(svg).expect("well-formed XML");
    let mut found = Vec::new();
    document.root_element().children().filter(|n| !matches!(n.tag_name().name(), "title" | "desc")).for_each(|child| {
        walk(child, 0, &mut found);
    });
    found
}

fn inputs() -> Vec<Input> {
    let mut inputs = examples_and_maps();
    inputs.extend(journeys(&root().join("tests/suite")));
    inputs
}

/// The first words of a name: before its first full stop.
fn begins_with(name: &str, words: &str) -> bool {
    name.starts_with(&words.replace('\n', " "))
}

fn shows(layout: &Layout, lane: LaneId) -> bool {
    layout.lanes.iter().any(|shown| shown.id() == lane)
}

/// The touchpoints of a stage whose cards stand on a page: those of other swimlanes may stand on another.
fn shown_touchpoints<'a>(journey: &'a Journey, layout: &Layout, stage: usize) -> Vec<&'a Touchpoint> {
    let before: usize = journey.stages[..stage].iter().map(|stage| stage.touchpoints.len()).sum();
    let mut shown: Vec<usize> = Vec::new();
    for lane in &layout.lanes {
        if let Lane::Swimlanes(lane) = lane {
            shown.extend(lane.cards.iter().map(|card| card.touchpoint));
        }
    }
    let own = journey.stages[stage].touchpoints.iter().enumerate();
    own.filter(|(index, _)| shown.contains(&(before + index))).map(|(_, touchpoint)| touchpoint).collect()
}

/// Every page of every map, with the map's name.
fn sheets() -> impl Iterator<Item = (String, Sheet)> {
    inputs().into_iter().flat_map(|input| {
        let map = input.open(None);
        drawn(&map, map.journey.page.size).into_iter().map(move |sheet| (input.name.clone(), sheet))
    })
}

#[test]
fn every_map_is_walked_stage_by_stage() {
    for (name, Sheet { journey, layout, svg }) in sheets() {
        let (name, journey, layout) = (&name, &journey, &layout);
        let steps = steps(&svg);
        assert!(steps.iter().all(|step| !step.name.trim().is_empty()), "{name}: {steps:#?}");

        // personas, then the stages, then the legend
        let places = |kind: &str| (0..steps.len()).filter(|i| steps[*i].kind == kind).collect::<Vec<_>>();
        let (personas, stages) = (places("persona"), places("stage"));
        assert_eq!((personas.len(), stages.len()), (journey.personas.len(), layout.stages.heads.len()), "{name}");
        assert!(begins_with(&steps[0].name, &journey.title) || journey.title.starts_with(&steps[0].name), "{name}");
        let first = stages[0];
        assert!(personas.iter().all(|at| *at < first) && places("lane").iter().all(|at| *at < first), "{name}");
        let end = places("legend").into_iter().chain(places("review")).min().unwrap_or(steps.len());
        assert!(stages.iter().all(|at| *at < end), "{name}");

        // outside of groups only the title, the scenario and the review line are heard as texts of their own
        let header = [Some(&journey.title), journey.subtitle.as_ref()];
        for step in steps[..first].iter().filter(|step| step.depth == 0 && step.role == "text") {
            assert!(header.iter().flatten().any(|words| words.contains(&step.name)), "{name}: {step:?}");
        }

        for (index, at) in stages.iter().enumerate() {
            let (stage, facts) = (&steps[*at], &journey.stages[layout.stages.heads[index].stage]);
            assert_eq!((stage.depth, stage.role.as_str()), (0, "group"), "{name}");
            assert!(stage.name.contains(&facts.name.replace('\n', " ")), "{name}: {}", stage.name);
            let inside: Vec<&Step> = steps[at + 1..].iter().take_while(|step| step.depth > 0).collect();
            let cards: Vec<&&Step> = inside.iter().filter(|step| step.kind == "touchpoint").collect();
            let expected = shown_touchpoints(journey, layout, layout.stages.heads[index].stage);
            assert_eq!(cards.len(), expected.len(), "{name}: {}", facts.name);
            for (card, touchpoint) in cards.into_iter().zip(expected) {
                assert!(begins_with(&card.name, &touchpoint.label), "{name}: {card:?}");
                assert_eq!(card.role, if touchpoint.link.is_some() { "link" } else { "img" }, "{name}: {card:?}");
            }
            let heard: String = inside.iter().map(|step| format!("{}\n", step.name)).collect();
            if shows(layout, LaneId::Pains) {
                let missing = facts.pains.iter().find(|pain| !heard.contains(&pain.replace('\n', " ")));
                assert_eq!(missing, None, "{name}: {heard}");
            }
        }
    }
}

#[test]
fn every_map_describes_itself() {
    for (name, Sheet { journey, layout, svg }) in sheets() {
        let document = Document::parse(&svg).expect("well-formed XML");
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("graphics-document document"), "{}", name);
        let words = |tag: &str| {
            let child = root.children().find(|child| child.has_tag_name(("http://www.w3.org/2000/svg", tag)));
            let child = child.unwrap_or_else(|| panic!("{}: no <{tag}>", name));
            (child.attribute("id").unwrap_or_default(), child.text().unwrap_or_default())
        };
        let ((title_id, title), (id, description)) = (words("title"), words("desc"));
        assert_eq!(root.attribute("aria-labelledby"), Some(format!("{title_id} {id}").as_str()), "{}", name);
        assert_eq!(title, journey.title, "{}", name);
        assert!(description.chars().count() <= 1500, "{}: {description}", name);
        assert!(
            journey.stages.len() > 12
                || layout.spans.iter().all(|(stage, _)| description.contains(&journey.stages[*stage].name.replace('\n', " "))),
            "{description}"
        );
    }
}

#[test]
fn nothing_is_seen_that_is_not_heard() {
    let plain = common::texts::plain;
    for (name, Sheet { layout, svg, .. }) in sheets() {
        // a lane that says nothing on this page has a name for the eye only, so that lanes are the same on all pages
        let silent = |lane: &Lane| matches!(lane, Lane::Cells(lane) if lane.cells.is_empty());
        let silent: Vec<LaneId> = layout.lanes.iter().filter(|lane| silent(lane)).map(Lane::id).collect();
        let heard: String = steps(&svg).iter().map(|step| plain(&step.name) + "\n").collect();
        let document = Document::parse(&svg).expect("well-formed XML");
        for text in document.descendants().filter(|node| node.tag_name().name() == "text") {
            // initials and the number of cards are for the eye: names and cards are told
            let kind = text.parent().and_then(|group| group.attribute("data-kind"));
            let letters: String = text.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
            if kind == Some("lane") && !silent.is_empty()
                || kind == Some("count")
                || kind == Some("persona") && letters.chars().count() <= 2
            {
                continue;
            }
            let words = plain(&letters);
            let words = words.trim_end_matches(['-', '‐']); // a hyphen may be the line's own
            assert!(heard.contains(words), "{}: {words:?} in {kind:?}", name);
        }
    }
}

#[test]
fn a_page_of_several_tells_its_own_stages() {
    let input = inputs().into_iter().find(|input| input.name == "running-shoes").expect("the example");
    let map = input.open(None);
    let mut layout = common::lay_out_map(&map, map.journey.page.size).first().expect("a page").clone();
    layout.stages.heads.retain(|head| (1..=2).contains(&head.stage));
    let text = common::typesetter(&map);
    let scene = paint_page(&layout, &map.journey, &map.assets, &map.theme.palette, &text, (2, 3));
    let description = &scene.description;
    assert!(description.starts_with("Page 2 of 3. Customer journey map."), "{description}");
    assert!(description.contains("Stages 2 to 3 of 4: Through the door, Choose & buy."), "{description}");
    assert!(!description.contains("Become aware") && !description.contains("Come back"), "{description}");
    let steps = steps(&svg(&scene, &SvgOptions::default()));
    let stages: Vec<&str> = steps.iter().filter(|step| step.kind == "stage").map(|step| step.name.as_str()).collect();
    assert_eq!(stages, ["Stage 2 of 4: Through the door (Before purchase)", "Stage 3 of 4: Choose & buy (During)"]);
}

/// Chromium's accessibility tree as steps; `None` without Chromium or Node.
fn chromium(file: &Path) -> Option<Vec<Step>> {
    let (Some(node), Some(browser)) = (program(&["node"]), program(&["chromium", "chromium-browser", "google-chrome"])) else {
        println!("skipped: Chromium or Node is not installed");
        return None;
    };
    let script = root().join("tests/accessibility/tree.mjs");
    let output = Command::new(node).arg(script).arg(browser).arg(file).output().expect("Node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("UTF-8");
    let step = |line: &str| {
        let words = line.trim_start();
        let (role, name) = words.split_once(": ").unwrap_or((words.trim_end_matches(':'), ""));
        Step { depth: (line.len() - words.len()) / 2, role: role.to_owned(), name: name.to_owned(), kind: String::new() }
    };
    Some(tree.lines().map(step).collect())
}

/// Groups, images and links with their names, as both trees have them.
fn landmarks(steps: &[Step]) -> Vec<(String, String)> {
    let role = |step: &Step| match step.role.as_str() {
        "group" | "link" => Some(step.role.clone()),
        "img" | "image" => Some("image".to_owned()),
        _ => None,
    };
    steps.iter().filter_map(|step| Some((role(step)?, step.name.clone()))).collect()
}

#[test]
fn chromium_hands_the_same_way_to_screen_readers() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let wanted = ["running-shoes", "clinic-ar", "links"];
    for input in inputs().into_iter().filter(|input| wanted.contains(&input.name.as_str())) {
        let map = input.open(None);
        let svg = drawn(&map, map.journey.page.size).swap_remove(0).svg;
        let page = format!("<!doctype html><meta charset=utf-8><title>Page</title><h1>Before</h1>{svg}<p>After</p>");
        for (file, content) in [(format!("{}-a11y.svg", input.name), &svg), (format!("{}-a11y.html", input.name), &page)] {
            let path = folder.join(file);
            std::fs::write(&path, content).expect("the folder for tests' files is writable");
            let Some(tree) = chromium(&path) else { return };
            assert_eq!(landmarks(&tree), landmarks(&steps(&svg)), "{}", path.display());
            let whole: Vec<&Step> = tree.iter().filter(|step| step.role == "graphics-document").collect();
            assert!(matches!(whole.as_slice(), [one] if one.name.starts_with(&map.journey.title)), "{whole:?}");
            let hidden = tree.iter().find(|step| step.role == "StaticText" && step.name == "Pain points");
            assert_eq!(hidden, None, "lanes' names are told by their cells");
        }
    }
}
