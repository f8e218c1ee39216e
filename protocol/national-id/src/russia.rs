//! СНИЛС: nine digits and two check digits (the rule of the pension fund, 1996).

use crate::normalise::value;
use crate::number::Refused;

/// Up to this number the check digits were not yet computed.
const LAST_WITHOUT_CHECK: u32 = 1_001_998;

pub(crate) fn check(text: &str) -> Result<(), Refused> {
    let (body, check) = text.as_bytes().split_at(9);
    let number = body.iter().fold(0, |number, digit| 10 * number + value(*digit));
    if number == 0 {
        return Err(Refused::Check);
    }
    // The first digit counts nine times, the last once; a remainder of 100 is written 00.
    let sum: u32 = body.iter().zip((1..=9).rev()).map(|(digit, weight)| value(*digit) * weight).sum();
    let given = 10 * value(check[0]) + value(check[1]);
    let agrees = sum % 101 % 100 == given;
    if agrees || number <= LAST_WITHOUT_CHECK { Ok(()) } else { Err(Refused::Check) }
}
