//! Columns of a matrix: as many for each stage as make a balanced picture.

use super::{Plan, Planned, gutter, widen_for_stages};
use crate::geometry::Size;
use crate::layout::card::{self, CardStyle};
use crate::layout::context::Context;

/// Plans the columns of a matrix: as many for each stage as make a balanced picture of about the
/// shape and width of `page`.
/// `rows` gives the swimlane of each touchpoint.
pub fn matrix(context: &mut Context, style: &CardStyle, rows: &[usize], page: Size, label_width: f64) -> Plan {
    let (aspect, natural) = (page.width / page.height, page.width);
    let gutter = gutter(context);
    let em = style.size;
    let stage_count = context.journey.stages.len();
    let row_count = rows.iter().max().map_or(1, |r| r + 1);
    let mut counts = vec![vec![0_usize; row_count]; stage_count];
    for ((stage, _), row) in context.touchpoints.iter().zip(rows) {
        if let Some(cell) = counts.get_mut(*stage).and_then(|cells| cells.get_mut(*row)) {
            *cell += 1;
        }
    }

    let words = (0..context.touchpoints.len()).filter_map(|index| {
        let facts = context.touchpoint(index)?;
        Some(card::least_width(context, style, facts))
    });
    let least = words.fold(em * 7.0, f64::max).min(em * 14.0) + gutter;
    let ideal = least.max(em * if context.is_board() { 14.6 } else { 17.0 });
    // about two lines of words, under an icon on a board
    let height = em * if style.disc > 0.0 { 9.2 } else { 5.3 } + gutter;

    // of each stage
    let fullest_cells: Vec<usize> = counts.iter().map(|cells| cells.iter().copied().max().unwrap_or(1).max(1)).collect();
    let fullest = fullest_cells.iter().copied().max().unwrap_or(1);
    let mut tried = None;
    let mut best = (f64::INFINITY, vec![1; stage_count]);
    for limit in 1..=fullest {
        let across: Vec<usize> = fullest_cells.iter().map(|cards| cards.div_ceil(limit)).collect();
        if tried.as_ref() == Some(&across) {
            continue;
        }
        let columns: usize = across.iter().sum();
        let down: usize = (0..row_count)
            .map(|row| {
                counts
                    .iter()
                    .zip(&across)
                    .map(|(cells, n)| cells.get(row).map_or(0, |count| count.div_ceil(*n)))
                    .max()
                    .unwrap_or(0)
            })
            .sum();
        let width = label_width + 2.0 * context.metrics.margin + columns as f64 * ideal;
        let tall = em * 18.0 + down as f64 * height;
        // an empty part of one stage looks worse than a picture somewhat too wide
        let full = |(cells, n): (&Vec<usize>, &usize)| cells.iter().sum::<usize>() as f64 / (n * down.max(1)) as f64;
        let emptiest = counts.iter().zip(&across).map(full).filter(|share| *share > 0.0).fold(1.0, f64::min);
        // the shape of the page, a natural width, and no stage half empty: the last two matter most on a board
        let off = |ratio: f64| ratio.max(1.0 / ratio) - 1.0;
        let shape = off(width / tall / aspect);
        let score = match row_count {
            1 => 0.5 * shape + 0.5 * off(width / natural) + 2.0 * (1.0 - emptiest),
            _ => shape,
        };
        if score < best.0 - 1e-9 {
            best = (score, across.clone());
        }
        tried = Some(across);
    }

    let mut columns = Vec::new();
    let mut stages = Vec::new();
    for (stage, across) in best.1.iter().enumerate() {
        let first = columns.len();
        columns.extend((0..*across).map(|_| Planned { stage, touchpoints: Vec::new(), least, ideal }));
        stages.push(first..columns.len());
    }
    if !context.is_board() {
        widen_for_stages(context, &mut columns, &stages);
        level(&mut columns);
    }
    Plan { columns, stages, gutter }
}

/// All cards of a matrix have one width: the widest column's.
fn level(columns: &mut [Planned]) {
    let ideal = columns.iter().map(|c| c.ideal).fold(0.0, f64::max);
    let least = columns.iter().map(|c| c.least).fold(0.0, f64::max);
    for column in columns {
        (column.ideal, column.least) = (ideal, least);
    }
}
