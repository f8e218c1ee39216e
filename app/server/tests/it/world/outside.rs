//! The sandbox: street map, inbox, message gateway.

use onedoor_server::http_client::{Reach, http_client};
use serde_json::json;

use super::Demo;
use crate::support::browser::Browser;

#[tokio::test]
async fn the_street_map_names_every_site_in_four_languages() {
    let demo = Demo::start("map").await;
    let port = demo.world.port();
    for (language, title) in
        [("vi", "Sơ đồ các trang"), ("zh", "站点地图"), ("ru", "Карта сайтов"), ("en", "Street map")]
    {
        let browser = Browser::new(language);
        let page = browser.get(&format!("http://localhost:{port}/anything")).await;
        page.is_at("outside.localhost", "/");
        page.says(title);
        for site in ["dvcqg", "haiduong", "school", "id.dvcqg", "vneid", "esia", "id.shandong"] {
            assert!(page.html.contains(&format!("\"{}\"", demo.at(site, ""))), "no link to {site}");
        }
    }
    let inbox = Browser::new("en").get(&demo.at("outside", "/inbox")).await;
    inbox.says("No messages yet");
    let sites = demo.json("/people.json").await;
    assert_eq!(sites["sites"].as_array().unwrap().len(), 7);
    let people = sites["people"].as_array().unwrap();
    assert!(people.len() >= 8, "{people:?}");
    for person in people {
        assert!(person["phone"].as_str().is_some_and(|phone| phone.starts_with('+')), "{person}");
        for language in ["vi", "zh", "ru", "en"] {
            let text = person["for"][language].as_str().unwrap_or_default();
            assert!(text.len() > 20, "{language}: {person}");
        }
    }
}

#[tokio::test]
async fn the_gateway_takes_what_is_right_and_refuses_the_rest() {
    let demo = Demo::start("gateway").await;
    let secrets = std::fs::read_to_string(demo.world.data().join("secrets.json")).unwrap();
    let secrets: serde_json::Value = serde_json::from_str(&secrets).unwrap();
    let token = secrets["gateway"].as_str().unwrap();
    let http = http_client(Reach::ThisMachine).unwrap();
    let send = async |token: &str, key: &str, to: &str, text: &str| {
        let request = http.post(demo.at("outside", "/gateway/sms")).bearer_auth(token);
        let request = request.header("idempotency-key", key).json(&json!({ "to": to, "text": text }));
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(send(token, "one", "+84912345678", "Xin chào").await, 202);
    assert_eq!(send(token, "one", "+84912345678", "Xin chào").await, 202);
    assert_eq!(send(token, "two", "+84912345678", "Lần hai").await, 202);
    assert_eq!(send("guess", "three", "+84912345678", "x").await, 401);
    assert_eq!(send(token, "", "+84912345678", "x").await, 400);
    assert_eq!(send(token, "four", "0912345678", "x").await, 422);
    assert_eq!(send(token, "five", "+84912345678", "").await, 422);
    let inbox = demo.json("/inbox.json").await;
    let texts: Vec<_> = inbox["messages"].as_array().unwrap().iter().map(|m| m["text"].clone()).collect();
    assert_eq!(texts, ["Lần hai", "Xin chào"]);
    let none = demo.json("/inbox.json?to=%2B84900000000").await;
    assert_eq!(none["messages"].as_array().unwrap().len(), 0);
}
