use onedoor_base::Timestamp;
use onedoor_ui::check::assert_pages;
use onedoor_ui::{Look, Role};

use crate::{Inbox, all_samples, navigation};

#[test]
fn every_page_in_every_language() {
    assert_pages(&all_samples(), Look::Outside, Role::Sandbox, &navigation());
}

fn take(inbox: &Inbox, key: &str, to: &str) -> String {
    inbox.take(key, to.to_owned(), format!("text of {key}"), None, Timestamp::from_seconds(1))
}

#[test]
fn the_same_key_sends_nothing_twice() {
    let inbox = Inbox::default();
    let first = take(&inbox, "mesg_1", "+84912345678");
    assert_ne!(take(&inbox, "mesg_2", "+84912345678"), first);
    assert_eq!(take(&inbox, "mesg_1", "+84912345678"), first);
    assert_eq!(inbox.newest_first(None).len(), 2);
}

#[test]
fn the_newest_stands_first_and_the_oldest_are_forgotten() {
    let inbox = Inbox::default();
    for i in 0..600 {
        take(&inbox, &format!("mesg_{i}"), if i % 2 == 0 { "+84912345678" } else { "+79161234567" });
    }
    let all = inbox.newest_first(None);
    assert_eq!(all.len(), 500);
    assert_eq!(all[0].text, "text of mesg_599");
    let hers = inbox.newest_first(Some("+84912345678"));
    assert_eq!((hers.len(), hers[0].text.as_str()), (250, "text of mesg_598"));
}
