//! ESIA: упрощённая, стандартная, подтверждённая.

use onedoor_base::{Country, IdentityLevel};

use super::{Eidas, Level, Profile, Way};
use crate::evidence::Kind::{Contact, Paper, Signature, Typed};
use crate::evidence::Shown::{Person, Valid};
use crate::evidence::Validated::{CodeReturned, RegisterMatch, Seen};
use crate::evidence::Verified::{Bank, InPerson, SignatureKey};

pub(super) const PROFILE: Profile = Profile {
    country: Country::Russia,
    trust_framework: "ru_esia",
    levels: &[
        Level {
            code: "simplified",
            identity: IdentityLevel::Claimed,
            eidas: None,
            ial: None,
            loa: 1,
            earned_by: &[Way { all: &[Valid(Contact, CodeReturned)], only: None }],
        },
        // Passport and SNILS, checked by the ministry and the fund.
        Level {
            code: "standard",
            identity: IdentityLevel::Basic,
            eidas: Some(Eidas::Low),
            ial: Some(1),
            loa: 2,
            earned_by: &[Way {
                all: &[Valid(Contact, CodeReturned), Valid(Typed, RegisterMatch)],
                only: None,
            }],
        },
        Level {
            code: "confirmed",
            identity: IdentityLevel::Substantial,
            eidas: Some(Eidas::Substantial),
            ial: Some(2),
            loa: 3,
            earned_by: &[
                Way { all: &[Valid(Typed, RegisterMatch), Valid(Paper, Seen), Person(InPerson)], only: None },
                Way { all: &[Valid(Typed, RegisterMatch), Person(Bank)], only: None },
                Way {
                    all: &[
                        Valid(Typed, RegisterMatch),
                        Valid(Signature, crate::evidence::Validated::SignedWord),
                        Person(SignatureKey),
                    ],
                    only: None,
                },
            ],
        },
    ],
};
