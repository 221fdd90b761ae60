//! The band of stages over the columns, and the phases over it.

use super::columns::Columns;
use super::context::Context;
use super::label::{Label, font, set};
use super::lanes;
use crate::geometry::{Rect, Vec2};
use crate::scene::{Anchor, FontStyle};
use crate::words::number;

/// Phases and stages at their place.
#[derive(Debug, Clone)]
pub struct Stages {
    /// Bands over consecutive stages of one phase: name, and the rule under it from start to end.
    pub phases: Vec<(Label, Rect)>,
    /// In order.
    pub heads: Vec<Head>,
    /// How far an arrow's tip reaches, and how deep a notch is, px.
    pub tip: f64,
    /// Bottom, px.
    pub bottom: f64,
}

/// A stage's header.
#[derive(Debug, Clone)]
pub struct Head {
    /// Which stage.
    pub stage: usize,
    /// From the stage's start to its end; arrows reach a little further.
    pub rect: Rect,
    /// How far the arrow's tip reaches, px; 0 for a plain box.
    pub tip: f64,
    /// Whether it starts with a notch for the tip before it.
    pub notch: bool,
    /// What the stage is called.
    pub name: Label,
    /// Its goal, where goals have no lane of their own.
    pub goal: Option<Label>,
    /// How many touchpoints it has, on a board.
    pub count: Option<Label>,
}

impl Stages {
    /// The same with heads `by` px higher.
    pub(super) fn grown(mut self, by: f64) -> Self {
        for head in &mut self.heads {
            head.rect.y1 += by;
            for label in [Some(&mut head.name), head.goal.as_mut(), head.count.as_mut()].into_iter().flatten() {
                label.top += by / 2.0;
            }
        }
        self.bottom += by;
        self
    }

    /// The same, `by` px further down.
    pub(super) fn moved_down(mut self, by: f64) -> Self {
        for (label, rule) in &mut self.phases {
            label.top += by;
            *rule = *rule + Vec2::new(0.0, by);
        }
        for head in &mut self.heads {
            head.rect = head.rect + Vec2::new(0.0, by);
            for label in [Some(&mut head.name), head.goal.as_mut(), head.count.as_mut()].into_iter().flatten() {
                label.top += by;
            }
        }
        self.bottom += by;
        self
    }
}

/// Places phases and stages, `top` downwards.
pub fn place(context: &mut Context, columns: &Columns, top: f64) -> Stages {
    let m = context.metrics;
    let board = context.is_board();
    let mut y = top;
    let phases = phases(context, columns, &mut y);

    let (across, down) = (m.unit * 3.5, m.unit * 2.25);
    let tip = if board { 0.0 } else { m.heading * 0.75 };
    let with_goals = lanes::goals_in_headers(context);
    let mut heads = Vec::new();
    for (stage, facts) in context.journey.stages.iter().enumerate() {
        let (x0, x1) = columns.span(stage);
        // a board's headers are as wide as the cards under them
        let (x0, x1) = if board { (x0 + columns.gutter / 2.0, x1 - columns.gutter / 2.0) } else { (x0, x1) };
        let notch = stage > 0 && !board;
        let left = x0 + across + if notch { tip * 0.9 } else { 0.0 };
        let count = (board && !facts.past && !facts.touchpoints.is_empty()).then(|| {
            let words = number(&context.journey.language, facts.touchpoints.iter().filter(|t| !t.past).count() as f64);
            set(context.text, &words, font((m.subtitle * 0.94).max(m.small), 400), x1 - x0, 1.3)
        });
        let taken = count.as_ref().map_or(0.0, |c| c.width() + m.unit * 3.0);
        let room = x1 - across - left - taken;
        let name = Label::new(set(context.text, &facts.name, font(m.heading, 600), room, 1.25), left, 0.0);
        let goal = facts.goals.first().filter(|_| with_goals);
        let goal = goal.map(|words| Label::new(set(context.text, words, font(m.body, 400), room, 1.28), left, 0.0));
        let rect = Rect::new(x0, y, x1, y);
        let count = count.map(|block| Label::new(block, x1 - across, 0.0).anchored(Anchor::Right));
        heads.push(Head {
            stage,
            rect,
            tip: if stage + 1 < context.journey.stages.len() { tip } else { 0.0 },
            notch,
            name,
            goal,
            count,
        });
    }
    // one baseline for all names: stages without a goal keep its line free while another has one
    let goals = heads.iter().filter_map(|h| h.goal.as_ref()).map(|g| g.block.height()).fold(0.0, f64::max);
    let names = heads.iter().map(|h| h.name.block.height()).fold(0.0, f64::max);
    let tallest = (names + goals + 2.0 * down).max(m.heading * if context.is_dense() { 2.2 } else { 2.9 }).ceil();
    for head in &mut heads {
        head.rect.y1 = y + tallest;
        let own = head.name.block.height();
        let start = y + (tallest - names - goals) / 2.0;
        head.name.top =
            if goals > 0.0 || names > own { start + if goals > 0.0 { names - own } else { (names - own) / 2.0 } } else { start };
        if let Some(goal) = &mut head.goal {
            goal.top = start + names;
        }
        if let Some(count) = &mut head.count {
            count.top = head.rect.center().y - count.block.height() / 2.0;
        }
    }
    Stages { phases, heads, tip, bottom: y + tallest }
}

fn phases(context: &mut Context, columns: &Columns, y: &mut f64) -> Vec<(Label, Rect)> {
    let m = context.metrics;
    let stages = &context.journey.stages;
    let mut bands = Vec::new();
    let stages: Vec<(usize, &Option<String>)> = stages.iter().map(|stage| &stage.phase).enumerate().collect();
    for run in stages.chunk_by(|(_, one), (next, other)| one == other && !columns.begins_page(*next)) {
        if let ([(start, Some(phase)), ..], [.., (end, _)]) = (run, run) {
            let (x0, x1) = (columns.span(*start).0, columns.span(*end).1);
            let style = FontStyle { tracking: m.small * 0.03, ..font(m.small, 600) };
            bands.push((Label::new(set(context.text, phase, style, x1 - x0 - m.unit * 4.0, 1.25), x0 + m.unit, 0.0), x0, x1));
        }
    }
    let tallest = bands.iter().map(|(l, _, _)| l.block.height()).fold(0.0, f64::max);
    if bands.is_empty() {
        return Vec::new();
    }
    let rule = *y + tallest + m.unit * 1.25;
    let bands = bands.into_iter().map(|(mut label, x0, x1)| {
        label.top = *y + tallest - label.block.height();
        (label, Rect::new(x0 + m.unit * 0.5, rule, x1 - m.unit * 1.5, rule))
    });
    let bands = bands.collect();
    *y = rule + (m.unit * 2.5).max(context.tag_room());
    bands
}
