use onedoor_base::{AccountId, Timestamp};
use onedoor_people::staff::StaffRole;
use onedoor_storage::people::HeldRole;
use onedoor_ui::components::{
    Button, Form, Notice, Radios, Select, Table, TextField, Tone, button_row, empty_state, heading, lede,
    section, status,
};
use onedoor_ui::{Icon, Localizer, Markup, Page, Problem, Problems, Sampled, View, Width, html};

use super::find::{case_field, reason_field};
use super::{AT, breadcrumb, words};
use crate::console::STAFF;

/// Who is on the staff, and proposing who should be.
pub(in crate::console) struct StaffPage {
    pub(in crate::console) now: Timestamp,
    pub(in crate::console) me: AccountId,
    pub(in crate::console) held: Vec<HeldRole>,
    /// Whether there are too few approvers for anything that takes two.
    pub(in crate::console) few: bool,
    /// Whether an approver's role ends before long.
    pub(in crate::console) soon: bool,
    /// Whether the reader proposes changes.
    pub(in crate::console) changes: bool,
    pub(in crate::console) login: String,
    pub(in crate::console) asks: String,
    pub(in crate::console) role: String,
    pub(in crate::console) days: String,
    pub(in crate::console) reason: String,
    pub(in crate::console) case: String,
    pub(in crate::console) problems: Problems,
}

impl Default for StaffPage {
    fn default() -> Self {
        Self {
            now: AT,
            me: AccountId::from_bytes([0; 16]),
            held: Vec::new(),
            few: false,
            soon: false,
            changes: false,
            login: String::new(),
            asks: String::new(),
            role: String::new(),
            days: String::new(),
            reason: String::new(),
            case: String::new(),
            problems: Problems::new(),
        }
    }
}

impl StaffPage {
    fn table(&self, view: &View) -> Table {
        let t = &view.t;
        let columns =
            ["console-staff-who", "console-role", "console-granted", "console-until", "console-state"];
        let table =
            Table::new(t.get("console-staff-title"), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        self.held.iter().fold(table, |table, held| {
            let state = if held.is_in_force(self.now) {
                status(t.get("console-role-in-force"), Tone::Good)
            } else {
                status(t.get("console-role-not-in-force"), Tone::Neutral)
            };
            table.row(vec![
                html! {
                    (held.name) " (" (held.login) ")"
                    @if held.account == self.me { " " (status(t.get("console-you"), Tone::Neutral)) }
                },
                html! { (t.get(words::role(held.role))) },
                html! {
                    (view.date(held.granted_at))
                    @if held.granted_by == "staff grant" { " " (t.get("console-granted-by-command")) }
                },
                html! { @if let Some(until) = held.until { (view.date(until)) } @else { (t.get("console-for-ever")) } },
                state,
            ])
        })
    }

    fn form(&self, view: &View) -> Markup {
        let t = &view.t;
        let roles = StaffRole::ALL.map(|role| (role.word().to_owned(), t.get(words::role(role))));
        let asks = if self.asks.is_empty() { "grant" } else { &self.asks };
        html! {
            p { (t.get("console-staff-two")) }
            (Form::post(view, STAFF).around(&html! {
                (Radios::new("asks", t.get("console-what"))
                    .choice("grant", t.get("console-staff-give"))
                    .choice("revoke", t.get("console-staff-take"))
                    .value(asks))
                (TextField::new("login", t.get("console-login"))
                    .max(64).autocomplete("off").value(self.login.as_str()).problems(&self.problems, t))
                (Select::new("role", t.get("console-role"))
                    .empty(t.get("console-role-choose"))
                    .options(roles)
                    .value(self.role.as_str())
                    .problems(&self.problems, t))
                (TextField::digits("days", t.get("console-days"))
                    .hint(t.get("console-days-hint")).width(6).max(3).optional(t)
                    .value(self.days.as_str()).problems(&self.problems, t))
                (reason_field(t, &self.reason, &self.problems))
                (case_field(t, &self.case, &self.problems))
                (button_row(&html! { (Button::primary(t.get("console-propose"))) }))
            }))
        }
    }
}

impl Page for StaffPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-staff-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("console-staff-lede")))
            @if self.few { (Notice::warning(t.get("console-staff-few"))) }
            @if self.soon { (Notice::warning(t.get("console-staff-soon"))) }
            @if self.held.is_empty() {
                (empty_state(Icon::Key, t.get("console-staff-none-title"), t.get("console-staff-none"), &html! {}))
            } @else {
                (self.table(view))
            }
            @if self.changes { div.on-screen { (section(t.get("console-staff-change"), &self.form(view))) } }
        }
    }
}

impl Sampled for StaffPage {
    fn samples() -> Vec<Self> {
        let held = |n, role, until, active| HeldRole {
            account: AccountId::from_bytes([n; 16]),
            login: "zhao.min".to_owned(),
            name: "赵敏".to_owned(),
            active,
            role,
            granted_by: if n == 1 { "staff grant" } else { "acct_a acct_b" }.to_owned(),
            granted_at: AT,
            until,
        };
        let all = || {
            vec![
                held(1, StaffRole::Support, None, true),
                held(1, StaffRole::Approver, None, true),
                held(2, StaffRole::Operator, Some(AT.after(onedoor_people::staff::PROPOSAL_LIFE)), true),
                held(3, StaffRole::Auditor, None, false),
            ]
        };
        let me = AccountId::from_bytes([1; 16]);
        let problems = [
            Problem::new("login", "console-staff-nobody"),
            Problem::new("login", "console-staff-login-missing"),
            Problem::new("role", "console-role-missing"),
            Problem::new("days", "console-days-wrong"),
        ];
        let mut samples = vec![
            Self { held: all(), me, ..Self::default() },
            Self { held: all(), me, changes: true, few: true, soon: true, ..Self::default() },
            Self::default(),
        ];
        let wrong = |problem| Self {
            held: all(),
            changes: true,
            login: "x".to_owned(),
            asks: "revoke".to_owned(),
            problems: Problems::one(problem),
            ..Self::default()
        };
        samples.extend(problems.map(wrong));
        samples
    }
}
