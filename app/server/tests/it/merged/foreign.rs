//! Whoever writes the export of one portal gets no hold of what another one had before.

use super::{HASH, Provinces, applies, complained, import, said};
use crate::support::browser::Browser;
use crate::support::site::Site;

fn database(site: &Site) -> rusqlite::Connection {
    rusqlite::Connection::open(site.directory().join("site.db")).unwrap()
}

/// How many rows a table of a site has.
fn count(site: &Site, table: &str) -> i64 {
    database(site).query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

/// The id of an account.
fn id_of(site: &Site, name: &str) -> Vec<u8> {
    let found = "SELECT id FROM local_accounts WHERE user_key = ?1";
    database(site).query_row(found, [name], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn s1_3_only_accounts_that_came_get_links_and_dossiers_from_an_export() {
    let world = Provinces::new("merge-foreign").await;
    import(&world.from, &format!("hoa,Lê Thị Hoa,,{HASH}\nmai,Vũ Thị Mai,,{HASH}\n"));
    import(&world.into, &format!("lan,Trần Thị Lan,,{HASH}\nminh,Đỗ Minh,,{HASH}\n"));
    let (identity, from) = (world.identity.node(1), world.from.node(1));
    applies(&world, &Browser::new("en")).await;
    assert_eq!((identity.stop(), from.stop()), (Some(0), Some(0)));
    let world = world.moves();
    // At Hải Dương somebody hangs their own link and dossier on the account that Lan has at Hải Phòng, and calls one
    // of their own accounts as Minh's is called there.
    let (lan, minh) = (id_of(&world.into, "lan"), id_of(&world.into, "minh"));
    {
        let there = database(&world.from);
        there.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        for table in ["links", "dossiers"] {
            let sql = format!("UPDATE {table} SET local_account_id = ?1");
            assert_eq!(there.execute(&sql, [&lan]).unwrap(), 1);
        }
        there.execute("UPDATE local_accounts SET id = ?1 WHERE user_key = 'hoa'", [&minh]).unwrap();
    }
    let dir = world.from.directory().join("export");
    assert!(said(&world.export(&dir)).contains("3 accounts, 1 dossiers, 1 links"));
    said(&world.systems(&["merge", "haiduong", "haiphong"]));
    let _identity = world.identity.node(1);

    for check in [&["--check"] as &[&str], &[]] {
        let output = world.absorb(&dir, check);
        let refused = complained(&output);
        assert_eq!(refused.matches("its account did not come from there").count(), 2, "{refused}");
        assert_eq!(refused.matches("here has its id").count(), 1, "{refused}");
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(told.contains("2 accounts, 0 dossiers, 0 links"), "{told}");
        assert!(told.contains("0 were there already"), "{told}");
    }
    assert_eq!((count(&world.into, "links"), count(&world.into, "dossiers")), (0, 0));
}

/// Binh is linked at Hải Dương and has submitted a dossier there; both sites are closed.
async fn binh_moves(name: &str) -> Provinces {
    let world = Provinces::new(name).await;
    import(&world.from, &format!("hoa,Lê Thị Hoa,,{HASH}\n"));
    let (identity, from) = (world.identity.node(1), world.from.node(1));
    applies(&world, &Browser::new("en")).await;
    assert_eq!((identity.stop(), from.stop()), (Some(0), Some(0)));
    let world = world.moves();
    said(&world.systems(&["merge", "haiduong", "haiphong"]));
    world
}

#[tokio::test]
async fn s1_3_whoever_has_another_key_cannot_name_a_portal_that_came_before() {
    let world = binh_moves("merge-other-key").await;
    let _identity = world.identity.node(1);
    let (first, forged) = (world.from.directory().join("export"), world.from.directory().join("forged"));
    // Everything but the dossier comes first.
    let aside = "PRAGMA foreign_keys = OFF; ALTER TABLE dossiers RENAME TO aside; \
                 CREATE TABLE dossiers AS SELECT * FROM aside WHERE 0";
    database(&world.from).execute_batch(aside).unwrap();
    assert!(said(&world.export(&first)).contains("2 accounts, 0 dossiers, 1 links"));
    assert!(said(&world.absorb(&first, &[])).contains("2 accounts, 0 dossiers, 1 links taken in"));
    // Somebody who was given another key writes as if they were Hải Dương: a dossier for Hoa.
    let back = "PRAGMA foreign_keys = OFF; DROP TABLE dossiers; ALTER TABLE aside RENAME TO dossiers; \
                UPDATE dossiers SET local_account_id = \
                  (SELECT id FROM local_accounts WHERE user_key = 'hoa')";
    database(&world.from).execute_batch(back).unwrap();
    let other = world.key_called("other.key");
    assert!(said(&world.export_under(&other, &forged)).contains("2 accounts, 1 dossiers, 1 links"));
    let from = world.from.at("");
    for check in [&["--check"] as &[&str], &[]] {
        let refused = complained(&world.absorb_from(&from, &other, &forged, check));
        assert!(refused.contains("came under another key file"), "{refused}");
        // Neither as whom they really are.
        let refused = complained(&world.absorb_from("http://lang.localhost", &other, &forged, check));
        assert!(refused.contains("and not of http://lang.localhost"), "{refused}");
    }
    assert_eq!((count(&world.into, "links"), count(&world.into, "dossiers")), (1, 0));
}

#[tokio::test]
async fn s1_3_a_link_is_carried_over_to_the_account_that_the_identity_knows() {
    let world = binh_moves("merge-hung-on").await;
    let _identity = world.identity.node(1);
    // Hoa, who writes the export, hangs Binh's link on her own account.
    let hung = "UPDATE links SET local_account_id = (SELECT id FROM local_accounts WHERE user_key = 'hoa')";
    assert_eq!(database(&world.from).execute(hung, []).unwrap(), 1);
    let dir = world.from.directory().join("export");
    said(&world.export(&dir));
    for check in [&["--check"] as &[&str], &[]] {
        let refused = complained(&world.absorb(&dir, check));
        assert!(refused.contains("its issuer knows it with another account"), "{refused}");
    }
    assert_eq!(count(&world.into, "links"), 0);
}

#[tokio::test]
async fn s1_3_user_names_are_found_by_what_they_are() {
    let world = Provinces::new("merge-names").await.moves();
    import(&world.from, &format!("mai,Vũ Thị Mai,,{HASH}\nhoa,Lê Thị Hoa,,{HASH}\n"));
    import(&world.into, &format!("mai,Đỗ Thị Mai,,{HASH}\n"));
    let renamed = "UPDATE local_accounts SET user_key = user_key || '-else'";
    assert_eq!(database(&world.from).execute(renamed, []).unwrap(), 2);
    let dir = world.from.directory().join("export");
    said(&world.export(&dir));
    for check in [&["--check"] as &[&str], &[]] {
        let told = said(&world.absorb(&dir, check));
        assert_eq!(told.matches("is taken here").count(), 1, "{told}");
        assert!(told.contains("user name mai is taken here: mai@haiduong.localhost"), "{told}");
        assert!(told.contains("2 accounts, 0 dossiers, 0 links"), "{told}");
    }
    assert!(!id_of(&world.into, "hoa").is_empty());
}
