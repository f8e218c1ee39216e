//! Postal addresses.

use axum::http::StatusCode;
use onedoor_site::testing::{Answer, Browser};

use crate::actors::Town;

const LIST: &str = "/account/settings/addresses";
const PLACE: &str = "/account/settings/addresses/place";
const NEW: &str = "/account/settings/addresses/new";

/// The values of an attribute on a page.
fn all(page: &Answer, attribute: &str) -> Vec<String> {
    let pieces = page.body.split(&format!("{attribute}=\"")).skip(1).map(str::to_owned).collect::<Vec<_>>();
    pieces
        .iter()
        .filter_map(|piece| piece.split('"').next())
        .map(|value| value.replace("&amp;", "&"))
        .collect()
}

/// Where a button of the page posts to, the first whose address ends so.
fn button(page: &Answer, end: &str) -> String {
    all(page, "action").into_iter().find(|action| action.ends_with(end)).expect("a button")
}

/// Adds an address in a commune that is found by its name.
async fn add(browser: &mut Browser, query: &str, street: &str) -> Answer {
    let found = browser.get(&format!("{PLACE}?country=vn&q={query}")).await;
    let form =
        all(&found, "href").into_iter().find(|href| href.starts_with(NEW)).expect("a commune is found");
    let page = browser.get(&form).await;
    let answer = browser.submit(&page, NEW, &[("street", street), ("postcode", "11000")]).await;
    browser.follow(answer).await
}

#[tokio::test]
async fn a_place_is_chosen_step_by_step_and_the_address_is_written_as_at_home() {
    let town = Town::new().await;
    let mut here = town.an_in(town.browser()).await;
    here.get(LIST).await.assert_says(StatusCode::OK, "No address yet");
    here.get(PLACE).await.assert_says(StatusCode::OK, "In which country");
    let provinces = here.get(&format!("{PLACE}?country=vn")).await;
    provinces.assert_says(StatusCode::OK, "Thành phố Hà Nội");
    let communes = here.get(&format!("{PLACE}?country=vn&in=01")).await;
    communes.assert_says(StatusCode::OK, "Phường Hoàn Kiếm");
    let page = add(&mut here, "hoan+kiem+ha+noi", "12 Hàng Bài").await;
    for line in ["Trần Văn An", "12 Hàng Bài", "Phường Hoàn Kiếm, Thành phố Hà Nội 11000", "Main address"]
    {
        page.assert_says(StatusCode::OK, line);
    }
    let page = add(&mut here, "cua+nam+ha+noi", "5 Phan Bội Châu").await;
    page.assert_says(StatusCode::OK, "Make it the main one");
    // The second becomes the main one; the first goes, and it stays the main one.
    let main = button(&page, "/main");
    let answer = here.submit(&page, &main, &[]).await;
    let page = here.follow(answer).await;
    page.assert_says(StatusCode::OK, "The main address was changed");
    let remove = button(&page, "/remove");
    assert_eq!(remove.replace("/remove", ""), main.replace("/main", ""), "the main one stands first");
    let answer = here.submit(&page, &remove, &[]).await;
    here.follow(answer).await.assert_says(StatusCode::OK, "12 Hàng Bài");
}

#[tokio::test]
async fn what_is_no_more_leads_to_what_it_became() {
    let town = Town::new().await;
    let mut here = town.an_in(town.browser()).await;
    let page = here.get(&format!("{PLACE}?country=vn&q=tinh+hai+duong")).await;
    page.assert_says(StatusCode::OK, "Tỉnh Hải Dương is now part of");
    page.assert_says(StatusCode::OK, "Thành phố Hải Phòng");
    let page = here.get(&format!("{PLACE}?country=cn&q=%E6%B5%8E%E5%8D%97%E5%8E%86%E4%B8%8B")).await;
    page.assert_says(StatusCode::OK, "历下区");
    here.get(&format!("{PLACE}?country=vn&q=%F0%9F%91%A8%3Czzqx%3E"))
        .await
        .assert_says(StatusCode::OK, "Nothing is called that");
    here.get(&format!("{PLACE}?country=xx&in=zz")).await.assert_says(StatusCode::OK, "In which country");
}

#[tokio::test]
async fn mistakes_are_said_and_nothing_typed_is_lost() {
    let town = Town::new().await;
    let mut here = town.an_in(town.browser()).await;
    // Without a place one is led to choose it.
    here.get(&format!("{NEW}?country=vn&place=01")).await.assert_leads_to(&format!("{PLACE}?country=vn"));
    here.get(&format!("{NEW}?country=ru")).await.assert_leads_to(&format!("{PLACE}?country=ru"));
    here.get(&format!("{PLACE}?country=ru&q=%D1%8F%D0%BA%D1%83%D1%82"))
        .await
        .assert_says(StatusCode::OK, "Республика Саха (Якутия)");
    let page = here.get(&format!("{NEW}?country=ru&place=14")).await;
    let filled = [("street", "ул. Ленина, д. 5"), ("town", ""), ("postcode", "12")];
    let answer = here.submit(&page, NEW, &filled).await;
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter the town or village");
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "postal code of 6 digits");
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "ул. Ленина, д. 5");
}

/// Nobody sees, changes or removes somebody else's address, and there is room for ten.
#[tokio::test]
async fn an_address_is_its_owners() {
    let town = Town::new().await;
    let mut his = town.an_in(town.browser()).await;
    let mut page = add(&mut his, "hoan+kiem+ha+noi", "12 Hàng Bài").await;
    let remove = button(&page, "/remove");
    let mut hers = town.khai_in(town.browser()).await;
    assert_eq!(hers.get(&remove.replace("/remove", "")).await.status, StatusCode::NOT_FOUND);
    let own = add(&mut hers, "hoan+kiem+ha+noi", "13 Hàng Bài").await;
    let own_remove = button(&own, "/remove");
    let fields = own.form(&own_remove).expect("a form");
    let origin = town.identity.site.settings.origin();
    // It is as if there were none, and so it is.
    hers.post(&remove, &fields, &[("origin", &origin)]).await.assert_leads_to(LIST);
    his.get(LIST).await.assert_says(StatusCode::OK, "12 Hàng Bài");
    for n in 2..=10 {
        page = add(&mut his, "hoan+kiem+ha+noi", &format!("{n} Hàng Bài")).await;
    }
    page.assert_says(StatusCode::OK, "There is no room for more addresses");
    add(&mut his, "hoan+kiem+ha+noi", "11 Hàng Bài")
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "room for 10 addresses");
}

/// The form of a new address in a commune.
async fn form(browser: &mut Browser) -> Answer {
    let found = browser.get(&format!("{PLACE}?country=vn&q=hoan+kiem+ha+noi")).await;
    let form = all(&found, "href").into_iter().find(|href| href.starts_with(NEW)).expect("found");
    browser.get(&form).await
}

#[tokio::test]
async fn two_clicks_make_one_address_and_take_away_one() {
    let town = Town::new().await;
    let mut here = town.an_in(town.browser()).await;
    let page = form(&mut here).await;
    let filled = [("street", "12 Hàng Bài")];
    for _ in 0..2 {
        here.submit(&page, NEW, &filled).await.assert_leads_to(&format!("{LIST}?notice=added"));
    }
    let list = here.get(LIST).await;
    assert_eq!(list.body.matches("12 Hàng Bài</div>").count(), 1);
    // The same form filled in otherwise, come back to: another address is meant.
    here.submit(&page, NEW, &[("street", "13 Hàng Bài")])
        .await
        .assert_leads_to(&format!("{LIST}?notice=added"));
    let list = here.get(LIST).await;
    list.assert_says(StatusCode::OK, "13 Hàng Bài");
    let (remove, before) = (button(&list, "/remove"), list.body.matches("/remove\"").count());
    here.submit(&list, &remove, &[]).await.assert_leads_to(&format!("{LIST}?notice=removed"));
    here.submit(&list, &remove, &[]).await.assert_leads_to(LIST);
    assert_eq!(here.get(LIST).await.body.matches("/remove\"").count(), before - 1);
}

#[tokio::test]
async fn an_address_that_was_changed_or_removed_in_another_window_keeps_what_was_typed() {
    let town = Town::new().await;
    let mut here = town.an_in(town.browser()).await;
    let list = add(&mut here, "hoan+kiem+ha+noi", "12 Hàng Bài").await;
    let remove = button(&list, "/remove");
    let path = remove.replace("/remove", "");
    let old = here.get(&path).await;
    town.world.clock.advance(std::time::Duration::from_secs(1));
    let other = here.get(&path).await;
    let changed = format!("{LIST}?notice=changed");
    here.submit(&other, &path, &[("street", "14 Hàng Bài")]).await.assert_leads_to(&changed);
    here.submit(&other, &path, &[("street", "14 Hàng Bài")]).await.assert_leads_to(&changed);
    let told = here.submit(&old, &path, &[("street", "15 Hàng Bài")]).await;
    for shown in ["changed in another window", "What stands now", "14 Hàng Bài", "15 Hàng Bài"] {
        told.assert_says(StatusCode::CONFLICT, shown);
    }
    here.submit(&told, &path, &[]).await.assert_leads_to(&changed);
    // Removed elsewhere: what was typed can be added anew.
    here.submit(&list, &remove, &[]).await.assert_leads_to(&format!("{LIST}?notice=removed"));
    let told = here.submit(&told, &path, &[("street", "16 Hàng Bài")]).await;
    told.assert_says(StatusCode::CONFLICT, "removed in another window");
    told.assert_says(StatusCode::CONFLICT, "16 Hàng Bài");
    here.submit(&told, NEW, &[]).await.assert_leads_to(&format!("{LIST}?notice=added"));
    here.get(LIST).await.assert_says(StatusCode::OK, "16 Hàng Bài");
}
