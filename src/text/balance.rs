//! Evening out the lines of a heading or label without adding one.

/// Lines that are evened out at most: headings and labels, not running text.
pub(super) const LINES: usize = 4;
/// What the square of the last line's missing length counts, the others' counting 1: it may be shorter.
const LAST: f64 = 1.0 / 3.0;

/// A place where a line may end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    /// Width of all text before, without the spaces just before, px.
    pub(super) end: f64,
    /// Width of all text before the next line, px.
    pub(super) next: f64,
    /// What it costs to end a line inside a word, as Chinese and Japanese may: px² like the missing lengths.
    pub(super) penalty: f64,
}

/// Chooses the stops (by number, the last stop always) of `lines` lines no wider than `width` px so that the squares of
/// what each line is shorter than the longest add up to the least. `None` if there is no such choice.
pub(super) fn balance(stops: &[Stop], lines: usize, width: f64) -> Option<Vec<usize>> {
    let mut search = Search {
        stops,
        lines: lines.min(LINES),
        width,
        ends: [0; LINES],
        widths: [0.0; LINES],
        penalties: [0.0; LINES],
        best: None,
    };
    search.from(0, 0, 0.0, 0.0);
    search.best.map(|(_, ends)| ends.into_iter().take(search.lines).collect())
}

/// Tries all choices except those that can't be better. A line's limits leave few: some dozen for a label.
struct Search<'a> {
    stops: &'a [Stop],
    lines: usize,
    width: f64,
    /// The choice under trial.
    ends: [usize; LINES],
    widths: [f64; LINES],
    penalties: [f64; LINES],
    best: Option<(f64, [usize; LINES])>,
}

impl Search<'_> {
    /// Tries the ends of a line that starts at `start` px with the stop number `first` or a later one before its end.
    fn from(&mut self, line: usize, first: usize, start: f64, longest: f64) {
        let rest_lines = self.lines.saturating_sub(line + 1);
        let Some(last) = self.stops.len().checked_sub(1) else { return };
        let range = if rest_lines == 0 { last.max(first)..last + 1 } else { first..last };
        for number in range {
            let Some(stop) = self.stops.get(number).copied() else { return };
            let width = stop.end - start;
            if width > self.width {
                return;
            }
            let rest = self.stops.get(last).map_or(0.0, |end| end.end - stop.next);
            // Nothing but spaces is no line; and the rest must have room in the remaining lines.
            if width <= 0.0 || rest > self.width * rest_lines as f64 {
                continue;
            }
            let (Some(end), Some(own), Some(penalty)) =
                (self.ends.get_mut(line), self.widths.get_mut(line), self.penalties.get_mut(line))
            else {
                return;
            };
            (*end, *own, *penalty) = (number, width, stop.penalty);
            let longest = longest.max(width);
            let cost = self.cost(line, longest);
            if self.best.is_some_and(|(best, _)| cost >= best) {
                continue;
            }
            if rest_lines == 0 {
                self.best = Some((cost, self.ends));
            } else {
                self.from(line + 1, number + 1, stop.next, longest);
            }
        }
    }

    /// Cost of the lines up to `line`: never more than when the other lines are known.
    fn cost(&self, line: usize, longest: f64) -> f64 {
        let share = |number: usize| if number + 1 == self.lines { LAST } else { 1.0 };
        let missing = self.widths.iter().enumerate().map(|(number, width)| (longest - width).powi(2) * share(number));
        missing.zip(self.penalties).take(line + 1).map(|(missing, penalty)| missing + penalty).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stops after words of these widths, with spaces of 4 px.
    fn words(widths: &[f64]) -> Vec<Stop> {
        let mut next = 0.0;
        let stop = |width: &f64| {
            let end = next + width;
            next = end + 4.0;
            Stop { end, next, penalty: 0.0 }
        };
        widths.iter().map(stop).collect()
    }

    #[test]
    fn lines_are_even_and_the_last_one_may_be_short() {
        assert_eq!(balance(&words(&[30.0, 30.0, 30.0, 30.0]), 2, 100.0), Some(vec![1, 3]));
        // "Checks stock / in the nearest / store", not "Checks / stock in the / nearest store".
        assert_eq!(balance(&words(&[50.0, 36.0, 12.0, 22.0, 52.0, 36.0]), 3, 115.0), Some(vec![1, 4, 5]));
        assert_eq!(balance(&words(&[90.0, 20.0]), 2, 100.0), Some(vec![0, 1]));
    }

    #[test]
    fn words_stay_whole_where_that_costs_little_evenness() {
        let mut stops = words(&[30.0, 10.0, 20.0, 20.0]);
        assert_eq!(balance(&stops, 2, 100.0), Some(vec![1, 3]));
        stops[1].penalty = 1000.0;
        stops[2].penalty = 1000.0;
        assert_eq!(balance(&stops, 2, 100.0), Some(vec![0, 3]));
        stops[0].penalty = 1000.0;
        assert_eq!(balance(&stops, 2, 100.0), Some(vec![1, 3]));
    }

    #[test]
    fn no_line_is_too_wide() {
        assert_eq!(balance(&words(&[60.0, 60.0, 60.0]), 2, 100.0), None);
        assert_eq!(balance(&words(&[60.0]), 2, 100.0), None);
        assert_eq!(balance(&[], 2, 100.0), None);
        let choice = balance(&words(&[60.0, 60.0, 20.0, 20.0]), 3, 84.0);
        assert_eq!(choice, Some(vec![0, 1, 3]));
    }
}
