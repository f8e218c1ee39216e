//! What an identity hears of links: what it keeps of it, and what it refuses.

use onedoor_base::{AccountId, IdentityLevel, LinkId};
use onedoor_linking::{
    Evidence, Handshake, IdentityLink, Life, MadeBy, NationalEvidence, Part, Proof, Proven, Reason, Report,
    Standing, Verdict,
};
use onedoor_storage::linking::identity_links::{self, Received};
use onedoor_storage::{Change, Statement, StorageError, Store, params};

use crate::contract::contract;
use crate::link_life::CONFIRMED;
use crate::linking::{LAN, case};
use crate::world::{DAWN, World};

contract! {
    an_identity_keeps_what_it_accepts_and_what_it_refuses
    two_reports_of_one_link_reach_an_identity_at_once
    another_evidence_under_the_id_of_a_link_is_refused
}

const PERSON: Statement = Statement::new(
    "test.person",
    "INSERT INTO accounts (id, login_name, login_key, display_name, state, identity_level, language, \
     password_hash, password_changed_at, created_at) VALUES ($1, $2, $2, 'Lan', 'active', 2, 'vi', '-', $3, $3)",
);

fn somebody(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

async fn open_person(store: &Store, n: u8) {
    store
        .write(move |tx| {
            Box::pin(async move {
                tx.execute_one(&PERSON, params![somebody(n), format!("person-{n}"), DAWN]).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await
        .expect("a person");
}

/// What the portal tells of a link of this person.
fn told(n: u8, who: u8) -> IdentityLink {
    IdentityLink {
        id: LinkId::from_bytes([n; 16]),
        person: somebody(who),
        client: "haiduong".to_owned(),
        system: "haiduong".to_owned(),
        subject: format!("subject-{who}"),
        account: format!("account-{n}"),
        label: "Trần Thị Lan".to_owned(),
        proof: Some(format!("proof-{n}")),
        evidence: Evidence {
            national: NationalEvidence { at: DAWN, assurance: case(LAN).assurance },
            local: Proven { how: Proof::Password, at: DAWN },
            assurance: IdentityLevel::Basic,
            made_by: MadeBy::Person,
        },
        handshake: Handshake::NEW,
        created_at: DAWN,
    }
}

const FIRST: Report = Report { part: CONFIRMED, heard: Part::UNKNOWN };

async fn receive(
    store: &Store,
    client: &'static str,
    id: LinkId,
    report: Report,
    told: Option<(IdentityLink, Verdict)>,
) -> Received {
    let received: Result<_, StorageError> = store
        .write(move |tx| {
            let told = told.clone();
            Box::pin(async move {
                let told = told.as_ref().map(|(link, verdict)| (link, *verdict));
                let received = identity_links::receive(tx, (client, id), &report, told, DAWN).await?;
                Ok(Change::Unrecorded(received))
            })
        })
        .await;
    received.expect("written")
}

fn life(received: &Received) -> Option<Life> {
    match received {
        Received::Kept(link) => Some(link.life()),
        Received::Unknown | Received::EvidenceDiffers => None,
    }
}

async fn an_identity_keeps_what_it_accepts_and_what_it_refuses(world: World) {
    let store = &world.store;
    open_person(store, 1).await;
    let (one, two) = (told(1, 1), told(2, 1));
    assert_eq!(receive(store, "haiduong", one.id, FIRST, None).await, Received::Unknown);
    let accepted = receive(store, "haiduong", one.id, FIRST, Some((one.clone(), Verdict::Accept))).await;
    assert_eq!(life(&accepted), Some(Life::Active));
    let refused = Verdict::Refuse(Reason::ProofUsed);
    let second = receive(store, "haiduong", two.id, FIRST, Some((two.clone(), refused))).await;
    assert_eq!(life(&second), Some(Life::Ended));
    // What comes later, without the evidence, finds the record.
    let ended = Part { number: 2, standing: Standing::Ended { at: DAWN, why: Reason::ByPerson } };
    let over = receive(store, "haiduong", one.id, Report { part: ended, heard: CONFIRMED }, None).await;
    assert_eq!(life(&over), Some(Life::Ended));
    let kept: Result<Vec<IdentityLink>, StorageError> =
        store.read(|tx| Box::pin(async move { identity_links::of_person(tx, somebody(1)).await })).await;
    let mut lives: Vec<_> = kept.expect("read").iter().map(|l| (l.id, l.life())).collect();
    lives.sort();
    assert_eq!(lives, [(one.id, Life::Ended), (two.id, Life::Ended)]);
    let of_subject: Result<Vec<IdentityLink>, StorageError> = store
        .read(|tx| Box::pin(async move { identity_links::of_subject(tx, "haiduong", "subject-1").await }))
        .await;
    assert_eq!(of_subject.expect("read").len(), 2);
}

async fn two_reports_of_one_link_reach_an_identity_at_once(world: World) {
    open_person(&world.store, 1).await;
    for n in 1..=5 {
        let arrivals = [(); 2].map(|()| {
            let (store, link) = (world.store.clone(), told(n, 1));
            let evidence = Some((link.clone(), Verdict::Accept));
            tokio::spawn(async move { receive(&store, "haiduong", link.id, FIRST, evidence).await })
        });
        for arrival in arrivals {
            assert_eq!(life(&arrival.await.expect("ran")), Some(Life::Active));
        }
    }
}

async fn another_evidence_under_the_id_of_a_link_is_refused(world: World) {
    let store = &world.store;
    open_person(store, 1).await;
    open_person(store, 2).await;
    let one = told(1, 1);
    receive(store, "haiduong", one.id, FIRST, Some((one.clone(), Verdict::Accept))).await;
    let better = Evidence { assurance: IdentityLevel::High, ..one.evidence };
    let others = [
        IdentityLink { person: somebody(2), ..one.clone() },
        IdentityLink { account: "another".to_owned(), ..one.clone() },
        IdentityLink { evidence: better, ..one.clone() },
    ];
    for other in others {
        let received = receive(store, "haiduong", one.id, FIRST, Some((other, Verdict::Accept))).await;
        assert_eq!(received, Received::EvidenceDiffers);
    }
    // Nor does another portal speak of it.
    let stranger = receive(store, "school", one.id, FIRST, None).await;
    assert_eq!(stranger, Received::EvidenceDiffers);
}
