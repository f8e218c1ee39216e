//! A copy of all that is held about a person, table by table. Every table with rows of a person stands here: either with
//! the columns that belong into the copy, or with the reason why nothing of it does; a test asks for each.

use crate::copying::parts;

parts! { "people.copy.";
    "accounts" of "id" by "id DESC" {
        login_name Text, display_name Text, state Text, identity_level Number, language Text,
        password_changed_at Time, number_country Text, created_at Time, level_held Number, level_held_at Time,
        level_held_until Time, level_locked Number
    } without [id, login_key, password_hash, number_sealed, number_fingerprint];
    "personal_data" of "account_id" by "changed_at DESC" {
        born Text, sex Text, employer Text, changed_at Time, language_chosen_at Time
    } without [account_id];
    "proofings" of "account_id" by "decided_at DESC" { identity_level Number, decided_at Time } without [account_id, record_sealed];
    "applications" of "account_id" by "id DESC" {
        state Text, due_at Time, noticed_at Time, device Text, begun_at Time, changed_at Time
    } without [id, account_id, locks, claimed_sealed, printed_sealed, verdict_sealed, record_sealed, number_fingerprint];
    "application_frames" of "account_id" by "taken_at DESC, position" { content_type Text, taken_at Time, delete_after Time }
        without [application_id, position, account_id, frame_sealed];
    "face_challenges" of "account_id" by "begun_at DESC" { gestures Text, begun_at Time } without [application_id, account_id];
    "face_words" of "account_id" by "told_at DESC" { told_at Time } without [application_id, account_id, word_sealed];
    "application_acts" of "account_id" by "acted_at DESC, position" {
        step Text, done_by Text, reason Text, acted_at Time
    } without [application_id, position, account_id, officer_id];
    "register_answers" of "account_id" by "answered_at DESC, position" { answered_at Time }
        without [application_id, position, account_id, officer_id, answer_sealed];
    "application_officers" of "account_id" by "declared_at DESC, officer_id" { declared_at Time }
        without [application_id, account_id, officer_id];
    "application_approvals" of "account_id" by "proposed_at DESC" { proposed_at Time }
        without [application_id, account_id, officer_id];
    "app_devices" of "account_id" by "bound_at DESC" { user_agent Text, bound_at Time, used_at Time }
        without [account_id, token, public_key, passcode_hash, wrong];
    "card_looks" of "account_id" by "look_at DESC" { look_at Time, warned_at Time } without [application_id, account_id];
    "unlock_requests" of "account_id" by "asked_at DESC" { state Text, asked_at Time, due_at Time, answer Text, settled_at Time }
        without [application_id, account_id, reason_sealed, officer_id];
    "number_claims" of "account_id" by "claimed_at DESC" { country Text, claimed_at Time } without [account_id, number_sealed];
    "app_registrations" of "account_id" by "registered_at DESC" { registered_at Time } without [account_id, number_fingerprint, browser];
    "terms_accepted" of "account_id" by "accepted_at DESC, version" { version Text, language Text, accepted_at Time } without [account_id];
    "security_questions" of "account_id" by "set_at DESC" { set_at Time } without [account_id, questions_sealed, answers_hash];
    "recoveries" of "account_id" by "id DESC" {
        proofs Text, state Text, user_agent Text, network Text, begun_at Time, due_at Time, settled_at Time,
        expires_at Time
    } without [id, account_id, browser, name, password, objection];
    "contacts" of "account_id" by "id DESC" { kind Text, value Text, confirmed_at Time } without [id, account_id];
    "postal_addresses" of "account_id" by "id DESC" {
        country Text, label Text, recipient Text, phone Text, place Text, town Text, street Text, postcode Text,
        main Flag, changed_at Time
    } without [id, account_id];
    "phone_changes" of "account_id" by "id DESC" {
        phone Text, former Text, state Text, begun_at Time, due_at Time, settled_at Time
    } without [id, account_id, objection, owner_id, owner_objection];
    "passkeys" of "account_id" by "id DESC" {
        label Text, backup_eligible Flag, backed_up Flag, created_at Time, used_at Time, doubted_at Time
    } without [id, account_id, credential, public_key, counter];
    "totps" of "account_id" by "id DESC" { label Text, created_at Time, used_at Time }
        without [id, account_id, secret_sealed, used_step];
    "recovery_codes" of "account_id" by "created_at DESC, digest" { created_at Time, used_at Time } without [account_id, digest];
    "text_codes" of "account_id" by "choice" { choice Text } without [account_id];
    "remembered_devices" of "account_id" by "id DESC" {
        user_agent Text, network Text, created_at Time, seen_at Time, expires_at Time
    } without [id, account_id, digest];
    "sessions" of "subject_id" by "id DESC" {
        display_name Text, factors Text, identity_level Number, authenticated_at Time, created_at Time, seen_at Time,
        expires_at Time, ended_at Time, end_reason Text, user_agent Text, network Text
    } without [
        id, digest, subject_kind, subject_id, upstream_issuer, upstream_subject, upstream_sid, upstream_id_token
    ];
    "known_places" of "subject_id" by "seen_at DESC, place" { seen_at Time } without [subject_id, place];
    "identity_links" of "person_id" by "id DESC" {
        client Text, system Text, subject Text, account Text, label Text, national_proven_at Time,
        national_identity_level Number, national_authentication_level Number, local_proof Text, local_proven_at Time,
        identity_level Number, made_by Text, state Text, mine_standing Text, mine_at Time, mine_why Text,
        theirs_standing Text, theirs_at Time, theirs_why Text, created_at Time
    } without [id, person_id, mine_number, theirs_number, told, one_sided, proof, untold_at];
    "link_proofs" of "person_id" by "id DESC" {
        client Text, subject Text, acr Text, amr Text, authenticated_at Time, created_at Time
    } without [id, person_id];
    "consents" of "account_id" by "id DESC" {
        client_id Text, scopes Text, claims Text, given_at Time, changed_at Time, ended_at Time
    } without [id, account_id];
    "grants" of "account_id" by "id DESC" {
        client_id Text, subject Text, scopes Text, claims Text, acr Text, amr Text, authenticated_at Time,
        offline Flag, created_at Time, expires_at Time, ended_at Time, end_reason Text
    } without [
        id, account_id, session_id, sid, redirect_uri, nonce, code_digest, code_challenge, code_expires_at, code_used_at
    ];
    "names_at_clients" of "account_id" by "client_id" { client_id Text } without [account_id, named_as, merge_id];
    "corrections" of "account_id" by "id DESC" {
        field Text, state Text, sent_at Time, due_at Time, taken_at Time, settled_at Time, reason Text
    } without [id, account_id, said_sealed, taken_by, settled_by];
    "correction_papers" of "account_id" by "given_at DESC" { content_type Text, given_at Time }
        without [correction_id, account_id, paper_sealed];
    "staff_roles" of "account_id" by "granted_at DESC, role" { role Text, granted_at Time, until Time } without [account_id, granted_by];
    "account_closings" of "account_id" by "asked_at DESC" { state Text, asked_at Time, due_at Time, settled_at Time } without [account_id];
}

/// Tables with rows of a person of which nothing is copied, and why.
pub const LEFT_OUT: &[(&str, &str)] = &[
    ("audit", "has a page and a file of its own, in plain words: /account/activity"),
    ("access_tokens", "short-lived secrets, as digests; what they allow stands in grants"),
    ("refresh_tokens", "likewise"),
    ("staff_looks", "each stands with its reason in the record of activity"),
    ("staff_proposals", "what was decided stands with its reason in the record of activity"),
    ("phone_sign_ins", "alive for two minutes, and says nothing that sessions do not"),
    ("begun_sign_ins", "alive for ten minutes, and says nothing that sessions do not"),
];
