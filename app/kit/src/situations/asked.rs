//! The identity asks with the user name and the password that the person typed there.

use onedoor_base::Timestamp;
use onedoor_linking::Life;
use serde_json::{Value, json};

use crate::Kit;
use crate::caller::Ask;
use crate::issuer::Person;
use crate::settings::Account;
use crate::situation::{Done, Stop, expect, situations};

situations! { Asked:
    "kit-asked-right" "Asking" right;
    "kit-asked-wrong" "Asking" wrong;
    "kit-asked-locked" "Asking" locked;
    "kit-asked-taken" "Asking" taken;
    "kit-asked-twice" "Asking" twice;
    "kit-proof-used" "Asking" proof_used;
    "kit-asked-late" "Asking" late;
    "kit-asked-too-often" "Asking" too_often;
}

/// More tries than anybody needs.
const MOST: usize = 60;
/// Longer ago than any proof is good.
const LONG_AGO: i64 = 3 * 3600;

impl Kit {
    /// Asks for a link with a proof of its own.
    pub(crate) fn asks(&self, person: &Person, account: &Account) -> Ask {
        let proof = self.issuer.unguessable();
        self.asks_with(&proof, person, account)
    }

    fn asks_with(&self, proof: &str, person: &Person, account: &Account) -> Ask {
        let at = self.issuer.now().seconds() - person.signed_in_ago;
        self.issuer.gives_proof(person, proof, Timestamp::from_seconds(at));
        let mut body = json!({
            "proof": proof,
            "subject": person.subject,
            "acr": person.acr,
            "amr": person.amr,
            "auth_time": at,
            "user_name": account.user_name,
            "password": account.password,
        });
        if let Some(organisation) = &account.organisation {
            body["organisation"] = json!(organisation);
        }
        Ask::post("/links", &body)
    }
}

fn applies(kit: &Kit) -> Done {
    if kit.settings().policy.credentials { Ok(()) } else { Err(Stop::NotApplicable("kit-policy-way")) }
}

async fn right(kit: &Kit) -> Done {
    applies(kit)?;
    let person = kit.issuer.person();
    let said = kit.calls(&kit.asks(&person, kit.free()?)).await?;
    expect(said.status == 200 && said.json["part"]["standing"] == "confirmed", "kit-expects-report")?;
    kit.waits("kit-expects-link", || kit.active(&person).is_ok()).await?;
    let browser = kit.browser();
    kit.comes(&browser, &person).await?;
    expect(kit.is_inside(&browser).await?, "kit-expects-inside")
}

async fn wrong(kit: &Kit) -> Done {
    applies(kit)?;
    let account = kit.free()?;
    let wrong = Account { password: kit.issuer.unguessable(), ..account.clone() };
    let nobody = Account { user_name: format!("kit{}", kit.issuer.now().millis()), ..wrong.clone() };
    let mut said = Vec::new();
    for tried in [&wrong, &nobody] {
        let person = kit.issuer.person();
        let answer = kit.calls(&kit.asks(&person, tried)).await?;
        expect(
            answer.refuses(422, &["wrong_credentials"]) && answer.is_problem,
            "kit-expects-wrong-credentials",
        )?;
        kit.has_no_link(&person)?;
        said.push(answer.json);
    }
    expect(said[0] == said[1], "kit-expects-same-answer")
}

async fn locked(kit: &Kit) -> Done {
    applies(kit)?;
    let account = Kit::prepared(kit.settings().accounts.locked.as_ref())?;
    let person = kit.issuer.person();
    let said = kit.calls(&kit.asks(&person, account)).await?;
    expect(said.refuses(409, &["account_locked"]), "kit-expects-account-locked")?;
    kit.has_no_link(&person)
}

async fn taken(kit: &Kit) -> Done {
    applies(kit)?;
    let (owner, person) = (kit.links(kit.free()?).await?, kit.issuer.person());
    let said = kit.calls(&kit.asks(&person, kit.free()?)).await?;
    expect(said.refuses(409, &["account_taken"]), "kit-expects-account-taken")?;
    kit.has_no_link(&person)?;
    let stands = kit.issuer.link(owner.id).is_some_and(|known| known.stands.life() == Life::Active);
    expect(stands, "kit-expects-others-unchanged")
}

async fn twice(kit: &Kit) -> Done {
    applies(kit)?;
    let (person, proof) = (kit.issuer.person(), kit.issuer.unguessable());
    let ask = kit.asks_with(&proof, &person, kit.free()?);
    let one = kit.calls(&ask).await?;
    let two = kit.calls(&ask).await?;
    expect(one.status == 200 && two.status == 200, "kit-expects-same-link")?;
    kit.waits("kit-expects-link", || kit.active(&person).is_ok()).await?;
    let links = kit.issuer.links_of(&person);
    expect(links.len() == 1, "kit-expects-same-link")
}

async fn proof_used(kit: &Kit) -> Done {
    applies(kit)?;
    let (one, two) = (kit.issuer.person(), kit.issuer.person());
    let proof = kit.issuer.unguessable();
    let said = kit.calls(&kit.asks_with(&proof, &one, kit.free()?)).await?;
    expect(said.status == 200, "kit-expects-report")?;
    let said = kit.calls(&kit.asks_with(&proof, &two, kit.other()?)).await?;
    expect(said.refuses(409, &["proof_used"]), "kit-expects-proof-used")?;
    kit.has_no_link(&two)
}

async fn late(kit: &Kit) -> Done {
    applies(kit)?;
    let person = Person { signed_in_ago: LONG_AGO, ..kit.issuer.person() };
    let said = kit.calls(&kit.asks(&person, kit.free()?)).await?;
    expect(said.refuses(403, &["prove_again"]), "kit-expects-prove-again")?;
    kit.has_no_link(&person)
}

async fn too_often(kit: &Kit) -> Done {
    applies(kit)?;
    let person = kit.issuer.person();
    // Where accounts belong to organisations, in one that there is.
    let (of, password) = (kit.free()?, kit.issuer.unguessable());
    for n in 0..MOST {
        // Nobody's account is locked by it.
        let user_name = format!("kit{}{n}", kit.issuer.now().millis());
        let account = Account { user_name, password: password.clone(), ..of.clone() };
        let ask = kit.asks(&person, &account);
        let bearer = kit.bearer(&kit.claims(&ask))?;
        let said = kit.calls_with(&ask, Some(&bearer)).await?;
        if said.status == 429 {
            let waits = said.json.get("retry_after").and_then(Value::as_u64).is_some_and(|wait| wait > 0);
            return expect(waits && said.code() == "too_many_requests", "kit-expects-retry-after");
        }
    }
    Err(Stop::Failed("kit-expects-limit"))
}
