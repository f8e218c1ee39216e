use onedoor_base::AuthenticationLevel::{self, One, Two};
use onedoor_base::Factor::{Hwk, Mfa, Otp, Pin, Pwd, Sms, Swk};

#[test]
fn two_factors_of_different_kinds_make_the_second_level() {
    for (factors, level) in [
        (&[][..], One),
        (&[Pwd], One),
        (&[Otp], One),
        (&[Pwd, Sms], Two),
        (&[Pwd, Otp], Two),
        (&[Hwk], One),
        (&[Hwk, Mfa], Two),
        (&[Swk, Mfa], Two),
        // Two things that are known are one kind; digits with the key of their device are two.
        (&[Pin], One),
        (&[Pwd, Pin], One),
        (&[Pin, Swk], Two),
    ] {
        assert_eq!(AuthenticationLevel::of(factors), level, "{factors:?}");
    }
}
