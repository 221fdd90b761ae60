//! The texts of a journey and the texts of a picture.

use wayline::journey::{Journey, LaneId};
use wayline::words::{date, number};

/// Words without white space, isolates and other invisible characters, which a picture may set differently.
pub fn plain(text: &str) -> String {
    let invisible = |c: char| {
        matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}')
    };
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !invisible(*c)).collect()
}

/// All words of the pages of a map, in the order of the files.
pub fn of_svg(pages: &[&str]) -> String {
    pages.iter().map(|svg| of_page(svg)).collect()
}

fn of_page(svg: &str) -> String {
    let document = roxmltree::Document::parse(svg).expect("well-formed XML");
    let mut words = String::new();
    for element in document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text"))) {
        words.extend(element.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).map(plain));
    }
    words
}

/// Every text of a journey that its lanes show, in groups: the texts of a group stand in this order in the picture,
/// the groups in any.
pub fn of_journey(journey: &Journey) -> Vec<Vec<String>> {
    let shown = |lane: LaneId| journey.lanes.as_ref().is_none_or(|lanes| lanes.contains(&lane));
    let mut groups: Vec<Vec<String>> = vec![vec![journey.title.clone()], journey.subtitle.iter().cloned().collect()];
    for persona in &journey.personas {
        groups
            .push([Some(&persona.name), persona.role.as_ref(), persona.quote.as_ref()].into_iter().flatten().cloned().collect());
    }
    groups.push(journey.stages.iter().map(|stage| stage.name.clone()).collect());
    let mut phases: Vec<String> = journey.stages.iter().filter_map(|stage| stage.phase.clone()).collect();
    phases.dedup();
    groups.push(phases);

    let touchpoints = || journey.stages.iter().flat_map(|stage| &stage.touchpoints);
    if shown(LaneId::Channels) {
        let used = (0..journey.channels.len()).filter(|channel| touchpoints().any(|t| t.channel == Some(*channel)));
        groups.push(used.map(|channel| journey.channels[channel].name.clone()).collect());
        groups.push(touchpoints().flat_map(|t| [Some(&t.label), t.duration.as_ref()]).flatten().cloned().collect());
    }
    for stage in &journey.stages {
        let own = &stage.touchpoints;
        let lists = [
            (LaneId::Goals, stage.goals.clone()),
            (LaneId::Actions, stage.actions.clone()),
            (LaneId::Thoughts, stage.thoughts.clone()),
            // a stage that is divided shares out its own, and each touchpoint's stand with it
            (LaneId::Pains, stage.pains.clone()),
            (LaneId::Pains, own.iter().filter_map(|t| t.pain.clone()).collect()),
            (LaneId::Opportunities, stage.opportunities.clone()),
            (LaneId::Opportunities, own.iter().filter_map(|t| t.opportunity.clone()).collect()),
            (LaneId::Durations, stage.duration.iter().cloned().collect()),
        ];
        groups.extend(lists.into_iter().filter(|(lane, _)| shown(*lane)).map(|(_, texts)| texts));
        if shown(LaneId::Metrics) {
            let figure = |metric: &wayline::journey::Metric| {
                [metric.name.clone(), number(&journey.language, metric.value), metric.unit.clone().unwrap_or_default()]
            };
            groups.extend(stage.metrics.iter().map(|metric| vec![figure(metric)[0].clone()]));
            groups.extend(stage.metrics.iter().map(|metric| vec![figure(metric)[1..].concat()]));
        }
        for (lane, texts) in &stage.extra {
            if shown(LaneId::Own(*lane)) {
                groups.push(texts.clone());
            }
        }
        // words beside the curve stand where they find room
        if shown(LaneId::Emotions) {
            groups
                .extend(stage.feeling.iter().chain(own.iter().filter_map(|t| t.feeling.as_ref())).map(|text| vec![text.clone()]));
        }
        if shown(LaneId::Emotions) && shown(LaneId::Thoughts) {
            groups.extend(own.iter().filter_map(|t| t.quote.as_ref()).map(|text| vec![text.clone()]));
        }
    }
    if let Some(review) = &journey.review {
        groups.push(review.owner.iter().cloned().collect());
        // asked for by name only: themes of these tests don't
        if journey.lanes.as_ref().is_some_and(|lanes| lanes.contains(&LaneId::ReviewNotes)) {
            let note = |note: &&wayline::journey::ReviewNote| format!("{}{}", date(&journey.language, &note.date), note.text);
            groups.push(review.log().iter().map(note).collect());
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Texts that a picture lacks, or that stand in another order than they should.
pub fn missing(journey: &Journey, pages: &[&str]) -> Vec<String> {
    let words = of_svg(pages);
    let mut lost = Vec::new();
    for group in of_journey(journey) {
        let mut from = 0;
        for text in group {
            let wanted = plain(&text);
            match words[from..].find(&wanted) {
                Some(at) => from += at + wanted.len(),
                // lanes on pages of their own have an order of their own
                None if words.contains(&wanted) && pages.len() > 1 => {}
                None if words.contains(&wanted) => lost.push(format!("out of order: {text}")),
                None => lost.push(text),
            }
        }
    }
    lost
}
