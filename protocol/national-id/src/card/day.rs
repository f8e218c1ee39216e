use crate::is_day;

/// A day of the Gregorian calendar as the card writes it; it exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// 1900 to 2199.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Day {
    /// Reads `ddMMyyyy`, with `/`, `.` or `-` between them if there are eight digits besides.
    pub fn read(text: &str) -> Option<Self> {
        let mut digits = [0_u8; 8];
        let mut found = 0;
        for byte in text.trim().bytes() {
            match byte {
                b'0'..=b'9' => {
                    *digits.get_mut(found)? = byte - b'0';
                    found += 1;
                }
                // Between day, month and year, nowhere else.
                b'/' | b'.' | b'-' if found == 2 || found == 4 => {}
                _ => return None,
            }
        }
        if found != digits.len() {
            return None;
        }
        let two = |at: usize| 10 * digits[at] + digits[at + 1];
        let (day, month) = (two(0), two(2));
        let year = 100 * u16::from(two(4)) + u16::from(two(6));
        ((1900..2200).contains(&year) && is_day(year, month, day)).then_some(Self { year, month, day })
    }

    /// Whole years from this day to another; a birthday on 29 February counts from 1 March in other years. None if the
    /// other day is earlier.
    pub fn years_until(self, later: Self) -> Option<u16> {
        let years = later.year.checked_sub(self.year)?;
        if (later.month, later.day) < (self.month, self.day) { years.checked_sub(1) } else { Some(years) }
    }
}
