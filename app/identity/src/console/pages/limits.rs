//! What is counted at the moment, in words.

#[cfg(test)]
mod tests;

use onedoor_storage::limits::Scope;
use onedoor_ui::components::{Table, empty_state, heading, lede};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::{AT, breadcrumb};

/// What is counted at the moment, for nobody by name.
pub(in crate::console) struct LimitsPage {
    pub(in crate::console) scopes: Vec<Scope>,
}

/// What a scope counts, and for each of what it counts anew; nothing for one that has no words yet.
fn words(scope: &str) -> Option<(&'static str, &'static str)> {
    let what = match scope {
        "message.site" => "console-limit-messages",
        "message.registration" | "register.login.code" | "register.login.network" => {
            "console-limit-registration"
        }
        "message.second_factor" | "message.second_step" | "second_factor.try" | "totp.setup" => {
            "console-limit-second-step"
        }
        "message.activation" | "activation.number" => "console-limit-activation",
        "message.unlock" | "unlock.asked" => "console-limit-unlock",
        "message.phone" | "phone.wait" | "phone.wait.for" => "console-limit-phone",
        "message.notice" | "notice.account.day" | "notice.kind.day" => "console-limit-notices",
        "message.recovery"
        | "message.recovery.own"
        | "message.recovery.name"
        | "message.recovery.name_day"
        | "mail.recovery.own"
        | "mail.recovery.own.day"
        | "recover.name"
        | "recover.network" => "console-limit-recovery",
        "recover.questions" => "console-limit-questions",
        "refused.burst" | "refused.day" | "refused.second" | "refused.second.day" => "console-limit-refusals",
        "links.wrong" | "links.wrong.network" => "console-limit-accounts-elsewhere",
        "passcode.tried" | "passkey.network" | "phone_sign_in.answer" | "phone_sign_in.network" => {
            "console-limit-begun"
        }
        "provider.begun" => "console-limit-systems",
        "password.present" => "console-limit-password",
        "challenge.used" | "challenge.wrong" => "console-limit-challenge",
        "people.copy" => "console-limit-copies",
        "people.merge.begun" => "console-limit-merges",
        "correction.sent" | "correction.paper" => "console-limit-corrections",
        "card.read.browser" | "card.read.network" => "console-limit-cards",
        "level1.data" | "level1.register" | "level1.picture" => "console-limit-level1",
        "console.look.hour" | "console.look.day" | "console.register_picture" => "console-limit-looks",
        "console.register" => "console-limit-register",
        "linking.caller" => "console-limit-callers",
        "linking.fingerprints" => "console-limit-fingerprints",
        "linking.answer.unreadable" => "console-limit-answers",
        "alarms.judged" => "console-limit-judged",
        _ if scope.starts_with("try.") => "console-limit-tries",
        _ if scope.starts_with("mail.") => "console-limit-letters",
        _ if scope.starts_with("message.") => "console-limit-texts",
        _ => return None,
    };
    Some((what, whose(scope)?))
}

/// For each of what a scope counts anew.
fn whose(scope: &str) -> Option<&'static str> {
    Some(match scope {
        "try.browser" | "card.read.browser" => "console-limit-by-browser",
        "try.name_network" => "console-limit-by-name-network",
        "try.name" | "message.recovery.name" | "message.recovery.name_day" | "recover.name" => {
            "console-limit-by-name"
        }
        "message.site" | "message.site.day" | "alarms.judged" => "console-limit-by-site",
        "message.prefix" => "console-limit-by-prefix",
        "message.prefix.owner" => "console-limit-by-prefix-owner",
        "message.country" => "console-limit-by-country",
        "message.range" => "console-limit-by-range",
        "mail.email"
        | "mail.email.day"
        | "mail.known"
        | "mail.known.day"
        | "mail.recovery.own"
        | "mail.recovery.own.day" => "console-limit-by-email",
        "message.registration"
        | "message.activation"
        | "message.unlock"
        | "message.second_factor"
        | "message.second_step"
        | "message.phone"
        | "message.notice"
        | "message.recovery"
        | "message.recovery.own"
        | "message.phone.day"
        | "phone.wait.for" => "console-limit-by-number",
        "register.login.code" => "console-limit-by-registration",
        "challenge.used" => "console-limit-by-challenge",
        "notice.kind.day" => "console-limit-by-kind",
        "linking.fingerprints" => "console-limit-by-system",
        "linking.answer.unreadable" => "console-limit-by-link",
        _ if scope.starts_with("console.") => "console-limit-by-staff",
        "provider.begun" | "linking.caller" | "challenge.wrong" => "console-limit-by-network",
        "message.account.day"
        | "mail.account"
        | "notice.account.day"
        | "second_factor.try"
        | "passcode.tried"
        | "totp.setup"
        | "phone.wait"
        | "refused.burst"
        | "refused.day"
        | "refused.second"
        | "refused.second.day"
        | "links.wrong"
        | "recover.questions"
        | "activation.number"
        | "unlock.asked"
        | "phone_sign_in.answer"
        | "password.present"
        | "people.copy"
        | "correction.sent"
        | "correction.paper"
        | "people.merge.begun" => "console-limit-by-account",
        _ if scope.ends_with(".network") || scope.ends_with(".network.day") => "console-limit-by-network",
        _ => return None,
    })
}

/// The words of a scope; one without any is shown as it is called.
fn shown(t: &Localizer, scope: &str) -> (Markup, Markup) {
    let Some((what, whose)) = words(scope) else {
        return (html! { code { (scope) } }, html! { (t.get("console-none")) });
    };
    let what = t.get(what);
    let what = if scope.ends_with("day") {
        t.with("console-limit-in-a-day", &[("what", what.into())])
    } else {
        what
    };
    (html! { (what) }, html! { (t.get(whose)) })
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
        let columns = [
            "console-scope",
            "console-scope-by",
            "console-scope-keys",
            "console-scope-most",
            "console-scope-ends",
        ];
        let table = Table::new(self.title(t), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        let table = self.scopes.iter().fold(table, |table, one| {
            let (what, whose) = shown(t, &one.scope);
            table.row(vec![
                what,
                whose,
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

/// Every scope that has words.
const SCOPES: [&str; 77] = [
    "activation.number",
    "unlock.asked",
    "alarms.judged",
    "card.read.browser",
    "card.read.network",
    "challenge.used",
    "challenge.wrong",
    "console.look.day",
    "console.look.hour",
    "console.register",
    "correction.paper",
    "correction.sent",
    "console.register_picture",
    "passcode.tried",
    "level1.data",
    "level1.picture",
    "level1.register",
    "linking.answer.unreadable",
    "linking.caller",
    "linking.fingerprints",
    "links.wrong",
    "links.wrong.network",
    "mail.account",
    "mail.email",
    "mail.email.day",
    "mail.known",
    "mail.known.day",
    "mail.network",
    "mail.recovery.own",
    "mail.recovery.own.day",
    "message.account.day",
    "message.country",
    "message.network",
    "message.network.day",
    "message.notice",
    "message.phone",
    "message.phone.day",
    "message.prefix",
    "message.prefix.owner",
    "message.range",
    "message.recovery",
    "message.recovery.name",
    "message.recovery.name_day",
    "message.recovery.own",
    "message.registration",
    "message.second_factor",
    "message.activation",
    "message.unlock",
    "message.second_step",
    "message.site",
    "message.site.day",
    "notice.account.day",
    "notice.kind.day",
    "passkey.network",
    "password.present",
    "people.copy",
    "people.merge.begun",
    "phone.wait",
    "phone.wait.for",
    "phone_sign_in.answer",
    "phone_sign_in.network",
    "provider.begun",
    "recover.name",
    "recover.network",
    "recover.questions",
    "refused.burst",
    "refused.day",
    "refused.second",
    "refused.second.day",
    "register.login.code",
    "register.login.network",
    "second_factor.try",
    "totp.setup",
    "try.browser",
    "try.name",
    "try.name_network",
    "try.network",
];

impl Sampled for LimitsPage {
    fn samples() -> Vec<Self> {
        let scope = |scope: &str| Scope { scope: scope.to_owned(), keys: 12, most: 5, ends_at: AT };
        let mut all: Vec<Scope> = SCOPES.into_iter().map(scope).collect();
        all.push(scope("signin.password"));
        vec![Self { scopes: all }, Self { scopes: Vec::new() }]
    }
}
