use onedoor_base::{JobId, Timestamp};
use onedoor_oidc::Client;
use onedoor_storage::jobs::{Dead, KindOfWork};
use onedoor_storage::limits::Scope;
use onedoor_storage::provider::clients::Standing;
use onedoor_storage::site::messages::STATES;
use onedoor_ui::components::{
    Button, Form, Notice, Select, SummaryList, Table, Tone, empty_state, heading, lede, section, status,
};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::{AT, breadcrumb, words};
use crate::console::{JOBS, MESSAGES, SYSTEMS};
use crate::systems::System;

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::console) enum OperatorNotice {
    Again,
    NotAgain,
}

impl OperatorNotice {
    pub(in crate::console) fn from_word(word: &str) -> Option<Self> {
        match word {
            "again" => Some(Self::Again),
            "not-again" => Some(Self::NotAgain),
            _ => None,
        }
    }

    fn shown(self, t: &Localizer) -> Notice {
        match self {
            Self::Again => Notice::success(t.get("console-again")),
            Self::NotAgain => Notice::info(t.get("console-not-again")),
        }
    }
}

/// A registered system.
pub(in crate::console) struct SystemShown {
    pub(in crate::console) client: Client,
    pub(in crate::console) system: System,
}

impl SystemShown {
    fn name(&self, t: &Localizer) -> String {
        self.client.name_in(t.language().tag()).to_owned()
    }

    fn standing(&self, t: &Localizer) -> Markup {
        let known = &self.system.known;
        let (key, tone) = match known.standing {
            _ if known.ended_at.is_some() => ("console-system-gone", Tone::Neutral),
            Standing::Registered => ("console-system-registered", Tone::Good),
            Standing::Suspended => ("console-system-suspended", Tone::Attention),
            Standing::Retired => ("console-system-retired", Tone::Neutral),
            Standing::Merged(_) => ("console-system-merged", Tone::Neutral),
        };
        status(t.get(key), tone)
    }

    fn links(&self) -> i64 {
        self.system.links.iter().filter(|(life, _)| life == "active").map(|(_, count)| count).sum()
    }
}

/// Every system.
pub(in crate::console) struct SystemsPage {
    pub(in crate::console) systems: Vec<SystemShown>,
}

impl Page for SystemsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-systems-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let columns = ["console-system", "console-client", "console-state", "console-may", "links-title"];
        let table = Table::new(self.title(t), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        let table = self.systems.iter().fold(table, |table, one| {
            let href = format!("{SYSTEMS}/{}", one.client.client_id);
            table.row(vec![
                html! { a href=(href) { (one.name(t)) } },
                html! { code { (one.client.client_id) } },
                one.standing(t),
                html! { (one.client.scopes) },
                html! { (view.number(one.links())) },
            ])
        });
        html! {
            (heading(self.title(t)))
            (lede(t.get("console-systems-lede")))
            @if self.systems.is_empty() {
                (empty_state(Icon::Link, t.get("console-systems-none-title"), t.get("console-systems-none"), &html! {}))
            } @else { (table) }
        }
    }
}

/// One of them: what it may, and how it came to stand as it does.
pub(in crate::console) struct SystemPage {
    pub(in crate::console) system: SystemShown,
}

impl SystemPage {
    fn facts(&self, view: &View) -> SummaryList {
        let (t, client, system) = (&view.t, &self.system.client, &self.system.system);
        let yes = |is| t.get(if is { "console-yes" } else { "console-no" });
        let mut rows = SummaryList::new()
            .rich(t.get("console-state"), self.system.standing(t))
            .rich(t.get("console-client"), html! { code { (client.client_id) } })
            .rich(t.get("console-since"), view.date(system.known.created_at))
            .row(t.get("console-may"), client.scopes.to_string())
            .row(t.get("console-first-party"), yes(client.first_party))
            .row(t.get("console-resource-server"), yes(client.resource_server))
            .row(t.get("console-pushed"), yes(client.require_pushed))
            .row(t.get("console-backchannel"), yes(client.backchannel_logout.is_some()))
            .row(t.get("console-linking"), yes(client.linking_endpoint.is_some()))
            .row(t.get("console-fingerprints"), view.number(i64::from(client.fingerprints_per_day)))
            .row(t.get("console-untold"), view.number(system.untold));
        for address in &client.redirect_uris {
            rows = rows.rich(t.get("console-redirect"), html! { code { (address) } });
        }
        for (life, count) in &system.links {
            rows = rows.row(format!("{}: {life}", t.get("links-title")), view.number(*count));
        }
        rows
    }

    fn steps(&self, view: &View) -> Option<Table> {
        let t = &view.t;
        let steps = &self.system.system.steps;
        let columns = ["console-when", "console-what", "console-reason"].map(|key| t.get(key)).to_vec();
        let table = Table::new(t.get("console-steps"), columns).quiet_caption();
        (!steps.is_empty()).then(|| {
            steps.iter().fold(table, |table, step| {
                let into = step.into.as_deref().map(|into| format!(" → {into}")).unwrap_or_default();
                table.row(vec![
                    view.date_time(step.at),
                    html! { code { (step.step) (into) } },
                    html! { (step.why) },
                ])
            })
        })
    }
}

impl Page for SystemPage {
    fn title(&self, t: &Localizer) -> String {
        self.system.name(t)
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let mut ways = breadcrumb(t);
        ways.push((t.get("console-systems-title"), SYSTEMS.to_owned()));
        ways
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (self.facts(view))
            @if let Some(steps) = self.steps(view) { (section(t.get("console-steps"), &html! { (steps) })) }
            p { (t.get("console-systems-change")) }
        }
    }
}

/// A message, without what it says.
pub(in crate::console) struct MessageShown {
    pub(in crate::console) id: String,
    /// In part.
    pub(in crate::console) to: String,
    pub(in crate::console) mail: bool,
    pub(in crate::console) state: String,
    pub(in crate::console) created_at: Timestamp,
    pub(in crate::console) settled_at: Option<Timestamp>,
    pub(in crate::console) attempts: i64,
    pub(in crate::console) error: Option<String>,
    pub(in crate::console) may_retry: bool,
}

/// The messages of the site.
pub(in crate::console) struct MessagesPage {
    pub(in crate::console) notice: Option<OperatorNotice>,
    /// Only those in this state.
    pub(in crate::console) state: Option<&'static str>,
    pub(in crate::console) counts: Vec<(String, i64)>,
    pub(in crate::console) messages: Vec<MessageShown>,
}

impl MessagesPage {
    fn counts(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = ["console-state", "console-count"].map(|key| t.get(key)).to_vec();
        let table = Table::new(t.get("console-message-counts"), columns).quiet_caption();
        self.counts.iter().fold(table, |table, (state, count)| {
            let (word, tone) = words::message(t, state);
            table.row(vec![status(word, tone), html! { (view.number(*count)) }])
        })
    }

    fn choice(&self, view: &View) -> Markup {
        let t = &view.t;
        let states = STATES.map(|state| (state.to_owned(), words::message(t, state).0));
        Form::get(view, MESSAGES).in_line().around(&html! {
            (Select::new("state", t.get("console-state"))
                .empty(t.get("console-every-state"))
                .options(states)
                .value(self.state.unwrap_or_default()))
            (Button::secondary(t.get("console-show")))
        })
    }

    fn table(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = [
            "console-when",
            "console-to",
            "console-state",
            "console-settled",
            "console-attempts",
            "console-trouble",
            "console-retry-column",
        ];
        let table = Table::new(t.get("console-messages-title"), columns.map(|key| t.get(key)).to_vec())
            .quiet_caption();
        self.messages.iter().fold(table, |table, one| {
            let (state, tone) = words::message(t, &one.state);
            let again = format!("{MESSAGES}/{}/retry", one.id);
            let kind = t.get(if one.mail { "console-mail" } else { "console-sms" });
            table.row(vec![
                view.date_time(one.created_at),
                html! { (kind) " " (one.to) },
                status(state, tone),
                html! { @if let Some(at) = one.settled_at { (view.date_time(at)) } @else { (t.get("console-not-yet")) } },
                html! { (view.number(one.attempts)) },
                html! { @if let Some(error) = &one.error { code { (error) } } @else { (t.get("console-none")) } },
                html! {
                    @if one.may_retry {
                        (Form::post(view, again).around(&html! {
                            (Button::secondary(t.get("console-retry")).about(one.to.as_str()))
                        }))
                    } @else { (t.get("console-no-retry")) }
                },
            ])
        })
    }
}

impl Page for MessagesPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-messages-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(notice) = self.notice { (notice.shown(t)) }
            (heading(self.title(t)))
            (lede(t.get("console-messages-lede")))
            @if !self.counts.is_empty() { (section(t.get("console-message-counts"), &html! { (self.counts(view)) })) }
            (section(t.get("console-messages-latest"), &html! {
                (self.choice(view))
                @if self.messages.is_empty() {
                    (empty_state(Icon::Message, t.get("console-messages-none-title"), t.get("console-messages-none"), &html! {}))
                } @else { (self.table(view)) }
            }))
        }
    }
}

/// What the site does later.
pub(in crate::console) struct JobsPage {
    pub(in crate::console) notice: Option<OperatorNotice>,
    pub(in crate::console) kinds: Vec<KindOfWork>,
    pub(in crate::console) dead: Vec<Dead>,
}

impl JobsPage {
    fn kinds(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = [
            "console-work",
            "console-work-waiting",
            "console-work-due",
            "console-work-dead",
            "console-work-next",
        ];
        let table =
            Table::new(t.get("console-work-kinds"), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        self.kinds.iter().fold(table, |table, one| {
            table.row(vec![
                html! { code { (one.kind) } },
                html! { (view.number(one.waiting)) },
                html! { (view.number(one.due)) },
                html! { (view.number(one.dead)) },
                html! { @if let Some(at) = one.next_at { (view.date_time(at)) } @else { (t.get("console-none")) } },
            ])
        })
    }

    fn dead(&self, view: &View) -> Table {
        let t = &view.t;
        let columns =
            ["console-when", "console-work", "console-attempts", "console-trouble", "console-retry-column"];
        let table = Table::new(t.get("console-work-given-up"), columns.map(|key| t.get(key)).to_vec())
            .quiet_caption();
        self.dead.iter().fold(table, |table, one| {
            let again = format!("{JOBS}/{}/retry", one.id);
            table.row(vec![
                view.date_time(one.dead_at),
                html! { code { (one.kind) } },
                html! { (view.number(one.attempts)) },
                html! { code { (one.last_error) } },
                Form::post(view, again).around(&html! {
                    (Button::secondary(t.get("console-retry")).about(one.kind.as_str()))
                }),
            ])
        })
    }
}

impl Page for JobsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-jobs-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(notice) = self.notice { (notice.shown(t)) }
            (heading(self.title(t)))
            (lede(t.get("console-jobs-lede")))
            (section(t.get("console-work-given-up"), &html! {
                @if self.dead.is_empty() {
                    (empty_state(Icon::Check, t.get("console-jobs-none-title"), t.get("console-jobs-none"), &html! {}))
                } @else { (self.dead(view)) }
            }))
            @if !self.kinds.is_empty() { (section(t.get("console-work-kinds"), &html! { (self.kinds(view)) })) }
        }
    }
}

/// What is counted at the moment, for nobody by name.
pub(in crate::console) struct LimitsPage {
    pub(in crate::console) scopes: Vec<Scope>,
}

impl Page for LimitsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-limits-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let columns = ["console-scope", "console-scope-keys", "console-scope-most", "console-scope-ends"];
        let table = Table::new(self.title(t), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        let table = self.scopes.iter().fold(table, |table, one| {
            table.row(vec![
                html! { code { (one.scope) } },
                html! { (view.number(one.keys)) },
                html! { (view.number(one.most)) },
                view.date_time(one.ends_at),
            ])
        });
        html! {
            (heading(self.title(t)))
            (lede(t.get("console-limits-lede")))
            @if self.scopes.is_empty() {
                (empty_state(Icon::Check, t.get("console-limits-none-title"), t.get("console-limits-none"), &html! {}))
            } @else { (table) }
        }
    }
}

fn sample_system(client_id: &str, standing: Standing, ended: bool) -> SystemShown {
    use onedoor_storage::provider::clients::{KnownClient, Source, Step};
    let registration = format!(
        r#"{{"client_id":"{client_id}","name":"Một cửa Hải Dương","redirect_uris":["https://haiduong.example/sign-in/callback"],
        "authentication":{{"method":"none"}},"grant_types":["authorization_code"],"scopes":"openid profile phone",
        "id_token_alg":"ES256","subject_type":{{"kind":"public"}}}}"#
    );
    let client = serde_json::from_str(&registration).expect("a registration of ours reads");
    let step = |step: &str, into: Option<&str>| Step {
        step: step.to_owned(),
        into: into.map(str::to_owned),
        why: "Nghị quyết 202/2025/QH15".to_owned(),
        at: AT,
    };
    let known = KnownClient {
        client_id: client_id.to_owned(),
        registration,
        standing,
        source: Source::Command,
        created_at: AT,
        ended_at: ended.then_some(AT),
    };
    let links = vec![("active".to_owned(), 1_234_567), ("ended".to_owned(), 12)];
    let steps = vec![step("registered", None), step("merged", Some("haiphong"))];
    SystemShown { client, system: System { known, steps, links, untold: 2 } }
}

impl Sampled for SystemsPage {
    fn samples() -> Vec<Self> {
        let systems = vec![
            sample_system("haiduong", Standing::Registered, false),
            sample_system("haiphong", Standing::Suspended, false),
            sample_system("hungyen", Standing::Retired, false),
            sample_system("thaibinh", Standing::Merged("hungyen".to_owned()), false),
            sample_system("old", Standing::Registered, true),
        ];
        vec![Self { systems }, Self { systems: Vec::new() }]
    }
}

impl Sampled for SystemPage {
    fn samples() -> Vec<Self> {
        let mut fresh = sample_system("haiphong", Standing::Suspended, false);
        fresh.system.steps.clear();
        fresh.client.first_party = true;
        vec![
            Self { system: sample_system("haiduong", Standing::Merged("haiphong".to_owned()), false) },
            Self { system: fresh },
        ]
    }
}

impl Sampled for MessagesPage {
    fn samples() -> Vec<Self> {
        let message = |state: &str| MessageShown {
            id: "mesg_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            to: if state == "sent" { "l•••@mail.example" } else { "+86138•••01" }.to_owned(),
            mail: state == "sent",
            state: state.to_owned(),
            created_at: AT,
            settled_at: (state != "waiting").then_some(AT),
            attempts: 1,
            error: (state == "refused").then(|| "550 5.1.1".to_owned()),
            may_retry: state == "refused",
        };
        let full = |notice, state| Self {
            notice,
            state,
            counts: STATES.map(|state| (state.to_owned(), 1_234)).to_vec(),
            messages: STATES.map(message).into(),
        };
        vec![
            full(None, None),
            full(Some(OperatorNotice::Again), Some("refused")),
            Self {
                notice: Some(OperatorNotice::NotAgain),
                state: None,
                counts: Vec::new(),
                messages: Vec::new(),
            },
        ]
    }
}

impl Sampled for JobsPage {
    fn samples() -> Vec<Self> {
        let kind =
            |kind: &str, next_at| KindOfWork { kind: kind.to_owned(), waiting: 3, due: 1, dead: 1, next_at };
        let dead = Dead {
            id: JobId::from_bytes([1; 16]),
            kind: "sms".to_owned(),
            attempts: 12,
            last_error: "the gateway did not answer within 10 s".to_owned(),
            dead_at: AT,
        };
        vec![
            Self {
                notice: Some(OperatorNotice::Again),
                kinds: vec![kind("sms", Some(AT)), kind("mail", None)],
                dead: vec![dead],
            },
            Self { notice: None, kinds: Vec::new(), dead: Vec::new() },
        ]
    }
}

impl Sampled for LimitsPage {
    fn samples() -> Vec<Self> {
        let scope = |scope: &str| Scope { scope: scope.to_owned(), keys: 12, most: 5, ends_at: AT };
        vec![
            Self { scopes: vec![scope("message.site"), scope("signin.password")] },
            Self { scopes: Vec::new() },
        ]
    }
}
