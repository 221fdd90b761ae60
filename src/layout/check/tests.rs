//! Each rule is broken once, so that no rule is blind.

use super::{Rule, check};
use crate::geometry::{Point, Vec2};
use crate::journey::{Fit, PageSize};
use crate::layout::{Lane, Layout, emotion::EmotionLane, lay_out, swimlanes::Swimlanes};
use crate::text::Typesetter;
use std::path::Path;

const MAP: &str = r#"
title = "Two walks"
[review]
version = "1"
[[persona]]
name = "Ann"
[[persona]]
name = "Bob"
[[channel]]
name = "Web"
[[channel]]
name = "Shop"
[[stage]]
name = "One"
phase = "Before"
goals = "Get going"
pains = ["A pain"]
  [[stage.touchpoint]]
  label = "Alpha"
  channel = "web"
  emotion = { ann = 2, bob = -1 }
  quote = "Ah!"
  duration = "5 min"
  [[stage.touchpoint]]
  label = "Beta"
  channel = "shop"
  emotion = { ann = -2 }
[[stage]]
name = "Two"
pains = ["Another pain"]
  [[stage.touchpoint]]
  label = "Gamma"
  channel = "shop"
  emotion = { ann = 1, bob = 1 }
  moment_of_truth = true
"#;

/// What is found after `spoil` has changed a sound layout.
fn found(spoil: impl FnOnce(&mut Layout)) -> Vec<Rule> {
    let (map, _) = crate::open(MAP, Path::new("."), None).unwrap();
    let mut text = Typesetter::new("en").without_system_fonts();
    let pages = lay_out(&map.journey, &map.assets, &map.theme.metrics, PageSize::Natural, Fit::Split, &mut text);
    let mut layout = pages.first().unwrap().clone();
    assert_eq!(check(&layout, &map.journey), []);
    spoil(&mut layout);
    let mut rules: Vec<Rule> = check(&layout, &map.journey).into_iter().map(|violation| violation.rule).collect();
    rules.sort();
    rules.dedup();
    rules
}

fn swimlanes(layout: &mut Layout) -> &mut Swimlanes {
    layout.lanes.iter_mut().find_map(|lane| if let Lane::Swimlanes(lane) = lane { Some(lane) } else { None }).unwrap()
}

fn emotions(layout: &mut Layout) -> &mut EmotionLane {
    layout.lanes.iter_mut().find_map(|lane| if let Lane::Emotions(lane) = lane { Some(lane) } else { None }).unwrap()
}

#[test]
fn a_title_pushed_off_the_page() {
    assert_eq!(found(|layout| layout.header.title.x = -50.0), [Rule::OffPage]);
    assert_eq!(found(|layout| layout.header.title.x = f64::NAN), [Rule::NotFinite]);
}

#[test]
fn words_that_leave_their_card_or_lie_on_others() {
    assert!(found(|layout| swimlanes(layout).cards[0].label.x -= 20.0).contains(&Rule::TextLeaves));
    assert!(found(|layout| layout.stages.heads[0].name.top += 12.0).contains(&Rule::TextsOverlap));
    assert!(found(|layout| layout.stages.heads[1].name.x = 10.0).contains(&Rule::TextLeaves));
    let on_icon = |layout: &mut Layout| {
        let label = emotions(layout).label.icon.as_ref().unwrap().1;
        emotions(layout).label.label.x = label.x;
    };
    assert!(found(on_icon).contains(&Rule::TextUnderMark));
}

#[test]
fn blocks_on_each_other() {
    assert!(found(|layout| layout.header.bottom += 100.0).contains(&Rule::BlocksOverlap));
    assert!(found(|layout| emotions(layout).rect.y0 -= 100.0).contains(&Rule::BlocksOverlap));
    assert!(found(|layout| layout.stages.heads[0].rect.x1 += 9.0).contains(&Rule::BlocksOverlap));
}

#[test]
fn cards_out_of_place() {
    let onto_the_next = |layout: &mut Layout| {
        let cards = &mut swimlanes(layout).cards;
        let by = cards[2].rect.center() - cards[1].rect.center();
        cards[1].rect = cards[1].rect + by;
    };
    let rules = found(onto_the_next);
    assert!(rules.contains(&Rule::CardsOverlap) && rules.contains(&Rule::CardLeavesStage), "{rules:?}");
    let down = |layout: &mut Layout| {
        let card = &mut swimlanes(layout).cards[0];
        card.rect = card.rect + Vec2::new(0.0, 30.0);
    };
    assert!(found(down).contains(&Rule::CardLeavesRow));
}

#[test]
fn paths_that_lose_their_way() {
    assert!(found(|layout| swimlanes(layout).routes[0].pieces[0].points[0].x += 9.0).contains(&Rule::RouteEnds));
    assert_eq!(found(|layout| drop(swimlanes(layout).routes[0].pieces.pop())), [Rule::RouteEnds]);
    let over_a_card = |layout: &mut Layout| {
        let middle = swimlanes(layout).cards[1].rect.center();
        let piece = &mut swimlanes(layout).routes[1].pieces[0].points;
        let (from, to) = (piece[0], piece[piece.len() - 1]);
        *piece = vec![from, Point::new(middle.x, from.y), Point::new(middle.x, middle.y), Point::new(to.x, middle.y), to];
    };
    assert!(found(over_a_card).contains(&Rule::RouteCrossesCard));
    let over_a_name = |layout: &mut Layout| {
        let label = swimlanes(layout).rows[0].label.as_ref().unwrap().label.bounds().center();
        let piece = &mut swimlanes(layout).routes[1].pieces[0].points;
        let from = piece[0];
        piece.splice(1..1, [Point::new(from.x, label.y), Point::new(label.x, label.y), Point::new(from.x, label.y), from]);
    };
    assert!(found(over_a_name).contains(&Rule::RouteCrossesText));
}

#[test]
fn curves_out_of_their_plot_and_words_on_them() {
    assert!(found(|layout| emotions(layout).plot.y1 -= 9.0).contains(&Rule::PointOutsidePlot));
    let on_a_face = |layout: &mut Layout| {
        let (center, _) = emotions(layout).series[0].faces[1];
        let note = &mut emotions(layout).notes[0].label;
        (note.x, note.top) = (center.x - 4.0, center.y - note.block.height() / 2.0);
    };
    assert!(found(on_a_face).contains(&Rule::NoteTouchesFace));
    let on_a_curve = |layout: &mut Layout| {
        let curve = &emotions(layout).series[0].curves[0];
        let x = (curve.points()[0].x + curve.points()[1].x) / 2.0;
        let y = curve.at(x).unwrap();
        let note = &mut emotions(layout).notes[0].label;
        let width = note.block.width();
        let left = note.line_left(width);
        note.x += x - left;
        note.top = y - note.block.height() / 2.0;
    };
    assert!(found(on_a_curve).contains(&Rule::NoteTouchesCurve));
}

#[test]
fn words_that_are_too_small() {
    let smaller = |layout: &mut Layout| layout.header.title.block.style.size = layout.metrics.small * 0.9;
    assert!(found(smaller).contains(&Rule::TextTooSmall));
}
