use std::io::{BufRead, BufReader};
use std::path::Path;

use onedoor_password::PasswordFilter;
use onedoor_site::passwords::listed_form;

use super::Failure;
use crate::config::{cannot_read, file_trouble};

/// Makes a filter of a list of passwords.
pub(super) fn build(list: &Path, file: &Path) -> Result<(), Failure> {
    let read = |error| Failure::told(cannot_read(list, &error));
    let (mut all, mut left_out) = (Vec::new(), 0_u64);
    for line in BufReader::new(std::fs::File::open(list).map_err(read)?).split(b'\n') {
        let line = line.map_err(read)?;
        match std::str::from_utf8(line.strip_suffix(b"\r").unwrap_or(&line)) {
            Ok("") => {}
            Ok(password) => all.push(listed_form(password)),
            Err(_) => left_out += 1,
        }
    }
    let bytes = PasswordFilter::build(all.iter().map(String::as_str)).map_err(Failure::told)?;
    let kept = PasswordFilter::read(bytes.clone().into()).map_err(Failure::told)?;
    std::fs::write(file, &bytes).map_err(|error| {
        Failure::told(format!("cannot write {}: {}", file.display(), file_trouble(&error)))
    })?;
    say!("{}: {} passwords in {} bytes.", file.display(), kept.len(), bytes.len());
    if left_out > 0 {
        say!("{left_out} lines were no text and were left out.");
    }
    Ok(())
}
