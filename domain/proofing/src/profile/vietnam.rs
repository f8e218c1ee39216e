//! VNeID: Decree 69/2024/ND-CP articles 7 to 14. An account with a telephone number alone ("level 0") is none of its
//! levels; it is kept here so that every account has a standing.

use onedoor_base::{Country, IdentityLevel};

use super::{Choice, Eidas, Level, Profile, Way};
use crate::evidence::Kind::{Card, CardCode, Chip, Contact, Typed};
use crate::evidence::Shown::{Person, Valid};
use crate::evidence::Validated::{ChipConsistent, ChipGenuine, CodeReturned, RegisterMatch, Seen};
use crate::evidence::Verified::{Fingerprints, RemoteFace, RemoteFacePad};

pub(super) const PROFILE: Profile = Profile {
    country: Country::Vietnam,
    trust_framework: "vn_vneid",
    levels: &[
        Level {
            code: "0",
            identity: IdentityLevel::Claimed,
            eidas: None,
            ial: None,
            loa: 1,
            earned_by: &[Way { all: &[Valid(Contact, CodeReturned)], only: None }],
        },
        // In the application: number, telephone, code or chip of the card, face, one-time code.
        Level {
            code: "1",
            identity: IdentityLevel::Basic,
            eidas: Some(Eidas::Low),
            ial: Some(1),
            loa: 2,
            earned_by: &[
                Way {
                    all: &[Valid(Contact, CodeReturned), Valid(CardCode, RegisterMatch), Person(RemoteFace)],
                    only: None,
                },
                Way {
                    all: &[Valid(Contact, CodeReturned), Valid(Typed, RegisterMatch), Person(RemoteFace)],
                    only: None,
                },
                Way {
                    all: &[
                        Valid(Contact, CodeReturned),
                        Valid(Chip, ChipConsistent),
                        Valid(Chip, RegisterMatch),
                        Person(RemoteFace),
                    ],
                    only: None,
                },
                Way {
                    all: &[Valid(Contact, CodeReturned), Valid(Chip, ChipGenuine), Person(RemoteFacePad)],
                    only: Some(Choice::ChipAloneMakesOne),
                },
            ],
        },
        // In person, face and fingerprints against the register. Between substantial and high in eIDAS: the lower.
        Level {
            code: "2",
            identity: IdentityLevel::Substantial,
            eidas: Some(Eidas::Substantial),
            ial: Some(2),
            loa: 3,
            earned_by: &[Way {
                all: &[
                    Valid(Contact, CodeReturned),
                    Valid(Card, Seen),
                    Valid(Card, RegisterMatch),
                    Person(Fingerprints),
                ],
                only: None,
            }],
        },
    ],
};
