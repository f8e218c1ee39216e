//! A copy of all that a portal holds about the owner of a local account. Every table with rows of one stands here: either
//! with the columns that belong into the copy, or with the reason why nothing of it does; a test asks for each.

use crate::copying::parts;

parts! { "services.copy.";
    "local_accounts" of "id" by "id DESC" {
        organisation Text, user_name Text, display_name Text, phone Text, phone_confirmed_at Time, email Text,
        email_confirmed_at Time, state Text, password_changed_at Time, number_country Text, number_proven_at Time, number_proven_by Text,
        number_matched_at Time, number_skipped_at Time,
        language Text, created_at Time, origin Text
    } without [id, user_key, password_hash, number_sealed, number_fingerprint];
    "contact_offers" of "local_account_id" by "told_at DESC, kind, issuer" {
        kind Text, issuer Text, proven Flag, told_at Time, answer Text, answered_at Time
    } without [local_account_id, fingerprint, sealed];
    "contact_origins" of "local_account_id" by "since DESC, kind, issuer" { kind Text, issuer Text, since Time } without [local_account_id];
    "contact_news" of "local_account_id" by "heard_at DESC, kind, issuer" { kind Text, issuer Text, heard_at Time } without [local_account_id];
    "held_ways" of "local_account_id" by "since DESC, kind" { kind Text, since Time, held_at Time } without [local_account_id, value];
    "links" of "local_account_id" by "id DESC" {
        system Text, issuer Text, subject Text, national_proven_at Time, national_identity_level Number,
        national_authentication_level Number, local_proof Text, local_proven_at Time, identity_level Number,
        made_by Text, state Text, mine_standing Text, mine_at Time, mine_why Text, theirs_standing Text, theirs_at Time,
        theirs_why Text, created_at Time, opened_at Time
    } without [id, local_account_id, proof, mine_number, theirs_number, told, one_sided, untold_at];
    "prepared_links" of "local_account_id" by "prepared_at DESC, batch_id" {
        state Text, why Text, prepared_at Time, settled_at Time
    } without [batch_id, local_account_id, number_fingerprint, gave_number, link_id];
    "referrals" of "local_account_id" by "id DESC" {
        procedure_code Text, place_code Text, place_valid_at Text, portal Text, created_at Time, expires_at Time,
        dossier_number Text, procedure_name Text, state Number, submitted_at Time, changed_at Time
    } without [id, local_account_id, capability, arrival, version, dossier_address];
    "local_phone_changes" of "local_account_id" by "id DESC" {
        phone Text, state Text, begun_at Time, due_at Time, settled_at Time, former Text
    } without [id, local_account_id, objection];
    "number_reviews" of "local_account_id" by "asked_at DESC" {
        state Text, asked_at Time, due_at Time, why Text, settled_at Time
    } without [local_account_id, content];
    "local_closings" of "local_account_id" by "asked_at DESC" { state Text, asked_at Time, due_at Time, settled_at Time }
        without [local_account_id];
    "sessions" of "subject_id" by "id DESC" {
        display_name Text, factors Text, identity_level Number, authenticated_at Time, created_at Time, seen_at Time,
        expires_at Time, ended_at Time, end_reason Text, user_agent Text, network Text
    } without [
        id, digest, subject_kind, subject_id, upstream_issuer, upstream_subject, upstream_sid, upstream_id_token
    ];
    "known_places" of "subject_id" by "seen_at DESC, place" { seen_at Time } without [subject_id, place];
}

/// Tables with rows of a local account of which nothing is copied, and why.
pub const LEFT_OUT: &[(&str, &str)] = &[
    ("dossiers", "opened, and copied with what the applicant wrote"),
    (
        "arrivals",
        "that a dossier came from another portal; it has no index by account, and the dossier says so",
    ),
    ("audit", "has a page and a file of its own, in plain words: /account/activity"),
    ("signin_attempts", "alive for some minutes, and says nothing that sessions do not"),
    ("proposals", "alive for some minutes, and says nothing that links do not"),
];
