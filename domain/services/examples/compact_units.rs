//! Makes `data/vn-admin/units.tsv` from the three originals that `data/vn-admin/SOURCE.md` names:
//! `cargo run -p onedoor-services --example compact_units -- BEFORE.json JULY_2025.json APRIL_2026.json > units.tsv`

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;

use onedoor_services::fold;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

const REFORM: &str = "2025-07-01";
const LATEST: &str = "2026-04-30";

/// A unit of the originals. Its children are districts or wards, under names that changed.
#[derive(Deserialize)]
struct Original {
    #[serde(rename = "Code")]
    code: String,
    #[serde(rename = "FullName")]
    name: String,
    #[serde(default, rename = "Wards", alias = "Ward", alias = "District")]
    children: Option<Vec<Self>>,
}

struct Line {
    code: String,
    parent: String,
    name: String,
    validity: &'static str,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [before, july, latest] = paths.as_slice() else {
        return Err("three paths are wanted: before, from 2025-07-01, from 2026-04-30".into());
    };
    print(&format!("..{REFORM}"), lines(read(before)?));
    let latest = lines(read(latest)?).into_iter().map(|line| (line.code, line.name)).collect();
    print(&format!("{REFORM}.."), with_changes(lines(read(july)?), latest)?);
    Ok(())
}

fn read(path: &str) -> Result<Vec<Original>, Box<dyn std::error::Error>> {
    Ok(serde_json::from_reader(BufReader::new(File::open(path)?))?)
}

fn lines(provinces: Vec<Original>) -> Vec<Line> {
    fn add(units: Vec<Original>, parent: &str, out: &mut Vec<Line>) {
        for unit in units {
            let name = unit.name.trim().nfc().collect();
            out.push(Line { code: unit.code.clone(), parent: parent.to_owned(), name, validity: "" });
            add(unit.children.unwrap_or_default(), &unit.code, out);
        }
    }
    let mut out = Vec::new();
    add(provinces, "", &mut out);
    out
}

/// The state of July 2025 with what changed until the latest: another rank ends the old unit and
/// begins a new one, a corrected letter corrects it from the beginning, another placement of the
/// tone mark is no change.
fn with_changes(july: Vec<Line>, mut latest: BTreeMap<String, String>) -> Result<Vec<Line>, String> {
    let mut out = Vec::new();
    for mut line in july {
        let now = latest.remove(&line.code).ok_or_else(|| format!("{} is gone", line.code))?;
        if fold(&now) != fold(&line.name) {
            let (code, parent) = (line.code.clone(), line.parent.clone());
            out.push(Line { validity: "2026-04-30..", name: now, code, parent });
            line.validity = "2025-07-01..2026-04-30";
        } else if letters(&now) != letters(&line.name) {
            line.name = now;
        }
        out.push(line);
    }
    match latest.into_iter().next() {
        Some((code, name)) => Err(format!("{code} {name} is new since {LATEST}")),
        None => Ok(out),
    }
}

/// The letters of a name without regard to case and to where the tone mark stands.
fn letters(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = name.nfd().flat_map(char::to_lowercase).collect();
    letters.sort_unstable();
    letters
}

/// In the order of lists: by tier and parent, then by the name without what the unit is, numbers
/// by their value.
fn print(validity: &str, mut lines: Vec<Line>) {
    lines.sort_by_cached_key(|l| (l.code.len(), l.parent.clone(), place_in_list(&l.name), l.validity));
    println!("@ {validity}");
    for Line { code, parent, name, validity } in lines {
        let tab = if validity.is_empty() { "" } else { "\t" };
        println!("{code}\t{parent}\t{name}{tab}{validity}");
    }
}

fn place_in_list(name: &str) -> (String, String) {
    const KINDS: [&str; 9] =
        ["thanh pho ", "tinh ", "quan ", "huyen ", "thi xa ", "thi tran ", "phuong ", "dac khu ", "xa "];
    let folded = fold(name);
    let bare = KINDS.iter().find_map(|kind| folded.strip_prefix(kind)).unwrap_or(&folded);
    let words = bare
        .split(' ')
        .map(|w| if w.bytes().all(|b| b.is_ascii_digit()) { format!("{w:0>4}") } else { w.to_owned() });
    (words.collect::<Vec<_>>().join(" "), name.to_owned())
}
