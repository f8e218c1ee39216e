//! Writes the seeds of a target into a directory: `seeds TARGET DIRECTORY`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [target, directory] = arguments.as_slice() else { return ExitCode::from(2) };
    let Some(reader) = onedoor_fuzz::READERS.iter().find(|reader| reader.name == target) else {
        return ExitCode::from(2);
    };
    for (n, seed) in reader.seeds.iter().enumerate() {
        if std::fs::write(format!("{directory}/seed-{n}"), seed).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
