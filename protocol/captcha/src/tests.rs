use super::{Check, Work};

#[test]
fn work_is_for_one_token_and_whole() {
    let work = Work { puzzles: 3, bits: 6 };
    let done = work.done("token");
    assert!(work.is_done("token", &done));
    assert!(!work.is_done("another token", &done), "good for another");
    assert!(!work.is_done("token", &format!("{done},0")), "one too many");
    let two = done.rsplit_once(',').map(|(two, _)| two).unwrap_or_default();
    assert!(!work.is_done("token", two), "one too few");
    let swapped: Vec<&str> = done.split(',').rev().collect();
    assert!(!work.is_done("token", &swapped.join(",")), "in another order");
    for nonsense in ["", ",,", "a,b,c", "-1,-1,-1", "99999999999,1,1", " 1, 2, 3"] {
        assert!(!work.is_done("token", nonsense), "{nonsense:?}");
    }
    assert!(!Work { bits: 20, ..work }.is_done("token", &done), "less work than wanted");
}

#[test]
fn what_is_sealed_is_read_again() {
    let check = Check {
        purpose: "sign-in".to_owned(),
        digits: "01234".to_owned(),
        seed: u64::MAX,
        until: 1_795_244_709_000,
        risk: 2,
    };
    assert_eq!(Check::read(&check.written()), Some(check));
    for other in
        ["", "{}", "null", "{\"purpose\":\"sign-in\",\"digits\":\"1\",\"seed\":-1,\"until\":0,\"risk\":0}"]
    {
        assert_eq!(Check::read(other.as_bytes()), None, "{other}");
    }
}
