/// The storage of a site on the PostgreSQL that `scripts/test` starts, in a schema of its own; without a
/// server, only a run that promised one fails.
pub(crate) fn postgres(schema: &str) -> Option<String> {
    let Ok(url) = std::env::var("ONEDOOR_TEST_POSTGRES") else {
        let promised = std::env::var_os("ONEDOOR_TEST_POSTGRES_REQUIRED").is_some();
        assert!(!promised, "ONEDOOR_TEST_POSTGRES is not set");
        eprintln!("not run: ONEDOOR_TEST_POSTGRES is not set");
        return None;
    };
    let schema = format!("{schema}_{}", std::process::id());
    Some(format!("postgres]\nurl = \"{url}\"\nschema = \"{schema}\"\nmax_connections = 4"))
}
