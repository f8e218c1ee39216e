//! What libraries and the system say, in the words of somebody who runs a site: what is wrong, and what is
//! allowed.

use std::io;
use std::path::Path;

/// Why a file could not be read or made.
pub fn file_trouble(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or directory".to_owned(),
        io::ErrorKind::PermissionDenied => "this user is not allowed to".to_owned(),
        io::ErrorKind::AlreadyExists => {
            "there is a file of that name already, and it is not overwritten; choose another name".to_owned()
        }
        io::ErrorKind::IsADirectory => "it is a directory; allowed is a file".to_owned(),
        io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    }
}

/// The same with the file's name.
pub fn cannot_read(file: &Path, error: &io::Error) -> String {
    format!("cannot read {}: {}", file.display(), file_trouble(error))
}

/// What the reader of the file complains of.
pub(super) fn plain(message: &str) -> String {
    let message = message.trim();
    if let Some((name, allowed)) = told(message, "unknown field ") {
        return format!("there is no setting {name} here; allowed {allowed}");
    }
    if let Some((name, allowed)) = told(message, "unknown variant ") {
        return format!("{name} is not allowed here; allowed {allowed}");
    }
    if let Some(name) = message.strip_prefix("missing field ") {
        return format!("{name} is missing, and must be given");
    }
    for start in ["invalid type: ", "invalid value: "] {
        if let Some((found, expected)) = message.strip_prefix(start).and_then(|m| m.split_once(", expected "))
        {
            return format!("is {}; allowed is {}", kind(found), kind(expected));
        }
    }
    message.to_owned()
}

/// A name between backticks and what stands in its place: ``x`, expected one of `a`, `b``.
fn told<'m>(message: &'m str, start: &str) -> Option<(&'m str, String)> {
    let (name, expected) = message.strip_prefix(start)?.split_once(", ")?;
    let allowed = match expected.strip_prefix("expected ") {
        Some(all) => match all.strip_prefix("one of ") {
            Some(several) => format!("are {several}"),
            None if all.contains(" or ") => format!("are {}", all.replace(" or ", " and ")),
            None => format!("is {all}"),
        },
        None => "is nothing".to_owned(),
    };
    Some((name, allowed))
}

/// The kinds of values, as TOML's own introduction calls them or plainer.
fn kind(text: &str) -> String {
    match text {
        "a boolean" => "true or false".to_owned(),
        "a string" => "a text in quotation marks".to_owned(),
        "a sequence" => "a list in [ ]".to_owned(),
        "a map" | "map" => "a table".to_owned(),
        "unit value" => "nothing".to_owned(),
        "sequence" => "a list".to_owned(),
        other => {
            let whole = |n: &str| format!("a whole number from {n}");
            match other {
                "a nonzero u8" => whole("1 to 255"),
                "a nonzero u16" => whole("1 to 65535"),
                "a nonzero u32" => whole("1 to 4294967295"),
                "u8" => whole("0 to 255"),
                "u16" => whole("0 to 65535"),
                "u32" => whole("0 to 4294967295"),
                _ => other
                    .replace("string ", "the text ")
                    .replace("integer ", "the number ")
                    .replace("floating point ", "the number ")
                    .replace("boolean ", "")
                    .replace("struct ", "a table for "),
            }
        }
    }
}
