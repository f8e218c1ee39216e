use onedoor_base::Country;
use onedoor_proofing::register::{Born, Entry, Sex, Standing};

use super::{BadFile, BadRow, RegisterFile};

const WHOLE: &str = "\
number,former_numbers,name,former_names,born,sex,residence,standing,instead
001190000018,012345678 | 987654321,Nguyễn Thị An,Trần Thị An,1990-03-07,F,\"12 Hàng Bài, Hà Nội\",living,
001031000011,,Lê Văn Cổ,,1931,m,,deceased,
001 090 000 022,,Phạm Văn Bình,,1990-12,,,cancelled,001090000033
";

fn read(text: &str) -> Vec<Result<Entry, BadRow>> {
    let mut file = RegisterFile::open(text.as_bytes(), Country::Vietnam).expect("a heading");
    let mut all = Vec::new();
    while let Some(row) = file.next().expect("readable") {
        all.push(row);
    }
    all
}

fn reasons(text: &str) -> Vec<(u64, &'static str)> {
    read(text).into_iter().filter_map(Result::err).map(|row| (row.line, row.why)).collect()
}

#[test]
fn people_are_read_with_all_that_a_register_says_of_them() {
    let people: Vec<_> = read(WHOLE).into_iter().map(|row| row.expect("a person")).collect();
    assert_eq!(people.len(), 3);
    assert_eq!(
        people[0],
        Entry {
            country: Country::Vietnam,
            number: "001190000018".to_owned(),
            former_numbers: vec!["012345678".to_owned(), "987654321".to_owned()],
            name: "Nguyễn Thị An".to_owned(),
            former_names: vec!["Trần Thị An".to_owned()],
            born: Born { year: 1990, month: Some(3), day: Some(7) },
            sex: Some(Sex::Female),
            residence: Some("12 Hàng Bài, Hà Nội".to_owned()),
            standing: Standing::Living,
        }
    );
    assert_eq!(people[1].born, Born { year: 1931, month: None, day: None }, "only the year is known");
    assert_eq!((people[1].sex, &people[1].standing), (Some(Sex::Male), &Standing::Deceased));
    assert_eq!(people[2].number, "001090000022", "however it is written");
    assert_eq!(people[2].born.day, None);
    assert_eq!(people[2].standing, Standing::Cancelled { instead: Some("001090000033".to_owned()) });
}

#[test]
fn columns_stand_in_any_order_and_between_them_what_spreadsheets_write() {
    let text = "\u{feff}name;born;number\nNguyễn Thị An;1990-03-07;001190000018\n";
    assert_eq!(read(text)[0].as_ref().expect("a person").name, "Nguyễn Thị An");
}

#[test]
fn a_row_that_is_no_person_is_named_by_its_line_and_the_others_are_read() {
    let text = "number,name,born,sex,standing,instead\n\
                ,An,1990-03-07,,,\n\
                001190000018,,1990-03-07,,,\n\
                001190000018,An,1990-02-30,,,\n\
                001190000018,An,7.3.1990,,,\n\
                001190000018,An,1990-03-07,x,,\n\
                001190000018,An,1990-03-07,,gone,\n\
                001190000018,An,1990-03-07,,living,5\n\
                001190000018,An,1990-03-07,,cancelled,001190000018\n\
                001190000018,An\n\
                001190000018,An,1990-03-07,,,\n";
    assert_eq!(
        reasons(text),
        [
            (2, "no number"),
            (3, "a name that is none"),
            (4, "a birth date that is none"),
            (5, "a birth date that is none"),
            (6, "a sex that is neither female nor male"),
            (7, "a standing that is neither living, deceased nor cancelled"),
            (8, "another number instead of one that is not cancelled"),
            (9, "an entry that is cancelled for itself"),
            (10, "not as many fields as the first line"),
        ]
    );
    assert!(read(text).last().expect("the last").is_ok());
}

#[test]
fn a_heading_that_names_no_columns_is_told() {
    for (heading, says) in [
        ("name,born\n", "\"number\" is missing"),
        ("number,nummer\n", "no column is called \"nummer\""),
        ("number,name,number\n", "stands there twice"),
    ] {
        let error = RegisterFile::open(heading.as_bytes(), Country::Vietnam).expect_err("refused");
        assert!(matches!(&error, BadFile::Columns(why) if why.contains(says)), "{heading:?}: {error}");
    }
}

#[test]
fn a_file_of_those_who_are_taken_out_needs_their_numbers_alone() {
    let mut file =
        RegisterFile::open("number\n001190000018\n\n001 190 000 026\n".as_bytes(), Country::Vietnam)
            .expect("a heading");
    file.skip(1).expect("passed over");
    assert_eq!(file.next_number().expect("readable"), Some(Ok("001190000026".to_owned())));
    assert_eq!(file.next_number().expect("readable"), None);
    file.skip(5).expect("there are none left");
}

#[test]
fn a_row_that_does_not_end_is_not_read_into_memory() {
    let text = format!("number,name,born\n001190000018,\"An,1990\n{}", "x".repeat(100_000));
    let mut file = RegisterFile::open(text.as_bytes(), Country::Vietnam).expect("a heading");
    assert!(matches!(file.next(), Err(BadFile::Endless(endless)) if endless.line == 2));
}
