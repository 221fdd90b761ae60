//! wayline turns a customer journey written in TOML into a journey map.
//!
//! The library is a one-way street of plain data; each arrow is one function:
//!
//! ```text
//! TOML text ─ parse ─▶ Spec ─ validate ─▶ Journey ─ lay out ─▶ Layout ─ paint ─▶ Scene ─ render ─▶ SVG │ PNG
//! ```

pub mod assets;
pub mod color;
pub mod diagnostic;
pub mod geometry;
pub mod icon;
pub mod journey;
pub mod layout;
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
