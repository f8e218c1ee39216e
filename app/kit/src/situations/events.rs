//! What the identity tells a portal by security events: that a person is called otherwise (systems are merged,
//! identities are joined), that a link has ended.

use onedoor_linking::Reason;
use onedoor_oidc::keys::{SigningKey, Typ};
use onedoor_oidc::security_event::CONTENT_TYPE;
use reqwest::header;
use serde_json::{Value, json};

use crate::Kit;
use crate::caller::Said;
use crate::issuer::{Person, compact};
use crate::situation::{Done, Stop, expect, situations};

situations! { Events:
    "kit-merged" "Events" merged;
    "kit-event-twice" "Events" twice;
    "kit-event-unknown" "Events" unknown;
    "kit-event-false" "Events" not_believed;
    "kit-event-ended" "Events" ended;
}

const SUBJECT_CHANGED: &str = "urn:onedoor:event:subject-changed";
const ENDED: &str = "urn:onedoor:event:ended";

impl Kit {
    /// The claims of an event, as they must be.
    fn event(&self, person: &Person, event: &str, detail: &Value) -> Value {
        self.event_of(&person.subject, event, detail)
    }

    /// The same, to whoever is called so.
    pub(crate) fn event_of(&self, subject: &str, event: &str, detail: &Value) -> Value {
        json!({
            "iss": self.issuer.name(),
            "aud": self.endpoint(),
            "jti": self.issuer.unguessable(),
            "iat": self.issuer.now().seconds(),
            "sub_id": { "format": "iss_sub", "iss": self.issuer.name(), "sub": subject },
            "events": { event: detail },
        })
    }

    pub(crate) async fn tells_event(&self, claims: &Value) -> Result<Said, Stop> {
        self.pushes(self.issuer.key(), Typ::SecurityEvent, claims).await
    }

    async fn pushes(&self, key: &SigningKey, typ: Typ, claims: &Value) -> Result<Said, Stop> {
        let token = compact(key, typ, claims).ok_or(Stop::NotTried("kit-untried-key"))?;
        let url = format!("{}/events", self.endpoint());
        let request = self.http.post(&url).header(header::CONTENT_TYPE, CONTENT_TYPE).body(token);
        // The token itself is nobody's to copy; what it says is.
        self.said(("POST", &url, claims.to_string().as_bytes()), request).await
    }
}

/// Whether the portal wants to be told of this, or of anything.
async fn wants(kit: &Kit, event: &str) -> Done {
    let said = kit.describes().await?;
    let events = said.json.get("events").and_then(Value::as_array);
    let wants = events.is_some_and(|events| {
        events.iter().any(|one| one.as_str().is_some_and(|one| one.starts_with(event)))
    });
    if wants { Ok(()) } else { Err(Stop::NotApplicable("kit-policy-events")) }
}

/// Somebody who is linked, and the same person under another name.
async fn renamed(kit: &Kit) -> Result<(crate::steps::Linked, Person, Value), Stop> {
    wants(kit, SUBJECT_CHANGED).await?;
    let linked = kit.links(kit.free()?).await?;
    let person = Person { subject: kit.issuer.person().subject, ..linked.person.clone() };
    let claims = kit.event(&linked.person, SUBJECT_CHANGED, &json!({ "subject": person.subject }));
    Ok((linked, person, claims))
}

async fn comes_in(kit: &Kit, person: &Person) -> Result<bool, Stop> {
    let browser = kit.browser();
    kit.comes(&browser, person).await?;
    kit.is_inside(&browser).await
}

async fn merged(kit: &Kit) -> Done {
    let (linked, person, claims) = renamed(kit).await?;
    expect(kit.tells_event(&claims).await?.status == 202, "kit-expects-event-taken")?;
    expect(comes_in(kit, &person).await?, "kit-expects-inside")?;
    expect(kit.active(&linked.person)?.0 == linked.id, "kit-expects-one-link")?;
    kit.has_no_link(&person)
}

async fn twice(kit: &Kit) -> Done {
    let (_, person, claims) = renamed(kit).await?;
    for _ in 0..2 {
        expect(kit.tells_event(&claims).await?.status == 202, "kit-expects-event-taken")?;
    }
    expect(comes_in(kit, &person).await?, "kit-expects-inside")
}

async fn unknown(kit: &Kit) -> Done {
    wants(kit, "").await?;
    let claims = kit.event(&kit.issuer.person(), "urn:onedoor:event:of-a-later-version", &json!({}));
    expect(kit.tells_event(&claims).await?.status == 202, "kit-expects-event-taken")
}

async fn not_believed(kit: &Kit) -> Done {
    let (_, person, claims) = renamed(kit).await?;
    let refused = |said: &Said| expect(said.status == 400, "kit-expects-event-refused");
    for (claim, value) in [
        ("aud", json!("https://another.example/linking/v1")),
        ("iss", json!("https://another.example")),
        ("iat", json!(0)),
        ("events", json!({})),
    ] {
        let mut wrong = claims.clone();
        wrong[claim] = value;
        refused(&kit.tells_event(&wrong).await?)?;
    }
    refused(&kit.pushes(kit.issuer.strange_key(), Typ::SecurityEvent, &claims).await?)?;
    refused(&kit.pushes(kit.issuer.key(), Typ::Jwt, &claims).await?)?;
    // Who is a stranger may get an account of their own; not the other's.
    expect(!comes_in(kit, &person).await? || kit.active(&person).is_ok(), "kit-expects-outside")
}

async fn ended(kit: &Kit) -> Done {
    wants(kit, ENDED).await?;
    let linked = kit.links(kit.free()?).await?;
    let now = kit.issuer.now();
    let stands = kit.issuer.changes(linked.id, |stands| stands.end(now, Reason::ByPerson).ok());
    let stands = stands.ok_or(Stop::Failed("kit-expects-link"))?.report();
    let report = serde_json::to_value(onedoor_linking_client::words::report(&stands)).unwrap_or_default();
    let detail = json!({ "link": linked.id.to_string(), "part": report["part"], "heard": report["heard"] });
    let claims = kit.event(&linked.person, ENDED, &detail);
    expect(kit.tells_event(&claims).await?.status == 202, "kit-expects-event-taken")?;
    expect(!kit.is_inside(&linked.browser).await?, "kit-expects-session-over")
}
