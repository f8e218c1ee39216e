//! Every address that takes a POST, and who may send one: a checked-in list, so that a new way to
//! change something is a decision. Each is then tried from another site and without our proof.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use onedoor_site::testing::routes::Sources;
use reqwest::StatusCode;

use crate::support::browser::{Browser, Page};
use crate::world::Demo;
use crate::world::s1_1b::at_the_identity;

/// Who may post to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// Anybody with a page of ours in the browser.
    Visitor,
    /// Somebody with a session.
    SignedIn,
    /// No browser page: a program, or a form of another site (OpenID Connect Core 3.1.2.1).
    Program,
}

/// An address that takes a POST.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Route {
    krate: &'static str,
    path: String,
    role: Role,
}

/// The sources of one crate.
fn sources(krate: &str) -> Sources {
    // Some addresses are those of both roles.
    Sources::of(&[root().join("app").join(krate).join("src"), root().join("app/site/src/phone_change")])
}

/// What the handler asks of a request, by its parameters.
fn role(parameters: &str) -> Role {
    let signed_in = ["SignedInVisit", "FreshVisit"].iter().any(|visit| parameters.contains(visit));
    match (signed_in, parameters.contains("Visit")) {
        (true, _) => Role::SignedIn,
        (false, true) => Role::Visitor,
        (false, false) => Role::Program,
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn routes() -> BTreeSet<Route> {
    let of_one = |krate| {
        let sources = sources(krate);
        let posts = sources.routes().into_iter().filter(|route| route.method == "POST");
        let posts =
            posts.map(|found| Route { krate, role: role(&sources.parameters(&found)), path: found.path });
        posts.collect::<Vec<_>>()
    };
    ["identity", "portal"].into_iter().flat_map(of_one).collect()
}

fn list() -> String {
    let mut text = String::new();
    for Route { krate, path, role } in routes() {
        let role = match role {
            Role::Visitor => "visitor",
            Role::SignedIn => "signed-in",
            Role::Program => "program",
        };
        _ = writeln!(text, "{krate:8} POST {path:40} {role}");
    }
    text
}

/// `ONEDOOR_WRITE=1 cargo test -p onedoor routes` writes the list anew.
#[test]
fn the_routes_that_change_something_are_those_on_the_list() {
    let file = root().join("docs/routes.txt");
    let now = list();
    if std::env::var_os("ONEDOOR_WRITE").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(now == kept, "docs/routes.txt is out of date; is the new route wanted?\n{now}");
}

/// The site of the demo world that runs a crate.
fn site_of(krate: &str) -> &'static str {
    if krate == "identity" { "vneid" } else { "haiduong" }
}

/// An address with something in the place of what varies.
fn address(demo: &Demo, route: &Route) -> String {
    let parts = route.path.split('/').map(|part| if part.starts_with('{') { "x" } else { part });
    demo.at(site_of(route.krate), &parts.collect::<Vec<_>>().join("/"))
}

#[tokio::test]
async fn no_page_takes_a_form_from_elsewhere_or_without_our_proof() {
    let demo = Demo::start("foreign-forms").await;
    let mut tried = 0;
    for route in routes().iter().filter(|route| route.role != Role::Program) {
        let (host, target) = (site_of(route.krate), address(&demo, route));
        let browser = Browser::new("en");
        let front = browser.get(&demo.at(host, "/sign-in")).await;
        let proof = front.form("/sign-in").fields.into_iter().find(|(name, _)| name == "csrf").expect("csrf");
        let ours = front.url.origin().ascii_serialization();
        let cases = [
            ("another site, right proof", "http://evil.example".to_owned(), vec![proof.clone()]),
            ("our site, no proof", ours.clone(), vec![]),
            ("our site, wrong proof", ours.clone(), vec![("csrf".to_owned(), "x".repeat(43))]),
        ];
        for (case, origin, fields) in cases {
            let (status, location) = browser.post_once(&target, &fields, &origin).await;
            // A step of a sign-in that this browser never began is told so before its form is read.
            let unknown_step = route.path.contains("{proposal}") && status == StatusCode::BAD_REQUEST;
            // What is no form with a file is told so before its proof is looked at: the identity's own tests send files.
            let takes_a_file = route.path.ends_with("/card/read") || route.path.ends_with("/photograph");
            let no_file = takes_a_file && status == StatusCode::BAD_REQUEST;
            let refused = status == StatusCode::FORBIDDEN || unknown_step || no_file;
            let to_sign_in = status == StatusCode::SEE_OTHER && location.starts_with("/sign-in?");
            // Whose session is over before an application is sent: its form has a stamp of its own, besides.
            let late = route.path == "/submit/{code}" && status == StatusCode::FORBIDDEN;
            let right = if route.role == Role::SignedIn { to_sign_in || late } else { refused };
            assert!(right, "{} with {case}: {status} {location:?}", route.path);
            tried += 1;
        }
        // The same form from our own page is let in, or it would not be the proof that was looked at.
        let (status, location) = browser.post_once(&target, &[proof], &ours).await;
        if route.role == Role::SignedIn {
            assert!(location.starts_with("/sign-in?"), "{}: {status} {location:?}", route.path);
        } else {
            assert_ne!(status, StatusCode::FORBIDDEN, "{}", route.path);
        }
    }
    assert!(tried > 60, "only {tried} tries");
}

/// Sends forms from elsewhere and without our proof to every address of a crate that is for somebody signed in, with
/// the cookies of somebody who is; then one with both, which is let in, or it would not be those that were looked at.
async fn refuses_foreign_forms(demo: &Demo, krate: &str, browser: &Browser, page: &Page) {
    let proof = page.form("/sign-out").fields.into_iter().find(|(name, _)| name == "csrf").expect("csrf");
    let ours = page.url.origin().ascii_serialization();
    let of_people = routes().into_iter().filter(|r| r.krate == krate && r.role == Role::SignedIn);
    let of_people: Vec<_> = of_people.collect();
    assert!(of_people.len() > 20, "{of_people:?}");
    // Nobody else finds the pages of administrators, whatever they bring.
    let hidden = |route: &Route| route.path.starts_with("/administration/");
    let takes_a_file = |route: &Route| {
        let ends = ["/paper", "/photograph", "/face/{place}", "/camera"];
        hidden(route) || ends.iter().any(|end| route.path.ends_with(end))
    };
    for route in &of_people {
        let target = address(demo, route);
        for (origin, fields) in [("http://evil.example", vec![proof.clone()]), (ours.as_str(), vec![])] {
            let (status, location) = browser.post_once(&target, &fields, origin).await;
            // A form that should have brought a file is none before it is looked whose it is.
            let no_file = takes_a_file(route) && status == StatusCode::BAD_REQUEST;
            let shut = hidden(route) && status == StatusCode::NOT_FOUND;
            let refused = status == StatusCode::FORBIDDEN || shut || no_file;
            assert!(refused, "{} from {origin}: {status} {location:?}", route.path);
        }
    }
    // Who may not is refused by another answer than a form from elsewhere.
    for route in of_people.iter().filter(|route| !hidden(route)) {
        let (status, _) = browser.post_once(&address(demo, route), std::slice::from_ref(&proof), &ours).await;
        assert_ne!(status, StatusCode::FORBIDDEN, "{} from our own page", route.path);
    }
}

#[tokio::test]
async fn no_page_of_somebody_signed_in_takes_a_form_from_elsewhere() {
    let demo = Demo::start("foreign-forms-signed-in").await;
    let browser = Browser::new("en");
    let form = browser.get(&demo.at("vneid", "/register")).await;
    crate::world::registration::register(&demo, &browser, &form, &crate::world::registration::BINH).await;
    let account = browser.get(&demo.at("vneid", "/account")).await;
    account.is_at("vneid.localhost", "/account");
    refuses_foreign_forms(&demo, "identity", &browser, &account).await;

    let browser = Browser::new("vi");
    let sign_in = browser.get(&demo.at("haiduong", "/dossiers")).await;
    let national = browser.follow(&sign_in, "/sign-in/national/dvcqg").await;
    let arrived = at_the_identity(&browser, &national, "nguyenthilan", "sen-hong-2026").await;
    arrived.is_at("haiduong.localhost", "/dossiers");
    refuses_foreign_forms(&demo, "portal", &browser, &arrived).await;
}

/// Where a browser is sent by a form of another site (OpenID Connect Core 3.1.2.1, RP-Initiated Logout 2): it answers with
/// a page and does nothing before that is answered.
const BY_BROWSER: [&str; 2] = ["/oauth/authorize", "/oauth/end-session"];

#[tokio::test]
async fn no_address_of_programs_does_anything_for_whoever_proves_nothing() {
    let demo = Demo::start("unproven-programs").await;
    let browser = Browser::new("en");
    let programs: Vec<_> = routes().into_iter().filter(|route| route.role == Role::Program).collect();
    assert!(programs.len() > 10, "{programs:?}");
    for route in programs.iter().filter(|route| !BY_BROWSER.contains(&route.path.as_str())) {
        let garbled = ["client_id", "token", "grant_type", "logout_token", "code"];
        let garbled = garbled.map(|name| (name.to_owned(), "x".to_owned())).to_vec();
        for fields in [Vec::new(), garbled] {
            let (status, location) =
                browser.post_once(&address(&demo, route), &fields, "http://evil.example").await;
            assert!(status.is_client_error(), "{}: {status} {location:?}", route.path);
        }
    }
}

/// The page that lists the linking interface has its addresses and its words, and no others.
#[test]
fn the_linking_interface_is_as_its_page_says() {
    let page = std::fs::read_to_string(root().join("docs/linking-openapi.yaml")).unwrap();
    let listed: BTreeSet<_> =
        page.lines().filter_map(|line| line.strip_prefix("  /")?.strip_suffix(':')).collect();
    let routed = |krate| -> BTreeSet<String> {
        let sources = sources(krate);
        let all = sources.files.iter().flat_map(|(_, text)| text.split(".route(\"/linking/v1").skip(1));
        all.map(|rest| rest.split('"').next().unwrap_or_default().trim_start_matches('/').to_owned())
            .collect()
    };
    let (identity, portal) = (routed("identity"), routed("portal"));
    let both: BTreeSet<_> = portal.union(&identity).cloned().collect();
    assert_eq!(both, listed.iter().map(|path| (*path).to_owned()).collect());
    assert!(!identity.is_empty() && !portal.is_empty(), "{identity:?}");
    for reason in onedoor_linking::Reason::ALL {
        assert!(page.contains(&format!("- {}\n", reason.word())), "{}", reason.word());
    }
    let told = std::fs::read_to_string(root().join("docs/LINKING.md")).unwrap();
    for reason in onedoor_linking::Reason::ALL {
        assert!(told.contains(&format!("`{}`", reason.word())), "{}", reason.word());
    }
}
