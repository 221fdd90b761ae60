//! Laying a user's theme over a built-in one, after it was checked.

use toml::de::{DeTable, DeValue};

/// Replaces in `base` what `own` says: tables key by key, everything else as a whole. What `base` has not is left out.
pub(super) fn lay<'i>(base: &mut DeTable<'i>, own: DeTable<'i>) {
    for (key, value) in own {
        let Some(slot) = base.get_mut(key.get_ref().as_ref()) else { continue };
        match (slot.get_mut(), value) {
            (DeValue::Table(inner), value) if value.get_ref().is_table() => {
                if let DeValue::Table(own) = value.into_inner() {
                    lay(inner, own);
                }
            }
            (_, value) => *slot = value,
        }
    }
}
