//! A register that contradicts itself, and a clock at midnight before a holiday.

use onedoor_base::Timestamp;
use onedoor_site::testing::DAWN;

use super::*;
use crate::console::staff;

/// 29 April 2027, a Thursday, 23:59:59 in Vietnam. The next day is a holiday, and then it is the weekend.
const EVE: Timestamp = Timestamp::from_seconds(1_809_017_999);
const SECOND: Duration = Duration::from_secs(1);
const DAY: Duration = Duration::from_hours(24);

#[tokio::test]
async fn of_several_whom_the_register_has_the_officer_sees_all_and_one_alone_approves_nobody() {
    let town = town().await;
    let other = Entry { number: "036188001235".to_owned(), ..entry(APPLICANTS_NAME) };
    let id = applies(&town, town.khai, Verdict::Several(vec![entry(APPLICANTS_NAME), other])).await;
    let mut officer = staff(&town, "can.bo").await;
    takes(&mut officer, id, "no").await.assert_leads_to(&at(id));
    let page = officer.get(&at(id)).await;
    page.assert_says(StatusCode::OK, "The register has several people who may be this person.");
    page.assert_says(StatusCode::OK, "036 188 001 235");
    let approved = [("verdict", "approve"), ("checked", "yes")];
    decides(&mut officer, id, &approved).await.assert_leads_to(&notice("proposed"));
    assert!(matches!(state(&town, id).await, State::InReview { .. }));
}

/// The clock of the town at a moment.
fn at_moment(town: &Town, moment: Timestamp) {
    let now = town.identity.site.now();
    let span = u64::try_from(moment.millis() - now.millis()).expect("no clock goes back");
    town.world.clock.advance(Duration::from_millis(span));
}

/// An officer and the applicant, signed in just before a moment: signing in takes time.
async fn people_at(town: &Town, moment: Timestamp) -> [Browser; 2] {
    at_moment(town, moment.before(Duration::from_mins(2)));
    let people = [staff(town, "can.bo").await, town.khai_in(town.browser()).await];
    at_moment(town, moment);
    people
}

/// What the desk says, and the applicant's own page.
async fn says([officer, khai]: &mut [Browser; 2], counted: &str, late: bool) {
    officer.get("/console").await.assert_says(StatusCode::OK, counted);
    let page = khai.get("/app/level1").await;
    page.assert_says(StatusCode::OK, "3 May 2027");
    assert_eq!(page.says("Overdue"), late, "{}", page.body);
}

#[tokio::test]
async fn what_is_given_a_second_before_a_holiday_is_late_after_the_working_day_that_follows() {
    for after_midnight in [0, 1] {
        let town = town().await;
        assert!(EVE > DAWN);
        at_moment(&town, EVE.after(SECOND * after_midnight));
        applies(&town, town.khai, same()).await;
        // The holiday, Saturday and Sunday are over.
        let mut people = people_at(&town, EVE.after(DAY * 3 + SECOND)).await;
        says(&mut people, "1 waiting, 0 late", false).await;
        // The last second of Monday, and the first one after it.
        let mut people = people_at(&town, EVE.after(DAY * 4)).await;
        says(&mut people, "1 waiting, 0 late", false).await;
        town.world.clock.advance(SECOND);
        says(&mut people, "1 waiting, 1 late", true).await;
    }
}
