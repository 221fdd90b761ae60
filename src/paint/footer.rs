//! Legend, review line and log of reviews.

use super::groups::{container, symbol};
use super::{Painter, line, shape};
use crate::diff::wording::Teller;
use crate::layout::footer::{LegendItem, Sign};
use crate::layout::log::Log;
use crate::layout::tag::Tag;
use crate::scene::{Geometry, Node, Stroke};
use crate::words::{Word, review_line};

impl Painter<'_> {
    pub(super) fn footer(&self, nodes: &mut Vec<Node>) {
        let footer = &self.layout.footer;
        let legend: Vec<Node> = footer.legend.iter().flat_map(|item| self.legend_item(item)).collect();
        if !legend.is_empty() {
            nodes.push(container("legend", self.narrator.word(Word::Legend).to_owned(), legend));
        }
        if let Some(label) = &footer.review {
            let line = self.journey.review.as_ref().and_then(|review| review_line(&self.journey.language, review));
            self.words("review", &line.unwrap_or_default(), label, self.palette.text_muted, nodes);
        }
        nodes.extend(footer.log.as_ref().map(|log| self.log(log)));
        if let Some(label) = &footer.number {
            let words: Vec<&str> = label.block.lines.iter().map(|line| line.content.as_str()).collect();
            self.words("page", &words.join(" "), label, self.palette.text, nodes);
        }
    }

    fn log(&self, log: &Log) -> Node {
        let palette = self.palette;
        let name = self.narrator.word(Word::ReviewNotes);
        let mut nodes = Vec::new();
        self.words("heading", name, &log.heading, palette.text_muted, &mut nodes);
        let notes = self.journey.review.iter().flat_map(|review| review.log());
        for (note, entry) in notes.zip(&log.entries) {
            let lines = self.text(&entry.date, palette.text_muted).chain(self.text(&entry.text, palette.text_muted));
            nodes.push(symbol("note", self.narrator.review_note(note), lines.collect()));
        }
        container("log", name.to_owned(), nodes)
    }

    fn legend_item(&self, item: &LegendItem) -> Vec<Node> {
        let (m, palette) = (self.m, self.palette);
        let (rect, center) = (item.rect, item.rect.center());
        let across = |stroke| line((rect.x0, center.y), (rect.x1, center.y), stroke);
        let card = |stroke| {
            let rect = crate::geometry::Rect::from_center_size(center, (rect.width(), m.small * 1.1));
            vec![shape(Geometry::Rect { rect, radius: m.card_radius * 0.45 }, Some(palette.card), Some(stroke))]
        };
        let mut nodes = match item.sign {
            Sign::Traveller(index) => {
                let stroke = Stroke::new(self.quiet(self.traveller(index)), m.curve_width).dashed(&self.dashes(index));
                let ground = shape(Geometry::Circle { center, radius: m.body * 0.5 }, Some(palette.page), None);
                vec![across(stroke), ground, self.sign(index, center, m.body * 0.33)]
            }
            Sign::MomentOfTruth => self.moment(center, rect.width() / 2.0),
            Sign::Indirect => card(Stroke::new(palette.card_indirect, m.outline).dashed(&[m.unit * 0.75, m.unit * 0.6])),
            Sign::Pain => card(Stroke::new(self.quiet(palette.pain_border), m.outline * 1.7)),
            Sign::Opportunity => self.bulb(center, rect.width() / 2.0),
            Sign::Expected => vec![across(self.expected_stroke(self.traveller(0)))],
            Sign::Change(sign) => {
                let rect = crate::geometry::Rect::from_center_size(center, (m.small * 1.4, m.small * 1.4));
                self.tag(&Tag { rect, signs: vec![(sign, center)], side: m.small * 0.8, label: None })
            }
            Sign::Before => vec![across(self.before_stroke(self.traveller(0)))],
        };
        let words = match item.sign {
            Sign::Traveller(index) => self.journey.personas.get(index).map_or("", |persona| &persona.name),
            Sign::MomentOfTruth => self.narrator.word(Word::MomentOfTruth),
            Sign::Indirect => self.narrator.word(Word::Indirect),
            Sign::Pain => self.narrator.word(Word::PainPoint),
            Sign::Opportunity => self.narrator.word(Word::Opportunity),
            Sign::Expected => self.narrator.word(Word::Expected),
            Sign::Change(sign) => Teller::new(self.journey).sign(sign),
            Sign::Before => self.narrator.word(Word::FeltBefore),
        };
        self.words("sign", words, &item.label, palette.text_muted, &mut nodes);
        nodes
    }
}
