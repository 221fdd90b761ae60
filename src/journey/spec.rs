//! What the TOML may say: one struct for each table, with places, names not yet resolved.
//!
//! The fields are the keys; their comments are the descriptions in the schema.

use super::read::{Keyed, OneOrMany, Required, table};
use super::scalars::{Color, Day, Every, Language, Link, Size, Version};
use super::values::{Chosen, Feelings, Line, Name, Number, Text};
use super::{Arrange, Control, Tier};

table! {
    /// A customer journey: one file, one map.
    File ("Journey", "the file") {
        /// What the map is about.
        title: Required<Text>,
        /// The scenario, under the title.
        subtitle: Option<Text>,
        /// BCP 47 tag: line breaking, direction, built-in words. Default: "en".
        language: Option<Language>,
        /// A built-in theme or the path of a theme file beside this one.
        theme: Option<Name>,
        /// The scale of every emotion in this file. Default: -2 to 2.
        scale: Option<ScaleSpec>,
        /// Which lanes, in which order: "goals", "actions", "channels", "emotions", "thoughts", "pains", "opportunities",
        /// "metrics", "images", "durations" or the id of a `[[lane]]`. "phases" and "stages" are always on top;
        /// "review-notes" stand in the footer. Default: every lane that has content.
        lanes: Option<Vec<Name>>,
        /// "sequence": a column for each step; "matrix": cards stacked in their cell; "auto" (the default): sequence where
        /// any touchpoint has an emotion or personas of its own, else matrix.
        arrange: Option<Chosen<Arrange>>,
        /// The page that the map is made for.
        page: Option<PageSpec>,
        /// Which version this is and when it is looked at again.
        review: Option<ReviewSpec>,
        /// Whose journey; several personas draw several paths and curves.
        persona: Option<Vec<PersonaSpec>>,
        /// The swimlanes.
        channel: Option<Vec<ChannelSpec>>,
        /// The column groups, in the order of time.
        stage: Option<Vec<StageSpec>>,
        /// Lanes of your own, filled from each stage's `extra`.
        lane: Option<Vec<LaneSpec>>,
    }
}

table! {
    /// The ends of the emotion scale.
    ScaleSpec ("Scale", "`scale`") {
        /// Worst.
        min: Required<Number>,
        /// Best; greater than `min`.
        max: Required<Number>,
    }
}

table! {
    /// The page that the map is made for.
    PageSpec ("Page", "`[page]`") {
        /// "natural" (the default), "16:9", "4:3", "a4", "a3", "letter", one of these with "-portrait", or
        /// [width, height] in px, each from 100 to 16384.
        size: Option<Size>,
        /// No text smaller than this many points on the page; above 0, at most 72. Default: 8.
        min_text: Option<Number>,
    }
}

table! {
    /// The map as a living document.
    ReviewSpec ("Review", "`[review]`") {
        /// Free text or a number.
        version: Option<Version>,
        /// When the map was looked at.
        reviewed: Option<Day>,
        /// When it will be looked at again.
        next: Option<Day>,
        /// In place of `next`: the time from `reviewed` to the next review, such as "3 months".
        every: Option<Every>,
        /// Who sees to it that the map is looked at.
        owner: Option<Line>,
        /// What came out of reviews, each with its date.
        notes: Option<Vec<ReviewNoteSpec>>,
    }
}

table! {
    /// What came out of a review.
    ReviewNoteSpec ("ReviewNote", "a review’s note") {
        /// When.
        date: Required<Day>,
        /// What was found, decided or changed.
        text: Required<Text>,
    }
}

table! {
    /// Somebody who makes the journey.
    PersonaSpec ("Persona", "a persona") {
        /// Unique among personas. Default: from the name.
        id: Option<Name>,
        /// What they are called.
        name: Required<Line>,
        /// Who they are.
        role: Option<Text>,
        /// What they say.
        quote: Option<Text>,
        /// Name of a built-in icon, or path of an SVG file.
        icon: Option<Name>,
        /// Path of a PNG, JPEG, GIF or WebP picture.
        image: Option<Name>,
        /// Of path and curve: any opaque CSS colour. Default: from the theme.
        color: Option<Color>,
    }
}

table! {
    /// A swimlane.
    ChannelSpec ("Channel", "a channel") {
        /// Unique among channels. Default: from the name.
        id: Option<Name>,
        /// What it is called.
        name: Required<Text>,
        /// Name of a built-in icon, or path of an SVG file.
        icon: Option<Name>,
        /// Draws the lines of a service blueprint between tiers.
        tier: Option<Chosen<Tier>>,
    }
}

table! {
    /// A column group.
    StageSpec ("Stage", "a stage") {
        /// What it is called.
        name: Required<Text>,
        /// Consecutive stages with the same phase share one band above them.
        phase: Option<Line>,
        /// What the person wants.
        goals: Option<OneOrMany<Text>>,
        /// What the person does.
        actions: Option<OneOrMany<Text>>,
        /// What the person thinks or says.
        thoughts: Option<OneOrMany<Text>>,
        /// What hurts.
        pains: Option<OneOrMany<Text>>,
        /// What could be better.
        opportunities: Option<OneOrMany<Text>>,
        /// For the whole stage, where its touchpoints have none: a number, a list (the course of the feeling) or a table
        /// from personas to either.
        emotion: Option<Feelings>,
        /// What was expected of the whole stage.
        expected: Option<Feelings>,
        /// A word for the feeling, shown as a word.
        feeling: Option<Line>,
        /// How long it takes, in words.
        duration: Option<Line>,
        /// Path of a storyboard frame: a PNG, JPEG, GIF or WebP picture.
        image: Option<Name>,
        /// Figures.
        metrics: Option<Vec<MetricSpec>>,
        /// Cells of the lanes declared under `[[lane]]`, by their id.
        extra: Option<Keyed<OneOrMany<Text>>>,
        /// What happens, in the order of time.
        touchpoint: Option<Vec<TouchpointSpec>>,
    }
}

table! {
    /// A figure.
    MetricSpec ("Metric", "a metric") {
        /// What is measured.
        name: Required<Line>,
        /// The figure.
        value: Required<Number>,
        /// Shown after the figure.
        unit: Option<Line>,
        /// What it should be.
        target: Option<Number>,
    }
}

table! {
    /// A moment in which the person meets the brand.
    TouchpointSpec ("Touchpoint", "a touchpoint") {
        /// What happens.
        label: Required<Text>,
        /// Unique among touchpoints. Default: from the label.
        id: Option<Name>,
        /// Id of its channel.
        channel: Option<Name>,
        /// Name of a built-in icon, or path of an SVG file. Default: the channel's.
        icon: Option<Name>,
        /// Ids of those who come here. Default: those named in `emotion`, else everybody.
        personas: Option<OneOrMany<Name>>,
        /// How they feel: a number, a list (the course of the feeling) or a table from personas to either.
        emotion: Option<Feelings>,
        /// How they expected to feel; draws the gap to what was felt.
        expected: Option<Feelings>,
        /// A word for the feeling, shown as a word.
        feeling: Option<Line>,
        /// What they say.
        quote: Option<Text>,
        /// "indirect": outside the brand's control. Default: "direct".
        control: Option<Chosen<Control>>,
        /// Whether the relationship is decided here.
        moment_of_truth: Option<bool>,
        /// What hurts here.
        pain: Option<Text>,
        /// What could be better here.
        opportunity: Option<Text>,
        /// How long it takes, in words.
        duration: Option<Line>,
        /// At the same moment as the touchpoint before it.
        together: Option<bool>,
        /// Where a click leads: http, https, mailto, tel or a relative path.
        link: Option<Link>,
    }
}

table! {
    /// A lane of your own, filled from each stage's `extra`.
    LaneSpec ("Lane", "a lane") {
        /// Unique among lanes. Default: from the name.
        id: Option<Name>,
        /// What it is called.
        name: Required<Text>,
        /// Name of a built-in icon, or path of an SVG file.
        icon: Option<Name>,
    }
}

/// JSON Schema (draft-07) of the journey file, pretty-printed.
///
/// ```
/// assert!(wayline::journey::schema().contains("\"moment_of_truth\""));
/// ```
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft07();
    let mut schema = settings.into_generator().into_root_schema_for::<File>();
    schema.insert("title".to_owned(), "wayline journey".into());
    let mut schema = schema.to_value();
    without_null(&mut schema);
    // Printing a JSON value can't fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}

/// TOML has no null: an optional key is left out.
fn without_null(value: &mut serde_json::Value) {
    use serde_json::Value;
    let is_null = |option: &Value| option == "null" || option.get("type").is_some_and(|kind| kind == "null");
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_null),
        Value::Object(entries) => {
            for key in ["type", "anyOf", "enum"] {
                let Some(Value::Array(options)) = entries.get_mut(key) else { continue };
                options.retain(|option| !is_null(option) && !option.is_null());
                match (key, options.as_slice()) {
                    ("type", [only]) => {
                        let only = only.clone();
                        entries.insert(key.to_owned(), only);
                    }
                    ("anyOf", [Value::Object(only)]) => {
                        let only = only.clone();
                        entries.remove(key);
                        entries.extend(only);
                    }
                    _ => {}
                }
            }
            entries.values_mut().for_each(without_null);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::Table;
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_schema_knows_the_keys_that_the_reader_knows() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let keys = |at: &Value| {
            let mut keys: Vec<_> = at["properties"].as_object().unwrap().keys().cloned().collect();
            keys.sort();
            keys
        };
        let sorted = |keys: &[&str]| {
            let mut keys: Vec<_> = keys.iter().map(|key| (*key).to_owned()).collect();
            keys.sort();
            keys
        };
        assert_eq!(keys(&schema), sorted(File::KEYS));
        for (name, known) in [("Touchpoint", TouchpointSpec::KEYS), ("Stage", StageSpec::KEYS), ("Scale", ScaleSpec::KEYS)] {
            assert_eq!(keys(&schema["definitions"][name]), sorted(known), "{name}");
        }
        assert_eq!(schema["required"], serde_json::json!(["title"]));
        assert!(!super::schema().contains("null"));
        assert_eq!(schema["properties"]["title"]["description"], "What the map is about.");
    }
}
