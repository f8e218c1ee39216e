use onedoor_storage::{Statement, StorageError, Value};

use crate::contract::contract;
use crate::transactions::run;
use crate::world::World;

const PARENT: Statement = Statement::new(
    "test.parent",
    "CREATE TABLE parents (a BIGINT NOT NULL, b BIGINT NOT NULL, CONSTRAINT parents__a__b PRIMARY KEY (a, b))",
);
const CHILD: Statement = Statement::new(
    "test.child",
    "CREATE TABLE children (id BIGINT NOT NULL, a BIGINT, b BIGINT, name TEXT NOT NULL,
     CONSTRAINT children__id PRIMARY KEY (id), CONSTRAINT children_positive CHECK (id > 0),
     FOREIGN KEY (a, b) REFERENCES parents (a, b))",
);
const INDEX: Statement =
    Statement::new("test.index", "CREATE UNIQUE INDEX children__name ON children (name) WHERE id < 100");
const ADD_PARENT: Statement = Statement::new("test.add_parent", "INSERT INTO parents (a, b) VALUES ($1, $2)");
const ADD_CHILD: Statement =
    Statement::new("test.add_child", "INSERT INTO children (id, a, b, name) VALUES ($1, $2, $3, $4)");

contract! { a_constraint_has_one_name_on_both_engines }

async fn a_constraint_has_one_name_on_both_engines(world: World) {
    for statement in [&PARENT, &CHILD, &INDEX] {
        run(&world.store, statement, vec![]).await.expect("made");
    }
    run(&world.store, &ADD_PARENT, vec![1.into(), 2.into()]).await.expect("added");
    run(&world.store, &ADD_CHILD, vec![1.into(), 1.into(), 2.into(), "an".into()]).await.expect("added");

    let refused = |name: &str, statement| Err(StorageError::Constraint { name: name.to_owned(), statement });
    let parent = run(&world.store, &ADD_PARENT, vec![1.into(), 2.into()]).await;
    assert_eq!(parent, refused("parents__a__b", "test.add_parent"));
    for (id, a, name, constraint) in [
        (1, Value::Null, Value::from("binh"), "children__id"),
        (2, Value::Null, "an".into(), "children__name"),
        (0, Value::Null, "binh".into(), "children_positive"),
        (2, 9.into(), "binh".into(), "foreign_key"),
        (2, Value::Null, Value::Null, "children__name__not_null"),
    ] {
        let child = run(&world.store, &ADD_CHILD, vec![id.into(), a, 2.into(), name]).await;
        assert_eq!(child, refused(constraint, "test.add_child"));
    }
}
