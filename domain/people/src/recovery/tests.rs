use onedoor_base::{IdentityLevel, Timestamp};

use super::*;

const NOON: Timestamp = Timestamp::from_seconds(1_795_237_200);
const DAY: Duration = Duration::from_hours(24);

fn proofs(all: &[Proof]) -> Proofs {
    all.iter().copied().collect()
}

fn shown(all: &[Proof]) -> Evidence {
    all.iter().map(|proof| (*proof, "mark".to_owned())).collect()
}

#[test]
fn the_rung_is_what_the_account_opens() {
    use IdentityLevel::{Basic, Claimed, High, Substantial};
    for (identity, links, second_step, expected) in [
        (Claimed, false, false, Rung::Low),
        (Claimed, true, false, Rung::Middle),
        (Claimed, false, true, Rung::Middle),
        (Basic, false, false, Rung::Middle),
        (Basic, true, true, Rung::Middle),
        (Substantial, false, false, Rung::High),
        (High, true, true, Rung::High),
    ] {
        assert_eq!(
            rung(Opens { identity, links, second_step, staff: false }),
            expected,
            "{identity:?} {links} {second_step}"
        );
        assert_eq!(rung(Opens { identity, links, second_step, staff: true }), Rung::High, "the console");
    }
}

#[test]
fn the_ladder() {
    use Proof::{App, Code, Email, Phone, Questions};
    const NO: Next = Next::Show;
    let wait = |days: u32| Next::ShowMoreOrWait(DAY * days);
    let set = |two, sure| Next::SetPassword(Footing { two, sure, waited: false });
    for (shown, low, middle, high) in [
        (&[][..], NO, NO, NO),
        (&[Questions][..], NO, NO, NO),
        (&[Phone], set(false, false), wait(3), wait(7)),
        (&[Email], set(false, false), wait(3), wait(7)),
        (&[Code], set(false, false), wait(3), wait(7)),
        (&[App], set(false, false), wait(3), wait(7)),
        (&[Phone, Questions], set(true, false), set(true, false), wait(7)),
        (&[Phone, Email], set(true, false), set(true, false), wait(7)),
        (&[Phone, Email, Questions], set(true, false), set(true, false), wait(7)),
        (&[Email, Code], set(true, true), set(true, true), set(true, true)),
        (&[Phone, App], set(true, true), set(true, true), set(true, true)),
        (&[Code, App], set(true, true), set(true, true), set(true, true)),
    ] {
        let shown = proofs(shown);
        for (rung, expected) in [(Rung::Low, low), (Rung::Middle, middle), (Rung::High, high)] {
            assert_eq!(next(rung, &shown, false), expected, "{rung:?} {shown:?}");
        }
    }
    // Who has waited goes on, but not with nothing in the hand.
    let waited = Next::SetPassword(Footing { two: false, sure: false, waited: true });
    assert_eq!(next(Rung::High, &proofs(&[Phone]), true), waited);
    assert_eq!(next(Rung::High, &proofs(&[Questions]), true), Next::Show);
}

#[test]
fn the_level_falls_where_one_thing_was_shown() {
    use IdentityLevel::{Basic, Claimed, High, Substantial};
    let one = Footing { two: false, sure: false, waited: true };
    let lowered = |level| level_after(level, one);
    assert_eq!(
        [Claimed, Basic, Substantial, High].map(lowered),
        [None, Some(Claimed), Some(Basic), Some(Basic)]
    );
    for footing in [Footing { two: true, ..one }, Footing { two: true, sure: true, waited: false }] {
        assert_eq!([Claimed, Basic, Substantial, High].map(|level| level_after(level, footing)), [None; 4]);
    }
    assert!(one.drops_authenticators());
    assert!(!Footing { two: true, sure: false, waited: false }.drops_authenticators());
}

#[test]
fn what_one_has_says_how_one_would_get_in() {
    use Proof::{App, Code, Email, Phone, Questions};
    let (three, seven) = (Outlook::Waits(DAY * 3), Outlook::Waits(DAY * 7));
    for (rung, has, expected, better) in [
        (Rung::Low, &[][..], Outlook::Office, &[Phone, Email, Code, App][..]),
        (Rung::Low, &[Phone], Outlook::AtOnce, &[]),
        (Rung::Middle, &[], Outlook::Office, &[]),
        (Rung::Middle, &[Phone], three, &[Email, Code, App, Questions]),
        (Rung::Middle, &[Phone, Questions], Outlook::AtOnce, &[]),
        (Rung::Middle, &[Questions], Outlook::Office, &[Phone, Email, Code, App]),
        (Rung::High, &[Phone, Email], seven, &[Code, App]),
        (Rung::High, &[Phone, Code], Outlook::AtOnce, &[]),
    ] {
        let has = proofs(has);
        assert_eq!(
            (outlook(rung, &has), stronger(rung, &has)),
            (expected, better.to_vec()),
            "{rung:?} {has:?}"
        );
    }
}

#[test]
fn a_wait_is_theirs_who_show_the_same_again() {
    use Proof::{Email, Phone};
    let due = NOON.after(DAY * 3);
    let past = [Past { shown: shown(&[Phone]), state: PastState::Waiting(due) }];
    let at = |with: &[Proof], now| decide_waiting(&past, &shown(with), now);
    assert_eq!(at(&[Phone], NOON), Waiting::Runs(due));
    assert_eq!(at(&[Phone, Email], NOON), Waiting::Runs(due));
    assert_eq!(at(&[Email], NOON), Waiting::Free, "somebody else's wait");
    assert_eq!(at(&[Email], due), Waiting::Free);
    assert_eq!(at(&[Phone], due), Waiting::Over);
    assert_eq!(at(&[Phone], due.after(COME_BACK)), Waiting::Free, "too late: once more");
}

#[test]
fn who_was_stopped_cannot_wait_again_for_a_while() {
    use Proof::{Email, Phone};
    let past = |state| [Past { shown: shown(&[Phone]), state }];
    let stopped = past(PastState::Stopped(NOON));
    let until = NOON.after(SHUT_AFTER_STOP);
    assert_eq!(decide_waiting(&stopped, &shown(&[Phone]), NOON.after(DAY)), Waiting::Shut(until));
    assert_eq!(decide_waiting(&stopped, &shown(&[Phone]), until), Waiting::Free);
    assert_eq!(decide_waiting(&stopped, &shown(&[Email]), NOON), Waiting::Free);
    let signed_in = past(PastState::SignedIn(NOON));
    let until = NOON.after(SHUT_AFTER_SIGN_IN);
    assert_eq!(decide_waiting(&signed_in, &shown(&[Phone]), NOON), Waiting::Shut(until));
    let both = [stopped, signed_in].concat();
    assert_eq!(decide_waiting(&both, &shown(&[Phone]), NOON), Waiting::Shut(NOON.after(SHUT_AFTER_STOP)));
}

#[test]
fn what_was_shown_is_worth_nothing_once_it_is_replaced() {
    use Proof::{Code, Email, Phone};
    let with = |proof, mark: &str| (proof, mark.to_owned());
    let was: Evidence = [with(Phone, "old"), with(Email, "box"), with(Code, "list")].into_iter().collect();
    let has: Evidence = [with(Phone, "new"), with(Email, "box")].into_iter().collect();
    let stands = was.standing(&has);
    assert_eq!(stands.kinds(), proofs(&[Email]), "neither the phone before nor a list that is gone");
    assert_eq!(stands.clone().with(Phone, &has), has, "it is shown anew");
    assert_eq!(stands.clone().with(Code, &has), stands, "nobody shows what is not there");
    // Nor does a wait go on that was begun with it, and none is shut for it.
    let due = NOON.after(DAY * 3);
    for (state, same) in [
        (PastState::Waiting(due), Waiting::Over),
        (PastState::Stopped(due), Waiting::Shut(due.after(DAY * 30))),
    ] {
        let past = [Past { shown: [with(Phone, "old")].into_iter().collect(), state }];
        assert_eq!(decide_waiting(&past, &was, due), same);
        assert_eq!(decide_waiting(&past, &has, due), Waiting::Free);
    }
}

#[test]
fn what_was_shown_survives_the_database() {
    for words in ["", "phone:a", "phone:a email:b_-c code:d app:e questions:f"] {
        let shown = Evidence::from_words(words).expect("words");
        assert_eq!(shown.words(), words);
    }
    assert_eq!(Evidence::from_words("phone:a fax:b"), None);
    let without = Evidence::from_words("phone").expect("a word");
    assert!(without.standing(&shown(&[Proof::Phone])).is_empty(), "without a mark it stands for nothing");
}

fn chosen<'a>(word: &'a str, own: &'a str, answer: &'a str) -> ChosenQuestion<'a> {
    ChosenQuestion { word, own, answer }
}

#[test]
fn answers_are_the_same_however_they_are_written() {
    let kept = check_questions(
        &[
            chosen("teacher", "", "Cô  Nguyễn Thị Lan"),
            chosen("street", "", "中山路 8号"),
            chosen("own", "Как звали мою собаку?", "Шарик-Ёжик"),
        ],
        &[],
    )
    .expect("they can be kept");
    assert_eq!(kept.questions[2], Question::Own("Как звали мою собаку?".to_owned()));
    let decomposed = "cô nguyễn thị LAN";
    for typed in
        [["cô nguyễn thị lan", "中山路８号", "шарик ёжик"], [decomposed, " 中山路8号。", "ШАРИК - ЁЖИК"]]
    {
        assert_eq!(joined_answers(typed).as_ref(), Some(&kept.answers));
    }
    assert_ne!(joined_answers(["co nguyen thi lan", "中山路8号", "шарик ёжик"]), Some(kept.answers));
    assert_eq!(joined_answers(["a", " ", "b"]), None);
    for question in kept.questions {
        assert_eq!(Question::from_kept(&question.kept()), Some(question));
    }
    assert_eq!(Question::from_kept("nothing"), None);
}

#[test]
fn what_must_be_put_right_in_questions() {
    use QuestionProblem::{
        AnswerInQuestion, AnswerKnown, AnswerMissing, AnswerTooLong, AnswerTooShort, AnswerTwice, NotChosen,
        OwnMissing, OwnTooLong, Twice,
    };
    let long = "д".repeat(LONGEST_QUESTION + 1);
    let problems =
        |all| check_questions(&all, &["minh.khai", "+84912345678"]).expect_err("something is wrong");
    assert_eq!(
        problems([chosen("", "", ""), chosen("teacher", "", "!!"), chosen("teacher", "", "Lan")]),
        [(0, NotChosen), (0, AnswerMissing), (1, AnswerTooShort), (2, Twice)]
    );
    assert_eq!(
        problems([chosen("own", "?", "Hoa"), chosen("own", &long, "hoa!"), chosen("gift", "", &long)]),
        [(0, OwnMissing), (1, OwnTooLong), (1, AnswerTwice), (2, AnswerTooLong)]
    );
    assert_eq!(
        problems([
            chosen("own", "Con mèo tên Mướp của tôi tên gì?", "mướp"),
            chosen("song", "", "Bèo dạt"),
            chosen("hero", "", "Bà Trưng")
        ]),
        [(0, AnswerInQuestion)]
    );
    assert_eq!(
        problems([
            chosen("song", "", "Minh Khai"),
            chosen("hero", "", "84 912 345 678"),
            chosen("gift", "", "minh khai 2")
        ]),
        [(0, AnswerKnown), (1, AnswerKnown)]
    );
}
