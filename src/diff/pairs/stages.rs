//! Pairs of stages.

use crate::diff::assign;
use crate::diff::matching::Matching;
use crate::diff::similarity::{Text, share};
use crate::journey::{Journey, Stage};

/// What is less alike is another stage.
const LEAST: f64 = 0.5;

/// Stages by name, then by what is most alike: their texts, touchpoints among them, or their names.
pub(super) fn find(old: &Journey, new: &Journey) -> Matching {
    let (olds, news) = (&old.stages, &new.stages);
    let mut matching = Matching::new(olds.len(), news.len());
    matching.pair_equal(|old| olds.get(old).map(|stage| &stage.name), |new| news.get(new).map(|stage| &stage.name));
    let ready = |list: &[Stage], free: Vec<usize>| -> Vec<(usize, Text, Vec<String>)> {
        let ready = |index: usize| list.get(index).map(|stage| (index, Text::of(&stage.name), texts(stage)));
        free.into_iter().filter_map(ready).collect()
    };
    let (olds, news) = (ready(olds, matching.free_olds()), ready(news, matching.free_news()));
    let mut candidates = Vec::new();
    for (old, old_name, old_texts) in &olds {
        for (new, new_name, new_texts) in &news {
            let by_name = old_name.likeness(new_name);
            let by_texts = share(old_texts, new_texts);
            if by_name.max(by_texts) >= LEAST {
                let score = by_name.max(by_texts) + by_name.min(by_texts) / 4.0;
                candidates.extend(assign::candidate(*old, *new, score, LEAST));
            }
        }
    }
    for (old, new) in assign::best(&candidates) {
        matching.pair(old, new);
    }
    matching
}

/// What a stage is known by besides its name, sorted.
fn texts(stage: &Stage) -> Vec<String> {
    let labels = stage.touchpoints.iter().map(|touchpoint| match touchpoint.id_given {
        true => format!("#{}", touchpoint.id),
        false => touchpoint.label.clone(),
    });
    let lists = [&stage.goals, &stage.actions, &stage.thoughts, &stage.pains, &stage.opportunities];
    let mut texts: Vec<String> = labels.chain(lists.into_iter().flatten().cloned()).collect();
    texts.sort_unstable();
    texts
}
