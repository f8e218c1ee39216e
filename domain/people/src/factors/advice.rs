use super::{Held, TextCodes};

/// What the owner of an account should do next, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// The password alone opens the account: add a passkey or an app.
    AddSecondStep,
    /// If the authenticator is lost, nothing but a text message opens the account, or nothing at all: make recovery
    /// codes.
    MakeRecoveryCodes,
    /// Few recovery codes are left: make new ones.
    RenewRecoveryCodes,
    /// Text messages can be intercepted: add something better.
    AddBetter,
    /// There is one authenticator, and it can be lost: add another one.
    AddAnother,
}

/// From how many codes on there are enough.
const ENOUGH_CODES: i64 = 4;

/// What to advise; at most two things, because a longer list is not read.
pub fn advise(held: &Held) -> Vec<Advice> {
    let mut advice = Vec::new();
    if !held.asks() {
        advice.push(Advice::AddSecondStep);
        return advice;
    }
    match held.recovery_codes {
        0 => advice.push(Advice::MakeRecoveryCodes),
        left if left < ENOUGH_CODES => advice.push(Advice::RenewRecoveryCodes),
        _ => {}
    }
    if !held.has_authenticator() && held.text_codes == TextCodes::Always {
        advice.push(Advice::AddBetter);
    }
    if held.passkeys + held.totps == 1 {
        advice.push(Advice::AddAnother);
    }
    advice.truncate(2);
    advice
}
