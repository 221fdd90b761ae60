//! A layout as text that can be read and compared: one thing a line, lengths rounded to a tenth of a pixel.

use std::fmt::Write;
use wayline::geometry::{Point, Rect};
use wayline::layout::curve::Curve;
use wayline::layout::emotion::EmotionLane;
use wayline::layout::label::Label;
use wayline::layout::lane_label::LaneLabel;
use wayline::layout::swimlanes::Swimlanes;
use wayline::layout::{Lane, Layout};

/// The whole layout.
pub fn dump(layout: &Layout) -> String {
    let mut out = String::new();
    let o = &mut out;
    line(o, 0, &format!("page {} x {}{}", n(layout.size.width), n(layout.size.height), if layout.board { " board" } else { "" }));
    label(o, 0, "title", &layout.header.title);
    each(o, 0, "subtitle", &layout.header.subtitle);
    for persona in &layout.header.personas {
        line(o, 0, &format!("persona {} disc {} radius {}", persona.persona, point(persona.disc), n(persona.radius)));
        label(o, 1, "name", &persona.name);
        each(o, 1, "role", &persona.role);
        each(o, 1, "quote", &persona.quote);
        each(o, 1, "initials", &persona.initials);
    }
    for (name, rule) in &layout.stages.phases {
        label(o, 0, &format!("phase {}", rect(*rule)), name);
    }
    for head in &layout.stages.heads {
        let arrow = if head.tip > 0.0 { format!(" tip {}", n(head.tip)) } else { String::new() };
        line(o, 0, &format!("stage {} {}{arrow}{}", head.stage, rect(head.rect), if head.notch { " notch" } else { "" }));
        label(o, 1, "name", &head.name);
        each(o, 1, "goal", &head.goal);
        each(o, 1, "count", &head.count);
    }
    for (x, top, bottom) in &layout.separators {
        line(o, 0, &format!("separator {} from {} to {}", n(*x), n(*top), n(*bottom)));
    }
    for lane in &layout.lanes {
        match lane {
            Lane::Swimlanes(lane) => swimlanes(o, lane),
            Lane::Emotions(lane) => emotions(o, lane),
            Lane::Cells(lane) => {
                line(o, 0, &format!("cells {:?} {}", lane.id, rect(lane.rect)));
                lane_label(o, &lane.label);
                for cell in &lane.cells {
                    line(o, 1, &format!("cell {} {}", cell.stage, rect(cell.rect)));
                    for (dot, words) in &cell.items {
                        label(o, 2, &dot.map_or("text".to_owned(), |dot| format!("item {}", point(dot))), words);
                    }
                    for (whole, part) in &cell.bars {
                        line(o, 2, &format!("bar {} of {}", n(part.width()), rect(*whole)));
                    }
                    for words in &cell.muted {
                        label(o, 2, "muted", words);
                    }
                }
            }
            Lane::Storyboard(lane) => {
                line(o, 0, &format!("storyboard {}", rect(lane.rect)));
                lane_label(o, &lane.label);
                for (path, frame) in &lane.frames {
                    line(o, 1, &format!("frame {path} {}", rect(*frame)));
                }
            }
        }
    }
    for item in &layout.footer.legend {
        label(o, 0, &format!("legend {:?} {}", item.sign, rect(item.rect)), &item.label);
    }
    each(o, 0, "review", &layout.footer.review);
    if let Some(log) = &layout.footer.log {
        label(o, 0, "log", &log.heading);
        for entry in &log.entries {
            label(o, 1, &format!("note {} of", rect(entry.room)), &entry.date);
            label(o, 2, "text", &entry.text);
        }
    }
    each(o, 0, "number", &layout.footer.number);
    out
}

fn swimlanes(o: &mut String, lane: &Swimlanes) {
    line(o, 0, &format!("swimlanes {}", rect(lane.rect)));
    for panel in &lane.panels {
        line(o, 1, &format!("panel {}{}", rect(panel.rect), panel.tier.map_or(String::new(), |tier| format!(" {tier:?}"))));
    }
    for row in &lane.rows {
        let channel = row.channel.map_or("without channel".to_owned(), |channel| format!("of channel {channel}"));
        line(o, 1, &format!("row {channel} from {} to {}", n(row.top), n(row.bottom)));
        if let Some(label) = &row.label {
            lane_label(o, label);
        }
    }
    for blueprint in &lane.lines {
        label(
            o,
            1,
            &format!("{:?} at {} from {} to {}", blueprint.kind, n(blueprint.y), n(blueprint.x0), n(blueprint.x1)),
            &blueprint.label,
        );
    }
    for card in &lane.cards {
        line(o, 1, &format!("card {} lane {} column {} {}", card.touchpoint, card.lane, card.column, rect(card.rect)));
        label(o, 2, "label", &card.label);
        each(o, 2, "duration", &card.duration);
        if let Some((at, side)) = card.icon {
            let disc = if card.disc > 0.0 { format!(" disc {}", n(card.disc)) } else { String::new() };
            line(o, 2, &format!("icon {} side {}{disc}", point(at), n(side)));
        }
        for (traveller, at) in &card.dots {
            line(o, 2, &format!("dot {traveller} {}", point(*at)));
        }
        if let Some((at, radius)) = card.badge {
            line(o, 2, &format!("badge {} radius {}", point(at), n(radius)));
        }
        if let Some((at, side)) = card.link {
            line(o, 2, &format!("link {} side {}", point(at), n(side)));
        }
    }
    for route in &lane.routes {
        for piece in &route.pieces {
            line(o, 1, &format!("route {}: {}", route.traveller, points(&piece.points)));
        }
    }
}

fn emotions(o: &mut String, lane: &EmotionLane) {
    line(o, 0, &format!("emotions {} plot {} neutral {}", rect(lane.rect), rect(lane.plot), n(lane.neutral)));
    lane_label(o, &lane.label);
    for (at, grade) in &lane.axis {
        line(o, 1, &format!("axis {} grade {grade}", point(*at)));
    }
    for series in &lane.series {
        let curve = |curve: &Curve| points(curve.points());
        for one in &series.curves {
            line(o, 1, &format!("curve {}: {}", series.traveller, curve(one)));
        }
        let grades: Vec<String> = series.faces.iter().map(|(_, grade)| grade.to_string()).collect();
        if !grades.is_empty() {
            line(o, 1, &format!("grades {}: {}", series.traveller, grades.join(" ")));
        }
        for one in &series.expected {
            line(o, 1, &format!("expected {}: {}", series.traveller, curve(one)));
        }
        if !series.differences.is_empty() {
            line(o, 1, &format!("differences {}: {}", series.traveller, series.differences.len()));
        }
    }
    for note in &lane.notes {
        label(o, 1, if note.quote { "quote" } else { "feeling" }, &note.label);
    }
}

fn lane_label(o: &mut String, name: &LaneLabel) {
    label(o, 1, "name", &name.label);
    if let Some((source, at, side)) = &name.icon {
        line(o, 1, &format!("icon {source:?} {} side {}", point(*at), n(*side)));
    }
}

fn each(o: &mut String, depth: usize, what: &str, labels: &Option<Label>) {
    if let Some(words) = labels {
        label(o, depth, what, words);
    }
}

/// Anchor and top of a label, its size, and each of its lines with its width.
fn label(o: &mut String, depth: usize, what: &str, label: &Label) {
    let lines: Vec<String> = label.block.lines.iter().map(|line| format!("“{}” {}", line.content, n(line.width))).collect();
    let style = label.block.style;
    let style = format!("{}/{}{}", n(style.size), style.weight, if style.italic { " italic" } else { "" });
    line(o, depth, &format!("{what} {:?} {},{} {style}: {}", label.anchor, n(label.x), n(label.top), lines.join(" | ")));
}

fn line(o: &mut String, depth: usize, words: &str) {
    let _ = writeln!(o, "{:indent$}{words}", "", indent = depth * 2);
}

fn points(points: &[Point]) -> String {
    points.iter().map(|at| point(*at)).collect::<Vec<_>>().join(" ")
}

fn point(at: Point) -> String {
    format!("{},{}", n(at.x), n(at.y))
}

fn rect(rect: Rect) -> String {
    format!("[{},{} {}x{}]", n(rect.x0), n(rect.y0), n(rect.width()), n(rect.height()))
}

/// To a tenth, without `-0` and `.0`.
fn n(length: f64) -> String {
    let tenths = (length * 10.0).round() / 10.0;
    format!("{}", if tenths == 0.0 { 0.0 } else { tenths })
}
