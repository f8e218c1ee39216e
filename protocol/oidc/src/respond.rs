//! The answer to an authorization request, right or wrong, on its way through the browser
//! (RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207, OAuth 2.0 Form Post Response Mode).

use url::form_urlencoded;

use crate::ErrorCode;
use crate::authorize::{ResponseMode, ReturnAddress};

/// How the browser carries the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// A redirect (303) to this address.
    Redirect(String),
    /// A page with a form that posts these fields to this address.
    FormPost {
        /// The address.
        action: String,
        /// Names and values, not escaped.
        fields: Vec<(&'static str, String)>,
    },
}

/// The answer that carries a code.
pub fn with_code(to: &ReturnAddress, issuer: &str, code: &str) -> Delivery {
    deliver(to, issuer, vec![("code", code.to_owned())])
}

/// The answer that carries an error.
pub fn with_error(to: &ReturnAddress, issuer: &str, error: ErrorCode, description: Option<&str>) -> Delivery {
    let mut fields = vec![("error", error.as_str().to_owned())];
    fields.extend(description.map(|text| ("error_description", text.to_owned())));
    deliver(to, issuer, fields)
}

fn deliver(to: &ReturnAddress, issuer: &str, mut fields: Vec<(&'static str, String)>) -> Delivery {
    fields.extend(to.state.clone().map(|state| ("state", state)));
    fields.push(("iss", issuer.to_owned()));
    match to.response_mode {
        ResponseMode::Query => Delivery::Redirect(with_query(&to.redirect_uri, &fields)),
        ResponseMode::FormPost => Delivery::FormPost { action: to.redirect_uri.clone(), fields },
    }
}

/// Adds parameters to an address that may have some already; the rest of it stays byte for byte.
pub(crate) fn with_query<V: AsRef<str>>(address: &str, fields: &[(&str, V)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::with_capacity(256));
    for (name, value) in fields {
        query.append_pair(name, value.as_ref());
    }
    let joint = match address.split_once('?') {
        None => "?",
        Some((_, "")) => "",
        Some((_, existing)) if existing.ends_with('&') => "",
        Some(_) => "&",
    };
    format!("{address}{joint}{}", query.finish())
}
