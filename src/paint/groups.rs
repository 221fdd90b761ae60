//! Groups: what a screen reader walks through, and what it passes over.

use super::Painter;
use crate::color::Rgb;
use crate::layout::label::Label;
use crate::scene::{Group, Node, Role};

/// Something to walk into.
pub(super) fn container(kind: &'static str, label: String, children: Vec<Node>) -> Node {
    Node::Group(Group { label: Some(label), kind: Some(kind), children, ..Group::default() })
}

/// One thing, told by its label alone: words in several lines are heard as one.
pub(super) fn symbol(kind: &'static str, label: String, children: Vec<Node>) -> Node {
    Node::Group(Group { label: Some(label), role: Role::Symbol, kind: Some(kind), children, ..Group::default() })
}

/// Nothing to be told.
pub(super) fn decoration(kind: &'static str, children: Vec<Node>) -> Node {
    Node::Group(Group { role: Role::Decoration, kind: Some(kind), children, ..Group::default() })
}

impl Painter<'_> {
    /// Words that are heard at once however they are written: in several lines, or word by word from right to left.
    pub(super) fn words(&self, kind: &'static str, words: &str, label: &Label, color: Rgb, nodes: &mut Vec<Node>) {
        let lines: Vec<Node> = self.text(label, color).collect();
        let whole = matches!(lines.as_slice(), [Node::Text(line)] if line.words.is_none());
        if whole || lines.is_empty() {
            nodes.extend(lines);
        } else {
            nodes.push(symbol(kind, words.replace('\n', " "), lines));
        }
    }
}
