//! The words for what must be put right: which sentence stands beside which field.

use onedoor_base::{Country, PasswordRefused, SHORTEST_PASSWORD};
use onedoor_people::{
    CredentialsProblem, DraftProblem, LOGIN_NAME_LONGEST, LOGIN_NAME_SHORTEST, MalformedLoginName,
    MalformedName,
};
use onedoor_ui::{Problem, phone_malformed};

/// What to say about the first step of a registration.
pub(crate) fn draft_problem(problem: DraftProblem, country: Country) -> Problem {
    match problem {
        DraftProblem::Name(MalformedName::Missing) => Problem::new("name", "name-missing"),
        DraftProblem::Name(MalformedName::TooLong) => Problem::new("name", "name-too-long"),
        DraftProblem::Name(MalformedName::Character) => Problem::new("name", "name-character"),
        DraftProblem::PhoneMissing => Problem::new("phone", "phone-missing"),
        DraftProblem::Phone => Problem::new("phone", phone_malformed(country)),
        DraftProblem::Consent => Problem::new("consent", "register-consent-missing"),
    }
}

/// What to say about chosen credentials.
pub(crate) fn credentials_problem(problem: CredentialsProblem) -> Problem {
    match problem {
        CredentialsProblem::Login(problem) => login_problem(problem),
        CredentialsProblem::LoginTaken => Problem::new("login", "login-taken"),
        CredentialsProblem::PasswordMissing => Problem::new("password", "password-missing"),
        CredentialsProblem::Password(problem) => password_problem(problem),
        CredentialsProblem::PasswordUnchanged => Problem::new("password", "password-unchanged"),
        CredentialsProblem::Again => Problem::new("again", "password-again-differs"),
    }
}

fn login_problem(problem: MalformedLoginName) -> Problem {
    match problem {
        MalformedLoginName::Missing => Problem::new("login", "login-missing"),
        MalformedLoginName::TooShort => {
            Problem::new("login", "login-too-short").with("least", LOGIN_NAME_SHORTEST)
        }
        MalformedLoginName::TooLong => {
            Problem::new("login", "login-too-long").with("most", LOGIN_NAME_LONGEST)
        }
        MalformedLoginName::NoLetterFirst => Problem::new("login", "login-no-letter"),
        MalformedLoginName::Character => Problem::new("login", "login-character"),
        MalformedLoginName::MixedScripts => Problem::new("login", "login-mixed-scripts"),
        MalformedLoginName::LooksLikeAnother => Problem::new("login", "login-looks-alike"),
        MalformedLoginName::Reserved => Problem::new("login", "login-reserved"),
    }
}

fn password_problem(problem: PasswordRefused) -> Problem {
    match problem {
        PasswordRefused::TooShort => {
            Problem::new("password", "password-too-short").with("least", SHORTEST_PASSWORD)
        }
        PasswordRefused::TooLong => Problem::new("password", "password-too-long"),
        PasswordRefused::Common => Problem::new("password", "password-common"),
        PasswordRefused::LikeOwner => Problem::new("password", "password-like-owner"),
    }
}
