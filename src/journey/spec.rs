//! What the TOML may say: with places, unvalidated.

/// JSON Schema (draft-07) of the journey file, pretty-printed.
pub fn schema() -> String {
    todo!()
}
