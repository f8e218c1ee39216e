//! What `onedoor kit new` writes.

/// A `kit.toml` to begin with, for a portal that knows the kit's identity under this secret.
pub fn starter(secret: &str) -> String {
    include_str!("kit.toml").replace("A SECRET", secret)
}

#[cfg(test)]
mod tests {
    use crate::Settings;

    #[test]
    fn what_is_written_can_be_read() {
        let settings: Settings = toml::from_str(&super::starter("abc")).expect("settings");
        assert_eq!(settings.client_secret, "abc");
        assert!(settings.accounts.free.is_some());
    }
}
