//! wayline turns a customer journey written in TOML into a journey map, as SVG or PNG.
//!
//! The library is a one-way street of plain data; each arrow is one function:
//!
//! ```text
//! TOML text ─ parse ─▶ Spec ─ validate ─▶ Journey ─ lay out ─▶ Layout ─ paint ─▶ Scene ─ render ─▶ SVG │ PNG
//! ```
//!
//! [`open`] goes from the text to a [`Map`]: the journey with its theme, icons and pictures. [`Map::draw`], or [`draw`]
//! with parts of your own, goes on to the scene, and [`render`](mod@render) makes a file of it.
//!
//! ```
//! use std::path::Path;
//! use wayline::render::{SvgOptions, svg};
//!
//! let source = r#"
//! title = "Morning coffee"
//!
//! [[stage]]
//! name = "Order"
//! touchpoint = [{ label = "Queue", emotion = -1 }, { label = "Barista remembers me", emotion = 2 }]
//! "#;
//! let theme = wayline::theme::built_in("editorial"); // `None`: the theme that the file names, or the default
//! let (map, findings) = wayline::open(source, Path::new("."), theme)?;
//! assert!(findings.0.is_empty());
//!
//! let (pages, warnings) = map.draw(false); // `true` for a PNG, which needs the letters' outlines
//! assert!(warnings.0.is_empty());
//! let picture = svg(&pages[0], &SvgOptions::default());
//! assert!(picture.starts_with("<svg") && picture.contains("Morning coffee"));
//! # Ok::<(), wayline::diagnostic::Diagnostics>(())
//! ```
//!
//! # The steps
//!
//! | step | function | knows |
//! |---|---|---|
//! | parse and validate | [`journey::parse`] | the format |
//! | icons and pictures | [`assets::Assets::load`] | the folder of the journey file |
//! | theme | [`theme::load`], [`theme::parse`], [`theme::built_in`] | `themes/*.toml` |
//! | lay out | [`layout::lay_out`] | the journey, a theme's [`Metrics`](theme::Metrics), measured [`text`](mod@text) |
//! | narrate | [`narration::Narrator`] | the journey, its language |
//! | paint | [`paint::paint`] | the layout, the narration, a theme's [`Palette`](theme::Palette) |
//! | compare | [`diff::compare`] | two revisions of a journey |
//! | render | [`render::svg`](fn@render::svg), [`render::png`](fn@render::png) | the [`Scene`](scene::Scene) alone |
//!
//! # Errors
//!
//! What is wrong in a file is a [`Diagnostic`](diagnostic::Diagnostic) with its place as byte offsets into the journey file,
//! or into the theme file that it carries along; all of a file's are collected in one run. Nothing here panics on any input, reads a clock or the environment, or prints.
//!
//! # Units
//!
//! Lengths are CSS pixels ("px") of the map, y grows downwards, angles and opacities say what they are where they stand.
//! The same journey gives the same bytes on every machine, as long as no system font is needed.

// What input reaches has an answer for every value: a place in a list that may not be there is asked for, not indexed.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::get_unwrap,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented
    )
)]

pub mod assets;
pub mod color;
pub mod diagnostic;
pub mod diff;
pub mod files;
pub mod geometry;
pub mod icon;
pub mod journey;
pub mod layout;
pub mod limits;
pub mod narration;
pub mod origin;
pub mod paint;
pub mod pipeline;
pub mod render;
pub mod scene;
pub mod text;
pub mod theme;
pub mod words;

pub use pipeline::{Map, draw, open};

#[doc(hidden)]
pub mod cli;

/// The examples of the README, which run as doctests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
