use onedoor_base::{LocalAccountId, ProposalId, Timestamp};
use onedoor_site::ReturnTo;
use onedoor_storage::services::moving::CameFrom;
use onedoor_ui::components::{Button, Form, Radios, bridge, button_link, button_row};
use onedoor_ui::{Localizer, Look, Markup, Role, SiteLook, View, html};

use crate::linking::answer::{again, step};

/// How a local account is named to its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::linking) struct AccountLabel {
    /// Which account.
    pub(in crate::linking) id: LocalAccountId,
    /// The owner's name.
    pub(in crate::linking) name: String,
    /// The name to sign in with, if its owner knows one.
    pub(in crate::linking) user_name: Option<String>,
    /// The organisation that it belongs to.
    pub(in crate::linking) organisation: Option<String>,
    /// The catalogue key of what kind of account it is.
    pub(in crate::linking) kind: &'static str,
    /// When it was last opened through the national identity, if ever.
    pub(in crate::linking) used: Option<Timestamp>,
    /// The portal that it came from, when that became part of this one.
    pub(in crate::linking) came_from: Option<CameFrom>,
}

impl AccountLabel {
    /// The owner's name, with the user name where there is one.
    pub(super) fn title(&self, t: &Localizer) -> String {
        match &self.user_name {
            Some(user_name) => t.with(
                "link-account-label",
                &[("name", self.name.as_str().into()), ("user", user_name.as_str().into())],
            ),
            None if self.name.is_empty() => t.get("layout-account"),
            None => self.name.clone(),
        }
    }

    /// What tells it from the owner's other accounts: organisation, kind, where it came from, last use.
    pub(super) fn about(&self, view: &View) -> String {
        let used = self.used.map(|used| {
            let when = format!("{}, {}", view.long_date(used), view.clock_time(used));
            view.t.with("link-account-used", &[("when", when.into())])
        });
        let came = self.came_from.as_ref().map(|came| {
            let portal = came.name_in(view.t.language().tag());
            view.t.with("link-account-came", &[("portal", portal.into())])
        });
        let parts = [self.organisation.clone(), Some(view.t.get(self.kind)), came, used];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    pub(super) fn sample(n: u8) -> Self {
        Self {
            id: LocalAccountId::from_bytes([n; 16]),
            name: "Иванова Анна Петровна".to_owned(),
            user_name: (n != 9).then(|| format!("ivanova{n}")),
            organisation: (n != 9).then(|| "Школа № 3, Степной".to_owned()),
            kind: if n == 9 { "link-kind-made" } else { "portal-organisation-educational" },
            used: (n == 2).then(|| Timestamp::from_seconds(1_795_244_709)),
            came_from: (n == 1).then(|| CameFrom {
                system: "haiduong".to_owned(),
                names: r#"{"vi":"Một cửa Hải Dương"}"#.to_owned(),
                origin: "https://haiduong.example".to_owned(),
                at: Timestamp::from_seconds(1_795_244_709),
                user_name: None,
            }),
        }
    }
}

/// A choice among accounts; `marked` or else the first is preselected.
pub(super) fn accounts_to_choose(
    view: &View,
    legend: String,
    accounts: &[&AccountLabel],
    marked: Option<LocalAccountId>,
) -> Markup {
    let radios = accounts.iter().fold(Radios::new("account", legend), |radios, account| {
        radios.explained(account.id.to_string(), account.title(&view.t), account.about(view))
    });
    let marked = marked.or_else(|| accounts.first().map(|account| account.id));
    html! { (radios.value(marked.map(|id| id.to_string()).unwrap_or_default())) }
}

/// National identity and local account, side by side.
pub(super) fn sides(view: &View, issuer: &SiteLook, person: &str, account: &str, joined: bool) -> Markup {
    let (there, here) = (issuer.name(&view.t), view.look.name(&view.t));
    bridge((issuer.look, &there, person), (view.look.look, &here, account), joined)
}

/// A text that names the issuer and this portal.
pub(super) fn text(view: &View, key: &str, issuer: &SiteLook) -> String {
    let (there, here) = (issuer.name(&view.t), view.look.name(&view.t));
    view.t.with(key, &[("issuer", there.into()), ("site", here.into())])
}

/// The button that ends it without a link.
pub(super) fn cancel(view: &View, id: ProposalId) -> Markup {
    html! {
        (Form::post(view, step(id, "/cancel")).around(&html! { (Button::quiet(view.t.get("link-cancel"))) }))
    }
}

/// The two ways that are always there: once more through the issuer, or another way in.
pub(super) fn ways_on(view: &View, key: &str, return_to: &ReturnTo) -> Markup {
    let other = format!("/sign-in?return_to={}", return_to.encoded());
    button_row(&html! {
        (button_link(view.t.get("link-again"), &again(key, return_to), true))
        (button_link(view.t.get("link-other-way"), &other, false))
    })
}

/// The one way that is left.
pub(super) fn other_way(view: &View, return_to: &ReturnTo) -> Markup {
    let other = format!("/sign-in?return_to={}", return_to.encoded());
    button_row(&button_link(view.t.get("link-other-way"), &other, true))
}

pub(super) fn sample_issuer() -> SiteLook {
    SiteLook::new(Look::Esia, Role::Identity)
}

pub(super) fn sample_proposal() -> ProposalId {
    ProposalId::from_bytes([7; 16])
}
