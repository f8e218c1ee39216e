//! Times tell nothing: medians of interleaved samples at the edge of the site. The bounds are generous, because these
//! machines are shared; one hash of a password more, or one message sent within the answer, is far outside of them.

use std::time::{Duration, Instant};

use onedoor_site::testing::TestWorld;

use crate::actors::{NUMBER, account_of, khai, vneid};
use crate::steps::browser;

const SAMPLES: usize = 31;

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Whether two medians are as near to each other as the noise of a shared machine makes those of the same work.
fn alike(one: Duration, other: Duration) -> bool {
    let (less, more) = (one.min(other), one.max(other));
    more <= less * 3 / 2 + Duration::from_millis(3)
}

#[test]
fn one_hash_more_would_be_seen() {
    let (usual, hash) = (Duration::from_millis(6), Duration::from_millis(30));
    assert!(alike(usual, usual * 5 / 4) && !alike(usual, usual + hash));
}

#[tokio::test]
async fn enumeration_by_time_of_a_registration() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    // (phone, number): free and unknown, somebody's phone, somebody's proven number.
    let cases = [("0901234567", "036188001235"), ("0912345678", "036188001235"), ("0901234567", NUMBER)];
    let mut times = cases.map(|_| Vec::new());
    for round in 0..SAMPLES {
        for turn in 0..cases.len() {
            let which = (round + turn) % cases.len();
            let (phone, number) = cases[which];
            // The limits begin anew, those of a day too.
            world.clock.advance(Duration::from_hours(25));
            let mut visitor = browser(&identity);
            let page = visitor.get("/register").await;
            let filled = [("name", "Hồng"), ("phone", phone), ("number", number), ("consent", "yes")];
            #[expect(clippy::disallowed_methods, reason = "the time that it takes is what is looked at")]
            let began = Instant::now();
            let answer = visitor.submit(&page, "/register", &filled).await;
            times[which].push(began.elapsed());
            assert_eq!(answer.status, 303, "{}", answer.body);
        }
    }
    let [free, phone, number] = times.map(median);
    assert!(alike(free, phone), "a free phone {free:?}, somebody’s {phone:?}");
    assert!(alike(free, number), "a free number {free:?}, somebody’s {number:?}");
}
