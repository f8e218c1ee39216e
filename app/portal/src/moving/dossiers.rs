use onedoor_storage::services::moving;
use onedoor_storage::{StorageError, Tx};

use super::DossierLine;
use super::absorb::{Run, Work};
use super::report::{Report, Why};

impl Work {
    pub(super) async fn take_dossiers(
        &self,
        tx: &mut Tx<'_>,
        all: &[DossierLine],
        report: &mut Report,
    ) -> Result<(), StorageError> {
        let ids = all.iter().map(|line| line.row.id);
        let there = moving::dossiers_there(tx, ids.clone()).await?;
        let came = moving::dossiers_came(tx, ids, self.key).await?;
        let codes = moving::codes_there(tx, all.iter().filter_map(|line| line.row.code.as_deref())).await?;
        let owners = self.came(tx, all.iter().map(|line| line.row.owner)).await?;
        for line in all {
            let id = line.row.id;
            if came.contains(&id) {
                report.already_there += 1;
                continue;
            }
            if there.contains(&id) {
                report.refuse(id, Why::Elsewhere);
                continue;
            }
            if !owners.contains(&line.row.owner) {
                report.refuse(id, Why::NoAccount);
                continue;
            }
            if let Some(code) = line.row.code.as_ref().filter(|code| codes.contains(*code)) {
                report.refuse(format_args!("{id} ({code})"), Why::Code);
                continue;
            }
            let Some(row) = line.row(&self.portal.site.vault) else {
                report.refuse(id, Why::Malformed);
                continue;
            };
            report.dossiers += 1;
            // In a trial its account is not there.
            if matches!(self.run, Run::Keeping) {
                moving::put_dossier(tx, self.id, &row).await?;
            }
        }
        Ok(())
    }
}
