//! Reading a letter: as much of RFC 5322, 2045 and 2047 as a plain text in UTF-8 has.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    /// Its message id: the same one is the same letter.
    pub(crate) id: String,
    /// Who it is from, as a mail program shows it.
    pub(crate) from: String,
    /// The subject.
    pub(crate) subject: String,
    /// The text.
    pub(crate) text: String,
}

/// Reads one; nothing if it is none.
pub(crate) fn read(whole: &[u8]) -> Option<Letter> {
    let text = std::str::from_utf8(whole).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    // Folded lines belong together (RFC 5322 section 2.2.3).
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let field = |name: &str| {
        let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
    };
    let encoding = field("Content-Transfer-Encoding").unwrap_or_default().to_ascii_lowercase();
    let bytes = match encoding.as_str() {
        "base64" => STANDARD.decode(body.split_whitespace().collect::<String>()).ok()?,
        "quoted-printable" => quoted_printable(body, false),
        _ => body.as_bytes().to_vec(),
    };
    let text = String::from_utf8(bytes).ok()?.replace("\r\n", "\n");
    Some(Letter {
        id: field("Message-ID")?,
        from: words(&field("From")?),
        subject: words(&field("Subject").unwrap_or_default()),
        text: text.trim_end().to_owned(),
    })
}

/// Encoded words (RFC 2047); spaces between two of them are none.
fn words(value: &str) -> String {
    let (mut said, mut rest, mut after_word) = (String::new(), value, false);
    while let Some((before, coded)) = rest.split_once("=?") {
        let Some((word, length)) = word(coded) else { break };
        if !(after_word && before.trim().is_empty()) {
            said.push_str(before);
        }
        said.push_str(&word);
        (rest, after_word) = (&coded[length..], true);
    }
    said.push_str(rest);
    said
}

/// `utf-8?b?…?=`: what it says, and how long it is.
fn word(coded: &str) -> Option<(String, usize)> {
    let mut parts = coded.splitn(3, '?');
    let (charset, way, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (text, _) = rest.split_once("?=")?;
    let bytes = match way.to_ascii_lowercase().as_str() {
        "b" => STANDARD.decode(text).ok()?,
        "q" => quoted_printable(text, true),
        _ => return None,
    };
    let length = charset.len() + way.len() + text.len() + 4;
    charset.eq_ignore_ascii_case("utf-8").then(|| String::from_utf8(bytes).ok())?.map(|said| (said, length))
}

/// RFC 2045 section 6.7; in a header `_` is a space.
fn quoted_printable(text: &str, header: bool) -> Vec<u8> {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        match bytes[at] {
            b'=' if bytes[at + 1..].starts_with(b"\r\n") => at += 3,
            b'=' => {
                let code = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                out.push(code.unwrap_or(b'='));
                at += if code.is_some() { 3 } else { 1 };
            }
            b'_' if header => {
                out.push(b' ');
                at += 1;
            }
            byte => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}
