//! Whose a phone is that another account had.

use onedoor_base::AccountId;

/// Whether a phone that has waited becomes an account's. `told`: who had it when it was asked for, and was told; `now`:
/// who has it now. Nobody loses a phone without having been told a week before.
pub fn phone_is_free(told: Option<AccountId>, now: Option<AccountId>) -> bool {
    now.is_none() || now == told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_loses_a_phone_who_was_not_told() {
        let (one, other) = (AccountId::from_bytes([1; 16]), AccountId::from_bytes([2; 16]));
        for (told, now, free) in [
            (None, None, true),
            (Some(one), None, true),
            (Some(one), Some(one), true),
            (Some(one), Some(other), false),
            (None, Some(other), false),
        ] {
            assert_eq!(phone_is_free(told, now), free, "{told:?} {now:?}");
        }
    }
}
