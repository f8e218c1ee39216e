//! The inbox: the text messages and letters that were sent, as on the telephones and in the mailboxes they went to.

use axum::extract::{Query, State};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_site::Visit;
use onedoor_ui::components::{button_link, button_row, empty_state, heading, lede, panel};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View, grouped_phone};
use serde::Deserialize;

use crate::{Message, Sandbox};

/// Seconds between two looks; asked for by the reader, never by itself (WCAG 2.2.2, 3.2.5).
const PAUSE: &str = "3";

/// The messages, the newest first.
pub(crate) struct InboxPage {
    messages: Vec<Message>,
    refreshing: bool,
}

#[derive(Deserialize)]
pub(crate) struct How {
    #[serde(default)]
    refresh: String,
}

pub(crate) async fn show(State(sandbox): State<Sandbox>, visit: Visit, Query(how): Query<How>) -> Response {
    let refreshing = how.refresh == "yes";
    let mut response = visit.page(&InboxPage { messages: sandbox.inbox().newest_first(None), refreshing });
    if refreshing {
        // As `<meta http-equiv="refresh">`, but without a place in the layout.
        let name = HeaderName::from_static("refresh");
        response.headers_mut().insert(name, HeaderValue::from_static(PAUSE));
    }
    response
}

impl Page for InboxPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("inbox-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("inbox-title")))
            (lede(t.get("inbox-lede")))
            (button_row(&html! {
                @if self.refreshing {
                    (button_link(t.get("inbox-refresh-stop"), "/inbox", false))
                } @else {
                    (button_link(t.get("inbox-refresh"), "/inbox", false))
                    (button_link(t.get("inbox-refresh-keep"), "/inbox?refresh=yes", false))
                }
            }))
            @if self.messages.is_empty() {
                (empty_state(Icon::Message, t.get("inbox-empty-title"), t.get("inbox-empty-text"), &html! {}))
            }
            @for message in &self.messages { (one(message, view)) }
        }
    }
}

fn one(message: &Message, view: &View) -> Markup {
    let t = &view.t;
    panel(&html! {
        @let to = if message.subject.is_some() { message.to.clone() } else { grouped_phone(&message.to) };
        h2 { (t.with("inbox-to", &[("number", to.into())])) }
        @if let Some(subject) = &message.subject { p { strong { (subject) } } }
        // The lines of a letter stay lines.
        p { @for (i, line) in message.text.lines().enumerate() { @if i > 0 { br; } (line) } }
        p {
            (view.date_time(message.at))
            @if let Some(sender) = &message.sender { " · " (sender) }
        }
    })
}

impl Sampled for InboxPage {
    fn samples() -> Vec<Self> {
        let message = |id: &str, to: &str, text: &str| Message {
            id: id.to_owned(),
            key: id.to_owned(),
            to: to.to_owned(),
            subject: to.contains('@').then(|| "Mã xác nhận".to_owned()),
            text: text.to_owned(),
            sender: Some("VNeID".to_owned()),
            at: Timestamp::from_seconds(1_767_225_600),
        };
        let messages = vec![
            message("sms-2", "+84912345678", "123456 là mã xác nhận của bạn."),
            message("mail-3", "lan@mail.example", "123456 là mã xác nhận của bạn.\n\n-- \nVNeID"),
            message("sms-1", "+79161234567", "654321 — ваш код подтверждения."),
        ];
        vec![
            Self { messages: messages.clone(), refreshing: false },
            Self { messages, refreshing: true },
            Self { messages: Vec::new(), refreshing: false },
        ]
    }
}
