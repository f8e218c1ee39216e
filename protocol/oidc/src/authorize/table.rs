use crate::authorize::rules::{self, Draft, Refusal};

/// Where an authorization request is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// The authorization endpoint, parameters in the query or the form.
    Authorize,
    /// The pushed authorization request endpoint (RFC 9126).
    Push,
}

/// What an error of a rule leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A page: the address is not known to be good.
    Page,
    /// An error response to the relying party.
    Redirect,
}

/// One rule: its name, who runs it, and what its refusal leads to.
pub struct Rule {
    /// The name of the function.
    pub name: &'static str,
    /// The endpoints that run it.
    pub endpoints: &'static [Endpoint],
    /// What its refusal leads to.
    pub stage: Stage,
    pub(super) check: fn(&mut Draft<'_>) -> Result<(), Refusal>,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({:?}, {:?})", self.name, self.stage, self.endpoints)
    }
}

const BOTH: &[Endpoint] = &[Endpoint::Authorize, Endpoint::Push];
const AUTHORIZE: &[Endpoint] = &[Endpoint::Authorize];
const PUSH: &[Endpoint] = &[Endpoint::Push];

macro_rules! rules {
    ($($stage:ident $endpoints:ident $name:ident;)+) => {
        &[$(Rule { name: stringify!($name), endpoints: $endpoints, stage: Stage::$stage, check: rules::$name }),+]
    };
}

/// Every rule of an authorization request, in the order in which they run.
pub const RULES: &[Rule] = rules! {
    Page     BOTH      client_is_who_it_says;
    Page     BOTH      redirect_uri_is_registered;
    // From here on there is an address that an error can be sent to; first what decides how.
    Redirect BOTH      state_is_short;
    Redirect BOTH      response_mode_is_supported;
    Redirect PUSH      no_request_uri_within;
    Redirect BOTH      no_request_object;
    Redirect AUTHORIZE pushed_if_that_is_required;
    Redirect BOTH      response_type_is_code;
    Redirect BOTH      client_may_use_codes;
    Redirect BOTH      scope_has_openid;
    Redirect BOTH      challenge_is_s256;
    Redirect BOTH      nonce_is_short;
    Redirect BOTH      prompt_makes_sense;
    Redirect BOTH      max_age_is_a_number;
    Redirect BOTH      hints_are_short;
    Redirect BOTH      acr_values_are_short;
    Redirect BOTH      claims_are_readable;
    Redirect BOTH      ui_locales_are_short;
};
