//! People of an identity site: their accounts and how these are found.

mod accounts;
mod addresses;
mod app_registrations;
mod begun;
mod claims;
mod closings;
mod conflicts;
mod contacts;
mod copy;
mod corrections;
mod devices;
mod held;
mod holdings;
mod levels;
mod looks;
mod number_claims;
mod numbers;
mod passkeys;
mod personal;
mod phone_changes;
mod phone_sign_ins;
mod proofings;
mod questions;
mod recoveries;
mod recovery_codes;
mod staff;
mod staff_proposals;
mod terms;
mod totps;

pub mod merges;

pub use crate::copying::{Cell, CopiedRow, Kind, Part};
pub use accounts::{
    Inserted, NewAccount, ProvenNow, ProvenOwner, by_id, by_login, by_number, by_phone, change_password,
    change_phone, change_state, insert, phone_confirmed_at, phone_of, prove_owner, renew_hash,
};
pub use addresses::{PostalAddress, add_address, addresses_of, change_address, main_address, remove_address};
pub use app_registrations::{Door, GIVE_IN, by_registered_number, register_in_app};
pub use begun::{BegunSignIn, begin_sign_in, begun_sign_in, forget_sign_ins, spend_sign_in, sweep_sign_ins};
pub use claims::claims;
pub use closings::{
    CLOSED_WITHOUT, ERASED, ask_closing, closing_of, empty_account, free_login, move_closing, shut_account,
};
pub use conflicts::{declare_conflict, has_conflict};
pub use contacts::{EmailContact, add_email, emails_of, remove_email};
pub use copy::{LEFT_OUT, PARTS};
pub use corrections::{
    Correction, SaidWrong, correction, correction_queue, corrections_of, give_paper, open_paper, open_said,
    paper, renumber, seal_said, send_correction, settle_correction, sweep_papers, take_correction,
    waiting_corrections,
};
pub use devices::{
    Device, device_seen, devices, forget_device, forget_devices, remember_device, sweep_devices,
};
pub use held::{choose_text_codes, held};
pub use holdings::{Both, absorb, holding, met, part, waits};
pub use levels::{HeldLevel, Level, hold_level, level, release_level, release_levels};
pub use looks::{Look, LookCount, add_look, latest_looks, look, look_counts, sweep_looks};
pub use number_claims::{claim_number, claimed_number, forget_claim};
pub use numbers::{number_fingerprint, open_claim, open_number, seal_claim, seal_number};
pub use passkeys::{
    Passkey, add_passkey, doubt_passkey, passkey, passkey_used, passkeys, remove_passkey, rename_passkey,
};
pub use personal::{choose_language, chosen_language, keep_personal, personal_of, rename};
pub use phone_changes::{
    ObjectedBy, PhoneChange, phone_change, phone_change_by_objection, phone_change_stopped,
    phone_owner_besides, put_phone_change, release_phone, replace_phone_change, settle_phone_change,
    waiting_phone,
};
pub use phone_sign_ins::{
    PhoneSignIn, answer_phone_sign_in, begin_phone_sign_in, finish_phone_sign_in, phone_sign_in,
    phone_sign_in_by_token, sweep_phone_sign_ins,
};
pub use proofings::{Proofing, keep_proofing, proofing};
pub use questions::{
    KeptQuestions, open_questions, questions, remove_questions, seal_questions, set_questions,
};
pub use recoveries::{
    Dropped, Recovery, RecoveryState, begin_recovery, drop_begun_recoveries, drop_waiting_changes, evidence,
    prove_recovery, recovery, recovery_by_objection, recovery_waits, settle_recovery, settle_recovery_waits,
    sweep_recoveries, wait_for_recovery,
};
pub use recovery_codes::{
    recovery_codes_left, recovery_digest, renew_recovery_codes, spend_older_recovery_code,
    spend_recovery_code,
};
pub use staff::{
    HeldRole, approvers, console_seen, grant_role, revoke_role, role_held, roles_of, see_console, staff,
    sweep_consoles,
};
pub use staff_proposals::{
    Proposal, add_proposal, due_proposals, latest_proposals, open_proposal, open_proposals, proposal,
    settle_proposal,
};
pub use terms::{AcceptedTerms, TermsText, accept_terms, accepted_terms, publish_terms, terms};
pub use totps::{Totp, add_totp, open_totp, remove_totp, rename_totp, seal_totp, totp_used, totps};

pub(crate) const STATEMENTS: &[&[&crate::Statement]] = &[
    accounts::STATEMENTS,
    addresses::STATEMENTS,
    begun::STATEMENTS,
    closings::STATEMENTS,
    conflicts::STATEMENTS,
    contacts::STATEMENTS,
    copy::STATEMENTS,
    corrections::STATEMENTS,
    devices::STATEMENTS,
    held::STATEMENTS,
    holdings::STATEMENTS,
    merges::STATEMENTS,
    levels::STATEMENTS,
    looks::STATEMENTS,
    app_registrations::STATEMENTS,
    number_claims::STATEMENTS,
    passkeys::STATEMENTS,
    personal::STATEMENTS,
    phone_changes::STATEMENTS,
    proofings::STATEMENTS,
    questions::STATEMENTS,
    recoveries::STATEMENTS,
    phone_sign_ins::STATEMENTS,
    recovery_codes::STATEMENTS,
    staff::STATEMENTS,
    staff_proposals::STATEMENTS,
    terms::STATEMENTS,
    totps::STATEMENTS,
];
