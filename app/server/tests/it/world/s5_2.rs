//! S5.2: the school system through Gosuslugi; not linked yet, so the school account is asked for.

use super::Demo;
use super::s1_1b::at_the_identity;
use crate::support::browser::{Browser, Page};

/// From the school system's sign-in page through Gosuslugi and back.
async fn through_gosuslugi(demo: &Demo, browser: &Browser, login: &str, password: &str) -> Page {
    let sign_in = browser.get(&demo.at("school", "/sign-in")).await;
    let national = browser.follow(&sign_in, "/sign-in/national/esia").await;
    national.is_at("esia.localhost", "/sign-in");
    at_the_identity(browser, &national, login, password).await
}

/// [Продолжить], the choice of the organisation (S5.1), and user name and password of the school account.
async fn prove(browser: &Browser, told: &Page, place: [&str; 3], name: &str, password: &str) -> Page {
    told.says("Ваша учётная запись ещё не связана");
    let mut page = browser.follow(told, "/account").await;
    let choices = [("kind", "school"), ("region", place[0]), ("town", place[1]), ("organisation", place[2])];
    for choice in choices {
        page = browser.send(&page, "/account", &[choice]).await;
    }
    browser.send(&page, "/account", &[("user_name", name), ("password", password)]).await
}

const SCHOOL_1: [&str; 3] = ["zarechnaya", "novozarechsk", "edu-111"];
const GYMNASIUM_4: [&str; 3] = ["zarechnaya", "novozarechsk", "edu-112"];

#[tokio::test]
async fn s5_2_a_school_account_is_linked() {
    let demo = Demo::start("s5-2").await;
    let browser = Browser::new("ru");
    let told = through_gosuslugi(&demo, &browser, "ivanova", "bereza-2026").await;
    let linked = prove(&browser, &told, SCHOOL_1, "ivanova.mp", "mel-i-doska-5").await;
    linked.is_at("school.localhost", "/sign-in/linked");
    linked.says("Иванова Мария Петровна");

    // From then on straight in, in any browser.
    let other = Browser::new("ru");
    let arrived = through_gosuslugi(&demo, &other, "ivanova", "bereza-2026").await;
    arrived.is_at("school.localhost", "/");
    arrived.says("Иванова Мария Петровна");
}

#[tokio::test]
async fn s5_2_a_wrong_school_password_links_nothing() {
    let demo = Demo::start("s5-2-wrong").await;
    let browser = Browser::new("ru");
    let told = through_gosuslugi(&demo, &browser, "petrov", "sosna-2026").await;
    let wrong = prove(&browser, &told, GYMNASIUM_4, "petrov.roditel", "dnevnik-7v").await;
    assert_eq!(wrong.status, 422, "{wrong}");
    // The right one at the same place.
    let filled = [("user_name", "petrov.roditel"), ("password", "dnevnik-7b")];
    let linked = browser.send(&wrong, "/account", &filled).await;
    linked.is_at("school.localhost", "/sign-in/linked");
    let dossiers = browser.get(&demo.at("school", "/dossiers")).await;
    dossiers.says("Бесплатное питание");
}

#[tokio::test]
async fn s5_2_cancelled_nothing_is_linked() {
    let demo = Demo::start("s5-2-cancel").await;
    let browser = Browser::new("ru");
    let told = through_gosuslugi(&demo, &browser, "petrov", "sosna-2026").await;
    let left = browser.send(&told, "/cancel", &[]).await;
    assert_eq!(left.url.host_str(), Some("school.localhost"), "{left}");
    browser.get(&demo.at("school", "/dossiers")).await.is_at("school.localhost", "/sign-in");
    // And again from the beginning: still not linked.
    let again = Browser::new("ru");
    through_gosuslugi(&demo, &again, "petrov", "sosna-2026").await.says("Ваша учётная запись ещё не связана");
}

#[tokio::test]
async fn s5_2_the_account_belongs_to_somebody_else() {
    let demo = Demo::start("s5-2-taken").await;
    let browser = Browser::new("ru");
    let told = through_gosuslugi(&demo, &browser, "kuznetsov", "klen-2026").await;
    let taken = prove(&browser, &told, SCHOOL_1, "smirnova.ov", "zhurnal-11a").await;
    assert_eq!(taken.url.host_str(), Some("school.localhost"));
    assert!(!taken.text().contains("Смирнова"), "tells whose it is:\n{taken}");
    browser.get(&demo.at("school", "/dossiers")).await.is_at("school.localhost", "/sign-in");

    // Its owner is let in as before.
    let owner = Browser::new("ru");
    let arrived = through_gosuslugi(&demo, &owner, "smirnova", "ryabina-2026").await;
    arrived.says("Смирнова Ольга Викторовна");
}
