//! The linking interface: what a portal may tell, what it is answered, and what the identity confirms.

use axum::http::StatusCode;
use onedoor_base::{LinkId, Timestamp};
use onedoor_linking::{Life, Part, Reason, Report, Standing};
use onedoor_linking_client::words;
use onedoor_linking_protocol::{Code, Evidence, Local, National, Told};
use onedoor_oidc::Client;
use onedoor_oidc::relying_party::basic_authorization;
use onedoor_site::testing::Browser;
use onedoor_storage::StorageError;
use onedoor_storage::linking::identity_links;
use serde_json::{Value, json};

use super::party::{SECRET, Scene, haiduong, pass};

pub(crate) const LINK: LinkId = LinkId::from_bytes([1; 16]);
pub(super) const OTHER: LinkId = LinkId::from_bytes([2; 16]);

/// Khai has just signed in at the province's portal; what the portal says of a link with her.
pub(crate) struct Linking {
    pub(crate) scene: Scene,
    address: String,
    pub(crate) evidence: Evidence,
}

fn confirmed(at: Timestamp) -> Part {
    Part { number: 1, standing: Standing::Confirmed { at } }
}

impl Linking {
    pub(crate) async fn new() -> Self {
        let school = Client { client_id: "school".to_owned(), ..haiduong() };
        let scene = Scene::with(&[haiduong(), school]).await;
        let mut browser = scene.signed_in().await;
        let evidence = Self::evidence(&scene, &mut browser).await;
        let address = scene.listens().await;
        Self { scene, address, evidence }
    }

    /// What the portal says of a link with whoever signs in there in this browser.
    pub(crate) async fn evidence(scene: &Scene, browser: &mut Browser) -> Evidence {
        let tokens = scene.tokens_in(browser, "openid profile").await;
        let claims = scene.verified(&tokens, Some("n0nce")).await;
        let now = scene.identity.site.now();
        Evidence {
            subject: claims.sub,
            system: "haiduong".to_owned(),
            account: "local_1".to_owned(),
            label: "khai.ntm".to_owned(),
            proof: claims.extra["jti"].as_str().expect("the grant").to_owned(),
            national: National {
                at: claims.auth_time.expect("an hour") * 1000,
                acr: claims.acr.expect("a level"),
                authentication: 2,
            },
            local: Local { how: "password".to_owned(), at: now.millis() },
            assurance: "urn:onedoor:loa:1".to_owned(),
            made_by: "person".to_owned(),
        }
    }

    fn first(&self) -> Report {
        Report { part: confirmed(self.scene.identity.site.now()), heard: Part::UNKNOWN }
    }

    /// What the portal registered as `client` is answered.
    pub(super) async fn tell(
        &self,
        (client, secret): (&str, &str),
        id: LinkId,
        report: &Report,
        evidence: Option<Evidence>,
    ) -> (StatusCode, Value) {
        let told = Told { report: words::report(report), evidence };
        self.put(Some(&basic_authorization(client, secret)), id, &serde_json::to_string(&told).expect("JSON"))
            .await
    }

    async fn put(&self, authorization: Option<&str>, id: LinkId, body: &str) -> (StatusCode, Value) {
        let address = format!("{}/linking/v1/links/{id}", self.address);
        let mut request = reqwest::Client::new().put(address).body(body.to_owned());
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let answer = request.send().await.expect("an answer");
        let status = StatusCode::from_u16(answer.status().as_u16()).expect("a status");
        (status, serde_json::from_str(&answer.text().await.expect("a body")).unwrap_or_default())
    }

    pub(crate) async fn tells(&self, id: LinkId, evidence: &Evidence) -> Value {
        let (status, answer) =
            self.tell(("haiduong", SECRET), id, &self.first(), Some(evidence.clone())).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer
    }

    /// The lives of Khai's links here.
    async fn lives(&self) -> Vec<(LinkId, Life)> {
        let khai = self.scene.khai;
        let store = &self.scene.identity.site.store;
        let found: Result<_, StorageError> =
            store.read(move |tx| Box::pin(async move { identity_links::of_person(tx, khai).await })).await;
        found.expect("read").iter().map(|link| (link.id, link.life())).collect()
    }
}

#[track_caller]
fn is_refused((status, body): &(StatusCode, Value), code: Code) {
    assert_eq!((status.as_u16(), body["code"].as_str()), (code.status(), Some(code.word())), "{body}");
}

/// The identity's part says that it does not confirm, and why.
#[track_caller]
fn is_ended(answer: &Value, why: Reason) {
    assert_eq!((&answer["part"]["standing"], &answer["part"]["why"]), (&json!("ended"), &json!(why.word())));
}

#[tokio::test]
async fn what_the_own_grant_proves_is_confirmed_once_for_all() {
    let linking = Linking::new().await;
    let answer = linking.tells(LINK, &linking.evidence).await;
    assert_eq!((&answer["part"]["standing"], &answer["heard"]["number"]), (&json!("confirmed"), &json!(1)));
    assert_eq!(linking.lives().await, [(LINK, Life::Active)]);
    // Doubled, and without the evidence: the same.
    assert_eq!(linking.tells(LINK, &linking.evidence).await, answer);
    let receipt = Report { part: linking.first().part, heard: confirmed(linking.scene.identity.site.now()) };
    let (_, again) = linking.tell(("haiduong", SECRET), LINK, &receipt, None).await;
    assert_eq!(again, answer);
    let link = linking.scene.link(LINK).await.expect("a link");
    assert!(!link.handshake.owes());
    assert!(linking.scene.actions().await.contains(&"linking.link.made".to_owned()));
    // The account may be called something else by now.
    let renamed = Evidence { label: "khai".to_owned(), ..linking.evidence.clone() };
    assert_eq!(linking.tells(LINK, &renamed).await, answer);
}

#[tokio::test]
async fn one_grant_makes_one_link() {
    let linking = Linking::new().await;
    linking.tells(LINK, &linking.evidence).await;
    let second = Evidence { account: "local_2".to_owned(), ..linking.evidence.clone() };
    is_ended(&linking.tells(OTHER, &second).await, Reason::ProofUsed);
    assert_eq!(linking.lives().await, [(LINK, Life::Active)]);
}

#[tokio::test]
async fn what_no_grant_proves_is_not_confirmed() {
    let linking = Linking::new().await;
    let right = &linking.evidence;
    let others = [
        Evidence { proof: "grnt_01990000-0000-7000-8000-000000000041".to_owned(), ..right.clone() },
        Evidence { proof: "made up".to_owned(), ..right.clone() },
        Evidence { subject: "somebody else".to_owned(), ..right.clone() },
        Evidence {
            national: National { at: right.national.at - 1000, ..right.national.clone() },
            ..right.clone()
        },
        Evidence {
            national: National { acr: "urn:onedoor:loa:3".to_owned(), ..right.national.clone() },
            ..right.clone()
        },
        Evidence { assurance: "urn:onedoor:loa:2".to_owned(), ..right.clone() },
    ];
    for other in others {
        is_ended(&linking.tells(OTHER, &other).await, Reason::ProofUnknown);
    }
    // Another portal with the right words.
    let (_, stolen) = linking.tell(("school", SECRET), OTHER, &linking.first(), Some(right.clone())).await;
    is_ended(&stolen, Reason::ProofUnknown);
    assert!(linking.lives().await.is_empty());
    assert!(linking.scene.actions().await.contains(&"linking.link.unconfirmed".to_owned()));
}

#[tokio::test]
async fn nobody_speaks_of_anothers_link() {
    let linking = Linking::new().await;
    linking.tells(LINK, &linking.evidence).await;
    let ended = Part {
        number: 2,
        standing: Standing::Ended { at: linking.scene.identity.site.now(), why: Reason::ByPerson },
    };
    let end = Report { part: ended, heard: Part::UNKNOWN };
    is_refused(&linking.tell(("school", SECRET), LINK, &end, None).await, Code::EvidenceDiffers);
    let other_account = Evidence { account: "local_9".to_owned(), ..linking.evidence.clone() };
    let differs = linking.tell(("haiduong", SECRET), LINK, &linking.first(), Some(other_account)).await;
    is_refused(&differs, Code::EvidenceDiffers);
    assert_eq!(linking.lives().await, [(LINK, Life::Active)]);
    // Its own portal ends it.
    let (status, answer) = linking.tell(("haiduong", SECRET), LINK, &end, None).await;
    assert_eq!((status, &answer["heard"]["standing"]), (StatusCode::OK, &json!("ended")));
    assert_eq!(linking.lives().await, [(LINK, Life::Ended)]);
}

#[tokio::test]
async fn a_portal_proves_itself_as_at_the_token_endpoint() {
    let linking = Linking::new().await;
    let told = Told { report: words::report(&linking.first()), evidence: Some(linking.evidence.clone()) };
    let body = serde_json::to_string(&told).expect("JSON");
    let wrong = basic_authorization("haiduong", "a guess");
    let unknown = basic_authorization("haiphong", SECRET);
    for header in [None, Some(wrong.as_str()), Some(unknown.as_str()), Some("Bearer x"), Some("Basic !")] {
        is_refused(&linking.put(header, LINK, &body).await, Code::Unauthenticated);
    }
    assert!(linking.lives().await.is_empty());
    let right = basic_authorization("haiduong", SECRET);
    is_refused(&linking.put(Some(&right), LINK, "{}").await, Code::Malformed);
    is_refused(&linking.put(Some(&right), LINK, &" ".repeat(17_000)).await, Code::TooLarge);
    for _ in 0..60 {
        linking.put(None, LINK, &body).await;
    }
    let (status, answer) = linking.put(Some(&right), LINK, &body).await;
    is_refused(&(status, answer.clone()), Code::TooManyRequests);
    assert!(answer["retry_after"].as_u64().is_some_and(|seconds| seconds > 0), "{answer}");
    pass(&linking.scene, 601);
    assert_eq!(linking.put(Some(&right), LINK, &body).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_link_without_its_evidence_is_asked_for() {
    let linking = Linking::new().await;
    let (status, answer) = linking.tell(("haiduong", SECRET), LINK, &linking.first(), None).await;
    let nothing = json!({ "number": 0, "standing": "unknown" });
    assert_eq!((status, answer), (StatusCode::OK, json!({ "part": nothing, "heard": nothing })));
}

#[tokio::test]
async fn a_portal_cannot_say_for_the_identity_when_and_why_it_ended_a_link() {
    let linking = Linking::new().await;
    linking.tells(LINK, &linking.evidence).await;
    let said = Standing::Ended { at: Timestamp::from_seconds(1), why: Reason::ByStaff };
    let report = Report { part: linking.first().part, heard: Part { number: 999_999, standing: said } };
    let (_, answer) = linking.tell(("haiduong", SECRET), LINK, &report, None).await;
    is_ended(&answer, Reason::Recalled);
    let page = linking.scene.signed_in().await.get("/account/links").await;
    assert!(page.says("remembers that it was stopped here"), "{}", page.body);
    assert!(!page.says("1970") && !page.says("The staff of this site did it"), "{}", page.body);
}

#[tokio::test]
async fn a_portal_reads_its_own_links_page_by_page() {
    let linking = Linking::new().await;
    linking.tells(LINK, &linking.evidence).await;
    let list = async |authorization: &str, query: &str| {
        let address = format!("{}/linking/v1/links{query}", linking.address);
        let answer = reqwest::Client::new().get(address).header("authorization", authorization).send().await;
        let answer = answer.expect("an answer");
        let status = StatusCode::from_u16(answer.status().as_u16()).expect("a status");
        (status, answer.json::<Value>().await.expect("JSON"))
    };
    let (own, other) = (basic_authorization("haiduong", SECRET), basic_authorization("school", SECRET));
    let (status, page) = list(&own, "").await;
    assert_eq!(
        (status, &page["more"], page["links"].as_array().map(Vec::len)),
        (StatusCode::OK, &json!(false), Some(1))
    );
    let entry = &page["links"][0];
    assert_eq!(
        (&entry["id"], &entry["part"]["standing"], &entry["heard"]["number"]),
        (&json!(LINK.to_string()), &json!("confirmed"), &json!(1))
    );
    assert!(entry.get("evidence").is_none() && entry.get("subject").is_none(), "no more than is compared");
    assert_eq!(list(&own, &format!("?after={LINK}")).await.1["links"], json!([]));
    assert_eq!(list(&other, "").await.1["links"], json!([]), "of another portal nothing");
    is_refused(&list(&own, "?after=everything").await, Code::Malformed);
    is_refused(&list("Basic eDp5", "").await, Code::Unauthenticated);
}
