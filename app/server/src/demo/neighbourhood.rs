//! Which portal sends people on to which.

use onedoor_portal::referrals::{DEFAULT_SUBMISSION, ProvincialPortal, Referrals, Referrer};
use onedoor_services::Day;
use onedoor_services::referrals::Served;
use onedoor_ui::SiteLook;

use super::places::{DVCQG, HAIDUONG, Place};

/// The code of Hải Phòng, which Hải Dương has been a part of since July 2025.
pub(super) const HAI_DUONG_TODAY: &str = "31";
/// The code of Hải Dương until then.
const HAI_DUONG_BEFORE: &str = "30";
const LAST_DAY: Day = Day::new(2025, 6, 30).expect("there is such a day");
const FIRST_DAY: Day = Day::new(2025, 7, 1).expect("there is such a day");

/// The national portal sends on, the province's takes.
pub(super) fn referrals(place: &Place, port: u16, http: &reqwest::Client) -> Referrals {
    let (mut provincial, mut referrers) = (Vec::new(), Vec::new());
    if *place == DVCQG {
        let before = Served::new(HAI_DUONG_BEFORE, None, Some(LAST_DAY), FIRST_DAY);
        let since = Served::new(HAI_DUONG_TODAY, Some(FIRST_DAY), None, FIRST_DAY);
        provincial.push(ProvincialPortal {
            origin: HAIDUONG.address(port),
            look: look(&HAIDUONG),
            submission: DEFAULT_SUBMISSION.to_owned(),
            procedures: Vec::new(),
            serves: [before, since]
                .into_iter()
                .map(|served| served.expect("a province of its days"))
                .collect(),
        });
    } else if *place == HAIDUONG {
        let upstream = "dvcqg".to_owned();
        referrers.push(Referrer { origin: DVCQG.address(port), look: look(&DVCQG), upstream });
    }
    Referrals::new(provincial, referrers, http.clone())
}

/// The portals between which a place sends people.
pub(super) fn of(place: &Place) -> Option<Place> {
    match *place {
        DVCQG => Some(HAIDUONG),
        HAIDUONG => Some(DVCQG),
        _ => None,
    }
}

fn look(place: &Place) -> SiteLook {
    SiteLook::demonstration(place.look, place.role)
}
