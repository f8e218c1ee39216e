use crate::dossiers::ChosenPlace;
use crate::{Day, Tier, units};

/// A province that a portal serves, in the days in which its code means it: codes were given anew with
/// another meaning, so that a code without days says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    province: String,
    from: Option<Day>,
    until: Option<Day>,
}

/// Why this is no province to serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MalformedSpan {
    /// The last day is before the first.
    #[error("the last day is before the first")]
    Backwards,
    /// No province had this code on the first or the last day that was given, or today's units if none.
    #[error("no province has this code on these days")]
    NoProvince,
}

impl Served {
    /// The province with this code, from the first to the last day; `today` stands for days not given.
    pub fn new(
        province: &str,
        from: Option<Day>,
        until: Option<Day>,
        today: Day,
    ) -> Result<Self, MalformedSpan> {
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            return Err(MalformedSpan::Backwards);
        }
        let is_province =
            |day| units().at(day).unit(province).is_some_and(|unit| unit.tier() == Tier::Province);
        let given = [from, until];
        let sound = given.iter().flatten().all(|day| is_province(*day))
            && (given.iter().any(Option::is_some) || is_province(today));
        if !sound {
            return Err(MalformedSpan::NoProvince);
        }
        Ok(Self { province: province.to_owned(), from, until })
    }

    /// Whether the place lies in the province, by the units of the day on which it was chosen.
    pub fn covers(&self, place: &ChosenPlace) -> bool {
        let day = place.valid_at;
        let within = self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until);
        within && units().at(day).path(&place.code).first().is_some_and(|top| top.code() == self.province)
    }

    /// Whether there is a day on which both mean the same province.
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins_in_time = |a: &Self, b: &Self| match (a.from, b.until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        self.province == other.province && begins_in_time(self, other) && begins_in_time(other, self)
    }
}
