//! What a new password must be, at an identity site and at a portal.
//!
//! Length counts, not composition (NIST SP 800-63B section 3.1.1): no rule about capitals, digits
//! or signs, no expiry; what everybody tries first is refused.

/// The shortest new password, in characters.
pub const SHORTEST_PASSWORD: usize = 10;

/// The longest password, in bytes: what the hashes take.
pub const LONGEST_PASSWORD: usize = 1024;

/// Why a new password is not accepted. Each has its own sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefused {
    /// Fewer than [`SHORTEST_PASSWORD`] characters.
    #[error("fewer than {SHORTEST_PASSWORD} characters")]
    TooShort,
    /// More than [`LONGEST_PASSWORD`] bytes.
    #[error("more than {LONGEST_PASSWORD} bytes")]
    TooLong,
    /// One that everybody tries first.
    #[error("a common password")]
    Common,
    /// The owner's name, number or phone, or little more than that.
    #[error("the same as a name or number of its owner")]
    LikeOwner,
}

/// What stands in such lists in the three countries, without the digits and signs at the end that
/// people add to be let in.
const COMMON: [&str; 36] = [
    "password",
    "passw0rd",
    "matkhau",
    "mật khẩu",
    "matkhaumoi",
    "пароль",
    "gfhjkm",
    "parol",
    "密码",
    "mima",
    "qwerty",
    "qwertyuiop",
    "йцукен",
    "йцукенгшщз",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "qazwsxedc",
    "letmein",
    "welcome",
    "admin",
    "administrator",
    "iloveyou",
    "anhyeuem",
    "emyeuanh",
    "vietnam",
    "woaini",
    "woaini1314",
    "5201314",
    "abc",
    "abcdef",
    "abcdefgh",
    "aa",
    "test",
    "user",
];

/// Checks a new password; `owners` are the owner's user name, names, number and phone, as far as
/// they are known.
pub fn check_new_password(password: &str, owners: &[&str]) -> Result<(), PasswordRefused> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(PasswordRefused::TooShort);
    }
    if password.len() > LONGEST_PASSWORD {
        return Err(PasswordRefused::TooLong);
    }
    let lower = password.to_lowercase();
    let core = lower.trim_end_matches(|c: char| !c.is_alphabetic());
    if is_run(&lower) || COMMON.contains(&core) || COMMON.contains(&lower.as_str()) {
        return Err(PasswordRefused::Common);
    }
    let bare = letters_and_digits(&lower);
    let like = |owner: &&str| {
        let owner = letters_and_digits(&owner.to_lowercase());
        owner.chars().count() >= 4 && (bare == owner || core == owner)
    };
    if owners.iter().any(like) { Err(PasswordRefused::LikeOwner) } else { Ok(()) }
}

fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether every character is the one before it, or the next of the alphabet or of the digits
/// upwards or downwards, or the whole is a short piece over and over.
fn is_run(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let step = |pair: &[char]| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
    let steady = |allowed: i64| {
        characters.windows(2).all(|pair| {
            let wraps = (pair[0], pair[1]) == ('9', '0') || (pair[0], pair[1]) == ('0', '9');
            step(pair) == allowed || (allowed != 0 && wraps)
        })
    };
    let repeats = |piece: usize| {
        characters.len().is_multiple_of(piece) && characters.chunks(piece).all(|c| c == &characters[..piece])
    };
    [-1, 0, 1].into_iter().any(steady) || (2..=4).any(repeats)
}
