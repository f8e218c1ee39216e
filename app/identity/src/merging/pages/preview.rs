use maud::{Markup, html};
use onedoor_base::{Language, Timestamp};
use onedoor_national_id::Sex;
use onedoor_people::merging::Naming;
use onedoor_ui::components::{
    Button, Checkbox, Form, Notice, Radios, SummaryList, Table, button_row, heading, hidden, lede, section,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, Width, masked};

use super::trail;
use crate::merging::PATH;
use crate::settings::{BornShown, sex_key};

/// What becomes of every field and at every site, before anything is done.
pub(in crate::merging) struct PreviewPage {
    pub(in crate::merging) id: String,
    pub(in crate::merging) kept: AccountShown,
    pub(in crate::merging) absorbed: AccountShown,
    /// Whether the name of the account that stays was proven, and is not chosen.
    pub(in crate::merging) name_is_proven: bool,
    /// From when on another phone can take the place of the one that stays; nothing where somebody has objected lately.
    pub(in crate::merging) phone_due: Option<Timestamp>,
    /// By which it is known whether what is confirmed is what was seen.
    pub(in crate::merging) seen: String,
    pub(in crate::merging) sites: Vec<SiteShown>,
    pub(in crate::merging) problems: Problems,
}

/// One of the two accounts.
pub(in crate::merging) struct AccountShown {
    pub(in crate::merging) login: String,
    pub(in crate::merging) name: String,
    /// The key of the level's name.
    pub(in crate::merging) level: &'static str,
    pub(in crate::merging) has_number: bool,
    /// In E.164.
    pub(in crate::merging) phone: Option<String>,
    pub(in crate::merging) emails: Vec<String>,
    /// Each in a line.
    pub(in crate::merging) addresses: Vec<String>,
    pub(in crate::merging) born: BornShown,
    pub(in crate::merging) sex: Option<Sex>,
    /// Empty if its owner did not say.
    pub(in crate::merging) employer: String,
    pub(in crate::merging) language: Language,
    pub(in crate::merging) links: usize,
}

/// A site that has met one of the two or both.
pub(in crate::merging) struct SiteShown {
    pub(in crate::merging) name: String,
    pub(in crate::merging) naming: Naming,
}

impl AccountShown {
    fn phone(&self, t: &Localizer) -> String {
        self.phone.as_ref().map_or_else(|| t.get("merge-none"), |phone| masked(phone, 3))
    }

    fn emails(&self, t: &Localizer) -> String {
        if self.emails.is_empty() { t.get("merge-none") } else { self.emails.join(", ") }
    }

    fn addresses(&self, t: &Localizer) -> String {
        if self.addresses.is_empty() { t.get("merge-none") } else { self.addresses.join("; ") }
    }

    fn sex(&self, t: &Localizer) -> String {
        t.get(self.sex.map_or("settings-none", sex_key))
    }

    fn employer(&self, t: &Localizer) -> String {
        if self.employer.is_empty() { t.get("settings-none") } else { self.employer.clone() }
    }

    fn rows(&self, t: &Localizer) -> Markup {
        let number = if self.has_number { "merge-number-known" } else { "merge-none" };
        html! {
            (SummaryList::new()
                .row(t.get("login-label"), &self.login)
                .row(t.get("name-label"), &self.name)
                .row(t.get("account-level"), t.get(self.level))
                .row(t.get("merge-number"), t.get(number))
                .row(t.get("phone-label"), self.phone(t))
                .row(t.get("email-title"), self.emails(t))
                .rich(t.get("address-title"), html! { span.break { (self.addresses(t)) } })
                .row(t.get("settings-born"), self.born.text(t))
                .row(t.get("settings-sex"), self.sex(t))
                .rich(t.get("settings-employer"), html! { span.break { (self.employer(t)) } })
                .row(t.get("account-language"), self.language.own_name())
                .row(t.get("links-title"), self.links.to_string()))
        }
    }
}

const fn what(naming: Naming) -> &'static str {
    match naming {
        Naming::Own => "merge-site-own",
        Naming::GoesOn => "merge-site-goes-on",
        Naming::Told => "merge-site-told",
        Naming::Chosen => "merge-site-chosen",
    }
}

impl PreviewPage {
    /// A choice between the values of the two; nothing where there is nothing to choose.
    fn choice(&self, name: &'static str, label: String, of: impl Fn(&AccountShown) -> String) -> Markup {
        let (kept, absorbed) = (of(&self.kept), of(&self.absorbed));
        html! {
            @if kept != absorbed {
                (Radios::new(name, label).choice("kept", kept).choice("absorbed", absorbed).value("kept"))
            }
        }
    }

    /// Another phone takes the place of the one that is there only when nobody has objected.
    fn phone(&self, view: &View) -> Markup {
        let t = &view.t;
        let (Some(own), Some(other)) = (&self.kept.phone, &self.absorbed.phone) else { return html! {} };
        if own == other {
            return html! {};
        }
        let Some(due) = self.phone_due else { return html! { p { (t.get("merge-phone-stays")) } } };
        // As much of each as tells them apart.
        let mut shown = (3..=6).map(|last| (masked(own, last), masked(other, last)));
        let (own, other) =
            shown.find(|(own, other)| own != other).unwrap_or_else(|| (own.clone(), other.clone()));
        let later = t.with("merge-phone-later", &[("date", view.long_date(due).into())]);
        html! {
            (Radios::new("phone", t.get("phone-label"))
                .choice("kept", own).explained("absorbed", other, later).value("kept"))
        }
    }

    /// Those of the account that stays, stay.
    fn emails(&self, t: &Localizer) -> Markup {
        if self.absorbed.emails.iter().all(|email| self.kept.emails.contains(email)) {
            return html! {};
        }
        html! {
            (Radios::new("emails", t.get("email-title"))
                .choice("both", t.get("merge-emails-both"))
                .choice("kept", self.kept.emails(t))
                .hint(t.get("merge-emails-stay"))
                .value("both"))
        }
    }

    /// Who has none takes the other's.
    fn addresses(&self, t: &Localizer) -> Markup {
        let (own, other) = (&self.kept.addresses, &self.absorbed.addresses);
        if own.is_empty() || other.is_empty() || own == other {
            return html! {};
        }
        html! {
            (Radios::new("addresses", t.get("address-title"))
                .choice("both", t.get("merge-addresses-both"))
                .choice("kept", self.kept.addresses(t))
                .choice("absorbed", self.absorbed.addresses(t))
                .value("both"))
        }
    }

    /// What people say of themselves, where both accounts say something.
    fn said(&self, t: &Localizer) -> Markup {
        let (own, other) = (&self.kept, &self.absorbed);
        html! {
            @if own.born != BornShown::Unknown && other.born != BornShown::Unknown {
                (self.choice("born", t.get("settings-born"), |account| account.born.text(t)))
            }
            @if own.sex.is_some() && other.sex.is_some() {
                (self.choice("sex", t.get("settings-sex"), |account| account.sex(t)))
            }
            @if !own.employer.is_empty() && !other.employer.is_empty() {
                (self.choice("employer", t.get("settings-employer"), |account| account.employer(t)))
            }
        }
    }

    fn fields(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (self.choice("login", t.get("login-label"), |account| account.login.clone()))
            @if self.name_is_proven {
                @if self.kept.name != self.absorbed.name { p { (t.get("merge-name-proven")) } }
            } @else {
                (self.choice("name", t.get("name-label"), |account| account.name.clone()))
            }
            (self.phone(view))
            (self.emails(t))
            (self.addresses(t))
            (self.said(t))
            (self.choice("language", t.get("account-language"), |account| account.language.own_name().to_owned()))
        }
    }

    fn sites(&self, t: &Localizer) -> Markup {
        if self.sites.is_empty() {
            return html! { p { (t.get("merge-sites-none")) } };
        }
        let columns = vec![t.get("merge-site"), t.get("merge-site-what")];
        let mut table = Table::new(t.get("merge-sites"), columns).quiet_caption();
        for site in &self.sites {
            table = table.row(vec![html! { (site.name) }, html! { (t.get(what(site.naming))) }]);
        }
        let login =
            |account: &AccountShown| t.with("merge-sites-as", &[("login", account.login.as_str().into())]);
        html! {
            (table)
            @if self.sites.iter().any(|site| site.naming == Naming::Chosen) {
                (Radios::new("sites", t.get("merge-sites-choose"))
                    .choice("kept", login(&self.kept))
                    .choice("absorbed", login(&self.absorbed))
                    .hint(t.get("merge-sites-rests"))
                    .value("kept"))
            }
        }
    }
}

impl Page for PreviewPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("merge-preview-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let kept = [("login", self.kept.login.as_str().into())];
        let absorbed = [("login", self.absorbed.login.as_str().into())];
        let address = format!("{PATH}/{}", self.id);
        html! {
            (heading(t.get("merge-preview-title")))
            (lede(t.get("merge-preview-lede")))
            (section(t.with("merge-kept", &kept), &self.kept.rows(t)))
            (section(t.with("merge-absorbed", &absorbed), &self.absorbed.rows(t)))
            (Form::post(view, &address).around(&html! {
                (hidden("seen", &self.seen))
                (section(t.get("merge-fields"), &self.fields(view)))
                (section(t.get("merge-sites"), &self.sites(t)))
                (section(t.get("merge-happens"), &html! {
                    ul {
                        li { (t.with("merge-happens-login", &absorbed)) }
                        li { (t.get("merge-happens-sessions")) }
                        li { (t.get("merge-happens-links")) }
                        li { (t.get("merge-happens-contacts")) }
                        li { (t.get("merge-happens-rests")) }
                        li { (t.get("merge-happens-told")) }
                        li { (t.get("merge-happens-undo")) }
                    }
                }))
                (Notice::warning(t.get("merge-warning")))
                (Checkbox::new("mine", t.get("merge-mine")).problems(&self.problems, t))
                (button_row(&html! { (Button::primary(t.get("merge-confirm"))) }))
            }))
            (Form::post(view, format!("{address}/cancel")).around(&button_row(&html! {
                (Button::secondary(t.get("merge-no")))
            })))
        }
    }
}

impl Sampled for PreviewPage {
    fn samples() -> Vec<Self> {
        let account = |login: &str, name: &str, proven| AccountShown {
            login: login.to_owned(),
            name: name.to_owned(),
            level: if proven { "level-vneid-2" } else { "level-vneid-none" },
            has_number: proven,
            phone: proven.then(|| "+84912345678".to_owned()),
            emails: if proven { Vec::new() } else { vec!["khai@mail.example".to_owned()] },
            addresses: vec![
                if proven {
                    "Nguyễn Thị Minh Khai, 12 Hàng Bài, Phường Hoàn Kiếm, Thành phố Hà Nội"
                } else {
                    "Minh Khai, 5 Phan Bội Châu, Phường Cửa Nam, Thành phố Hà Nội"
                }
                .to_owned(),
            ],
            born: if proven { BornShown::Year(1988) } else { BornShown::Unknown },
            sex: proven.then_some(Sex::Female),
            employer: if proven { "Trường Kim Liên" } else { "Nhà máy sứ Hải Dương" }.to_owned(),
            language: if proven { Language::Vi } else { Language::En },
            links: usize::from(proven),
        };
        let site = |name: &str, naming| SiteShown { name: name.to_owned(), naming };
        let all = vec![
            site("Một cửa Hải Dương", Naming::Told),
            site("Cổng Dịch vụ công quốc gia", Naming::Own),
            site("Sổ liên lạc", Naming::GoesOn),
            site("Thư viện", Naming::Chosen),
        ];
        let page = |sites, problems| Self {
            id: "merg_0197f3c2-0000-7000-8000-000000000001".to_owned(),
            kept: account("minh.khai", "Nguyễn Thị Minh Khai", true),
            absorbed: account("khai.moi", "Minh Khai", false),
            name_is_proven: true,
            phone_due: Some(Timestamp::from_seconds(1_795_244_709)),
            seen: String::new(),
            sites,
            problems,
        };
        let mine = Problems::one(Problem::new("mine", "merge-mine-missing"));
        let plain = page(Vec::new(), Problems::new());
        let phone = Some("+84987654321".to_owned());
        let equal = Self {
            name_is_proven: false,
            kept: account("anna", "Анна-Мария Дьяконова", false),
            absorbed: AccountShown { phone, ..account("minh.khai", "Nguyễn Thị Minh Khai", true) },
            ..page(Vec::new(), Problems::new())
        };
        let otherwise = page(Vec::new(), Problems::one(Problem::general("merge-otherwise")));
        let phone = Some("+84987654321".to_owned());
        let stays = Self {
            absorbed: AccountShown { phone, ..account("khai.moi", "Minh Khai", false) },
            phone_due: None,
            ..page(Vec::new(), Problems::new())
        };
        vec![plain, page(all, mine), equal, stays, otherwise]
    }
}
