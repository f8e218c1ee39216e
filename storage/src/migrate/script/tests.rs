use super::translated;
use crate::dialect::Dialect;

const SCRIPT: &str = "-- A comment; with a semicolon and 'a quote.
CREATE TABLE papers (
  id BLOB NOT NULL,        -- BLOB; of sixteen bytes
  title TEXT NOT NULL DEFAULT 'INTEGER; it''s -- no comment',
  CONSTRAINT papers__id PRIMARY KEY (id)
);

INSERT INTO papers (id, title) SELECT x'00ff', CAST(7 AS TEXT);
";

#[test]
fn postgres_gets_its_own_types_and_literals() {
    assert_eq!(
        translated(Dialect::Postgres, SCRIPT),
        [
            "CREATE TABLE papers (\n  id BYTEA NOT NULL,        \n  title TEXT COLLATE \"C\" NOT NULL DEFAULT \
             'INTEGER; it''s -- no comment',\n  CONSTRAINT papers__id PRIMARY KEY (id)\n)",
            "INSERT INTO papers (id, title) SELECT '\\x00ff'::bytea, CAST(7 AS TEXT)",
        ]
    );
}

#[test]
fn sqlite_checks_types() {
    let statements = translated(Dialect::Sqlite, SCRIPT);
    assert!(statements[0].ends_with("PRIMARY KEY (id)\n) STRICT"), "{}", statements[0]);
    assert_eq!(statements[1], "INSERT INTO papers (id, title) SELECT x'00ff', CAST(7 AS TEXT)");
}
