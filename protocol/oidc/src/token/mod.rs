//! The token endpoint (RFC 6749 sections 2.3, 4.1.3, 5 and 6, OpenID Connect Core sections 3.1.3 and 12):
//! who calls, what they bring, whether it is good, what they get.
//!
//! | step | rule |
//! |---|---|
//! | who calls | [`Presented::read`], then [`authenticate`] |
//! | what for | [`TokenRequest::read`] |
//! | is the code good | [`judge_code`] |
//! | is the refresh token good | [`judge_refresh`] |
//! | what they get | [`TokenResponse`] or [`TokenError`] |

mod client_authentication;
mod code;
mod refresh;
mod request;
mod response;

pub use client_authentication::{Presented, authenticate};
pub use code::{CodeFacts, CodeRefusal, CodeVerdict, judge_code};
pub use refresh::{RefreshFacts, RefreshRefusal, RefreshState, RefreshVerdict, judge_refresh};
pub use request::TokenRequest;
pub use response::{TokenError, TokenResponse};
