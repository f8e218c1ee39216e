/// The longest name of an authenticator, in characters.
pub const LONGEST_LABEL: usize = 60;

/// The name that an owner gives an authenticator, tidied: one line, without what turns text around, cut where it is
/// too long to be a name. Empty if there is none.
pub fn label(typed: &str) -> String {
    let plain = typed.chars().filter(|c| !turns_text(*c)).map(|c| if c.is_control() { ' ' } else { c });
    let words: Vec<String> = plain.collect::<String>().split_whitespace().map(str::to_owned).collect();
    words.join(" ").chars().take(LONGEST_LABEL).collect::<String>().trim_end().to_owned()
}

/// Invisible marks that change the direction of what follows (Unicode 9.0 section 23.2).
const fn turns_text(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
