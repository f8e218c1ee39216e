//! OpenID Connect Core section 3.1.2.1 and 3.1.2.6: what is missing, and its error for `prompt=none`.

use onedoor_oidc::ErrorCode;
use onedoor_oidc::authorize::AuthorizationRequest;
use onedoor_oidc::client::Client;
use onedoor_oidc::interaction::{Facts, Level, Missing, Next, Remembered, SessionFacts, next};

use crate::fixtures::{NOW, authorize, portal, scopes};

const LEVELS: &[Level<'static>] = &[
    Level { acr: "loa0", identity: 0, factors: 1 },
    Level { acr: "loa1", identity: 1, factors: 1 },
    Level { acr: "loa1+2", identity: 1, factors: 2 },
    Level { acr: "loa2", identity: 2, factors: 1 },
    Level { acr: "loa2+2", identity: 2, factors: 2 },
];

struct World {
    request: AuthorizationRequest,
    client: Client,
    remembered: Option<Remembered>,
}

impl World {
    /// A request, of somebody who agreed to its scopes before.
    fn asking(changes: &[(&str, &str)]) -> Self {
        let remembered = Remembered { scopes: scopes("openid profile"), claims: vec!["acr".to_owned()] };
        Self { request: authorize(changes).unwrap(), client: portal(), remembered: Some(remembered) }
    }

    /// Somebody who signed in a minute ago, at the middle level.
    fn facts(&self) -> Facts<'_> {
        Facts {
            request: &self.request,
            client: &self.client,
            session: Some(SessionFacts {
                auth_time: NOW - 60,
                authenticated_for_this: false,
                identity: 1,
                factors: 1,
                could_show: 2,
                subject: "me",
                hinted_subject: None,
            }),
            account_chosen: false,
            terms_owed: false,
            consent_given: false,
            remembered: self.remembered.as_ref(),
            levels: LEVELS,
            now: NOW,
        }
    }

    fn next(&self) -> Next {
        next(&self.facts())
    }

    /// After signing in for this very request.
    fn next_after_signing_in(&self) -> Next {
        let mut facts = self.facts();
        facts.session.as_mut().unwrap().authenticated_for_this = true;
        facts.session.as_mut().unwrap().auth_time = NOW;
        next(&facts)
    }
}

fn refused(changes: &[(&str, &str)]) -> &'static str {
    let mut with_none = changes.to_vec();
    with_none.push(("prompt", "none"));
    match World::asking(&with_none).next() {
        Next::Refuse(error) => error.as_str(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn somebody_known_who_agreed_before_is_asked_nothing() {
    assert_eq!(World::asking(&[]).next(), Next::Ready);
    assert_eq!(World::asking(&[("prompt", "none")]).next(), Next::Ready);
}

#[test]
fn the_providers_own_terms_come_before_what_was_agreed_to() {
    let (world, none) = (World::asking(&[]), World::asking(&[("prompt", "none")]));
    assert_eq!(next(&Facts { terms_owed: true, ..world.facts() }), Next::Ask(Missing::Terms));
    assert_eq!(
        next(&Facts { terms_owed: true, ..none.facts() }),
        Next::Refuse(ErrorCode::InteractionRequired)
    );
}

#[test]
fn nobody_is_signed_in() {
    let world = World::asking(&[]);
    assert_eq!(next(&Facts { session: None, ..world.facts() }), Next::Ask(Missing::SignIn));
    let silent = World::asking(&[("prompt", "none")]);
    let Next::Refuse(error) = next(&Facts { session: None, ..silent.facts() }) else { panic!("asked") };
    assert_eq!(error.as_str(), "login_required");
}

#[test]
fn prompt_login_asks_once() {
    let world = World::asking(&[("prompt", "login")]);
    assert_eq!(world.next(), Next::Ask(Missing::Reauthenticate));
    assert_eq!(world.next_after_signing_in(), Next::Ready);
}

#[test]
fn max_age_counts_from_the_last_proof() {
    assert_eq!(World::asking(&[("max_age", "60")]).next(), Next::Ready);
    assert_eq!(World::asking(&[("max_age", "59")]).next(), Next::Ask(Missing::Reauthenticate));
    assert_eq!(World::asking(&[("max_age", "0")]).next_after_signing_in(), Next::Ready);
    let mut facts_world = World::asking(&[("max_age", "0")]);
    facts_world.remembered = None;
    let mut facts = facts_world.facts();
    facts.session.as_mut().unwrap().auth_time = NOW;
    assert_eq!(next(&facts), Next::Ask(Missing::Reauthenticate), "zero means now, not this second");
    assert_eq!(refused(&[("max_age", "59")]), "login_required");
}

#[test]
fn select_account_asks_once() {
    let world = World::asking(&[("prompt", "select_account")]);
    assert_eq!(world.next(), Next::Ask(Missing::ChooseAccount));
    assert_eq!(next(&Facts { account_chosen: true, ..world.facts() }), Next::Ready);
    assert_eq!(world.next_after_signing_in(), Next::Ready, "signing in was choosing");
    assert_eq!(Missing::ChooseAccount.error().as_str(), "account_selection_required");
}

#[test]
fn somebody_else_is_signed_in_than_the_client_means() {
    let meant = |sub| format!(r#"{{"id_token":{{"sub":{{"value":"{sub}"}},"acr":null}}}}"#);
    let mut world = World::asking(&[("claims", &meant("me"))]);
    world.remembered.as_mut().unwrap().claims.push("sub".to_owned());
    assert_eq!(world.next(), Next::Ready);
    assert_eq!(World::asking(&[("claims", &meant("you"))]).next(), Next::Ask(Missing::OtherPerson));
    assert_eq!(refused(&[("claims", &meant("you"))]), "login_required");
    let world = World::asking(&[]);
    let mut facts = world.facts();
    facts.session.as_mut().unwrap().hinted_subject = Some("you");
    assert_eq!(next(&facts), Next::Ask(Missing::OtherPerson));
}

#[test]
fn only_an_essential_acr_stops_the_answer() {
    let wish = |essential, acr| {
        format!(r#"{{"id_token":{{"acr":{{"essential":{essential},"values":["{acr}"]}}}}}}"#)
    };
    assert_eq!(World::asking(&[("acr_values", "loa2")]).next(), Next::Ready);
    assert_eq!(World::asking(&[("claims", &wish(false, "loa2"))]).next(), Next::Ready);
    assert_eq!(World::asking(&[("claims", &wish(true, "loa0"))]).next(), Next::Ready, "more than enough");
    assert_eq!(World::asking(&[("claims", &wish(true, "loa1"))]).next(), Next::Ready);
    let raise = |to: &str| Next::Ask(Missing::RaiseAssurance { to: vec![to.to_owned()] });
    assert_eq!(World::asking(&[("claims", &wish(true, "loa2"))]).next(), raise("loa2"));
    assert_eq!(World::asking(&[("claims", &wish(true, "unheard-of"))]).next(), raise("unheard-of"));
    assert_eq!(refused(&[("claims", &wish(true, "loa2"))]), "unmet_authentication_requirements");
}

fn insisting(acr: &str) -> String {
    format!(r#"{{"id_token":{{"acr":{{"essential":true,"values":["{acr}"]}}}}}}"#)
}

#[test]
fn exactly_the_missing_factor_is_asked_for() {
    let world = World::asking(&[("claims", &insisting("loa1+2"))]);
    assert_eq!(world.next(), Next::Ask(Missing::AnotherFactor));
    assert_eq!(refused(&[("claims", &insisting("loa1+2"))]), "unmet_authentication_requirements");
    let mut facts = world.facts();
    facts.session.as_mut().unwrap().factors = 2;
    assert_eq!(next(&facts), Next::Ready);
    // A second factor makes nobody better known, and who has none to show is told so.
    let raise = |to: &str| Next::Ask(Missing::RaiseAssurance { to: vec![to.to_owned()] });
    assert_eq!(World::asking(&[("claims", &insisting("loa2+2"))]).next(), raise("loa2+2"));
    let mut facts = world.facts();
    facts.session.as_mut().unwrap().could_show = 1;
    assert_eq!(next(&facts), raise("loa1+2"));
}

#[test]
fn a_wish_for_another_factor_is_granted_where_it_can_be() {
    let asked = |values| World::asking(&[("acr_values", values)]).next();
    assert_eq!(asked("loa1+2"), Next::Ask(Missing::AnotherFactor));
    assert_eq!(asked("loa1+2 loa1"), Next::Ask(Missing::AnotherFactor), "the most wanted first");
    assert_eq!(asked("loa1 loa1+2"), Next::Ready, "the most wanted is reached");
    assert_eq!(asked("loa2+2 loa1"), Next::Ready, "the first cannot be reached");
    assert_eq!(asked("unheard-of loa1+2"), Next::Ask(Missing::AnotherFactor));
    let world = World::asking(&[("acr_values", "loa1+2")]);
    let mut facts = world.facts();
    facts.session.as_mut().unwrap().could_show = 1;
    assert_eq!(next(&facts), Next::Ready, "nobody is sent away because of a wish");
    assert_eq!(World::asking(&[("acr_values", "loa1+2"), ("prompt", "none")]).next(), Next::Ready);
}

#[test]
fn a_new_sign_in_comes_before_the_other_factor() {
    let world = World::asking(&[("prompt", "login"), ("claims", &insisting("loa1+2"))]);
    let mut facts = world.facts();
    facts.session.as_mut().unwrap().factors = 2;
    assert_eq!(next(&facts), Next::Ask(Missing::Reauthenticate), "the factors of before are no new sign-in");
    assert_eq!(world.next_after_signing_in(), Next::Ask(Missing::AnotherFactor));
}

#[test]
fn consent_covers_scopes_and_claims_or_is_asked_for() {
    let more = [("scope", "openid profile phone")];
    assert_eq!(World::asking(&more).next(), Next::Ask(Missing::Consent));
    assert_eq!(refused(&more), "consent_required");
    let single = [("claims", r#"{"userinfo":{"phone_number":null}}"#)];
    assert_eq!(World::asking(&single).next(), Next::Ask(Missing::Consent));
    let mut stranger = World::asking(&[]);
    stranger.remembered = None;
    assert_eq!(stranger.next(), Next::Ask(Missing::Consent));
    assert_eq!(next(&Facts { consent_given: true, ..stranger.facts() }), Next::Ready);
    stranger.client.first_party = true;
    assert_eq!(stranger.next(), Next::Ready, "the provider's own house");
}

#[test]
fn prompt_consent_asks_once_and_the_own_house_too() {
    let mut world = World::asking(&[("prompt", "consent")]);
    world.client.first_party = true;
    assert_eq!(world.next(), Next::Ask(Missing::Consent));
    assert_eq!(next(&Facts { consent_given: true, ..world.facts() }), Next::Ready);
}

#[test]
fn one_thing_after_the_other() {
    let claims = r#"{"id_token":{"acr":{"essential":true,"value":"loa2"}}}"#;
    let world = World::asking(&[("prompt", "login consent"), ("claims", claims)]);
    assert_eq!(world.next(), Next::Ask(Missing::Reauthenticate));
    assert_eq!(
        world.next_after_signing_in(),
        Next::Ask(Missing::RaiseAssurance { to: vec!["loa2".to_owned()] })
    );
}
