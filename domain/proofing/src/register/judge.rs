use super::{Differs, Entry, Sought, Spelled, Standing, Verdict, spelled};

/// As many as an officer can look through.
const MOST_NAMESAKES: usize = 20;

/// How an entry answers what was looked for.
struct Held<'e> {
    entry: &'e Entry,
    differs: Vec<Differs>,
}

/// Whether those whom a register has are the person that was looked for.
///
/// A difference in writing is none: accents left out, the order of the parts, a former name. Number right and name quite
/// another is somebody else's number, and number nearly right with name and birth date right a slip: both are [`Verdict::Near`],
/// never a match, and neither is whoever has died or whose number was withdrawn. It takes number, name and birth date: two
/// of them are [`Verdict::Near`] at most, for a number is copied from somebody else's card, and a name with it.
pub fn judge(sought: &Sought, found: &[Entry]) -> Verdict {
    let held: Vec<_> = found.iter().filter_map(|entry| hold(sought, entry)).collect();
    let (whole, near): (Vec<_>, Vec<_>) =
        held.into_iter().partition(|held| held.differs.iter().copied().all(slight));
    match (whole.as_slice(), near.as_slice()) {
        ([one], _) => Verdict::Match(Box::new(one.entry.clone())),
        ([], []) => Verdict::None,
        ([], [one]) => Verdict::Near { entry: Box::new(one.entry.clone()), differs: one.differs.clone() },
        ([], several) | (several, _) => {
            Verdict::Several(several.iter().map(|one| one.entry.clone()).collect())
        }
    }
}

/// Whom a register has and does not give, because they are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cut {
    /// Nobody: these are all.
    #[default]
    Nobody,
    /// Others with this name and birth date. Everybody with the number is there.
    Namesakes,
    /// Others who had the number once.
    Holders,
}

/// The same for a register that may have more people than it gives: none of them is the only one who may be meant, but
/// for one whose number is nobody else's.
pub fn judge_some(sought: &Sought, found: &[Entry], cut: Cut) -> Verdict {
    match (cut, judge(sought, found)) {
        (Cut::Nobody, verdict) | (Cut::Namesakes, verdict @ Verdict::Match(_)) => verdict,
        _ => Verdict::Several(found.iter().take(MOST_NAMESAKES).cloned().collect()),
    }
}

/// What a register and a person may write differently of one and the same.
const fn slight(differs: Differs) -> bool {
    matches!(differs, Differs::FormerName | Differs::NameOrder | Differs::Tones)
}

/// In what an entry differs; nothing if it is of somebody else altogether.
fn hold<'e>(sought: &Sought, entry: &'e Entry) -> Option<Held<'e>> {
    if entry.country != sought.country {
        return None;
    }
    let mut differs = Vec::new();
    let same_number = has_number(sought, entry);
    let name = sought.name.as_deref().map_or(Some(Differs::Name), |name| name_differs(name, entry));
    let born = sought.born.is_some_and(|born| born.may_be(entry.born));
    if !same_number {
        let slip = sought.number.as_ref().is_none_or(|number| is_slip(number, &entry.number));
        let same_person = name.is_none_or(slight) && born;
        if !(slip && same_person) {
            return None;
        }
        differs.push(Differs::Number);
    }
    differs.extend(name);
    if !born {
        differs.push(Differs::Born);
    }
    if sought.sex.zip(entry.sex).is_some_and(|(said, has)| said != has) {
        differs.push(Differs::Sex);
    }
    if entry.standing != Standing::Living {
        differs.push(Differs::Standing);
    }
    Some(Held { entry, differs })
}

fn has_number(sought: &Sought, entry: &Entry) -> bool {
    let former = |number: &String| entry.former_numbers.contains(number);
    match (&sought.number, &sought.former) {
        (Some(number), _) => *number == entry.number || former(number),
        (None, Some(number)) => former(number),
        (None, None) => false,
    }
}

fn name_differs(name: &str, entry: &Entry) -> Option<Differs> {
    match spelled(name, &entry.name) {
        Spelled::Same | Spelled::Marks => None,
        Spelled::Accents => Some(Differs::Tones),
        Spelled::Order => Some(Differs::NameOrder),
        Spelled::Other => {
            let former = entry.former_names.iter().any(|former| spelled(name, former) != Spelled::Other);
            Some(if former { Differs::FormerName } else { Differs::Name })
        }
    }
}

/// One digit mistyped, or two neighbours in each other's place.
fn is_slip(typed: &str, right: &str) -> bool {
    if typed.len() != right.len() {
        return false;
    }
    let apart: Vec<_> = typed.bytes().zip(right.bytes()).enumerate().filter(|(_, (a, b))| a != b).collect();
    match apart.as_slice() {
        [_] => true,
        [(at, (first, wanted)), (next, other)] => at + 1 == *next && *other == (*wanted, *first),
        _ => false,
    }
}
