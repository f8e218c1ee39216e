//! Linking an account elsewhere: which system, then the way that the system's own description chooses.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AccountId, LinkProofId, Secret};
use onedoor_linking::Life;
use onedoor_linking_protocol::{Code, Description, Way};
use onedoor_oidc::Client;
use onedoor_site::challenge::{Answer, Given, Risk, Verdict as Check, ask_at, risk_of};
use onedoor_site::limits::{Limit, Wait, taken};
use onedoor_site::{Asked as Address, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::StorageError;
use onedoor_storage::linking::identity_links;
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::Deserialize;
use url::Url;

use super::client::{is_its_own, system, systems};
use super::organisation::{self, Chosen, Organisation, Step};
use super::pages::{
    ChooseOrganisationPage, ChooseSystemPage, CredentialsPage, GoTherePage, RefusedPage, System,
    SystemDownPage, path,
};
use super::{PATH, prove_first};
use crate::Identity;
use crate::interface::ask::{self, Answered, Asking, Trouble};

/// `GET /account/links/new`: the systems that the person can have accounts at.
pub(super) async fn choose(visit: SignedInVisit) -> Result<Response, Refused> {
    let person = visit.person()?;
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { identity_links::of_person(tx, person).await })
    });
    let linked: BTreeSet<String> =
        read.await?.into_iter().filter(|link| link.life() == Life::Active).map(|link| link.client).collect();
    let shown = |client: Client| System {
        name: client.name_in(visit.language.tag()).to_owned(),
        linked: linked.contains(&client.client_id),
        client: client.client_id,
    };
    let systems = systems(&visit).await?.into_iter().map(shown).collect();
    Ok(visit.page(&ChooseSystemPage { systems }))
}

/// `GET /account/links/new/{client}`: the form for the account there, or the way to the portal's own page.
pub(super) async fn ask(
    State(state): State<Identity>,
    visit: SignedInVisit,
    Path(client): Path<String>,
    Address(chosen): Address<Chosen>,
) -> Result<Response, Refused> {
    let system = Asked::of(&visit, &client).await?;
    if let Some(first) = prove_first(&visit, &path(&client)) {
        return Ok(first);
    }
    let description = match ask::describe(&state, &client).await {
        Ok(description) => description,
        Err(trouble) => return system.trouble(&visit, &trouble, false),
    };
    if let Some(address) = system.address(&state, &description)? {
        return Ok(visit.page(&GoTherePage { system: system.name, address }));
    }
    let finds = ask::finds(&state, &client, visit.person()?).await.unwrap_or(false);
    let system = if description.organisations {
        match organisation::step(&state, &visit, &client, &chosen).await {
            Ok(Step::Is(chosen)) => Asked { organisation: Some(chosen), ..system },
            Ok(Step::Asks { within, among, missed }) => {
                let page = organisation::page(&visit, (&system.name, &client), (within, &among, missed));
                return Ok(organisation::answer(&visit, &ChooseOrganisationPage { finds, ..page }));
            }
            Err(trouble) => return system.trouble(&visit, &trouble, false),
        }
    } else {
        system
    };
    let proof = LinkProofId::new(visit.now, visit.site.random.as_ref());
    let system = Asked { finds, ..system };
    let form = system.form(&visit, proof, String::new(), Problems::new());
    Ok(visit.page_at(&system.at(), StatusCode::OK, &form))
}

/// What is posted.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    proof: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    user_name: String,
    #[serde(default = "nothing")]
    password: Secret,
    #[serde(flatten)]
    check: Answer,
}

/// What the check is for that keeps programs out.
const CHECK: &str = "links-add";
const HOUR: Duration = Duration::from_hours(1);

/// How many wrong passwords of accounts elsewhere came from this person, and from this network. The portals bound them;
/// here they say when it may be a program.
fn wrong_here(visit: &SignedInVisit, person: AccountId) -> [Limit; 2] {
    [
        Limit::of(&visit.site, "links.wrong", &person.to_string(), 1000, HOUR),
        Limit::of(&visit.site, "links.wrong.network", &visit.network_key(), 1000, HOUR),
    ]
}

async fn risk(visit: &SignedInVisit) -> Result<Risk, Refused> {
    let [own, network] = wrong_here(visit, visit.person()?);
    Ok(risk_of(visit, &own, (3, 7)).await?.max(risk_of(visit, &network, (30, 100)).await?))
}

fn nothing() -> Secret {
    Secret::new("")
}

/// `POST /account/links/new/{client}`: asks the portal to check what was typed, and to link.
pub(super) async fn link(
    State(state): State<Identity>,
    visit: SignedInVisit,
    Path(client): Path<String>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let system = Asked::of(&visit, &client).await?;
    if let Some(first) = prove_first(&visit, &path(&client)) {
        return Ok(first);
    }
    // A page that we did not draw has none: then the form comes again, with one.
    let Ok(proof) = typed.proof.parse::<LinkProofId>() else { return Ok(see_other(&path(&client))) };
    let system = match system.choosing(&state, &visit, &typed.organisation).await? {
        Ok(system) => system,
        Err(first) => return Ok(first),
    };
    // Who has just typed something wrong needs it most.
    let finds = ask::finds(&state, &client, visit.person()?).await.unwrap_or(false);
    let system = Asked { finds, ..system };
    let user_name: String = typed.user_name.trim().chars().take(200).collect();
    if let Some(page) = system.stopped(&visit, proof, (&user_name, &typed)).await? {
        return Ok(page);
    }
    let asking = Asking {
        proof,
        person: visit.person()?,
        client_id: client.clone(),
        session: &visit.session,
        organisation: system.organisation.as_ref().map(|one| one.code.clone()),
        user_name: user_name.clone(),
        password: typed.password,
        now: visit.now,
    };
    match ask::link(&state, &asking).await {
        Ok(Answered::Linked(link)) => Ok(visit.sends(&format!("{PATH}?made={}", link.id))),
        Ok(Answered::Waits) => Ok(visit.sends(&format!("{PATH}?waits={client}"))),
        Ok(Answered::Refused { code, retry_after }) => {
            if code == Code::WrongCredentials {
                taken(&visit, wrong_here(&visit, asking.person)).await?;
            }
            let system = Asked { risk: risk(&visit).await?, ..system };
            Ok(system.refused(&visit, (proof, user_name), code, retry_after.map(Wait)))
        }
        Err(trouble) => system.trouble(&visit, &trouble, true),
    }
}

fn missing(user_name: &str, password: &Secret) -> Problems {
    let mut problems = Problems::new();
    if user_name.is_empty() {
        problems.push(Problem::new("user_name", "links-user-missing"));
    }
    if password.reveal().is_empty() {
        problems.push(Problem::new("password", "links-password-missing"));
    }
    problems
}

/// The system that was chosen.
pub(super) struct Asked {
    client: Client,
    /// In the visitor's language.
    pub(super) name: String,
    /// The organisation of the account, where it belongs to one.
    organisation: Option<Organisation>,
    /// Whether the person may let the portal look for their account.
    finds: bool,
    /// How much speaks for a program.
    risk: Risk,
}

impl Asked {
    pub(super) async fn of(visit: &SignedInVisit, client: &str) -> Result<Self, Refused> {
        let client = system(visit, client).await?;
        Ok(Self {
            name: client.name_in(visit.language.tag()).to_owned(),
            client,
            organisation: None,
            finds: false,
            risk: risk(visit).await?,
        })
    }

    /// With the organisation that was chosen, where one must be: it is the portal that knows it. Else the way to
    /// choose, or the page that says that the portal does not answer.
    pub(super) async fn choosing(
        self,
        state: &Identity,
        visit: &SignedInVisit,
        code: &str,
    ) -> Result<Result<Self, Response>, Refused> {
        let client = self.client.client_id.clone();
        let known = match ask::describe(state, &client).await {
            Ok(description) if !description.organisations => return Ok(Ok(self)),
            Ok(_) => organisation::known(state, &client, code, visit.language).await,
            Err(trouble) => Err(trouble),
        };
        match known {
            Ok(Some(organisation)) => Ok(Ok(Self { organisation: Some(organisation), ..self })),
            Ok(None) => Ok(Err(see_other(&path(&client)))),
            Err(trouble) => self.trouble(visit, &trouble, false).map(Err),
        }
    }

    /// The address of the form.
    pub(super) fn at(&self) -> String {
        organisation::form_at(&self.client.client_id, self.organisation.as_ref())
    }

    /// The portal's own page, if the account is to be proven there.
    fn address(&self, state: &Identity, description: &Description) -> Result<Option<String>, Refused> {
        if description.way == Way::Credentials {
            return Ok(None);
        }
        if !is_its_own(&self.client, &description.page) {
            let told = format!("{} names a page that is not its own", self.client.client_id);
            return Err(Refused::kind(ErrorKind::SiteUnreachable(self.name.clone())).because(told));
        }
        let mut address = Url::parse(&description.page).map_err(|e| Refused::internal(e.to_string()))?;
        address.query_pairs_mut().append_pair("iss", &state.site.settings.origin());
        Ok(Some(address.into()))
    }

    /// What stands before the portal is asked: something that is missing, another picture that is wanted, or the check.
    async fn stopped(
        &self,
        visit: &SignedInVisit,
        proof: LinkProofId,
        (user_name, typed): (&str, &Typed),
    ) -> Result<Option<Response>, Refused> {
        let form = |problems| self.form(visit, proof, user_name.to_owned(), problems);
        if typed.check.wants_another() {
            let challenge = ask_at(visit, CHECK, self.risk.max(Risk::Some));
            let page = CredentialsPage { challenge, ..form(Problems::new()) };
            return Ok(Some(visit.page_at(&self.at(), StatusCode::OK, &page)));
        }
        let missing = missing(user_name, &typed.password);
        if !missing.is_empty() {
            return Ok(Some(visit.page_at(&self.at(), StatusCode::UNPROCESSABLE_ENTITY, &form(missing))));
        }
        let check = Given::of(visit, CHECK, &typed.check).judge_alone(visit, self.risk).await?;
        let passed = check == Check::Passed;
        Ok((!passed).then(|| check.page(visit, &self.at(), &form(check.problems(visit)))))
    }

    pub(super) fn form(
        &self,
        visit: &SignedInVisit,
        proof: LinkProofId,
        user_name: String,
        problems: Problems,
    ) -> CredentialsPage {
        CredentialsPage {
            system: self.name.clone(),
            action: path(&self.client.client_id),
            organisation: self.organisation.as_ref().map(|one| (one.code.clone(), one.name.clone())),
            proof: proof.to_string(),
            user_name,
            finds: self.finds,
            found: None,
            challenge: ask_at(visit, CHECK, self.risk),
            problems,
        }
    }

    /// The answer to a portal's no: at the form, where it can be put right, or on a page of its own.
    pub(super) fn refused(
        self,
        visit: &SignedInVisit,
        (proof, user_name): (LinkProofId, String),
        code: Code,
        wait: Option<Wait>,
    ) -> Response {
        let at = self.at();
        match code {
            Code::WrongCredentials => {
                let wrong = if self.organisation.is_some() { "links-wrong-there" } else { "links-wrong" };
                let page = self.form(visit, proof, user_name, Problems::one(Problem::new("password", wrong)));
                visit.page_at(&at, StatusCode::UNPROCESSABLE_ENTITY, &page)
            }
            Code::TooManyRequests => {
                let wait = wait.unwrap_or(Wait(std::time::Duration::from_mins(10)));
                let problem = Problem::general("links-too-many").with("time", wait.hour(visit));
                wait.page(visit, &at, &self.form(visit, proof, user_name, Problems::one(problem)))
            }
            Code::ProveAgain => {
                let back = onedoor_site::ReturnTo::parse(&at).encoded();
                see_other(&format!("/sign-in?again=yes&return_to={back}"))
            }
            Code::Unavailable => {
                let page = SystemDownPage { system: self.name, client: self.client.client_id, asked: true };
                visit.page_at(&at, StatusCode::BAD_GATEWAY, &page)
            }
            why => {
                let status = StatusCode::from_u16(why.status()).unwrap_or(StatusCode::CONFLICT);
                let page = RefusedPage { system: self.name, client: self.client.client_id, why };
                visit.page_at(&at, status, &page)
            }
        }
    }

    pub(super) fn trouble(
        self,
        visit: &SignedInVisit,
        trouble: &Trouble,
        asked: bool,
    ) -> Result<Response, Refused> {
        if matches!(trouble, Trouble::NotOffered) {
            return Err(Refused::kind(ErrorKind::NotFound).because(trouble));
        }
        let at = path(&self.client.client_id);
        tracing::warn!(client = self.client.client_id, %trouble, "a portal does not answer");
        let page = SystemDownPage { system: self.name, client: self.client.client_id, asked };
        Ok(visit.page_at(&at, StatusCode::BAD_GATEWAY, &page))
    }
}
