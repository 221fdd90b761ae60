//! The top of the map: title, subtitle and who makes the journey.

use super::context::Context;
use super::label::{Label, font, room, set};
use crate::geometry::{Point, Rect};
use crate::journey::{Persona, Review};
use crate::scene::{Anchor, FontStyle};
use crate::text::TextBlock;
use crate::theme::Metrics;
use crate::words::{Word, quoted, revisions, say};

/// The top of the map at its place.
#[derive(Debug, Clone)]
pub struct Header {
    /// What the map is about.
    pub title: Label,
    /// The scenario.
    pub subtitle: Option<Label>,
    /// Whose journey.
    pub personas: Vec<PersonaCard>,
    /// What is compared, where it is two revisions.
    pub comparison: Option<Comparison>,
    /// Bottom, px.
    pub bottom: f64,
}

/// Says that the map compares two revisions, and how much changed.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Which revisions, or just that it is a comparison; with the outline around it.
    pub badge: (Rect, Label),
    /// How much changed, in one line.
    pub summary: Label,
}

/// A persona at its place.
#[derive(Debug, Clone)]
pub struct PersonaCard {
    /// Index of the persona.
    pub persona: usize,
    /// Centre of the disc that holds its picture, icon or initials.
    pub disc: Point,
    /// Radius of the disc, px.
    pub radius: f64,
    /// Its initials, where it has neither picture nor icon.
    pub initials: Option<Label>,
    /// What it is called.
    pub name: Label,
    /// Who it is.
    pub role: Option<Label>,
    /// What it says.
    pub quote: Option<Label>,
}

/// A persona's measured words.
struct Plan {
    name: TextBlock,
    role: Option<TextBlock>,
    quote: Option<TextBlock>,
    /// Whether the role stands beside the name, not under it.
    beside: bool,
    radius: f64,
    width: f64,
    height: f64,
    gap: f64,
}

/// Places the header between `left` and `right`, `top` downwards.
pub fn place(context: &mut Context, left: f64, right: f64, top: f64) -> Header {
    let m = context.metrics;
    let width = right - left;
    let personas = &context.journey.personas;
    let plans: Vec<Plan> =
        personas.iter().map(|persona| plan(context, persona, (width * 0.3).max(m.body * 18.0).min(width))).collect();
    let gap = m.unit * 10.0;
    let row: f64 = plans.iter().map(|p| p.width + gap).sum::<f64>() - gap;

    let title_style = FontStyle { tracking: -m.title * 0.018, ..font(m.title, 700) };
    let wanted = room(context.text, &context.journey.title, title_style)
        .max(context.journey.subtitle.as_ref().map_or(0.0, |s| room(context.text, s, font(m.subtitle, 400))));
    let beside = !personas.is_empty() && row <= width * 0.62 && wanted.min(width * 0.55) + gap + row <= width;
    let title_room = if beside { width - row - gap } else { width };
    let title = Label::new(set(context.text, &context.journey.title, title_style, title_room, 1.16), left, top);
    let mut y = title.bounds().y1 + m.unit * 0.75;
    let subtitle = context.journey.subtitle.as_ref().map(|words| {
        let label = Label::new(set(context.text, words, font(m.subtitle, 400), title_room, 1.3), left, y);
        y = label.bounds().y1;
        label
    });

    let mut cards = Vec::new();
    if beside {
        let tallest = plans.iter().map(|p| p.height).fold(0.0, f64::max);
        let height = tallest.max(y - top);
        let mut x = right - row;
        for ((persona, facts), plan) in personas.iter().enumerate().zip(plans) {
            let next = x + plan.width + gap;
            cards.push(plan.place(context, (persona, facts), x, top, height));
            x = next;
        }
        y = y.max(cards.iter().map(bottom_of).fold(0.0, f64::max));
    } else if !personas.is_empty() {
        y += m.unit * 4.0;
        let mut x = left;
        let mut row_height: f64 = 0.0;
        for ((persona, facts), plan) in personas.iter().enumerate().zip(plans) {
            if x > left && x + plan.width > right {
                y += row_height + m.unit * 3.0;
                (x, row_height) = (left, 0.0);
            }
            row_height = row_height.max(plan.height);
            let (next, height) = (x + plan.width + gap, plan.height);
            cards.push(plan.place(context, (persona, facts), x, y, height));
            x = next;
        }
        y += row_height;
    }
    let comparison = comparison(context, left, right, y + m.unit * 4.0);
    y = comparison.as_ref().map_or(y, Comparison::bottom);
    Header { title, subtitle, personas: cards, comparison, bottom: y }
}

impl Comparison {
    fn bottom(&self) -> f64 {
        self.badge.0.y1.max(self.summary.bounds().y1)
    }
}

/// Which revisions are compared, or where they don't say so, that they are.
pub fn badge(language: &str, old: Option<&Review>, new: Option<&Review>) -> String {
    revisions(language, old, new).unwrap_or_else(|| say(language, Word::Changes).to_owned())
}

/// The line under everything else in the header that says what is compared.
fn comparison(context: &mut Context, left: f64, right: f64, top: f64) -> Option<Comparison> {
    let marks = context.marks?;
    let m = context.metrics;
    let language = &context.journey.language;
    let (padding, height) = (m.small * 0.8, m.small * 2.0);
    let words = badge(language, marks.old.as_ref(), context.journey.review.as_ref());
    let badge = {
        let block = set(context.text, &words, font(m.small, 600), (right - left) * 0.6, 1.3);
        let rect = Rect::new(left, top, left + block.width() * 1.05 + 2.0 * padding, top + block.height().max(height));
        let y = rect.center().y - block.height() / 2.0;
        (rect, Label::new(block, rect.center().x, y).anchored(Anchor::Middle))
    };
    let x = badge.0.x1 + m.unit * 3.0;
    let style = font(m.subtitle, 600);
    let block = set(context.text, &marks.summary.line(language), style, right - x, 1.3);
    let y = top + (height - block.line_height).max(0.0) / 2.0;
    Some(Comparison { badge, summary: Label::new(block, x, y) })
}

fn bottom_of(card: &PersonaCard) -> f64 {
    let words = [Some(&card.name), card.role.as_ref(), card.quote.as_ref()];
    words.into_iter().flatten().map(|l| l.bounds().y1).fold(card.disc.y + card.radius, f64::max)
}

fn plan(context: &mut Context, persona: &Persona, room_across: f64) -> Plan {
    let m = context.metrics;
    let language = &context.journey.language;
    let radius = m.heading * 1.5;
    let gap = m.unit * 3.0;
    let across = room_across - 2.0 * radius - gap;
    let name = set(context.text, &persona.name, font((m.heading * 0.95).max(m.label), 600), across, 1.3);
    let role = persona.role.as_ref().map(|words| set(context.text, words, font(m.body, 400), across, 1.3));
    let said = persona.quote.as_ref().map(|words| quoted(language, words));
    let quote = said.map(|words| set(context.text, &words, context.quote_style(m.body), across, 1.3));
    let beside = role.as_ref().is_some_and(|role| {
        name.lines.len() == 1 && role.lines.len() == 1 && name.width() * 1.06 + word_gap(&m) + role.width() <= across
    });
    let first = match &role {
        Some(role) if beside => name.width() * 1.06 + word_gap(&m) + role.width(),
        Some(role) => name.width().max(role.width()),
        None => name.width(),
    };
    let words = first.max(quote.as_ref().map_or(0.0, TextBlock::width));
    let under = role.as_ref().filter(|_| !beside).map_or(0.0, TextBlock::height);
    let height = name.height() + under + quote.as_ref().map_or(0.0, |q| q.height() + m.unit * 0.25);
    Plan { width: 2.0 * radius + gap + words * 1.04, height: height.max(2.0 * radius), name, role, quote, beside, radius, gap }
}

impl Plan {
    fn place(self, context: &mut Context, (persona, facts): (usize, &Persona), left: f64, top: f64, height: f64) -> PersonaCard {
        let m = context.metrics;
        let disc = Point::new(left + self.radius, top + height / 2.0);
        let x = left + 2.0 * self.radius + self.gap;
        let under = self.role.as_ref().filter(|_| !self.beside).map_or(0.0, TextBlock::height);
        let words = self.name.height() + under + self.quote.as_ref().map_or(0.0, |q| q.height() + m.unit * 0.25);
        let mut y = top + (height - words) / 2.0;
        let (name_width, name_baseline) = (self.name.width() * 1.06, y + self.name.first_baseline());
        let name_height = self.name.height();
        let name = Label::new(self.name, x, y);
        y += name_height;
        let role = self.role.map(|block| {
            if self.beside {
                let top = name_baseline - block.first_baseline();
                return Label::new(block, x + name_width + word_gap(&m), top);
            }
            let height = block.height();
            let label = Label::new(block, x, y);
            y += height;
            label
        });
        let quote = self.quote.map(|block| Label::new(block, x, y + m.unit * 0.25));
        let initials = (facts.image.is_none() && facts.icon.is_none()).then(|| initials(&facts.name));
        let initials = initials.map(|letters| {
            let block = set(context.text, &letters, font(m.heading, 600), self.radius * 4.0, 1.2);
            let top = disc.y - block.height() / 2.0;
            Label::new(block, disc.x, top).anchored(Anchor::Middle)
        });
        PersonaCard { persona, disc, radius: self.radius, initials, name, role, quote }
    }
}

/// Between a persona's name and its role beside it, px.
fn word_gap(m: &Metrics) -> f64 {
    (m.unit * 2.0).max(m.body * 0.6)
}

/// First letters of the first and the last word.
fn initials(name: &str) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let words: Vec<&str> = name.split_whitespace().filter(|w| w.starts_with(char::is_alphanumeric)).collect();
    let first = |word: &&str| word.graphemes(true).next().unwrap_or_default().to_uppercase();
    let is_wide = |word: &&str| word.chars().next().is_some_and(|c| !c.is_uppercase() && !c.is_lowercase());
    match words.as_slice() {
        [] => String::new(),
        [only] => first(only),
        [one, ..] if is_wide(one) => first(one),
        [one, .., last] => first(one) + &first(last),
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_letters() {
        assert_eq!(initials("Léa"), "L");
        assert_eq!(initials("Ana Maria da Silva"), "AS");
        assert_eq!(initials("CUSTOMER (Digital)"), "C");
        assert_eq!(initials("王 小明"), "王");
        assert_eq!(initials("…"), "");
    }
}
