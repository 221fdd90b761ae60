//! Several threads that work off a list, and the desks that they share.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
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

/// So many may draw at once. Others may wait for the disk meanwhile: it is as quick with sixteen files as with one.
#[derive(Debug)]
pub(super) struct Desks {
    free: Mutex<usize>,
    left: Condvar,
}

/// A desk that is taken, until this is dropped.
#[derive(Debug)]
pub(super) struct Desk<'d>(&'d Desks);

impl Desks {
    pub(super) fn new(count: NonZero<usize>) -> Self {
        Self { free: Mutex::new(count.get()), left: Condvar::new() }
    }

    /// Waits for a desk.
    pub(super) fn take(&self) -> Desk<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.left.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Desk(self)
    }
}

impl Drop for Desk<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.left.notify_one();
    }
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
    fn no_more_draw_than_there_are_desks() {
        let (desks, busy, most) = (Desks::new(NonZero::new(2).unwrap()), AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |_: &()| {
            let _desk = desks.take();
            most.fetch_max(busy.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_micros(200));
            busy.fetch_sub(1, Ordering::SeqCst);
        };
        in_order(&[(); 50], NonZero::new(8).unwrap(), work, |()| ());
        assert_eq!(most.load(Ordering::SeqCst), 2);
    }

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
