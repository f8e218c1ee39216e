//! The steps to level 1, as a list: what is done, what is to be done now, and what comes later.

use maud::{Markup, html};
use onedoor_proofing::application::State;
use onedoor_ui::View;
use onedoor_ui::components::{Tone, status};

use super::{DATA, FACE};

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Task {
    /// What it is: the catalogue key.
    pub(crate) key: &'static str,
    /// Where it stands.
    pub(crate) standing: TaskStanding,
    /// Where it is done; nothing while nobody but an officer can do anything.
    pub(crate) href: Option<&'static str>,
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TaskStanding {
    /// Done.
    Done,
    /// To be done now.
    Now,
    /// Somebody else is at it.
    Waits,
    /// Comes when those before are done.
    Later,
}

/// The steps of an application that stands there; the state is the one that a clock sees ([`State::at`]).
pub(crate) fn tasks(state: State) -> Vec<Task> {
    let at = match state {
        State::Requested | State::AwaitingData => 1,
        State::AwaitingBiometrics => 2,
        State::InReview { .. } => 3,
        State::Approved { .. } | State::WindowMissed => 4,
        State::Active | State::Locked(_) => 5,
        State::Refused | State::Withdrawn | State::Closed => return Vec::new(),
    };
    let steps = [
        ("level1-task-account", None),
        ("level1-task-data", Some(DATA)),
        ("level1-task-face", Some(FACE)),
        ("level1-task-decision", None),
        ("level1-task-activate", Some("/app/activate")),
    ];
    let task = |(place, (key, href)): (usize, (&'static str, Option<&'static str>))| {
        let standing = match place.cmp(&at) {
            std::cmp::Ordering::Less => TaskStanding::Done,
            std::cmp::Ordering::Equal if href.is_none() => TaskStanding::Waits,
            std::cmp::Ordering::Equal => TaskStanding::Now,
            std::cmp::Ordering::Greater => TaskStanding::Later,
        };
        // What was said can be put right as long as nobody looks at it.
        let open = place == at || (place == 1 && at == 2);
        Task { key, standing, href: href.filter(|_| open) }
    };
    steps.into_iter().enumerate().map(task).collect()
}

/// The list.
pub(crate) fn task_list(view: &View, tasks: &[Task]) -> Markup {
    let t = &view.t;
    html! {
        ol.tasks {
            @for task in tasks {
                li.tasks__task {
                    span.tasks__what {
                        @if let Some(href) = task.href { a href=(href) { (t.get(task.key)) } }
                        @else { (t.get(task.key)) }
                    }
                    (match task.standing {
                        TaskStanding::Done => status(t.get("level1-task-done"), Tone::Good),
                        TaskStanding::Now => status(t.get("level1-task-now"), Tone::Attention),
                        TaskStanding::Waits => status(t.get("level1-task-waits"), Tone::Active),
                        TaskStanding::Later => status(t.get("level1-task-later"), Tone::Neutral),
                    })
                }
            }
        }
    }
}
