use onedoor_storage::limits::Scope;
use onedoor_ui::components::{Table, empty_state, heading, lede};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::{AT, breadcrumb};

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

impl Sampled for LimitsPage {
    fn samples() -> Vec<Self> {
        let scope = |scope: &str| Scope { scope: scope.to_owned(), keys: 12, most: 5, ends_at: AT };
        vec![
            Self { scopes: vec![scope("message.site"), scope("signin.password")] },
            Self { scopes: Vec::new() },
        ]
    }
}
