//! Every text that goes to phones, in every language and with the longest values that it can have: how many parts it takes,
//! and that none of it is lost.

use std::collections::BTreeMap;
use std::path::Path;

use onedoor_base::Language;
use onedoor_smpp::{Coding, default_alphabet, segments};
use onedoor_ui::Localizer;

/// A text with a code is paid for often, and is wanted at once.
const MOST_WITH_CODE: usize = 5;
/// Other news are rare.
const MOST: usize = 8;

const SITE: &str = "Cổng Dịch vụ công trực tuyến Thành phố Hồ Chí Minh";
const LINK: &str =
    "https://id.dichvucong.example.gov.vn/recover/stop/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The longest values that texts are filled with; what they are of does not matter here.
fn longest(variable: &str) -> &'static str {
    match variable {
        "code" => "123456",
        "left" | "days" | "keys" | "apps" => "30",
        "site" | "portal" | "system" | "into" | "before" => SITE,
        "address" => "https://dichvucong.haiduong.example.gov.vn/sign-in",
        "link" => LINK,
        "name" | "account" | "absorbed" | "kept" => "nguyen.thi.minh.khai.nguyen.thi.minh.kha",
        "label" => "Điện thoại Samsung Galaxy A15 của bà Nguyễn Thị Minh Khai ",
        "email" => "ng•••••@thongtinlienlac.example.gov.vn",
        "phone" => "+84 912 ••• 678",
        "when" | "until" | "date" | "day" => "30 сентября 2026 года, 23:59",
        "device" => "Yandex Browser, Android",
        "reason" => "Запись в регистре населения больше не действует; придите с документами в отделение",
        other => panic!("say what the longest {other} is"),
    }
}

/// Keys with the variables of their texts.
fn catalogue(language: Language) -> BTreeMap<String, Vec<String>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/catalogues").join(language.tag());
    let mut all = BTreeMap::new();
    for file in std::fs::read_dir(dir).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut last = String::new();
        for line in text.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase())
                && let Some((key, _)) = line.split_once(" =")
            {
                key.clone_into(&mut last);
            }
            let variables: &mut Vec<String> = all.entry(last.clone()).or_default();
            for rest in line.split('$').skip(1) {
                variables.push(rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect());
            }
        }
    }
    all
}

fn filled(t: &Localizer, key: &str, variables: &[String]) -> String {
    let leaked = |name: &String| -> &'static str { Box::leak(name.clone().into_boxed_str()) };
    let args: Vec<_> = variables.iter().map(|name| (leaked(name), longest(name).into())).collect();
    t.with(key, &args)
}

/// The texts themselves, by key.
fn texts(language: Language) -> Vec<(String, String)> {
    let (t, all) = (Localizer::strict(language), catalogue(language));
    let own = |(key, variables): (&String, &Vec<String>)| {
        let sent = key.contains("sms") && key != "notice-sms" && variables.iter().any(|name| name == "site");
        sent.then(|| (key.clone(), filled(&t, key, variables)))
    };
    let mut texts: Vec<_> = all.iter().filter_map(own).collect();
    // Notices: what has happened, and what to do about it; the longest of these with each of those.
    let parts = |then: bool| {
        all.iter().filter(move |(key, _)| {
            let says = key.strip_prefix("notice-").is_some_and(|rest| !["sms", "by", "at"].contains(&rest));
            let does = key.starts_with("notice-else-")
                || key.starts_with("notice-then-")
                || key.ends_with("-then")
                || key.ends_with("-stop");
            says && does == then
        })
    };
    let thens = parts(true).map(|(key, variables)| filled(&t, key, variables));
    let then = thens.max_by_key(|text| text.chars().count()).unwrap();
    for (key, variables) in parts(false) {
        let args = [
            ("what", filled(&t, key, variables).into()),
            ("when", longest("when").into()),
            ("device", longest("device").into()),
            ("then", then.clone().into()),
        ];
        let text = t.with("notice-by", &args);
        texts.push((key.clone(), t.with("notice-sms", &[("site", SITE.into()), ("text", text.into())])));
    }
    assert_eq!(t.missed(), Vec::<String>::new());
    texts
}

#[test]
fn every_text_goes_out_in_few_parts_and_whole() {
    let mut dearest = Vec::new();
    for language in Language::ALL {
        let texts = texts(language);
        assert!(texts.len() > 25, "{} texts in {}", texts.len(), language.tag());
        for (key, text) in texts {
            let parts =
                segments(&text, 1).unwrap_or_else(|error| panic!("{key} in {}: {error}", language.tag()));
            let most = if text.contains("123456") { MOST_WITH_CODE } else { MOST };
            assert!(parts.len() <= most, "{key} in {} takes {}: {text}", language.tag(), parts.len());
            let octets =
                parts.iter().flat_map(|part| part.octets.iter().skip(if part.has_header { 6 } else { 0 }));
            let octets: Vec<u8> = octets.copied().collect();
            let wanted: Vec<u8> = match parts[0].coding {
                Coding::Ucs2 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                Coding::Gsm => text.chars().flat_map(|c| default_alphabet(c).unwrap()).collect(),
            };
            assert_eq!(octets, wanted, "{key} in {}", language.tag());
            dearest.push((parts.len(), key, language.tag()));
        }
    }
    dearest.sort();
    println!("{:?}", dearest.iter().rev().take(8).collect::<Vec<_>>());
}
