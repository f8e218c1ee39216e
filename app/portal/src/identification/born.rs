use onedoor_base::plain_digit;
use onedoor_proofing::register::Born;
use onedoor_services::Day;

/// A birth date as people write it: day, month and year with anything between, year first or last; or the year alone,
/// where no more is known. `None` if it is none, or lies after `today`.
pub(super) fn read(text: &str, today: Day) -> Option<Born> {
    if text.chars().count() > 40 {
        return None;
    }
    let text: String = text.chars().map(plain_digit).collect();
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, rest) = match parts.as_slice() {
        [year] if year.len() == 4 => (*year, None),
        [year, month, day] | [day, month, year] if year.len() == 4 => (*year, Some((*month, *day))),
        [all] if all.len() == 8 => (&all[4..], Some((&all[2..4], &all[..2]))),
        _ => return None,
    };
    let year: u16 = year.parse().ok().filter(|year| (1850..=today.year()).contains(year))?;
    let born = Born { year: i32::from(year), month: None, day: None };
    let Some((month, day)) = rest else { return Some(born) };
    let day = Day::new(year, month.parse().ok()?, day.parse().ok()?).filter(|day| *day <= today)?;
    Some(Born { month: Some(day.month()), day: Some(day.day()), ..born })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birth_dates_are_read_as_people_write_them() {
        let today = Day::new(2026, 11, 23).expect("a day");
        let whole = Some(Born { year: 1990, month: Some(3), day: Some(7) });
        for text in [
            "7/3/1990",
            "07.03.1990",
            "1990-03-07",
            "１９９０年3月7日",
            "07031990",
            " ngày 7 tháng 3 năm 1990 ",
        ] {
            assert_eq!(read(text, today), whole, "{text}");
        }
        assert_eq!(read("1945", today), Some(Born { year: 1945, month: None, day: None }));
        for text in
            ["", "7/3", "7/3/90", "31/2/1990", "7/13/1990", "24/11/2026", "1700", "2027", "0", "9999999999"]
        {
            assert_eq!(read(text, today), None, "{text}");
        }
    }
}
