//! S1.1a: a citizen finds a procedure at the national portal, chooses the place, and arrives, signed in, at
//! the submission page of the province's portal. The dossier shows at both.

use std::time::Duration;

use super::Demo;
use super::registration::{BINH, register};
use crate::support::browser::{Browser, Page};

const BIRTH: &str = "1.001193";
/// Phường Hải Dương, Thành phố Hải Phòng.
const WARD: &str = "10525";

/// From the front page to [Nộp trực tuyến], with the place chosen list by list.
async fn to_the_button(demo: &Demo, browser: &Browser) -> Page {
    let front = browser.get(&demo.at("dvcqg", "/")).await;
    front.says("Dịch vụ công trực tuyến");
    let found = browser.send(&front, "/procedures", &[("q", "khai sinh")]).await;
    let procedure = browser.follow(&found, BIRTH).await;
    let place = browser.follow(&procedure, "/place").await;
    place.says("Tỉnh thành");
    let place = browser.send(&place, "/place", &[("province", "31")]).await;
    place.says("Phường xã");
    place.says("Đồng ý");
    let chosen = browser.send(&place, "/place", &[("ward", WARD)]).await;
    chosen.is_at("dvcqg.localhost", &format!("/procedures/{BIRTH}"));
    chosen.says("Hồ sơ này nộp ở Một cửa Hải Dương");
    chosen
}

/// Signs in at the national portal, through its own accounts.
async fn signed_in(demo: &Demo, login: &str, password: &str) -> Browser {
    let browser = Browser::new("vi");
    let sign_in = browser.get(&demo.at("dvcqg", "/sign-in")).await;
    let national = browser.follow(&sign_in, "/sign-in/national/dvcqg").await;
    let filled = [("identifier", login), ("password", password)];
    let back = browser.send(&national, "/sign-in", &filled).await;
    back.is_at("dvcqg.localhost", "/");
    browser
}

async fn sent_on(demo: &Demo, browser: &Browser) -> Page {
    let button = to_the_button(demo, browser).await;
    browser.send(&button, "/refer", &[]).await
}

/// Fills in the form at the province and submits it; the number.
async fn submitted(browser: &Browser, form: &Page) -> (Page, String) {
    let filled = [("phone", "0912 345 001"), ("request", "Đăng ký khai sinh cho con gái")];
    let review = browser.send(form, "/submit/", &filled).await;
    let submitted = browser.send(&review, "/review/", &[]).await;
    submitted.says("Đã nộp hồ sơ");
    let number = submitted.url.path().rsplit('/').next().expect("a number").to_owned();
    (submitted, number)
}

/// The national portal's list, as soon as it shows what is waited for.
async fn soon_listed(demo: &Demo, browser: &Browser, words: &[&str]) -> Page {
    for _ in 0..100 {
        let list = browser.get(&demo.at("dvcqg", "/dossiers")).await;
        if words.iter().all(|words| list.text().contains(words)) {
            return list;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let list = browser.get(&demo.at("dvcqg", "/dossiers")).await;
    panic!("{words:?} never shows:\n{list}")
}

#[tokio::test]
async fn s1_1a_from_the_search_to_the_dossier_at_both_portals() {
    let demo = Demo::start("s1-1a").await;
    let browser = signed_in(&demo, "nguyenthilan", "sen-hong-2026").await;
    let form = sent_on(&demo, &browser).await;
    // Nothing was asked on the way, and the address keeps no secret.
    form.is_at("haiduong.localhost", &format!("/submit/{BIRTH}"));
    assert!(!form.url.as_str().contains("referral"), "{form}");
    form.says("Nguyễn Thị Lan");
    form.says("Phường Hải Dương");
    form.says("Bạn được chuyển đến từ Cổng Dịch vụ công quốc gia");

    let (done, number) = submitted(&browser, &form).await;
    done.says("Xem ở Cổng Dịch vụ công quốc gia");
    let list = soon_listed(&demo, &browser, &[&number, "tại Một cửa Hải Dương", "Mới đăng ký"]).await;
    let there = browser.follow(&list, &number).await;
    there.is_at("haiduong.localhost", &format!("/dossiers/{number}"));

    // What becomes of it shows at both, too.
    let ask = browser.follow(&there, "/withdraw").await;
    browser.send(&ask, "/withdraw", &[]).await;
    soon_listed(&demo, &browser, &[&number, "Công dân đã rút"]).await;
}

#[tokio::test]
async fn s1_1a_without_an_account_anywhere() {
    let demo = Demo::start("s1-1a-new").await;
    let browser = Browser::new("vi");
    let button = to_the_button(&demo, &browser).await;
    let sign_in = browser.follow(&button, "/sign-in?return_to").await;
    let national = browser.follow(&sign_in, "/sign-in/national/dvcqg").await;
    let form = browser.follow(&national, "/register").await;
    let back = register(&demo, &browser, &form, &BINH).await;
    // The account lacks a national number; it is given another time.
    let back = browser.send(&back, "/account/identity/skip", &[]).await;
    // What she had chosen is still chosen.
    back.is_at("dvcqg.localhost", &format!("/procedures/{BIRTH}"));
    let form = browser.send(&back, "/refer", &[]).await;
    form.is_at("haiduong.localhost", &format!("/submit/{BIRTH}"));
    form.says(BINH.name);
    let (_, number) = submitted(&browser, &form).await;
    soon_listed(&demo, &browser, &[&number]).await;
}

#[tokio::test]
async fn s1_1a_where_no_province_has_a_portal_the_national_one_takes_it() {
    let demo = Demo::start("s1-1a-here").await;
    let browser = signed_in(&demo, "nguyenthilan", "sen-hong-2026").await;
    // Phường Ba Đình, Hà Nội.
    let chosen = browser.get(&demo.at("dvcqg", &format!("/procedures/{BIRTH}?place=00004"))).await;
    let form = browser.follow(&chosen, "/submit/").await;
    form.is_at("dvcqg.localhost", &format!("/submit/{BIRTH}"));
    let (_, number) = submitted(&browser, &form).await;
    soon_listed(&demo, &browser, &[&number]).await;
}

/// Where the browser was sent from the national portal: with the capability in it.
fn passed_on(form: &Page) -> String {
    let address = form.way.iter().find(|url| url.as_str().contains("referral=")).expect("a referral");
    address.to_string()
}

#[tokio::test]
async fn s1_1a_a_referral_that_was_passed_on_carries_nothing_back() {
    let demo = Demo::start("s1-1a-passed-on").await;
    let lan = signed_in(&demo, "nguyenthilan", "sen-hong-2026").await;
    let form = sent_on(&demo, &lan).await;
    let address = passed_on(&form);

    // Mai gets the address from Lan and opens it in her own browser.
    let mai = signed_in(&demo, "phamthimai", "hoa-mai-2026").await;
    let stopped = mai.get(&address).await;
    stopped.is_at("dvcqg.localhost", "/referrals/vouch");
    stopped.says("Đường dẫn này được tạo cho tài khoản khác");

    // Lan herself, in another browser, is told that she went on elsewhere, and can begin again.
    let elsewhere = signed_in(&demo, "nguyenthilan", "sen-hong-2026").await;
    let stopped = elsewhere.get(&address).await;
    stopped.says("Bạn đã tiếp tục ở trình duyệt khác");
    let again = elsewhere.follow(&stopped, "/procedures/").await;
    let form = elsewhere.send(&again, "/refer", &[]).await;
    form.is_at("haiduong.localhost", &format!("/submit/{BIRTH}"));

    // In her first browser the same address leads to the same form.
    let again = lan.get(&address).await;
    again.is_at("haiduong.localhost", &format!("/submit/{BIRTH}"));
}

#[tokio::test]
async fn s1_1a_a_referral_that_was_tampered_with_has_its_page() {
    let demo = Demo::start("s1-1a-tampered").await;
    let lan = signed_in(&demo, "nguyenthilan", "sen-hong-2026").await;
    let form = sent_on(&demo, &lan).await;
    let address = passed_on(&form);
    let with = |name: &str, value: &str| {
        let mut url: url::Url = address.parse().expect("an address");
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        url.query_pairs_mut().clear().extend_pairs(
            pairs.iter().map(|(n, v)| (n.as_str(), if n == name { value } else { v.as_str() })),
        );
        url.to_string()
    };
    // Another capability: no portal gave it out.
    let unknown = lan.get(&with("referral", &"A".repeat(43))).await;
    unknown.says("Không tìm thấy lần chuyển này");
    lan.get(&with("referral", "short")).await.says("Không tìm thấy lần chuyển này");
    // A portal that the province does not know.
    let stranger = lan.get(&with("from", "http://evil.example")).await;
    stranger.is_at("haiduong.localhost", &format!("/submit/{BIRTH}"));
    stranger.says("Không rõ bạn được chuyển đến từ đâu");
    // A place of another province.
    lan.get(&with("place", "00004")).await.says("Hồ sơ này không nộp ở đây được");
}
