use onedoor_base::Country;
use onedoor_proofing::register::{Born, Entry, Sex, Standing};
use serde_json::json;

use crate::{LARGEST_ANSWER, Purpose, Trouble, read_answer};

fn an() -> Entry {
    Entry {
        country: Country::Vietnam,
        number: "001190000018".to_owned(),
        former_numbers: vec!["012345678".to_owned()],
        name: "Nguyễn Thị An".to_owned(),
        former_names: Vec::new(),
        born: Born { year: 1990, month: Some(3), day: Some(7) },
        sex: Some(Sex::Female),
        residence: Some("Hà Nội".to_owned()),
        standing: Standing::Living,
    }
}

fn read(entries: &[Entry]) -> Result<Vec<Entry>, Trouble> {
    read_answer(&serde_json::to_vec(&json!({ "entries": entries })).unwrap(), Country::Vietnam)
}

#[test]
fn what_a_register_says_is_read_as_it_was_said() {
    assert_eq!(read(&[]), Ok(Vec::new()));
    let gone = Entry { standing: Standing::Cancelled { instead: Some("001190000999".to_owned()) }, ..an() };
    let year = Entry {
        number: "001190000777".to_owned(),
        born: Born { year: 1990, month: None, day: None },
        sex: None,
        residence: None,
        standing: Standing::Deceased,
        ..an()
    };
    let all = [an(), gone, year];
    assert_eq!(read(&all), Ok(all.to_vec()));
    let more = br#"{"entries":[],"took_ms":3}"#;
    assert_eq!(read_answer(more, Country::Vietnam), Ok(Vec::new()), "a register may say more");
}

#[test]
fn what_contradicts_itself_is_not_believed() {
    let refused: [fn(&mut Entry); 12] = [
        |entry| entry.country = Country::China,
        |entry| entry.number.clear(),
        |entry| entry.number = "1".repeat(33),
        |entry| entry.former_numbers = vec![String::new()],
        |entry| entry.former_numbers = vec!["012345678".to_owned(); 21],
        |entry| entry.name = "An\nsecond line".to_owned(),
        |entry| entry.name = " ".to_owned(),
        |entry| entry.residence = Some("x".repeat(1001)),
        |entry| entry.born.month = Some(13),
        |entry| entry.born = Born { year: 2023, month: Some(2), day: Some(29) },
        |entry| entry.born = Born { year: 1990, month: None, day: Some(1) },
        |entry| entry.standing = Standing::Cancelled { instead: Some(entry.number.clone()) },
    ];
    for (n, spoil) in refused.iter().enumerate() {
        let mut entry = an();
        spoil(&mut entry);
        assert!(matches!(read(&[entry]), Err(Trouble::Unreadable(_))), "{n}");
    }
    let same = Entry { name: "Trần Văn Bình".to_owned(), ..an() };
    assert_eq!(read(&[an(), same]), Err(Trouble::Unreadable("two living people with one number")));
    let leap = Entry { born: Born { year: 2024, month: Some(2), day: Some(29) }, ..an() };
    assert!(read(&[leap]).is_ok());
}

#[test]
fn what_is_no_answer_is_not_read() {
    for body in ["", "[]", "{}", "null", r#"{"entries":[{}]}"#, r#"{"entries":{}}"#, "<html>"] {
        let read = read_answer(body.as_bytes(), Country::Vietnam);
        assert_eq!(read, Err(Trouble::Unreadable("not what the interface answers")), "{body}");
    }
    assert_eq!(
        read_answer(&vec![b' '; LARGEST_ANSWER + 1], Country::Vietnam),
        Err(Trouble::Unreadable("too large"))
    );
    let many: Vec<_> = (0..21).map(|n| Entry { number: format!("0011900{n:05}"), ..an() }).collect();
    assert_eq!(read(&many), Err(Trouble::Unreadable("too many people")));
    assert!(read(&many[..20]).is_ok());
}

#[test]
fn purposes_are_said_by_their_words() {
    for purpose in Purpose::ALL {
        assert_eq!(serde_json::to_value(purpose).unwrap(), json!(purpose.word()));
    }
}
