//! Several threads that work off a list.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, scope};

/// As much as the first thread of a process has on Linux. How deep a journey can go is limited to far less.
const STACK: usize = 8 << 20;

/// What became of the work so far, told in the order of the list.
struct Told<R, F> {
    next: usize,
    early: BTreeMap<usize, R>,
    tell: F,
}

/// Does `work` for each item on so many threads, of which this one is the first. `tell` hears of each result in the order
/// of the items, as soon as all before it are told, and of none at the same time as of another.
pub(super) fn in_order<T: Sync, R: Send>(
    items: &[T],
    threads: NonZero<usize>,
    work: impl Fn(&T) -> R + Sync,
    tell: impl FnMut(R) + Send,
) {
    let next = AtomicUsize::new(0);
    let told = Mutex::new(Told { next: 0, early: BTreeMap::new(), tell });
    let run = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return };
            let result = work(item);
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            told.hear(index, result);
        }
    };
    scope(|scope| {
        for _ in 1..threads.get().min(items.len()) {
            // Where the system has no more threads, fewer do.
            let started: io::Result<_> = Builder::new().stack_size(STACK).spawn_scoped(scope, run);
            if started.is_err() {
                break;
            }
        }
        run();
    });
}

impl<R, F: FnMut(R)> Told<R, F> {
    fn hear(&mut self, index: usize, result: R) {
        self.early.insert(index, result);
        while let Some(result) = self.early.remove(&self.next) {
            (self.tell)(result);
            self.next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_are_told_in_order() {
        let items: Vec<u64> = (0..100).collect();
        for threads in [1, 2, 7, 300] {
            let mut told = Vec::new();
            let work = |item: &u64| {
                std::thread::sleep(Duration::from_micros((100 - item) * 7 % 50));
                item * 2
            };
            in_order(&items, NonZero::new(threads).unwrap(), work, |result| told.push(result));
            assert_eq!(told, items.iter().map(|item| item * 2).collect::<Vec<_>>(), "{threads}");
        }
    }
}
