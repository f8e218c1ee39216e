use crate::{Day, Tier, Unit};

/// One unit a line, `code parent name [validity]`, between tabs; a line `@ validity` holds for the
/// lines after it that don't name their own. Made by `examples/compact_units.rs`.
const TABLE: &str = include_str!("../../data/vn-admin/units.tsv");

/// Reads the table, which is ours and was checked when it was made.
pub(super) fn all() -> Vec<Unit> {
    let mut units = Vec::with_capacity(15_000);
    let mut common = (None, None);
    for line in TABLE.lines() {
        if let Some(span) = line.strip_prefix("@ ") {
            common = validity(span);
        } else if let Some(unit) = unit(line, common) {
            units.push(unit);
        }
    }
    units
}

fn unit(line: &'static str, common: (Option<Day>, Option<Day>)) -> Option<Unit> {
    let mut columns = line.split('\t');
    let (code, parent, name) = (columns.next()?, columns.next()?, columns.next()?);
    let (from, until) = columns.next().map_or(common, validity);
    let tier = match code.len() {
        2 => Tier::Province,
        3 => Tier::District,
        _ => Tier::Ward,
    };
    Some(Unit { code, name, tier, parent: Some(parent).filter(|p| !p.is_empty()), from, until })
}

/// `2025-07-01..2026-04-30`, each side possibly empty; the last day is not included.
fn validity(span: &str) -> (Option<Day>, Option<Day>) {
    let (from, until) = span.split_once("..").unwrap_or((span, ""));
    (from.parse().ok(), until.parse().ok())
}
