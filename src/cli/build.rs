//! `wayline build`: many maps, of which only those are drawn that changed.
//!
//! It goes over the maps twice. The first look opens each, and tells from the stamps of its pictures whether they are
//! current, and which files it reads; then it is known whether two maps want the same file, before anything is written. The
//! second draws, one map on each thread. Between the two no map is kept in memory.

mod collisions;
mod crew;
mod inputs;
mod map;
mod outdir;
mod place;
mod progress;
mod summary;

use super::args::{BuildArgs, Format};
use super::drawing::{Request, TypedTheme, available_parallelism};
use super::failure::{Exit, Failure};
use super::messages::Messages;
use super::output::{self, Spared};
use super::report::shown;
use super::system::is_stdio;
use collisions::Claim;
use crew::Desks;
use inputs::{Inputs, Source};
use map::{Done, Look, Order};
use outdir::OutDir;
use place::{Folders, Place, Stale};
use progress::Progress;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::time::Instant;
use summary::Summary;

/// How many more maps may wait for the disk than are drawn.
const WAITING: usize = 16;

/// A map that is built.
struct Entry {
    source: Source,
    place: Result<Place, Failure>,
    look: Look,
}

/// Builds, and tells what became of it.
pub(super) fn run(args: &BuildArgs, messages: Messages) -> Result<Exit, Failure> {
    let started = Instant::now();
    let jobs = NonZero::new(args.jobs.map_or_else(available_parallelism, usize::from)).unwrap_or(NonZero::<usize>::MIN);
    let mut order = order(args, jobs)?;
    if let Some(wrong) = order.typed.wrong() {
        // It is wrong with all maps: told once.
        messages.findings(wrong, "", "");
        return Ok(Exit::Findings);
    }
    let Inputs { sources, failures } = Inputs::of(&args.paths);
    let mut exit = failures.iter().map(|failure| messages.failure(failure)).max().unwrap_or(Exit::Done);

    let (entries, spared, mut summary) = look(&order, sources, jobs);
    if entries.is_empty() {
        return if exit == Exit::Done { Err(no_map(&args.paths)) } else { Ok(exit) };
    }
    let collisions = collisions(&order, &entries);
    if !collisions.is_empty() {
        return Ok(collisions.iter().map(|failure| messages.failure(failure)).max().unwrap_or(Exit::CouldNotRun));
    }

    let folders = Folders::of(entries.iter().filter_map(|entry| entry.place.as_ref().ok()), &order.formats);
    let stale = entries.iter().filter(|entry| entry.current().is_none()).count();
    order.request.threads = (available_parallelism() / jobs.get().min(stale.max(1))).max(1);
    let mut progress = Progress::new(stale, started, messages.are_for_people());
    let mut listed = Ok(());
    let work = |entry: &Entry| (entry.current().is_none(), entry.work(&order, args.check, &folders, &spared));
    crew::in_order(&entries, jobs.saturating_add(WAITING), work, |(stale, done)| {
        let Done { drawn, trouble, stale: pictures } = done;
        if trouble.is_some() || !pictures.is_empty() {
            progress.clear();
        }
        let failed = trouble.map_or(Exit::Done, |trouble| trouble.tell(messages));
        summary.count(drawn, failed, &pictures);
        exit = exit.max(failed);
        for (file, why) in pictures {
            if args.check {
                exit = exit.max(Exit::Findings);
                list(&file, why, messages).unwrap_or_else(|failure| listed = Err(failure));
            } else {
                messages.note(why.code(), &format!("{} is left over: its map has no such page any more", file.display()));
            }
        }
        if stale {
            progress.step();
        }
    });
    progress.clear();
    listed?;
    messages.note("summary", &summary.words(args.check, started.elapsed()));
    Ok(exit)
}

/// What the arguments ask of every map.
fn order(args: &BuildArgs, jobs: NonZero<usize>) -> Result<Order, Failure> {
    let mut formats: Vec<Format> = Vec::new();
    for format in &args.format {
        if !formats.contains(format) {
            formats.push(*format);
        }
    }
    if is_stdio(&args.output) {
        return Err(
            Failure::new("build writes files, not standard output").help("give a folder with -o; one picture: `wayline render`")
        );
    }
    let root = args.drawing.root.clone();
    if let Some(root) = root.as_ref().filter(|root| !root.is_dir()) {
        return Err(
            Failure::new(format!("there is no folder `{}`", root.display())).help("--root names a folder that all maps lie in")
        );
    }
    Ok(Order {
        request: Request::of(&args.drawing, &formats)?,
        formats,
        typed: TypedTheme::read(args.drawing.theme.as_deref())?,
        root,
        out: OutDir::of(&args.output)?,
        force: args.force,
        desks: Desks::new(jobs),
    })
}

/// Looks at all files: the maps among them, what they are made from, and how many are none.
fn look(order: &Order, sources: Vec<Source>, jobs: NonZero<usize>) -> (Vec<Entry>, Spared, Summary) {
    let mut spared = Spared::default();
    spared.add(order.typed.files().iter().cloned());
    let mut looks = Vec::with_capacity(sources.len());
    let work = |source: &Source| {
        let place = Place::of(&order.out, &source.below, &source.stem);
        let (look, read) = order.look(source, &place);
        (place, look, read)
    };
    crew::in_order(&sources, jobs, work, |(place, look, read)| {
        spared.add(read);
        looks.push((place, look));
    });
    let mut summary = Summary::default();
    let mut entries = Vec::new();
    for (source, (place, look)) in sources.into_iter().zip(looks) {
        match look {
            Look::Other => summary.passed_over += 1,
            look => entries.push(Entry { source, place, look }),
        }
    }
    (entries, spared, summary)
}

/// Files that two maps want.
fn collisions(order: &Order, entries: &[Entry]) -> Vec<Failure> {
    let placed: Vec<(&Entry, &Place)> = entries.iter().filter_map(|entry| Some((entry, entry.place.as_ref().ok()?))).collect();
    let claims: Vec<Claim<'_>> = placed.iter().map(|(entry, place)| Claim { map: &entry.source.path, place }).collect();
    let pages = |index: usize| match placed.get(index) {
        Some((Entry { look: Look::Map(pages), source, .. }, _)) => match pages.iter().flatten().next() {
            Some(pages) => *pages,
            None => order.pages(source),
        },
        _ => 1,
    };
    let find = |folds| collisions::find(&claims, &order.formats, folds, pages);
    let found = find(false);
    // Whether case matters there is asked only where it does.
    if found.is_empty() && !collisions::find(&claims, &order.formats, true, |_| 1).is_empty() && order.out.folds_case() {
        return find(true);
    }
    found
}

impl Entry {
    /// How many pages its pictures in each format have, where all of them are current.
    fn current(&self) -> Option<Vec<usize>> {
        match &self.look {
            Look::Map(pages) => pages.iter().copied().collect(),
            Look::Other | Look::Refused => None,
        }
    }

    /// Draws what is not current, or only checks it.
    fn work(&self, order: &Order, check: bool, folders: &Folders, spared: &Spared) -> Done {
        match (&self.place, self.current()) {
            (Err(failure), _) => Done { trouble: Some(failure.clone().into()), ..Done::default() },
            (Ok(place), Some(pages)) => Done { stale: order.left_over(place, &pages, folders), ..Done::default() },
            (Ok(place), None) if check => order.check(&self.source, place, folders),
            (Ok(place), None) => order.draw(&self.source, place, folders, spared),
        }
    }
}

/// Names a picture that is not current: on standard output, or to a program.
fn list(file: &Path, why: Stale, messages: Messages) -> Result<(), Failure> {
    let file = file.display().to_string();
    if messages.are_for_people() {
        return output::stdout(format!("{}: {}\n", shown(&file), why.words()).as_bytes());
    }
    messages.of_file("error", why.code(), &format!("the picture is {}", why.words()), &file);
    Ok(())
}

fn no_map(paths: &[PathBuf]) -> Failure {
    let names: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    Failure::new(format!("there is no journey in {}", names.join(", "))).help("a journey is a .toml file with a title and stages")
}
