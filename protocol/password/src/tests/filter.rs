use std::borrow::Cow;

use crate::{NoFilter, PasswordFilter};

fn filter(passwords: &[&str]) -> PasswordFilter {
    let bytes = PasswordFilter::build(passwords.iter().copied()).expect("few enough");
    PasswordFilter::read(Cow::Owned(bytes)).expect("just made")
}

#[test]
fn what_went_in_is_found_and_little_else() {
    let all: Vec<String> = (0..20_000).map(|n| format!("password number {n}")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let filter = filter(&all);
    assert!(all.iter().all(|password| filter.holds(password)));
    assert!((19_950..=20_000).contains(&filter.len()), "{}", filter.len());
    // Promised is one in 8 000; 200 000 questions should find about 25.
    let wrong = (0..200_000).filter(|n| filter.holds(&format!("something else {n}"))).count();
    assert!(wrong < 60, "{wrong} of 200 000");
}

#[test]
fn few_passwords_and_none_make_a_list_too() {
    assert!(filter(&[]).is_empty() && !filter(&[]).holds("anything"));
    let one = filter(&["the only one", "the only one"]);
    assert!(one.len() == 1 && one.holds("the only one") && !one.holds("another"));
}

#[test]
fn what_is_no_list_is_refused() {
    let good = PasswordFilter::build(["a", "b", "c"].into_iter()).expect("few enough");
    let read = |bytes: &[u8]| PasswordFilter::read(Cow::Owned(bytes.to_vec())).err();
    assert_eq!(read(&good), None);
    assert_eq!(read(b""), Some(NoFilter::Other));
    assert_eq!(read(b"password\n123456\n"), Some(NoFilter::Other));
    for cut in 16..good.len() {
        assert_eq!(read(&good[..cut]), Some(NoFilter::Length), "{cut}");
    }
    assert_eq!(read(&[&*good, b"x"].concat()), Some(NoFilter::Length));
    for (at, byte) in [(8, 40), (8, 255), (8, 32), (12, 1), (16, 200)] {
        let mut bad = good.clone();
        bad[at] = byte;
        assert!(read(&bad).is_some(), "byte {at} as {byte}");
    }
}

#[test]
fn the_list_that_comes_along_knows_what_people_choose() {
    let common = PasswordFilter::common();
    assert!((50_000..400_000).contains(&common.len()), "{} passwords", common.len());
    for known in [
        "matkhau",
        "anhyeuem",
        "nguyenvanan",
        "qwertyuiop",
        "йцукенгшщз",
        "woaini",
        "iloveyou",
        "password",
        "p@ssw0rd",
        "1q2w3e4r5t",
        "1qaz2wsx3edc",
        "gfhjkmgfhjkm",
        "александр",
        "zhangwei",
        "haiduong",
        "шаньдун",
    ] {
        assert!(common.holds(known), "{known}");
    }
    for fine in ["sông hương chảy êm", "con đường đến trường", "correct horse battery", "семь ворон на крыше"]
    {
        assert!(!common.holds(fine), "{fine}");
    }
}
