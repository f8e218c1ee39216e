//! How an identity and a portal stand in each other's configuration.

use super::site::Site;

/// The file with the secret that both sides of a pair know.
pub(crate) const SHARED: &str = "shared.secret";

/// The role of an identity that knows this portal under a name for programs and a name for people; `more` are further
/// lines.
pub(crate) fn client(portal: &Site, (id, name): (&str, &str), more: &str) -> String {
    format!(
        r#"
        [[identity.clients]]
        client_id = "{id}"
        name = "{name}"
        secret = {{ file = "{SHARED}" }}
        scopes = ["openid", "profile", "national_number"]
        redirect_uris = ["{}"]
        backchannel_logout_uri = "{}"
        linking_endpoint = "{}"
        {more}
        "#,
        portal.at("/sign-in/callback"),
        portal.at("/backchannel-logout"),
        portal.at("/linking/v1"),
    )
}

/// A province's portal whose people come from one issuer.
pub(crate) struct OneStop<'a> {
    /// Of its authority.
    pub(crate) agency: &'a str,
    /// The issuer, by its name in the portal's addresses, and by its own.
    pub(crate) issuer: (&'a str, &'a str),
    /// How the portal is registered there.
    pub(crate) client: &'a str,
    /// What it allows.
    pub(crate) policy: &'a str,
}

impl OneStop<'_> {
    /// Its role in the configuration.
    pub(crate) fn role(&self) -> String {
        let Self { agency, issuer: (key, issuer), client, policy } = self;
        format!(
            r#"
            [portal]
            kind = "one-stop"
            province = "31"
            agency = "{agency}"
            [[portal.upstreams]]
            key = "{key}"
            issuer = "{issuer}"
            client_id = "{client}"
            secret = {{ file = "{SHARED}" }}
            policy = {{ {policy} }}
            "#
        )
    }
}
