use onedoor_oidc::Client;
use onedoor_storage::provider::clients::Standing;
use onedoor_ui::components::{Notice, SummaryList, Table, Tone, empty_state, heading, lede, section, status};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::{AT, breadcrumb, words};
use crate::console::SYSTEMS;
use crate::systems::System;

/// A registered system.
pub(in crate::console) struct SystemShown {
    /// Nothing if its registration does not read.
    pub(in crate::console) client: Option<Client>,
    pub(in crate::console) system: System,
}

impl SystemShown {
    fn name(&self, t: &Localizer) -> String {
        let name = self.client.as_ref().map(|client| client.name_in(t.language().tag()));
        name.unwrap_or(&self.system.known.client_id).to_owned()
    }

    fn standing(&self, t: &Localizer) -> Markup {
        let known = &self.system.known;
        let (key, tone) = match known.standing {
            _ if self.client.is_none() => ("console-system-unreadable", Tone::Bad),
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
            let href = format!("{SYSTEMS}/{}", one.system.known.client_id);
            table.row(vec![
                html! { a href=(href) { (one.name(t)) } },
                html! { code { (one.system.known.client_id) } },
                one.standing(t),
                html! { @if let Some(client) = &one.client { (client.scopes) } @else { (t.get("console-none")) } },
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

/// What it is registered with.
fn registration(view: &View, client: &Client, rows: SummaryList) -> SummaryList {
    let t = &view.t;
    let yes = |is| t.get(if is { "console-yes" } else { "console-no" });
    let rows = rows
        .row(t.get("console-may"), client.scopes.to_string())
        .row(t.get("console-first-party"), yes(client.first_party))
        .row(t.get("console-resource-server"), yes(client.resource_server))
        .row(t.get("console-pushed"), yes(client.require_pushed))
        .row(t.get("console-backchannel"), yes(client.backchannel_logout.is_some()))
        .row(t.get("console-linking"), yes(client.linking_endpoint.is_some()))
        .row(t.get("console-fingerprints"), view.number(i64::from(client.fingerprints_per_day)));
    let redirect =
        |rows: SummaryList, address| rows.rich(t.get("console-redirect"), html! { code { (address) } });
    client.redirect_uris.iter().fold(rows, redirect)
}

/// One of them: what it may, and how it came to stand as it does.
pub(in crate::console) struct SystemPage {
    pub(in crate::console) system: SystemShown,
}

impl SystemPage {
    fn facts(&self, view: &View) -> SummaryList {
        let (t, system) = (&view.t, &self.system.system);
        let mut rows = SummaryList::new()
            .rich(t.get("console-state"), self.system.standing(t))
            .rich(t.get("console-client"), html! { code { (system.known.client_id) } })
            .rich(t.get("console-since"), view.date(system.known.created_at));
        if let Some(client) = &self.system.client {
            rows = registration(view, client, rows);
        }
        rows = rows.row(t.get("console-untold"), view.number(system.untold));
        for (life, count) in &system.links {
            rows = rows.row(words::life(t, life), view.number(*count));
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
                    html! { (words::step(t, &step.step)) (into) },
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
            @if self.system.client.is_none() { (Notice::warning(t.get("console-system-unreadable-text"))) }
            (self.facts(view))
            @if let Some(steps) = self.steps(view) { (section(t.get("console-steps"), &html! { (steps) })) }
            p { (t.get("console-systems-change")) }
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
    let client = serde_json::from_str(&registration).ok();
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
            SystemShown { client: None, ..sample_system("broken", Standing::Registered, false) },
        ];
        vec![Self { systems }, Self { systems: Vec::new() }]
    }
}

impl Sampled for SystemPage {
    fn samples() -> Vec<Self> {
        let mut fresh = sample_system("haiphong", Standing::Suspended, false);
        fresh.system.steps.clear();
        if let Some(client) = &mut fresh.client {
            client.first_party = true;
        }
        vec![
            Self { system: sample_system("haiduong", Standing::Merged("haiphong".to_owned()), false) },
            Self { system: fresh },
            Self {
                system: SystemShown { client: None, ..sample_system("broken", Standing::Registered, false) },
            },
        ]
    }
}
