use onedoor_services::referrals::Referral;
use onedoor_site::Visit;

use crate::Portal;
use crate::pages::Row;

/// What provinces reported, as a list of dossiers shows it: by the name of the procedure that the visitor
/// reads, where this portal knows it.
pub(crate) fn listed(portal: &Portal, visit: &Visit, referrals: Vec<Referral>) -> Vec<Row> {
    let t = visit.localizer();
    let row = |referral: Referral| {
        let report = referral.report?;
        let known = portal.profile.procedures.get(referral.procedure.as_str());
        Some(Row {
            name: known.map_or(report.procedure, |known| known.name.get(visit.language).to_owned()),
            href: report.address,
            code: Some(report.number),
            state: report.state,
            changed_at: report.changed_at,
            portal: Some(portal.profile.referrals.name(&referral.portal, &t)),
        })
    };
    referrals.into_iter().filter_map(row).collect()
}
