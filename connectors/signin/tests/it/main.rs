//! A sign-in against a provider of the test's own, which can be told to misbehave.

mod begin;
mod fake;
mod finish;
mod keeping;
mod logout;

use onedoor_base::{Secret, Timestamp};
use onedoor_signin::{Code, Provider, ProviderSettings, Request};

use fake::Fake;

const NOW: Timestamp = Timestamp::from_seconds(1_795_262_400);

const REQUEST: Request<'static> = Request {
    state: "the-state",
    nonce: "the-nonce",
    code_verifier: "a-verifier-of-at-least-forty-three-characters",
    more: &[("acr_values", "urn:onedoor:loa:1")],
};

const CODE: Code<'static> = Code {
    code: "the-code",
    nonce: "the-nonce",
    code_verifier: "a-verifier-of-at-least-forty-three-characters",
    max_age: None,
};

fn provider(fake: &Fake) -> Provider {
    provider_at(fake.issuer())
}

fn provider_at(issuer: &str) -> Provider {
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(std::time::Duration::from_millis(500))
        .build()
        .expect("a client");
    let settings = ProviderSettings {
        issuer: issuer.to_owned(),
        client_id: "portal".to_owned(),
        client_secret: Secret::new("s:cret"),
        redirect_uri: "https://portal.example/back".to_owned(),
        scope: "openid profile".to_owned(),
    };
    Provider::new(http, settings)
}
