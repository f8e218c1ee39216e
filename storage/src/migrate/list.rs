use super::Migration;

macro_rules! migrations {
    ($($version:literal $name:literal)+) => {
        &[$(Migration {
            version: $version,
            name: $name,
            text: include_str!(concat!("../../migrations/", $name, ".sql")),
        }),+]
    };
}

/// All, in order. What stands here is never changed again, only added to.
pub(super) const MIGRATIONS: &[Migration] = migrations! {
    1 "0001_foundation"
    2 "0002_site"
    3 "0003_people"
    4 "0004_provider"
    5 "0005_services"
    6 "0006_linking"
    7 "0007_linking_browser"
    8 "0008_audit_chain"
    9 "0009_link_life"
    10 "0010_known_places"
    11 "0011_own_accounts"
    12 "0012_referrals"
    13 "0013_linking_transport"
    14 "0014_linking_events"
    15 "0015_prepared_links"
    16 "0016_systems"
    17 "0017_number_prints"
    18 "0018_sign_in_ways"
    19 "0019_untold"
    20 "0020_message_delivery"
    21 "0021_contacts"
    22 "0022_handover_keys"
    23 "0023_registration"
    24 "0024_settings"
    25 "0025_addresses"
    26 "0026_recovery"
    27 "0027_merges"
    28 "0028_phone_sign_ins"
    29 "0029_closings"
    30 "0030_message_parts"
    31 "0031_staff"
    32 "0032_portal_mail"
    33 "0033_doubts"
    34 "0034_phone_changes"
    35 "0035_number_proven_by"
    36 "0036_local_closings"
    37 "0037_staff_counts"
    38 "0038_message_recipients"
    39 "0039_local_phone_changes"
    40 "0040_several_identities"
    42 "0042_matched_numbers"
    43 "0043_applications"
    44 "0044_corrections"
    45 "0045_proofings"
    52 "0052_number_reviews"
    53 "0053_app_registrations"
    54 "0054_faces"
    55 "0055_application_desk"
    56 "0056_app_devices"
    57 "0057_register"
    58 "0058_link_indexes"
    59 "0059_identity_locks"
    60 "0060_app_device_token"
    62 "0062_register_answers"
};
