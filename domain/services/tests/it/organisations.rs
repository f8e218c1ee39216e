use onedoor_services::organisations::{MalformedDirectory, OrganisationDirectory, OrganisationKind};

#[test]
fn s5_1_kind_region_town_organisation() {
    let directory = OrganisationDirectory::sample();
    for kind in OrganisationKind::ALL {
        let regions: Vec<_> = directory.regions(kind).collect();
        assert_eq!(regions.len(), 3);
        for region in regions {
            let towns: Vec<_> = directory.towns(kind, region.code.as_str()).collect();
            assert_eq!(towns.len(), 3, "{}", region.name);
            for town in towns {
                let organisations: Vec<_> = directory.organisations(kind, town.code.as_str()).collect();
                assert!(!organisations.is_empty());
                for organisation in organisations {
                    let placed = directory.find(organisation.code.as_str()).unwrap();
                    assert_eq!(
                        (placed.organisation, placed.town, placed.region),
                        (organisation, town, region)
                    );
                    assert_eq!(organisation.kind, kind);
                }
            }
        }
    }
}

#[test]
fn unknown_codes_have_nothing_below_them() {
    let directory = OrganisationDirectory::sample();
    assert_eq!(directory.towns(OrganisationKind::School, "nowhere").count(), 0);
    assert_eq!(directory.organisations(OrganisationKind::School, "").count(), 0);
    assert_eq!(directory.find("edu"), None);
    assert_eq!(OrganisationKind::from_name("university"), None);
}

#[test]
fn a_school_is_found_by_its_name_and_town() {
    let directory = OrganisationDirectory::sample();
    let found = directory.search(OrganisationKind::School, "лицей степногорье", 3);
    assert!(found.iter().all(|p| p.town.name == "Степногорье"), "{found:?}");
    assert_eq!(directory.search(OrganisationKind::School, "детский сад елочка", 9).len(), 3);
    assert!(directory.search(OrganisationKind::Authority, "лицей", 9).is_empty());
}

#[test]
fn a_code_stands_there_once() {
    let town = r#"{"code":"t","name":"T","organisations":[{"code":"o","kind":"school","name":"O"}]}"#;
    let read = |towns: &str| {
        OrganisationDirectory::read(&format!(r#"[{{"code":"r","name":"R","towns":[{towns}]}}]"#))
    };
    assert!(read(town).is_ok());
    assert!(matches!(read(&format!("{town},{town}")), Err(MalformedDirectory::Twice(_))));
    assert!(matches!(read(&town.replace("school", "club")), Err(MalformedDirectory::Form(_))));
}
