use onedoor_base::{AccountId, LookId, Timestamp};
use onedoor_linking::Life;
use onedoor_people::AccountState;
use onedoor_people::factors::{Held, TextCodes};
use onedoor_people::staff::{Asks, IdentityStands};
use onedoor_storage::people::Look;
use onedoor_ui::components::{
    Button, Form, Notice, SummaryList, Table, button_link, button_row, heading, hidden, lede, section, status,
};
use onedoor_ui::{Localizer, Markup, Page, Sampled, View, Width, device, html, masked};

use super::{AT, MessageShown, breadcrumb, words};
use crate::console::PEOPLE;
use crate::links::state_words;

/// A person, as far as it needs to be seen to help them.
pub(in crate::console) struct PersonPage {
    pub(in crate::console) look: Look,
    pub(in crate::console) login: String,
    pub(in crate::console) name: String,
    pub(in crate::console) state: AccountState,
    /// The catalogue key of the level's name.
    pub(in crate::console) level: &'static str,
    /// Whether a national number is known; which one is not shown.
    pub(in crate::console) number: bool,
    pub(in crate::console) created_at: Timestamp,
    pub(in crate::console) password_changed_at: Timestamp,
    pub(in crate::console) phone: Option<String>,
    /// In part.
    pub(in crate::console) emails: Vec<String>,
    pub(in crate::console) held: Held,
    /// How many browsers are not asked for a second step.
    pub(in crate::console) devices: usize,
    pub(in crate::console) sessions: Vec<SessionOf>,
    pub(in crate::console) links: Vec<LinkOf>,
    /// The latest to their contacts.
    pub(in crate::console) messages: Vec<MessageShown>,
    /// How the electronic identity stands.
    pub(in crate::console) identity: IdentityStands,
    /// What waits for a second member of the staff.
    pub(in crate::console) proposal: Option<(String, Asks)>,
    pub(in crate::console) notice: Option<LookNotice>,
}

/// A session of theirs.
pub(in crate::console) struct SessionOf {
    pub(in crate::console) id: String,
    pub(in crate::console) user_agent: String,
    pub(in crate::console) network: String,
    pub(in crate::console) begun: Timestamp,
    pub(in crate::console) used: Timestamp,
}

/// A link of theirs: where to, not which account there.
pub(in crate::console) struct LinkOf {
    pub(in crate::console) system: String,
    pub(in crate::console) life: Life,
    pub(in crate::console) since: Timestamp,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::console) enum LookNotice {
    /// What was given belongs to an account that was merged into this one.
    Merged,
    SessionsEnded,
    Gone,
}

impl LookNotice {
    pub(in crate::console) fn from_word(word: &str) -> Option<Self> {
        match word {
            "merged" => Some(Self::Merged),
            "sessions-ended" => Some(Self::SessionsEnded),
            "gone" => Some(Self::Gone),
            _ => None,
        }
    }
}

impl PersonPage {
    fn path(&self) -> String {
        format!("/console/looks/{}", self.look.id)
    }

    fn account(&self, view: &View) -> SummaryList {
        let t = &view.t;
        let (state, tone) = words::account(t, self.state);
        let yes = |known| t.get(if known { "console-number-known" } else { "console-number-unknown" });
        let emails = if self.emails.is_empty() { t.get("console-none") } else { self.emails.join(", ") };
        SummaryList::new()
            .rich(t.get("console-account-state"), status(state, tone))
            .row(t.get("console-login"), self.login.as_str())
            .row(t.get("console-level"), t.get(self.level))
            .row(t.get("console-number"), yes(self.number))
            .row(
                t.get("phone-label"),
                self.phone.as_ref().map_or_else(|| t.get("console-none"), |phone| masked(phone, 2)),
            )
            .row(t.get("console-emails"), emails)
            .rich(t.get("console-since"), view.date(self.created_at))
    }

    fn ways(&self, view: &View) -> SummaryList {
        let t = &view.t;
        let text = match self.held.text_codes {
            _ if !self.held.phone => "console-none",
            TextCodes::WhenAsked => "text-codes-asked",
            TextCodes::Always => "text-codes-always",
            TextCodes::Never => "text-codes-never",
        };
        SummaryList::new()
            .rich(
                t.get("password-label"),
                html! {
                    (t.get("security-password-changed")) " " (view.date(self.password_changed_at))
                },
            )
            .row(t.get("console-passkeys"), view.number(self.held.passkeys))
            .row(t.get("console-totps"), view.number(self.held.totps))
            .row(t.get("codes-title"), view.number(self.held.recovery_codes))
            .row(t.get("console-text-codes"), t.get(text))
            .row(t.get("console-devices"), view.number(i64::try_from(self.devices).unwrap_or(i64::MAX)))
    }

    fn sessions(&self, view: &View) -> Markup {
        let t = &view.t;
        if self.sessions.is_empty() {
            return html! { p { (t.get("console-sessions-none")) } };
        }
        let action = format!("{}/sessions/end", self.path());
        let columns =
            ["sessions-device", "sessions-begun", "sessions-used", "sessions-from", "sessions-end-column"];
        let table = Table::new(t.get("console-sessions-title"), columns.map(|key| t.get(key)).to_vec())
            .quiet_caption();
        let table = self.sessions.iter().fold(table, |table, session| {
            let name = device(t, &session.user_agent);
            let end = Form::post(view, action.as_str()).around(&html! {
                (hidden("session", &session.id))
                (Button::secondary(t.get("sessions-end")).about(name.as_str()))
            });
            table.row(vec![
                html! { (name) },
                view.date_time(session.begun),
                view.date_time(session.used),
                html! { (session.network) },
                end,
            ])
        });
        html! {
            (table)
            (Form::post(view, action.as_str()).around(&html! {
                (hidden("session", "all"))
                (button_row(&html! { (Button::danger(t.get("console-sessions-end-all"))) }))
            }))
        }
    }

    fn links(&self, view: &View) -> Markup {
        let t = &view.t;
        if self.links.is_empty() {
            return html! { p { (t.get("links-none-title")) } };
        }
        let columns = ["console-system", "link-state", "link-since"].map(|key| t.get(key)).to_vec();
        let table = Table::new(t.get("links-title"), columns).quiet_caption();
        let table = self.links.iter().fold(table, |table, link| {
            let (state, tone) = state_words(link.life);
            table.row(vec![html! { (link.system) }, status(t.get(state), tone), view.date(link.since)])
        });
        html! { (table) }
    }

    /// What became of the messages to them: when a code does not come, this says where it stayed.
    fn messages(&self, view: &View) -> Markup {
        let t = &view.t;
        if self.messages.is_empty() {
            return html! { p { (t.get("console-messages-none-title")) } };
        }
        let columns = ["console-when", "console-to", "console-state", "console-settled", "console-trouble"];
        let table = Table::new(t.get("console-person-messages"), columns.map(|key| t.get(key)).to_vec())
            .quiet_caption();
        let table = self.messages.iter().fold(table, |table, one| {
            let mut cells = one.cells(view);
            cells.push(one.trouble(view));
            table.row(cells)
        });
        html! { (table) }
    }

    /// What can be done about the account that takes two.
    fn far(&self, view: &View) -> Markup {
        let t = &view.t;
        if let Some((id, asks)) = &self.proposal {
            let href = format!("/console/proposals/{id}");
            return html! {
                (Notice::info(words::asks(view, *asks)).and(&html! {
                    p { a href=(href) { (t.get("console-proposal-waits")) } }
                }))
            };
        }
        html! {
            (self.of_account(view))
            (self.of_identity(view))
        }
    }

    /// By order of an authority.
    fn of_identity(&self, view: &View) -> Markup {
        let key = match self.identity {
            IdentityStands::None => return html! {},
            IdentityStands::InUse => "console-lock-identity-propose",
            IdentityStands::Ordered => "console-unlock-identity-propose",
        };
        let href = format!("{}/propose?what=identity", self.path());
        button_row(&button_link(view.t.get(key), &href, false))
    }

    fn of_account(&self, view: &View) -> Markup {
        let t = &view.t;
        let href = format!("{}/propose", self.path());
        match self.state {
            AccountState::Active => button_row(&button_link(t.get("console-lock-propose"), &href, false)),
            AccountState::Locked => button_row(&button_link(t.get("console-unlock-propose"), &href, false)),
            AccountState::Closed | AccountState::Merged => html! { p { (t.get("console-closed-nothing")) } },
        }
    }
}

impl Page for PersonPage {
    fn title(&self, _: &Localizer) -> String {
        self.name.clone()
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let mut ways = breadcrumb(t);
        ways.push((t.get("console-people-title"), PEOPLE.to_owned()));
        ways
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @match self.notice {
                Some(LookNotice::Merged) => (Notice::info(t.get("console-look-merged"))),
                Some(LookNotice::SessionsEnded) => (Notice::success(t.get("console-sessions-ended"))),
                Some(LookNotice::Gone) => (Notice::info(t.get("sessions-gone"))),
                None => {}
            }
            (heading(self.name.as_str()))
            (lede(t.with("console-look-until", &[("time", view.clock_time(self.look.ends_at).into())])))
            (SummaryList::new()
                .row(t.get("console-reason"), self.look.reason.as_str())
                .row(t.get("console-case"), self.look.case.as_str()))
            (section(t.get("console-account"), &html! { (self.account(view)) (self.far(view)) }))
            (section(t.get("console-ways"), &html! { (self.ways(view)) }))
            (section(t.get("console-sessions-title"), &self.sessions(view)))
            (section(t.get("console-person-messages"), &self.messages(view)))
            (section(t.get("links-title"), &self.links(view)))
        }
    }
}

impl Sampled for PersonPage {
    fn samples() -> Vec<Self> {
        let link = |life| LinkOf { system: "haiduong".to_owned(), life, since: AT };
        let sample = |state| Self {
            look: sample_look(),
            login: "lina.jinan".to_owned(),
            name: "李娜".to_owned(),
            state,
            level: "level-shandong-middle",
            number: true,
            created_at: AT,
            password_changed_at: AT,
            phone: Some("+8613800138001".to_owned()),
            emails: vec!["l•••@mail.example".to_owned()],
            held: Held {
                passkeys: 1,
                doubted: 0,
                totps: 1,
                recovery_codes: 8,
                phone: true,
                text_codes: TextCodes::WhenAsked,
            },
            devices: 2,
            sessions: vec![sample_session(), sample_session()],
            links: vec![link(Life::Active), link(Life::Suspended)],
            messages: sample_messages(),
            identity: IdentityStands::InUse,
            proposal: None,
            notice: None,
        };
        let bare = Self {
            number: false,
            phone: None,
            emails: Vec::new(),
            held: Held::default(),
            sessions: Vec::new(),
            links: Vec::new(),
            messages: Vec::new(),
            notice: Some(LookNotice::SessionsEnded),
            identity: IdentityStands::Ordered,
            ..sample(AccountState::Locked)
        };
        let waits = Some(("sprp_0197f3c2-0000-7000-8000-000000000000".to_owned(), Asks::Lock));
        let texts = |text_codes| Held { phone: true, text_codes, ..Held::default() };
        vec![
            sample(AccountState::Active),
            Self { proposal: waits, held: texts(TextCodes::Always), ..sample(AccountState::Active) },
            Self {
                notice: Some(LookNotice::Gone),
                held: texts(TextCodes::Never),
                ..sample(AccountState::Closed)
            },
            bare,
            Self { links: Vec::new(), ..sample(AccountState::Merged) },
            Self { notice: Some(LookNotice::Merged), ..sample(AccountState::Active) },
        ]
    }
}

fn sample_messages() -> Vec<MessageShown> {
    let message = |state: &str, error: Option<&str>| MessageShown {
        id: "mesg_0197f3c2-0000-7000-8000-000000000000".to_owned(),
        to: "+86138•••01".to_owned(),
        mail: error.is_some(),
        state: state.to_owned(),
        created_at: AT,
        settled_at: error.map(|_| AT),
        perhaps_twice: state == "sent",
        attempts: 1,
        error: error.map(str::to_owned),
        may_retry: false,
    };
    vec![message("waiting", None), message("sent", None), message("refused", Some("550 5.1.1"))]
}

fn sample_look() -> Look {
    Look {
        id: LookId::from_bytes([1; 16]),
        staff: AccountId::from_bytes([2; 16]),
        person: Some(AccountId::from_bytes([3; 16])),
        reason: "本人来电称手机丢失".to_owned(),
        case: "2026/117".to_owned(),
        at: AT,
        ends_at: AT,
    }
}

fn sample_session() -> SessionOf {
    SessionOf {
        id: "sess_0197f3c2-0000-7000-8000-000000000000".to_owned(),
        user_agent: "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0 Mobile Safari/537.36".to_owned(),
        network: "192.0.2.17".to_owned(),
        begun: AT,
        used: AT,
    }
}
