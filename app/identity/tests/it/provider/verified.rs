//! How somebody was verified, told to portals that ask (OpenID Connect for Identity Assurance 1.0).

use axum::http::StatusCode;
use onedoor_base::{IdentityLevel, Timestamp};
use onedoor_proofing::evidence::{
    Act, Attributes, Decision, Evidence, Kind, Record, Validated, Validation, Verification, Verified, Who,
};
use onedoor_proofing::register::{Born, Sex};
use onedoor_site::HasSite;
use onedoor_storage::people::{self, Proofing};
use onedoor_storage::{Change, StorageError};
use serde_json::{Value, json};

use super::party::{Scene, agree, code_of, request};
use crate::actors::NUMBER;

fn record(at: Timestamp) -> Record {
    let act = |by| Act { by, at };
    Record {
        evidence: vec![Evidence { kind: Kind::CardCode, taken: act(Who::Person) }],
        validations: vec![Validation {
            of: Kind::CardCode,
            how: Validated::RegisterMatch,
            against: "population register".to_owned(),
            act: act(Who::Site),
        }],
        verifications: vec![Verification {
            how: Verified::RemoteFace,
            against: "register's picture".to_owned(),
            attack_detection: None,
            act: act(Who::Provider("desk".to_owned())),
        }],
        decisions: vec![Decision {
            given: Some(IdentityLevel::Substantial),
            reasons: Vec::new(),
            act: act(Who::Site),
        }],
        attributes: Attributes {
            born: Some(Born { year: 1988, month: Some(2), day: None }),
            sex: Some(Sex::Female),
            residence: Some("12 Trần Hưng Đạo, Hải Dương".to_owned()),
        },
    }
}

async fn keep(scene: &Scene) {
    let site = scene.identity.site();
    let id = scene.khai;
    let proofing = Proofing::seal(&site.vault, id, &record(site.now())).expect("a level was given");
    let kept = site.store.write::<_, StorageError, _>(move |tx| {
        let proofing = proofing.clone();
        Box::pin(async move { Ok(Change::Unrecorded(people::keep_proofing(tx, id, &proofing).await?)) })
    });
    kept.await.expect("kept");
}

fn wanted(verification: &Value) -> String {
    let asked = json!({ "verification": verification, "claims": { "name": null, "national_number": null } });
    json!({ "id_token": { "verified_claims": asked }, "userinfo": { "verified_claims": asked } }).to_string()
}

/// What Khai's portal is told, by the identity token and by userinfo.
async fn told(scene: &Scene, verification: Value) -> (Option<Value>, Option<Value>) {
    let mut browser = scene.signed_in().await;
    let page = browser.visit(&request(&[("claims", &wanted(&verification))])).await;
    let tokens = scene.exchange(&code_of(&agree(&mut browser, page).await)).await;
    let info: Value = serde_json::from_str(&scene.userinfo(&tokens.access_token).await.body).expect("JSON");
    let token = scene.verified(&tokens, Some("n0nce")).await;
    (token.extra.get("verified_claims").cloned(), info.get("verified_claims").cloned())
}

#[tokio::test]
async fn a_portal_is_told_by_whose_rules_how_and_when() {
    let scene = Scene::new().await;
    keep(&scene).await;
    let mut browser = scene.signed_in().await;
    let everything =
        json!({ "trust_framework": null, "assurance_level": null, "time": null, "evidence": null });
    let page = browser.visit(&request(&[("claims", &wanted(&everything))])).await;
    page.assert_says(StatusCode::OK, "How your identity was verified");
    page.assert_says(StatusCode::OK, "Identity number");
    let (token, info) = told(&scene, everything).await;
    assert_eq!(token, info);
    let told = token.expect("it is told");
    assert_eq!(told["claims"]["national_number"], NUMBER);
    assert_eq!(told["verification"]["trust_framework"], "vn_vneid");
    assert_eq!(told["verification"]["assurance_level"], "2");
    assert!(told["verification"]["time"].as_str().is_some_and(|time| time.ends_with('Z')), "{told}");
    let kinds: Vec<_> = told["verification"]["evidence"].as_array().expect("evidence").iter().collect();
    assert_eq!(kinds[0]["record"]["type"], "population_register");
    assert_eq!(kinds[0]["check_details"][0]["organization"], "population register");
    assert_eq!(kinds[1]["check_details"][0]["check_method"], "bvr");
    assert!(!told.to_string().contains("desk"), "nobody learns who decided");
    let list = browser.get("/account/consents").await;
    list.assert_says(StatusCode::OK, "How your identity was verified");
}

#[tokio::test]
async fn birth_sex_and_residence_go_to_whom_they_were_allowed_by_name() {
    let scene = Scene::new().await;
    keep(&scene).await;
    let mut browser = scene.signed_in().await;
    let ask = |claims: Value| {
        let asked = json!({ "verification": { "trust_framework": null }, "claims": claims });
        json!({ "userinfo": { "verified_claims": asked } }).to_string()
    };
    let few = browser.visit(&request(&[("claims", &ask(json!({ "name": null })))])).await;
    assert!(!few.says("Date of birth") && !few.says("Place of residence"), "{}", few.body);
    code_of(&agree(&mut browser, few).await);

    let more = ask(json!({ "name": null, "birthdate": null, "gender": null, "address": null }));
    let page = browser.visit(&request(&[("claims", &more)])).await;
    for item in ["Date of birth", "Sex", "Place of residence"] {
        page.assert_says(StatusCode::OK, item);
    }
    let tokens = scene.exchange(&code_of(&agree(&mut browser, page).await)).await;
    let told: Value = serde_json::from_str(&scene.userinfo(&tokens.access_token).await.body).expect("JSON");
    let told = &told["verified_claims"]["claims"];
    assert_eq!(told["birthdate"], "1988", "half a day is none");
    assert_eq!(told["gender"], "female");
    assert_eq!(told["address"], json!({ "formatted": "12 Trần Hưng Đạo, Hải Dương" }));
}

#[tokio::test]
async fn what_is_demanded_and_not_so_leaves_out_everything() {
    let scene = Scene::new().await;
    // Khai's level came with the operator's list: when and how is not known.
    let (token, info) = told(&scene, json!({ "trust_framework": null, "time": { "max_age": 60 } })).await;
    assert_eq!(token, info);
    assert_eq!(token.expect("told")["verification"], json!({ "trust_framework": "vn_vneid" }));
    for demanded in [
        json!({ "trust_framework": { "value": "eidas" } }),
        json!({ "trust_framework": null, "assurance_level": { "values": ["3"] } }),
        json!({ "trust_framework": null, "time": { "essential": true } }),
    ] {
        assert_eq!(told(&scene, demanded).await, (None, None));
    }
}

#[tokio::test]
async fn what_nobody_can_read_is_refused() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    for bad in [json!(7), json!({}), json!({ "claims": { "name": null } }), json!([])] {
        let claims = json!({ "id_token": { "verified_claims": bad } }).to_string();
        let answer = browser.get(&request(&[("claims", &claims)])).await;
        let to = answer.location().unwrap_or_default();
        assert!(to.contains("error=invalid_request"), "{to}");
    }
}
