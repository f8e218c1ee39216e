//! What a register of the test's own is asked over TLS.

use onedoor_adapters::testing::{Authority, Fake, Says};
use onedoor_base::Country;
use onedoor_proofing::register::Sought;
use onedoor_registers::{Client, ClientSettings, Purpose, Trouble};

const ENTRIES: &str = r#"{"entries":[{"country":"vn","number":"001190000018","former-numbers":[],"name":"Nguyễn Thị An",
    "former-names":[],"born":{"year":1990,"month":3,"day":7},"sex":"female","residence":null,"standing":"living"}]}"#;

fn sought() -> Sought {
    Sought {
        country: Country::Vietnam,
        number: Some("001190000018".to_owned()),
        former: None,
        name: Some("Nguyễn Thị An".to_owned()),
        born: None,
        sex: None,
    }
}

async fn register(says: Says) -> (Fake, Client) {
    let authority = Authority::new();
    let fake = Fake::start(&authority, says).await;
    let (certificate, key) = authority.certify("onedoor");
    let settings = ClientSettings {
        url: fake.url(),
        identity: Some((certificate.as_bytes(), key.as_bytes())),
        authorities: authority.pem().as_bytes(),
    };
    (fake, Client::new(&settings).expect("a client"))
}

#[tokio::test]
async fn the_question_says_who_and_what_for() {
    let (fake, client) = register(Says::ok(ENTRIES)).await;
    let found = client.look(&sought(), Purpose::Level).await.expect("found");
    assert_eq!((found.len(), found[0].name.as_str()), (1, "Nguyễn Thị An"));
    let asked = fake.asked();
    assert!(asked[0].starts_with("POST /below/register/v1/look HTTP/1.1\r\n"), "{}", asked[0]);
    let (_, body) = asked[0].split_once("\r\n\r\n").expect("a body");
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(body["purpose"], "level");
    assert_eq!(body["sought"]["number"], "001190000018");
}

#[tokio::test]
async fn a_picture_is_asked_for_by_number_and_many_registers_have_none() {
    let portrait = async |says| {
        let (fake, client) = register(says).await;
        (client.portrait((Country::Vietnam, "001190000018"), Purpose::Level).await, fake.asked())
    };
    let (picture, asked) = portrait(Says::ok(r#"{"portrait":"/9j/4A=="}"#)).await;
    assert_eq!(picture, Ok(Some(vec![0xff, 0xd8, 0xff, 0xe0])));
    assert!(asked[0].starts_with("POST /below/register/v1/portrait HTTP/1.1\r\n"), "{}", asked[0]);
    let question = r#"{"country":"vn","number":"001190000018","purpose":"level"}"#;
    assert!(asked[0].ends_with(question), "{}", asked[0]);
    for none in [r#"{"portrait":null}"#, r#"{"portrait":""}"#] {
        assert_eq!(portrait(Says::ok(none)).await.0, Ok(None), "{none}");
    }
    let not_there = "HTTP/1.1 404 No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".to_owned();
    assert_eq!(
        portrait(Says::Whole(not_there)).await.0,
        Ok(None),
        "an adapter that knows nothing of pictures"
    );
    for bad in ["{}", r#"{"portrait":"*"}"#, "<html>"] {
        assert!(matches!(portrait(Says::ok(bad)).await.0, Err(Trouble::Unreadable(_))), "{bad}");
    }
}

#[tokio::test]
async fn what_is_no_list_of_people_is_not_believed() {
    let (_fake, client) = register(Says::ok("<html>")).await;
    let found = client.look(&sought(), Purpose::Level).await;
    assert!(matches!(found, Err(Trouble::Unreadable(_))), "{found:?}");
}
