//! What a portal seals under its own keys: opened where it is left, sealed anew where it is taken in.

use onedoor_services::accounts::ContactKind;
use onedoor_storage::services::moving::{AccountRow, DossierRow, OfferRow};
use onedoor_storage::{Vault, VaultError};

use super::{AccountLine, DossierLine, OfferLine};
use crate::{contacts, dossiers, numbers, referrals};

impl AccountLine {
    /// The line of an account that is left.
    pub(super) fn of(vault: &Vault, row: AccountRow) -> Result<Self, VaultError> {
        let sealed = row.number_sealed.as_deref();
        let number = sealed.map(|sealed| numbers::open(vault, row.id, sealed)).transpose()?;
        let offers = row.offers.iter().map(|offer| OfferLine::of(vault, &row, offer));
        let offers = offers.collect::<Result<_, _>>()?;
        Ok(Self { row, number, offers })
    }
}

impl OfferLine {
    fn of(vault: &Vault, account: &AccountRow, offer: &OfferRow) -> Result<Self, VaultError> {
        let kind = ContactKind::from_word(&offer.kind).ok_or(VaultError::Damaged)?;
        Ok(Self {
            kind: offer.kind.clone(),
            issuer: offer.issuer.clone(),
            value: contacts::open(vault, account.id, kind, &offer.sealed)?,
            proven: offer.proven,
            told_at: offer.told_at,
        })
    }

    /// Its row here; nothing of a kind that is not known here.
    pub(super) fn row(&self, vault: &Vault, account: &AccountRow) -> Option<OfferRow> {
        let kind = ContactKind::from_word(&self.kind)?;
        let (fingerprint, sealed) = contacts::seal(vault, account.id, kind, &self.value);
        let (kind, issuer) = (self.kind.clone(), self.issuer.clone());
        Some(OfferRow { kind, issuer, fingerprint, sealed, proven: self.proven, told_at: self.told_at })
    }
}

impl DossierLine {
    /// The line of a dossier that is left.
    pub(super) fn of(vault: &Vault, row: DossierRow) -> Result<Self, VaultError> {
        let content = dossiers::written(vault, row.id, &row.content)?;
        let arrival = row.arrival.as_ref();
        let arrival = arrival.map(|arrival| referrals::unsealed(vault, arrival.id, &arrival.sealed));
        Ok(Self { content, arrival_sealed: arrival.transpose()?, row })
    }

    /// Its row here; nothing if it is not as an export has it.
    pub(super) fn row(&self, vault: &Vault) -> Option<DossierRow> {
        let content = dossiers::seal_written(vault, self.row.id, &self.content)?;
        let mut row = DossierRow { content, ..self.row.clone() };
        if let Some(arrival) = &mut row.arrival {
            // Who was sent is who applied, and no account that is none of the export's.
            arrival.account = arrival.account.map(|_| row.owner);
            arrival.sealed = referrals::seal_again(vault, arrival.id, self.arrival_sealed.as_deref()?)?;
        }
        Some(row)
    }
}
