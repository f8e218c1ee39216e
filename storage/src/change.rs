use onedoor_base::AuditEvent;

/// What a write did: no change of state goes without a record of it.
#[derive(Debug)]
pub enum Change<T> {
    /// State changed; the events go into the audit trail in the same transaction.
    Recorded(T, Vec<AuditEvent>),
    /// Nothing changed that anybody could ask about later: counters, leases, "last seen", the sweep
    /// of what expired, or nothing at all.
    Unrecorded(T),
}
