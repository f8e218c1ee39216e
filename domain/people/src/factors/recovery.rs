use onedoor_base::{Randomness, Secret, typed_digits};

/// How many recovery codes are made at once.
pub const RECOVERY_CODES: usize = 10;
/// How many digits one has: forty bits, and digits are on every keyboard.
const DIGITS: usize = 12;

/// A new recovery code: twelve digits.
pub fn recovery_code(random: &dyn Randomness) -> Secret {
    let mut code = String::with_capacity(DIGITS);
    while code.len() < DIGITS {
        let mut bytes = [0; 16];
        random.fill(&mut bytes);
        // What is left of 256 above 250 would make the first digits likelier.
        let fair = bytes.into_iter().filter(|byte| *byte < 250);
        code.extend(fair.map(|byte| char::from(b'0' + byte % 10)).take(DIGITS - code.len()));
    }
    Secret::new(code)
}

/// As it is printed: in groups of four.
pub fn grouped(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    digits.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// What somebody typed, without the spaces and dashes of the paper; `None` if it can be no code.
pub fn typed_recovery_code(typed: &str) -> Option<Secret> {
    let code = typed_digits(typed);
    (code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit())).then(|| Secret::new(code))
}
