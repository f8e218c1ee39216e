//! Every role against every route of an identity: who is answered what, fetched from a running site and printed to
//! `docs/ROLES.md`, which this test holds to what happens.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use onedoor_base::{AlarmId, ApplicationId, CorrectionId, JobId, LookId, MessageId, StaffProposalId};
use onedoor_identity::console::roles::StaffRole;
use onedoor_people::staff::{Asks, LOOK_LIFE, PROPOSAL_LIFE, ProposalState};
use onedoor_proofing::correction::{Field, State as Standing};
use onedoor_site::Site;
use onedoor_site::testing::routes::Sources;
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::people::{self, Correction, Look, Proposal, SaidWrong};
use onedoor_storage::proofing::{self, NewApplication};
use onedoor_storage::site::alarms;
use onedoor_storage::site::messages::{self, NewMessage};
use onedoor_storage::{Change, StorageError, jobs};

use crate::actors::Town;
use crate::console::{hire, staff};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Visitor,
    Person,
    Staff(StaffRole),
}

impl Role {
    const ALL: [Self; 7] = [
        Self::Visitor,
        Self::Person,
        Self::Staff(StaffRole::Auditor),
        Self::Staff(StaffRole::Support),
        Self::Staff(StaffRole::Officer),
        Self::Staff(StaffRole::Approver),
        Self::Staff(StaffRole::Operator),
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Person => "person",
            Self::Staff(role) => role.word(),
        }
    }
}

type Route = (String, &'static str);

fn crate_dir() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The routes of an identity: its own, and those that every site has.
fn routes() -> BTreeSet<Route> {
    let folders = ["src", "../site/src", "../ui/src"].map(|folder| crate_dir().join(folder));
    let found = Sources::of(&folders).routes().into_iter();
    found.map(|route| (route.path, route.method)).collect()
}

/// What the addresses of the console that name something are about.
struct Things {
    look: String,
    proposal: String,
    message: String,
    job: String,
    alarm: String,
    correction: String,
    application: String,
}

/// Khai's request.
fn corrected(site: &Site, khai: onedoor_base::AccountId) -> Correction {
    let (now, id) = (site.now(), CorrectionId::new(site.now(), site.random.as_ref()));
    let said = SaidWrong { wanted: "Nguyễn Thị Khải".to_owned(), words: String::new() };
    Correction {
        id,
        account: khai,
        field: Field::Name,
        said: people::seal_said(&site.vault, id, &said),
        state: Standing::Sent,
        sent_at: now,
        due_at: now.after(PROPOSAL_LIFE),
        taken: None,
        settled_by: None,
        settled_at: None,
        reason: None,
        paper: false,
    }
}

/// Khai's application for level 1: the same for every question, since an account has one at a time.
async fn applied(town: &Town) -> ApplicationId {
    let (site, khai) = (town.identity.site.clone(), town.khai);
    let now = site.now();
    let new = NewApplication {
        id: ApplicationId::new(now, site.random.as_ref()),
        account: khai,
        device: String::new(),
    };
    let write = site.store.write::<_, StorageError, _>(move |tx| {
        let new = new.clone();
        Box::pin(async move {
            proofing::open(tx, &new, now).await?;
            let all = proofing::applications_of(tx, khai).await?;
            Ok(Change::Unrecorded(all.first().map(|one| one.id)))
        })
    });
    write.await.expect("it is there").expect("there is one")
}

/// A look at somebody, with its reason.
fn looked(site: &Site, person: onedoor_base::AccountId, staff: onedoor_base::AccountId) -> Look {
    let now = site.now();
    Look {
        id: LookId::new(now, site.random.as_ref()),
        staff,
        person: Some(person),
        reason: "Chủ tài khoản yêu cầu".to_owned(),
        case: "1".to_owned(),
        at: now,
        ends_at: now.after(LOOK_LIFE),
    }
}

/// What whoever looked proposes: to lock the account.
fn proposed(site: &Site, look: &Look, person: onedoor_base::AccountId) -> Proposal {
    Proposal {
        id: StaffProposalId::new(look.at, site.random.as_ref()),
        asks: Asks::Lock,
        person,
        reason: look.reason.clone(),
        case: look.case.clone(),
        proposed_by: look.staff,
        proposed_at: look.at,
        expires_at: look.at.after(PROPOSAL_LIFE),
        state: ProposalState::Open,
        decided_by: None,
        decided_at: None,
    }
}

impl Things {
    /// Made anew for every question, so that no answer depends on the one before.
    async fn new(town: &Town, staff: onedoor_base::AccountId) -> Self {
        let (site, khai) = (town.identity.site.clone(), town.khai);
        let (now, random) = (site.now(), site.random.as_ref());
        let look = looked(&site, khai, staff);
        let proposal = proposed(&site, &look, khai);
        let (message, job) = (MessageId::new(now, random), JobId::new(now, random));
        let alarm = AlarmId::new(now, random);
        let correction = corrected(&site, khai);
        let application = applied(town).await;
        let things = Self {
            look: look.id.to_string(),
            proposal: proposal.id.to_string(),
            message: message.to_string(),
            job: job.to_string(),
            alarm: alarm.to_string(),
            correction: correction.id.to_string(),
            application: application.to_string(),
        };
        let written = site.store.write::<_, StorageError, _>(move |tx| {
            let (look, proposal, correction) = (look.clone(), proposal.clone(), correction.clone());
            Box::pin(async move {
                if let Some(open) = people::open_proposal(tx, khai).await? {
                    people::settle_proposal(tx, open.id, ProposalState::Withdrawn, None, now).await?;
                }
                for one in people::correction_queue(tx, 100).await? {
                    let from_to = (one.state, Standing::Withdrawn);
                    people::settle_correction(tx, one.id, from_to, (None, None), now).await?;
                }
                people::send_correction(tx, &correction).await?;
                people::add_look(tx, &look).await?;
                people::add_proposal(tx, &proposal).await?;
                let new = NewMessage {
                    id: message,
                    channel: "sms",
                    content: b"",
                    prefix: None,
                    code: None,
                    recipient: None,
                };
                messages::insert(tx, &new, now).await?;
                let work = jobs::NewJob { kind: "nothing", payload: "", due_at: now, unique_key: None };
                jobs::enqueue(tx, &work, job, now).await?;
                alarms::raise(tx, alarm, ("sms_prefix", &alarm.to_string()), "1 of 1", now).await?;
                Ok(Change::Unrecorded(()))
            })
        });
        written.await.expect("the things are there");
        things
    }

    fn fill(&self, path: &str) -> String {
        let part = |part: &str| match part {
            "{look}" => self.look.clone(),
            "{proposal}" => self.proposal.clone(),
            "{message}" => self.message.clone(),
            "{job}" => self.job.clone(),
            "{alarm}" => self.alarm.clone(),
            "{correction}" => self.correction.clone(),
            "{application}" => self.application.clone(),
            part if part.starts_with('{') => "x".to_owned(),
            part => part.to_owned(),
        };
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    }
}

/// The browser of somebody in this role, just signed in.
async fn arrive(town: &Town, role: Role) -> Browser {
    match role {
        Role::Visitor => town.browser(),
        Role::Person => town.an_in(town.browser()).await,
        Role::Staff(role) => staff(town, role.word()).await,
    }
}

/// What is answered, in a word.
fn word(answer: &Answer) -> String {
    let said = answer.status.as_u16();
    match answer.location() {
        Some(to) if to.starts_with("/sign-in?again=yes") => "again".to_owned(),
        Some(to) if to.starts_with("/sign-in?") => "sign in".to_owned(),
        _ => said.to_string(),
    }
}

async fn ask(
    town: &Town,
    browser: &mut Browser,
    (path, method): &Route,
    staff: onedoor_base::AccountId,
) -> String {
    let path = Things::new(town, staff).await.fill(path);
    if *method == "GET" {
        return word(&browser.get(&path).await);
    }
    let front = browser.get("/account").await;
    let form = if front.location().is_some() { browser.get("/sign-in").await } else { front };
    let csrf = ["/sign-out", "/sign-in"].iter().find_map(|action| form.field(action, "csrf"));
    let fields = [("csrf".to_owned(), csrf.unwrap_or_default())];
    let origin = browser.origin().to_owned();
    word(&browser.post(&path, &fields, &[("origin", &origin), ("sec-fetch-site", "same-origin")]).await)
}

#[tokio::test]
async fn every_role_against_every_route() {
    let town = Town::new().await;
    for (n, role) in StaffRole::ALL.into_iter().enumerate() {
        hire(&town, role.word(), &format!("0903 000 10{n}"), &[role]).await;
    }
    let support = support(&town).await;
    let routes: Vec<Route> = routes().into_iter().filter(|(_, method)| *method != "PUT").collect();
    let mut columns: Vec<Vec<String>> = Vec::new();
    for role in Role::ALL {
        let mut browser = arrive(&town, role).await;
        let mut column = Vec::new();
        for route in &routes {
            // Whoever signed out with the question before, or sat there too long, comes again.
            let lost = role != Role::Visitor && !browser.is_signed_in().await;
            let begun = column.len() % 40 == 39;
            if lost || begun {
                browser = arrive(&town, role).await;
            }
            if role == Role::Visitor {
                browser = town.browser();
            }
            column.push(ask(&town, &mut browser, route, support).await);
        }
        columns.push(column);
    }
    let now = page(&routes, &columns);
    let file = crate_dir().join("../../docs/ROLES.md");
    if std::env::var_os("ONEDOOR_WRITE").is_some() {
        std::fs::write(&file, &now).expect("the page is written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(now == kept, "docs/ROLES.md is out of date; is that wanted?\n{now}");
    holds(&routes, &columns);
}

/// What must be so, whatever the page says: nobody but the staff finds the console, and no part opens to a role that
/// it is not for.
fn holds(routes: &[Route], columns: &[Vec<String>]) {
    for (row, (path, method)) in
        routes.iter().enumerate().filter(|(_, (path, _))| path.starts_with("/console"))
    {
        assert_eq!(columns[0][row], "sign in", "{method} {path} as a visitor");
        assert_eq!(columns[1][row], "404", "{method} {path} as a person");
        let open = columns[2..].iter().filter(|column| column[row] != "403").count();
        assert!(path == "/console" || open < 3, "{method} {path} is open to nearly everybody");
        assert!(open > 0, "{method} {path} is open to nobody");
    }
}

/// The account of the member who looks and proposes.
async fn support(town: &Town) -> onedoor_base::AccountId {
    let held = onedoor_identity::console::roles::list(&town.identity).await.expect("the staff can be read");
    held.iter().find(|held| held.role == StaffRole::Support).expect("somebody supports").account
}

fn page(routes: &[Route], columns: &[Vec<String>]) -> String {
    let mut text = String::from(
        "# Every role against every route of an identity\n\n\
         Written by a test (`ONEDOOR_WRITE=1 cargo test -p onedoor-identity --test it roles`), which asks a running site \
         each of these as each role and holds this page to the answers. A number is the status of the answer: 200 a page, \
         303 on to another, 403 not for this role (or, at addresses for programs, not proven), 404 not there, 422 \
         something is to be put right. *sign in* and *again* lead to the sign-in page. What varies in an address is `x`, \
         but in the console it is something that is there. Forms are sent with our proof and without fields. A person is \
         anybody with an account; staff have two factors.\n\n",
    );
    let names = Role::ALL.map(Role::name);
    _ = writeln!(text, "| | {} |", names.join(" | "));
    _ = writeln!(text, "|---|{}", "---|".repeat(names.len()));
    for (row, (path, method)) in routes.iter().enumerate() {
        let cells: Vec<&str> = columns.iter().map(|column| column[row].as_str()).collect();
        _ = writeln!(text, "| {method} `{path}` | {} |", cells.join(" | "));
    }
    text
}
