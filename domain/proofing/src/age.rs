//! Who may apply on their own (Decree 69/2024/ND-CP article 7): from 14; from 6 on request by their parents or guardian,
//! and younger ones by them alone, for level 1 only.

use crate::calendar::Day;
use crate::register::{Born, Differs, Sought, Verdict};
use crate::validity::years;

/// From this age on people apply on their own.
pub const ALONE: i32 = 14;
/// From this age on a child's wish is asked for.
pub const ON_REQUEST: i32 = 6;

/// Who applies for somebody of an age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applies {
    /// Their father, mother or guardian, and only for level 1.
    Guardian,
    /// The same for a child that wishes it.
    OnRequest,
    /// They themselves.
    Alone,
}

/// Who applies for somebody born then, on a day of their country. The birthday counts; of 29 February it is the last of
/// the month. Where the day of birth is not known, it is the latest that it may be.
pub fn applies(born: Born, today: Day) -> Applies {
    match age(born, today) {
        Some(age) if age >= ALONE => Applies::Alone,
        Some(age) if age >= ON_REQUEST => Applies::OnRequest,
        Some(_) | None => Applies::Guardian,
    }
}

/// How many years somebody has completed at least; nothing if they are not born yet.
pub fn age(born: Born, today: Day) -> Option<i32> {
    let (year, ..) = today.date();
    let Some(birth) = latest(born) else {
        // Before or after the years that a calendar counts here.
        return (born.year < year).then(|| year - born.year - 1);
    };
    let count = year - born.year;
    let reached = years(birth, count)?;
    let full = if reached <= today { count } else { count - 1 };
    (full >= 0).then_some(full)
}

/// The date of birth that counts: the register's, if it has this very number and name, else what is said.
pub fn born(said: &Sought, verdict: Option<&Verdict>) -> Option<Born> {
    let entry = match verdict {
        Some(Verdict::Match(entry)) => Some(entry),
        Some(Verdict::Near { entry, differs }) => {
            let another = |one: &Differs| matches!(one, Differs::Number | Differs::Name);
            (!differs.iter().any(another)).then_some(entry)
        }
        Some(Verdict::Several(_) | Verdict::None) | None => None,
    };
    entry.map(|entry| entry.born).or(said.born)
}

fn latest(born: Born) -> Option<Day> {
    let month = born.month.map_or(12, u32::from);
    match born.day {
        Some(day) => Day::of(born.year, month, day.into()),
        None => (28..=31).rev().find_map(|day| Day::of(born.year, month, day)),
    }
}
