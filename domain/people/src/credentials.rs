use onedoor_base::{PasswordRefused, Secret, check_new_password};

use crate::{LoginName, MalformedLoginName};

/// The last step of a registration, as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct CredentialsForm<'a> {
    /// The login name.
    pub login: &'a str,
    /// The password.
    pub password: &'a Secret,
    /// The password once more.
    pub again: &'a Secret,
}

/// What a person will sign in with.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The login name, which somebody else may have.
    pub login: LoginName,
    /// The password.
    pub password: Secret,
}

/// What must be put right in chosen credentials, in the order of the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialsProblem {
    /// The login name.
    Login(MalformedLoginName),
    /// Somebody else has the login name.
    LoginTaken,
    /// No password was given.
    PasswordMissing,
    /// The password.
    Password(PasswordRefused),
    /// The same as the one before.
    PasswordUnchanged,
    /// The two passwords differ.
    Again,
}

impl Credentials {
    /// Checks chosen credentials; `owners` are names and numbers of the person, which make no password.
    pub fn check(form: CredentialsForm<'_>, owners: &[&str]) -> Result<Self, Vec<CredentialsProblem>> {
        let login = LoginName::choose(form.login).map_err(CredentialsProblem::Login);
        let mut all = owners.to_vec();
        all.push(form.login.trim());
        let password = check_password(form.password, form.again, &all);
        match (login, password) {
            (Ok(login), Ok(())) => Ok(Self { login, password: form.password.clone() }),
            (login, password) => Err([login.err(), password.err()].into_iter().flatten().collect()),
        }
    }
}

/// Checks the new password of somebody who has one already.
pub fn check_change(
    present: &Secret,
    new: &Secret,
    again: &Secret,
    owners: &[&str],
) -> Result<(), CredentialsProblem> {
    check_password(new, again, owners)?;
    if new == present { Err(CredentialsProblem::PasswordUnchanged) } else { Ok(()) }
}

fn check_password(new: &Secret, again: &Secret, owners: &[&str]) -> Result<(), CredentialsProblem> {
    if new.reveal().is_empty() {
        return Err(CredentialsProblem::PasswordMissing);
    }
    check_new_password(new.reveal(), owners).map_err(CredentialsProblem::Password)?;
    if new == again { Ok(()) } else { Err(CredentialsProblem::Again) }
}
