//! A portal's procedures, administrative units, dossiers and local accounts.
