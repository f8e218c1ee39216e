//! OpenID Connect for Identity Assurance 1.0: requests read, answers held against the foundation's own schemas.

use onedoor_oidc::authorize::ClaimsRequest;
use onedoor_oidc::verified_claims::{Check, Evidence, Malformed, Request, Verification};
use serde_json::{Map, Value, json};

const NOW: i64 = 1_795_300_000;
const CHECK: Check<'_> = Check { method: "data", organization: "Population register", time: NOW - 200 };
const KNOWN: Verification<'_> = Verification {
    trust_framework: "vn_vneid",
    assurance_level: "1",
    time: Some(NOW - 100),
    process: Some("7c1f"),
    evidence: &[
        Evidence::Record { kind: "population_register", check: CHECK },
        Evidence::Document { kind: "idcard", check: Check { method: "vpir", ..CHECK } },
    ],
};

fn claims() -> Map<String, Value> {
    json!({ "name": "Nguyễn Thị Hòa", "birthdate": "1990-03-07", "gender": null })
        .as_object()
        .unwrap()
        .clone()
}

fn answer(request: &Value) -> Option<Value> {
    Request::read(request).unwrap().answer(&KNOWN, &claims(), NOW)
}

/// Everything that can be asked.
fn everything() -> Value {
    json!({
        "verification": {
            "trust_framework": null, "assurance_level": null, "time": { "max_age": 100 },
            "verification_process": null,
            "evidence": [{ "type": { "value": "electronic_record" } }],
        },
        "claims": { "name": null, "birthdate": { "essential": true }, "gender": null, "given_name": null },
    })
}

#[test]
fn the_answer_is_what_the_schema_wants() {
    let told = answer(&everything()).unwrap();
    assert_eq!(told["claims"], json!({ "name": "Nguyễn Thị Hòa", "birthdate": "1990-03-07" }));
    assert_eq!(told["verification"]["trust_framework"], "vn_vneid");
    assert_eq!(told["verification"]["time"], "2026-11-21T22:25:00Z");
    assert_eq!(told["verification"]["evidence"][0]["record"]["type"], "population_register");
    assert_eq!(schema::refuses(&json!({ "verified_claims": told })), None);
    assert_eq!(schema::refuses(&json!({ "verified_claims": [told] })), None);
    // And the schema does refuse what is wrong.
    for spoil in [
        "/verification/trust_framework",
        "/verification/time",
        "/claims/birthdate",
        "/verification/evidence/0/type",
    ] {
        let mut spoilt = told.clone();
        *spoilt.pointer_mut(spoil).unwrap() = json!(7);
        assert!(schema::refuses(&json!({ "verified_claims": spoilt })).is_some(), "{spoil}");
    }
}

#[test]
fn only_what_was_asked_is_said() {
    let request = json!({ "verification": { "trust_framework": null }, "claims": { "name": null } });
    let told = answer(&request).unwrap();
    assert_eq!(
        told,
        json!({ "verification": { "trust_framework": "vn_vneid" }, "claims": { "name": "Nguyễn Thị Hòa" } })
    );
    assert_eq!(schema::refuses(&json!({ "verified_claims": told })), None);
    let asked = ClaimsRequest::parse(&json!({ "id_token": { "verified_claims": request } }).to_string());
    let asked = asked.unwrap();
    assert_eq!(asked.names().collect::<Vec<_>>(), ["verified_claims", "name"]);
    assert!(!asked.is_empty() && asked.id_token.is_empty() && asked.userinfo_verified.is_none());
    // What the person did not consent to is not among the claims, and without any there is no element.
    assert_eq!(Request::read(&request).unwrap().answer(&KNOWN, &Map::new(), NOW), None);
}

/// Section 6.5: the element is left out as a whole.
#[test]
fn what_is_demanded_and_not_so_leaves_out_everything() {
    let with = |pointer: &str, value: Value| {
        let mut request = everything();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        request.pointer_mut(parent).unwrap()[name] = value;
        answer(&request).is_some()
    };
    assert!(with("/verification/trust_framework", json!({ "value": "vn_vneid" })));
    assert!(with("/verification/trust_framework", json!({ "values": ["eidas", "vn_vneid"] })));
    assert!(!with("/verification/trust_framework", json!({ "value": "eidas" })));
    assert!(!with("/verification/assurance_level", json!({ "values": ["2"] })));
    assert!(!with("/verification/assurance_level", json!({ "values": "1" })), "a list is wanted");
    assert!(!with("/verification/time", json!({ "max_age": 99 })));
    assert!(!with("/verification/time", json!({ "max_age": -1 })));
    assert!(!with("/verification/time", json!({ "max_age": "100" })));
    assert!(!with("/verification/evidence", json!([{ "type": { "value": "vouch" } }])));
    assert!(with(
        "/verification/evidence",
        json!([{ "type": { "value": "vouch" } }, { "type": { "value": "document" } }])
    ));
    assert!(with("/verification/other", Value::Null));
    assert!(!with("/verification/other", json!({ "essential": true })));
    assert!(with("/claims/name", json!({ "value": "Nguyễn Thị Hòa" })));
    assert!(!with("/claims/name", json!({ "value": "Trần Văn An" })));
}

#[test]
fn the_first_alternative_that_is_fulfilled_is_answered() {
    let ask = |level: &str, claim: &str| {
        json!({
            "verification": { "trust_framework": null, "assurance_level": { "value": level } },
            "claims": { claim: null },
        })
    };
    let told = answer(&json!([ask("2", "name"), ask("1", "birthdate"), ask("1", "name")])).unwrap();
    assert_eq!(told["claims"], json!({ "birthdate": "1990-03-07" }));
    assert_eq!(answer(&json!([ask("2", "name")])), None);
}

#[test]
fn requests_of_the_wrong_shape_are_refused() {
    let one = json!({ "verification": { "trust_framework": null }, "claims": { "name": null } });
    for (value, why) in [
        (json!(null), Malformed::Shape),
        (json!("name"), Malformed::Shape),
        (json!([]), Malformed::Shape),
        (json!([1]), Malformed::Shape),
        (json!({}), Malformed::Missing),
        (json!({ "verification": {}, "claims": { "name": null } }), Malformed::Missing),
        (json!({ "verification": { "trust_framework": null }, "claims": {} }), Malformed::Missing),
        (json!({ "verification": null, "claims": { "name": null } }), Malformed::Missing),
        (Value::Array(vec![one; 11]), Malformed::TooMany),
    ] {
        assert_eq!(Request::read(&value), Err(why), "{value}");
    }
}

/// As much of JSON Schema as these schemas use; anything else in them is a failure of the test.
mod schema {
    use serde_json::Value;

    const ANSWERS: &str = include_str!("../data/oidc-ida/verified_claims.json");
    const CLAIMS: &str = include_str!("../data/oidc-ida/claims_schema.json");

    /// Where a document breaks the schema; `None` if it doesn't.
    pub(super) fn refuses(document: &Value) -> Option<String> {
        let all = [ANSWERS, CLAIMS].map(|text| serde_json::from_str::<Value>(text).unwrap());
        check(&all, &all[0], &all[0], document, "")
    }

    fn check(all: &[Value], root: &Value, rule: &Value, value: &Value, at: &str) -> Option<String> {
        let rules = match rule {
            Value::Bool(true) => return None,
            Value::Bool(false) => return Some(format!("{at}: nothing may be here")),
            rule => rule.as_object().unwrap(),
        };
        let inner = |rule: &Value, value: &Value, at: &str| check(all, root, rule, value, at);
        let holds = |rule: &Value| inner(rule, value, at).is_none();
        rules.iter().find_map(|(word, rule)| {
            let right = match word.as_str() {
                "$id" | "$schema" | "$defs" | "then" | "else" => true,
                "$ref" => {
                    let (file, path) = rule.as_str().unwrap().split_once('#').unwrap();
                    let root = all.iter().find(|one| one["$id"] == file).unwrap_or(root);
                    return check(all, root, root.pointer(path).unwrap(), value, at);
                }
                "type" => match rule {
                    Value::Array(types) => types.iter().any(|one| is(one, value)),
                    one => is(one, value),
                },
                "enum" => rule.as_array().unwrap().contains(value),
                "const" => rule == value,
                "required" => {
                    rule.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some())
                }
                "minItems" => value.as_array().is_none_or(|all| all.len() as u64 >= rule.as_u64().unwrap()),
                "format" => {
                    rule != "date-time" || value.as_str().is_some_and(|t| t.len() == 20 && t.ends_with('Z'))
                }
                "pattern" => value.as_str().is_some_and(|text| {
                    assert!(rule.as_str().unwrap().starts_with("^[0-9]{4}-[01]"), "a birth date's: {rule}");
                    text.len() == 10 && text.bytes().all(|b| b == b'-' || b.is_ascii_digit())
                }),
                "anyOf" => rule.as_array().unwrap().iter().any(holds),
                "oneOf" => rule.as_array().unwrap().iter().filter(|rule| holds(rule)).count() == 1,
                "allOf" => return rule.as_array().unwrap().iter().find_map(|rule| inner(rule, value, at)),
                "if" => {
                    let next = if holds(rule) { "then" } else { "else" };
                    return rules.get(next).and_then(|rule| inner(rule, value, at));
                }
                "items" => {
                    return value
                        .as_array()
                        .into_iter()
                        .flatten()
                        .find_map(|one| inner(rule, one, &format!("{at}/*")));
                }
                "properties" => {
                    return rule
                        .as_object()
                        .unwrap()
                        .iter()
                        .find_map(|(name, rule)| inner(rule, value.get(name)?, &format!("{at}/{name}")));
                }
                "additionalProperties" => match (rule, rules.get("properties")) {
                    (Value::Bool(false), Some(known)) => {
                        value.as_object().is_none_or(|all| all.keys().all(|name| known.get(name).is_some()))
                    }
                    _ => true,
                },
                other => panic!("{other} is not known to this test"),
            };
            (!right).then(|| format!("{at}: {word}"))
        })
    }

    fn is(kind: &Value, value: &Value) -> bool {
        match kind.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            other => panic!("{other} is not known to this test"),
        }
    }
}
