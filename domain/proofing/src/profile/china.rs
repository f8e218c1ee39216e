//! Shandong's real-name levels (zwfw.sd.gov.cn, 2017-12-01). Which method gives which level is not published: the two
//! ways in doubt are the operator's choice.

use onedoor_base::{Country, IdentityLevel};

use super::{Choice, Eidas, Level, Profile, Way};
use crate::evidence::Kind::{Card, Contact, Typed, Vouched};
use crate::evidence::Shown::{Person, Valid};
use crate::evidence::Validated::{CodeReturned, RegisterMatch, Seen, SignedWord};
use crate::evidence::Verified::{Bank, InPerson, RemoteFace};

pub(super) const PROFILE: Profile = Profile {
    country: Country::China,
    trust_framework: "cn_sd_gov",
    levels: &[
        Level {
            code: "junior",
            identity: IdentityLevel::Claimed,
            eidas: None,
            ial: None,
            loa: 1,
            earned_by: &[Way { all: &[Valid(Contact, CodeReturned)], only: None }],
        },
        Level {
            code: "middle",
            identity: IdentityLevel::Basic,
            eidas: Some(Eidas::Low),
            ial: Some(1),
            loa: 2,
            earned_by: &[
                Way { all: &[Valid(Typed, RegisterMatch)], only: None },
                Way { all: &[Valid(Vouched, SignedWord)], only: Some(Choice::PaymentServiceMakesMiddle) },
            ],
        },
        Level {
            code: "senior",
            identity: IdentityLevel::Substantial,
            eidas: Some(Eidas::Substantial),
            ial: Some(2),
            loa: 3,
            earned_by: &[
                Way { all: &[Valid(Card, Seen), Valid(Card, RegisterMatch), Person(InPerson)], only: None },
                Way { all: &[Valid(Typed, RegisterMatch), Person(Bank)], only: None },
                Way {
                    all: &[Valid(Typed, RegisterMatch), Person(RemoteFace)],
                    only: Some(Choice::RemoteFaceMakesHigh),
                },
            ],
        },
    ],
};
