use onedoor_oidc::respond::{Delivery, with_code};

use crate::fixtures::{ISSUER, authorize};

#[test]
fn section_2_the_answer_is_a_form() {
    let to = authorize(&[("response_mode", "form_post"), ("state", "<s>")]).unwrap().return_address();
    let Delivery::FormPost { action, fields } = with_code(&to, ISSUER, "c0de") else { panic!("not a form") };
    assert_eq!(action, "https://portal.example/callback");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(fields, [("code", "c0de"), ("state", "<s>"), ("iss", ISSUER)]);
}
