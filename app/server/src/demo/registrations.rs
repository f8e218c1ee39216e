//! Which portal takes sign-ins from which identity, and what the two tell each other.

use std::collections::BTreeMap;

use onedoor_base::{AuthenticationLevel, IdentityLevel, Language, Secret};
use onedoor_linking::{Creation, Policy, RegisterMatch};
use onedoor_oidc::Scopes;
use onedoor_oidc::client::{
    BackchannelLogout, Client, ClientAuthentication, GrantType, SecretDigest, SubjectType,
};
use onedoor_oidc::keys::Algorithm;
use onedoor_portal::linking::{
    BACKCHANNEL_LOGOUT_PATH, CALLBACK_PATH, CONTACT_WITHOUT_NUMBER, DEFAULT_SCOPE, LINKING_PATH, LinkingWay,
    SIGNED_OUT_PATH, UpstreamSettings,
};
use onedoor_ui::{Localizer, SiteLook};

use super::places::{DVCQG, ESIA, HAIDUONG, ID_DVCQG, Place, SCHOOL, VNEID};

/// One portal at one identity.
pub(super) struct Registration {
    pub(super) portal: Place,
    pub(super) identity: Place,
    /// The identity's name in addresses of the portal.
    key: &'static str,
    /// Whether the portal is the state's own, as the identity is, so that nobody is asked for consent.
    first_party: bool,
}

/// All of them.
pub(super) const REGISTRATIONS: [Registration; 4] = [
    Registration { portal: DVCQG, identity: ID_DVCQG, key: "dvcqg", first_party: true },
    Registration { portal: DVCQG, identity: VNEID, key: "vneid", first_party: false },
    Registration { portal: HAIDUONG, identity: ID_DVCQG, key: "dvcqg", first_party: true },
    Registration { portal: SCHOOL, identity: ESIA, key: "esia", first_party: false },
];

impl Registration {
    /// Under which name the secret that both know is kept.
    pub(super) fn secret_name(&self) -> String {
        format!("{} at {}", self.portal.look.key(), self.identity.look.key())
    }

    /// What the identity knows of the portal.
    pub(super) fn client(&self, port: u16, secret: &Secret) -> Client {
        let portal = self.portal.address(port);
        let logout_uri = format!("{portal}{BACKCHANNEL_LOGOUT_PATH}");
        Client {
            client_id: client_id(&self.portal).to_owned(),
            name: name(&self.portal, Language::En),
            names: names(&self.portal),
            redirect_uris: vec![format!("{portal}{CALLBACK_PATH}")],
            post_logout_redirect_uris: vec![format!("{portal}{SIGNED_OUT_PATH}")],
            backchannel_logout: Some(BackchannelLogout { uri: logout_uri, session_required: true }),
            linking_endpoint: Some(format!("{portal}{LINKING_PATH}")),
            fingerprint_keys: fingerprints(&self.portal).then(|| "2026".to_owned()).into_iter().collect(),
            fingerprints_per_day: 10_000,
            authentication: ClientAuthentication::ClientSecretBasic(SecretDigest::of(secret.reveal())),
            grant_types: vec![GrantType::AuthorizationCode],
            scopes: Scopes::parse(scope(&self.portal)).expect("the scopes that our own portals ask for"),
            id_token_alg: Algorithm::Es256,
            subject_type: SubjectType::Pairwise(self.portal.host.to_owned()),
            require_pushed: false,
            first_party: self.first_party,
            default_acr: None,
            resource_server: false,
        }
    }

    /// What the portal knows of the identity.
    pub(super) fn upstream(&self, port: u16, secret: Secret) -> UpstreamSettings {
        UpstreamSettings {
            key: self.key.to_owned(),
            look: SiteLook::demonstration(self.identity.look, self.identity.role),
            issuer: self.identity.address(port),
            client_id: client_id(&self.portal).to_owned(),
            client_secret: secret,
            scope: scope(&self.portal).to_owned(),
            policy: policy(&self.portal, &self.identity),
            way: way(&self.portal),
            fingerprints: fingerprints(&self.portal),
        }
    }
}

/// Schools make accounts in their offices, and a teacher may be a parent too; the portals of Vietnam
/// make one account for everybody who comes. Whoever comes to the national portal with VNeID may have an account there
/// that does not know their number, and is asked first.
fn policy(portal: &Place, identity: &Place) -> Policy {
    let school = *portal == SCHOOL;
    let creation = match (school, *portal == DVCQG && *identity == VNEID) {
        (true, _) => Creation::No,
        (false, true) => Creation::Ask,
        (false, false) => Creation::Yes,
    };
    Policy {
        several_accounts: school,
        creation,
        least_identity: IdentityLevel::Claimed,
        least_authentication: AuthenticationLevel::One,
        register_match: RegisterMatch::Confirm,
    }
}

/// A province has user names and passwords checked that are typed at the national account; the school wants its own
/// people on its own page.
fn way(portal: &Place) -> LinkingWay {
    if *portal == SCHOOL { LinkingWay::Page } else { LinkingWay::Credentials }
}

/// The school keeps contact data of Gosuslugi where its people want that (S5.4), and is not told their numbers: it
/// finds accounts by fingerprints.
fn scope(portal: &Place) -> &'static str {
    if *portal == SCHOOL { CONTACT_WITHOUT_NUMBER } else { DEFAULT_SCOPE }
}

/// Hải Dương, which is told the numbers of people who sign in, answers by them to whoever asks on their behalf.
fn fingerprints(portal: &Place) -> bool {
    *portal == SCHOOL || *portal == HAIDUONG
}

/// What identities call a portal.
pub(super) fn client_id(portal: &Place) -> &'static str {
    portal.look.key()
}

/// The sites that a form of `place` may lead to by way of redirects.
pub(super) fn neighbours(place: &Place, port: u16) -> Vec<String> {
    let other = |registration: &Registration| {
        let Registration { portal, identity, .. } = registration;
        if portal == place { Some(*identity) } else { Some(*portal).filter(|_| identity == place) }
    };
    let portals = super::neighbourhood::of(place);
    REGISTRATIONS.iter().filter_map(other).chain(portals).map(|other| other.address(port)).collect()
}

fn names(portal: &Place) -> BTreeMap<String, String> {
    Language::ALL.iter().map(|language| (language.tag().to_owned(), name(portal, *language))).collect()
}

fn name(portal: &Place, language: Language) -> String {
    SiteLook::new(portal.look, portal.role).name(&Localizer::of(language))
}
