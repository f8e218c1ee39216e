//! Security questions: three, chosen or written, for the day on which the password is forgotten.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_people::recovery::{
    ChosenQuestion, LONGEST_ANSWER, LONGEST_QUESTION, Question, QuestionProblem, SecurityQuestions,
    check_questions,
};
use onedoor_site::{FreshVisit, Nothing, Posted, Refused, passwords};
use onedoor_storage::people::{self, KeptQuestions};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::change::Owner;
use super::pages::{QuestionsPage, Slot};
use crate::Identity;
use crate::recovery::answers_secret;

const HERE: &str = "/account/security/questions";

#[derive(Deserialize)]
pub(crate) struct Form {
    #[serde(default)]
    question_1: String,
    #[serde(default)]
    own_1: String,
    #[serde(default)]
    answer_1: String,
    #[serde(default)]
    question_2: String,
    #[serde(default)]
    own_2: String,
    #[serde(default)]
    answer_2: String,
    #[serde(default)]
    question_3: String,
    #[serde(default)]
    own_3: String,
    #[serde(default)]
    answer_3: String,
}

impl Form {
    fn chosen(&self) -> [ChosenQuestion<'_>; 3] {
        [
            ChosenQuestion { word: &self.question_1, own: &self.own_1, answer: &self.answer_1 },
            ChosenQuestion { word: &self.question_2, own: &self.own_2, answer: &self.answer_2 },
            ChosenQuestion { word: &self.question_3, own: &self.own_3, answer: &self.answer_3 },
        ]
    }

    /// What was chosen, or what to put right.
    pub(crate) fn judged(&self, names: &[String]) -> Result<SecurityQuestions, (Vec<Slot>, Problems)> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        check_questions(&self.chosen(), &names).map_err(|problems| {
            let problems: Vec<Problem> =
                problems.into_iter().map(|(place, wrong)| problem(place, wrong)).collect();
            let slot = |one: &ChosenQuestion<'_>| Slot { word: one.word.to_owned(), own: one.own.to_owned() };
            (self.chosen().iter().map(slot).collect(), problems.into())
        })
    }
}

/// `GET /account/security/questions`.
pub(super) async fn show(visit: FreshVisit) -> Result<Response, Refused> {
    let kept = kept(&visit).await?;
    let slots = match &kept {
        Some(kept) => people::open_questions(&visit.site.vault, visit.person()?, kept)?
            .into_iter()
            .map(|question| match question {
                Question::Listed(word) => Slot { word: word.to_owned(), own: String::new() },
                Question::Own(text) => Slot { word: "own".to_owned(), own: text },
            })
            .collect(),
        None => Vec::new(),
    };
    let set_at = kept.map(|kept| kept.set_at);
    Ok(visit.page(&QuestionsPage { set_at, slots, activation: None, problems: Problems::new() }))
}

async fn kept(visit: &FreshVisit) -> Result<Option<KeptQuestions>, Refused> {
    let id = visit.person()?;
    let found: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { people::questions(tx, id).await })).await;
    Ok(found?)
}

/// What the account is called by, in all ways of saying it.
pub(crate) async fn names(visit: &FreshVisit) -> Result<Vec<String>, Refused> {
    let id = visit.person()?;
    let found: Result<_, StorageError> = visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move { Ok((people::by_id(tx, id).await?, people::phone_of(tx, id).await?)) })
        })
        .await;
    let (account, phone) = found?;
    let account =
        account.into_iter().flat_map(|one| [one.login.as_str().to_owned(), one.name.as_str().to_owned()]);
    Ok(account.chain(phone.into_iter().flat_map(|one| [one.as_str().to_owned(), one.at_home()])).collect())
}

/// `POST /account/security/questions`.
pub(super) async fn choose(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let names = names(&visit).await?;
    let chosen = match form.judged(&names) {
        Ok(chosen) => chosen,
        Err((slots, problems)) => {
            let set_at = kept(&visit).await?.map(|kept| kept.set_at);
            let page = QuestionsPage { set_at, slots, activation: None, problems };
            return Ok(visit.page_at(HERE, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let owner = Owner::of(&identity, &visit)?;
    let new = KeptQuestions {
        sealed: people::seal_questions(&visit.site.vault, owner.account, &chosen.questions),
        answers_hash: passwords::make(&visit.site, answers_secret(&chosen.answers)).await?,
        set_at: visit.now,
    };
    let within = Arc::new((owner, new));
    let written = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let within = Arc::clone(&within);
        Box::pin(async move {
            let (owner, new) = &*within;
            people::set_questions(tx, owner.account, new).await?;
            owner.tell(tx, "notice-questions-set").await?;
            Ok(Change::Recorded((), vec![owner.event("people.questions.set")]))
        })
    });
    written.await?;
    Ok(visit.sends("/account/security?notice=questions-set"))
}

/// `POST /account/security/questions/remove`.
pub(super) async fn remove(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let owner = Owner::of(&identity, &visit)?;
    let written = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let owner = owner.clone();
        Box::pin(async move {
            if !people::remove_questions(tx, owner.account).await? {
                return Ok(Change::Unrecorded(()));
            }
            owner.tell(tx, "notice-questions-removed").await?;
            Ok(Change::Recorded((), vec![owner.event("people.questions.removed")]))
        })
    });
    written.await?;
    Ok(visit.sends("/account/security?notice=questions-removed"))
}

/// What to say, beside which field.
fn problem(place: usize, problem: QuestionProblem) -> Problem {
    use QuestionProblem::{
        AnswerInQuestion, AnswerKnown, AnswerMissing, AnswerTooLong, AnswerTooShort, AnswerTwice, NotChosen,
        OwnMissing, OwnTooLong, Twice,
    };
    let field = |all: [&'static str; 3]| all.get(place).copied().unwrap_or_default();
    let question = field(["question_1", "question_2", "question_3"]);
    let own = field(["own_1", "own_2", "own_3"]);
    let answer = field(["answer_1", "answer_2", "answer_3"]);
    let most = |letters: usize| i64::try_from(letters).unwrap_or(i64::MAX);
    match problem {
        NotChosen => Problem::new(question, "questions-choose"),
        Twice => Problem::new(question, "questions-twice"),
        OwnMissing => Problem::new(own, "questions-own-missing"),
        OwnTooLong => Problem::new(own, "questions-too-long").with("most", most(LONGEST_QUESTION)),
        AnswerMissing => Problem::new(answer, "questions-answer-missing"),
        AnswerTooShort => Problem::new(answer, "questions-answer-short"),
        AnswerTooLong => Problem::new(answer, "questions-too-long").with("most", most(LONGEST_ANSWER)),
        AnswerTwice => Problem::new(answer, "questions-answer-twice"),
        AnswerInQuestion => Problem::new(answer, "questions-answer-in-question"),
        AnswerKnown => Problem::new(answer, "questions-answer-known"),
    }
}
