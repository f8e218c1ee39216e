use super::SqliteConnection;
use super::exclusive::ExclusiveUse;
use crate::{Statement, params};

// One index is of use for one value of `kind` only: a plan that followed the values would use it.
const THINGS: &str = "CREATE TABLE things (kind TEXT, name TEXT);
    CREATE INDEX things_by_name ON things (name) WHERE kind = 'open'";
const ADD: Statement = Statement::new("test.add", "INSERT INTO things (kind, name) VALUES ($1, $2)");
const FIND: Statement =
    Statement::new("test.find", "SELECT name FROM things WHERE kind = $1 AND name = $2 LIMIT $3");

#[test]
fn a_statement_is_prepared_once_whatever_its_values() {
    let path = std::env::temp_dir().join(format!("onedoor-prepared-{}.db", std::process::id()));
    {
        let _ours = ExclusiveUse::of(&path).expect("the file is ours");
        let mut connection = SqliteConnection::writer(&path).expect("it opens");
        connection.script("things", THINGS).expect("made");
        for (kind, name, most) in [("open", "a", 1), ("closed", "b", 2), ("open", "c", 3)] {
            connection.execute(&ADD, params![kind, name]).expect("added");
            assert_eq!(connection.rows(&FIND, params![kind, name, most]).expect("found").len(), 1);
        }
        assert_eq!((connection.prepared_again(&ADD), connection.prepared_again(&FIND)), (0, 0));
    }
    for end in ["", "-wal", "-shm", ".lock"] {
        let mut file = path.clone().into_os_string();
        file.push(end);
        // The log went into the file when it was closed.
        drop(std::fs::remove_file(file));
    }
}
