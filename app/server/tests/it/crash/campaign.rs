//! The campaign: people at work, killed processes, and what is left in the end.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::{RwLock, Semaphore};
use tokio::task::JoinHandle;

use super::dice::Dice;
use super::people::{self, Person, Tally};
use super::places::{MOMENTS, Moment, Place, Victims, Which};
use super::relay::Trap;
use super::town::{Engine, Town};
use super::truth::Truth;
use super::ways::Doing;

/// A trap stands at so many places, so that somebody walks into it soon.
const PLACES_AT_ONCE: usize = 4;

/// What is to be done.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) kills: u64,
    pub(crate) seed: u64,
    pub(crate) people: u8,
    /// How many of them do something at once.
    pub(crate) at_once: usize,
    /// After how many kills everything is looked through.
    pub(crate) every: u64,
    pub(crate) engine: Engine,
    /// How long a trap waits for somebody to walk into it.
    pub(crate) patience: Duration,
}

/// What came of it.
pub(crate) struct Outcome {
    plan: Plan,
    pub(crate) kills: u64,
    /// By where and when.
    places: BTreeMap<(&'static str, Option<Moment>), u64>,
    victims: [u64; 3],
    pub(crate) tally: Arc<Tally>,
    looks: u64,
    took: Duration,
}

/// The people at work.
struct Crowd {
    /// Held by everybody who does something.
    gate: Arc<RwLock<()>>,
    over: Arc<AtomicBool>,
    all: Vec<JoinHandle<()>>,
}

impl Crowd {
    fn begin(plan: &Plan, town: &Arc<Town>, people: &[Arc<Person>], tally: &Arc<Tally>) -> Self {
        let (gate, over) = (Arc::new(RwLock::new(())), Arc::new(AtomicBool::new(false)));
        let places = Arc::new(Semaphore::new(plan.at_once));
        let all = people.iter().map(|person| {
            let (town, person, tally) = (Arc::clone(town), Arc::clone(person), Arc::clone(tally));
            let (gate, over, places) = (Arc::clone(&gate), Arc::clone(&over), Arc::clone(&places));
            let dice = Dice::new(plan.seed).of(1000 + u64::from(person.n));
            tokio::spawn(async move {
                let mut doing = Doing { person: &person, town: &town, tally: &tally, dice };
                while !over.load(Ordering::SeqCst) {
                    let _place = places.acquire().await;
                    let _gate = gate.read().await;
                    doing.something().await;
                }
            })
        });
        let all = all.collect();
        Self { gate, over, all }
    }

    async fn end(self) {
        self.over.store(true, Ordering::SeqCst);
        for person in self.all {
            person.await.expect("nobody panics");
        }
    }
}

/// Runs a campaign to its end, or to the first loss.
pub(crate) async fn run(name: &str, plan: Plan) -> Outcome {
    let began = tokio::time::Instant::now();
    let town = Arc::new(Town::new(name, plan.engine.clone(), &people::accounts(plan.people)).await);
    let people = people::settle(&town, plan.people).await;
    let mut outcome = Outcome::new(plan);
    let crowd = Crowd::begin(&outcome.plan, &town, &people, &outcome.tally);
    let mut dice = Dice::new(outcome.plan.seed);
    while outcome.kills < outcome.plan.kills && outcome.is_good() {
        outcome.kill_one(&town, &mut dice).await;
        if outcome.kills.is_multiple_of(outcome.plan.every) {
            let _nobody_else = crowd.gate.write().await;
            outcome.look(&town, &people).await;
        }
    }
    crowd.end().await;
    outcome.look(&town, &people).await;
    for which in [Which::Identity, Which::Portal] {
        if let Err(tampered) = town.audit(which) {
            outcome.tally.lost(format!("the record of {tampered}"));
        }
    }
    outcome.took = began.elapsed();
    outcome
}

impl Outcome {
    fn new(plan: Plan) -> Self {
        let tally = Arc::default();
        let (places, took) = (BTreeMap::new(), Duration::ZERO);
        Self { plan, kills: 0, places, victims: [0; 3], tally, looks: 0, took }
    }

    pub(crate) fn is_good(&self) -> bool {
        self.tally.losses.lock().unwrap().is_empty()
    }

    /// Kills somebody somewhere, and starts them again after a while.
    async fn kill_one(&mut self, town: &Arc<Town>, dice: &mut Dice) {
        let places: Vec<_> = (0..PLACES_AT_ONCE).map(|_| dice.pick(Place::all())).collect();
        let who = [Victims::Itself, Victims::TheOther, Victims::Both][dice.weighted(&[60, 25, 15])];
        let (moment, part) = (*dice.pick(&MOMENTS), u32::try_from(dice.below(1000)).expect("small"));
        let (anybody, anywhere) = (who.of(places[0].site), dice.chance(15));
        let sprung = if anywhere {
            tokio::time::sleep(Duration::from_millis(dice.below(500))).await;
            None
        } else {
            town.traps.set(Trap { places, moment, part, victims: who }, self.plan.patience).await
        };
        let (at, victims) = if let Some((place, victims)) = sprung {
            ((place.name, Some(moment)), victims)
        } else {
            for victim in &anybody {
                town.kill(*victim);
            }
            (("anywhere", None), anybody)
        };
        self.victims[if victims.len() == 2 { 2 } else { victims[0] as usize }] += 1;
        *self.places.entry(at).or_default() += 1;
        // Mostly a short while; sometimes longer than anybody waits for the other side.
        let down = if dice.chance(6) { 3500 } else { dice.below(250) };
        tokio::time::sleep(Duration::from_millis(down)).await;
        let town = Arc::clone(town);
        tokio::task::spawn_blocking(move || town.start()).await.expect("started");
        // Let them get somewhere.
        tokio::time::sleep(Duration::from_millis(dice.below(700))).await;
        self.kills += 1;
    }

    /// Nobody does anything and everybody is alive: what holds?
    async fn look(&mut self, town: &Town, people: &[Arc<Person>]) {
        self.looks += 1;
        let truth = Truth::of(town);
        if let Err(stuck) = truth.settled().await {
            self.tally.lost(stuck);
        }
        for broken in truth.broken(people).await {
            self.tally.lost(broken);
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { made, promised, ended, sign_ins, decided, refused, unanswered, losses, odd } =
            &*self.tally;
        let n = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let engine = if matches!(self.plan.engine, Engine::Sqlite) { "SQLite" } else { "PostgreSQL" };
        writeln!(
            f,
            "seed {}, {engine}, {} people, {} at once",
            self.plan.seed, self.plan.people, self.plan.at_once
        )?;
        let [identity, portal, both] = self.victims;
        writeln!(f, "kills {}: identity {identity}, portal {portal}, both {both}", self.kills)?;
        for ((place, moment), kills) in &self.places {
            let moment = moment.map(|moment| format!(" ({moment:?})")).unwrap_or_default();
            writeln!(f, "  {kills:4} {place}{moment}")?;
        }
        writeln!(f, "links made {}, promised {}, ended {}", n(made), n(promised), n(ended))?;
        writeln!(f, "ways on hold decided {}", n(decided))?;
        writeln!(f, "sign-ins {}, refused {}, unanswered {}", n(sign_ins), n(refused), n(unanswered))?;
        for (page, times) in odd.lock().unwrap().iter() {
            writeln!(f, "  {times:4} {page}")?;
        }
        let losses = losses.lock().unwrap();
        writeln!(
            f,
            "looked through {} times; losses {}; {} s",
            self.looks,
            losses.len(),
            self.took.as_secs()
        )?;
        losses.iter().try_for_each(|loss| writeln!(f, "LOST {loss}"))
    }
}
