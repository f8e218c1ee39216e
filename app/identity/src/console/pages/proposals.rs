use onedoor_base::{AccountId, StaffProposalId, Timestamp};
use onedoor_people::AccountState;
use onedoor_people::staff::{Asks, ProposalState, StaffRole};
use onedoor_storage::people::Proposal;
use onedoor_ui::components::{
    Button, Form, Notice, Radios, SummaryList, Table, button_row, empty_state, heading, lede, section, status,
};
use onedoor_ui::{Icon, Localizer, Markup, Page, Problem, Problems, Sampled, View, Width, html};

use super::{AT, breadcrumb, words};
use crate::console::PROPOSALS;

/// A proposal with the names of those in it.
pub(in crate::console) struct ProposalShown {
    pub(in crate::console) proposal: Proposal,
    pub(in crate::console) person: String,
    pub(in crate::console) proposed_by: String,
    pub(in crate::console) decided_by: Option<String>,
    /// Whether whoever reads it made it.
    pub(in crate::console) own: bool,
}

impl ProposalShown {
    fn path(&self) -> String {
        format!("{PROPOSALS}/{}", self.proposal.id)
    }
}

/// All that is and was proposed.
pub(in crate::console) struct ProposalsPage {
    pub(in crate::console) now: Timestamp,
    pub(in crate::console) proposals: Vec<ProposalShown>,
}

impl ProposalsPage {
    fn table(&self, view: &View, open: bool) -> Option<Table> {
        let t = &view.t;
        let columns =
            ["console-what", "console-person", "console-proposed-by", "console-when", "console-state"];
        let wanted =
            |shown: &&ProposalShown| (shown.proposal.stands(self.now) == ProposalState::Open) == open;
        let mut shown = self.proposals.iter().filter(wanted).peekable();
        shown.peek()?;
        let caption = t.get(if open { "console-proposals-open" } else { "console-proposals-settled" });
        let table = Table::new(caption, columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        Some(shown.fold(table, |table, shown| {
            let (state, tone) = words::proposal(t, shown.proposal.stands(self.now));
            table.row(vec![
                html! { a href=(shown.path()) { (words::asks(view, shown.proposal.asks)) } },
                html! { (shown.person) },
                html! { (shown.proposed_by) },
                view.date_time(shown.proposal.proposed_at),
                status(state, tone),
            ])
        }))
    }
}

impl Page for ProposalsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-proposals-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let none = || {
            empty_state(
                Icon::Check,
                t.get("console-proposals-none-title"),
                t.get("console-proposals-none"),
                &html! {},
            )
        };
        html! {
            (heading(self.title(t)))
            (lede(t.get("console-proposals-lede")))
            (section(t.get("console-proposals-open"), &html! {
                @if let Some(table) = self.table(view, true) { (table) } @else { (none()) }
            }))
            @if let Some(table) = self.table(view, false) {
                (section(t.get("console-proposals-settled"), &html! { (table) }))
            }
        }
    }
}

/// One of them, and deciding on it.
pub(in crate::console) struct ProposalPage {
    pub(in crate::console) now: Timestamp,
    pub(in crate::console) shown: ProposalShown,
    /// The account that theirs was merged into meanwhile, and to which it is done.
    pub(in crate::console) merged_into: Option<String>,
    /// How the account stands.
    pub(in crate::console) account: AccountState,
    /// Whether it is for the reader to decide.
    pub(in crate::console) decides: bool,
    pub(in crate::console) just_proposed: bool,
    pub(in crate::console) problems: Problems,
}

impl ProposalPage {
    fn open(&self) -> bool {
        self.shown.proposal.stands(self.now) == ProposalState::Open
    }

    fn facts(&self, view: &View) -> SummaryList {
        let (t, shown) = (&view.t, &self.shown);
        let proposal = &shown.proposal;
        let (state, tone) = words::proposal(t, proposal.stands(self.now));
        let (account, account_tone) = words::account(t, self.account);
        let mut rows = SummaryList::new()
            .rich(t.get("console-state"), status(state, tone))
            .row(t.get("console-person"), shown.person.as_str());
        if let Some(other) = &self.merged_into {
            rows = rows.row(t.get("console-merged-into"), other.as_str());
        }
        rows = rows
            .rich(t.get("console-account-state"), status(account, account_tone))
            .row(t.get("console-reason"), proposal.reason.as_str())
            .row(t.get("console-case"), proposal.case.as_str())
            .rich(
                t.get("console-proposed-by"),
                html! {
                    (shown.proposed_by) ", " (view.date_time(proposal.proposed_at))
                },
            );
        if self.open() {
            rows = rows.rich(t.get("console-expires"), view.date_time(proposal.expires_at));
        }
        if let (Some(by), Some(at)) = (&shown.decided_by, proposal.decided_at) {
            rows = rows.rich(t.get("console-decided-by"), html! { (by) ", " (view.date_time(at)) });
        }
        rows
    }

    fn decision(&self, view: &View) -> Markup {
        let t = &view.t;
        let does = match self.shown.proposal.asks {
            Asks::Lock => "console-lock-does",
            Asks::Unlock => "console-unlock-does",
            Asks::LockIdentity => "console-lock-identity-does",
            Asks::UnlockIdentity => "console-unlock-identity-does",
            Asks::Grant(..) => "console-grant-does",
            Asks::Revoke(_) => "console-revoke-does",
        };
        html! {
            p { (t.get(does)) }
            (Form::post(view, format!("{}/decide", self.shown.path())).around(&html! {
                (Radios::new("verdict", t.get("console-verdict"))
                    .choice("approve", t.get("console-approve"))
                    .choice("refuse", t.get("console-refuse"))
                    .problems(&self.problems, t))
                (button_row(&html! { (Button::primary(t.get("console-decide"))) }))
            }))
        }
    }
}

impl Page for ProposalPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-proposal-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let mut ways = breadcrumb(t);
        ways.push((t.get("console-proposals-title"), PROPOSALS.to_owned()));
        ways
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if self.just_proposed && self.open() { (Notice::success(t.get("console-proposed"))) }
            (heading(words::asks(view, self.shown.proposal.asks)))
            (self.facts(view))
            @if self.open() && self.decides {
                div.on-screen { (section(t.get("console-your-decision"), &self.decision(view))) }
            }
            @if self.open() && self.shown.own {
                p { (t.get("console-waits-for-another")) }
                (Form::post(view, format!("{}/withdraw", self.shown.path())).around(&html! {
                    (button_row(&html! { (Button::secondary(t.get("console-withdraw"))) }))
                }))
            }
        }
    }
}

fn sample(n: u8, asks: Asks, state: ProposalState) -> ProposalShown {
    let by = |n| AccountId::from_bytes([n; 16]);
    let decided = matches!(state, ProposalState::Approved | ProposalState::Refused);
    ProposalShown {
        proposal: Proposal {
            id: StaffProposalId::from_bytes([n; 16]),
            asks,
            person: by(1),
            reason: "本人来电称手机丢失".to_owned(),
            case: "2026/117".to_owned(),
            proposed_by: by(2),
            proposed_at: AT,
            expires_at: AT.after(onedoor_people::staff::PROPOSAL_LIFE),
            state,
            decided_by: decided.then(|| by(3)),
            decided_at: decided.then_some(AT),
        },
        person: "李娜 (lina.jinan)".to_owned(),
        proposed_by: "赵敏 (zhao.min)".to_owned(),
        decided_by: decided.then(|| "钱伟 (qian.wei)".to_owned()),
        own: n == 9,
    }
}

fn every() -> Vec<ProposalShown> {
    let asks = [
        Asks::Lock,
        Asks::Unlock,
        Asks::Grant(StaffRole::Auditor, None),
        Asks::Grant(StaffRole::Support, Some(AT)),
        Asks::Revoke(StaffRole::Operator),
    ];
    let states = ProposalState::ALL.into_iter();
    (1..).zip(asks).zip(states).map(|((n, asks), state)| sample(n, asks, state)).collect()
}

impl Sampled for ProposalsPage {
    fn samples() -> Vec<Self> {
        vec![Self { now: AT, proposals: every() }, Self { now: AT, proposals: Vec::new() }]
    }
}

impl Sampled for ProposalPage {
    fn samples() -> Vec<Self> {
        let page = |shown, decides| Self {
            now: AT,
            shown,
            merged_into: None,
            account: AccountState::Active,
            decides,
            just_proposed: false,
            problems: Problems::new(),
        };
        let open = |asks| page(sample(5, asks, ProposalState::Open), true);
        let problems = [
            Problem::new("verdict", "console-verdict-missing"),
            Problem::general("console-no-settled"),
            Problem::general("console-no-expired"),
            Problem::general("console-no-second"),
            Problem::general("console-no-proposer"),
        ];
        let mut all: Vec<Self> = every().into_iter().map(|shown| page(shown, false)).collect();
        all.extend(
            [
                Asks::Lock,
                Asks::Unlock,
                Asks::LockIdentity,
                Asks::UnlockIdentity,
                Asks::Grant(StaffRole::Approver, None),
                Asks::Revoke(StaffRole::Approver),
            ]
            .map(open),
        );
        all.push(Self { merged_into: Some("李娜 (li.na)".to_owned()), ..open(Asks::Lock) });
        all.push(Self { just_proposed: true, ..page(sample(9, Asks::Lock, ProposalState::Open), false) });
        all.extend(problems.map(|problem| Self { problems: Problems::one(problem), ..open(Asks::Lock) }));
        all
    }
}
