//! One history: nodes on one database, and everything that happens to them.

use super::audit::Audit;
use super::clients::{Clients, Reply};
use super::dice::Dice;
use super::outside::Outside;
use super::turns::{Choice, Life, Order, Turns};
use crate::NOW;
use model::graph::Graph;
use notation::bpmn::Document;
use runtime::{Connectors, CountedIds, ManualClock, Options, Runtime, RuntimeError};
use std::collections::VecDeque;
use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Db, StoreError};

/// How many nodes there are.
const NODES: usize = 3;
/// A workflow has not more versions than that.
const VERSIONS: usize = 60;
/// How many of the last things that happened are told when something is wrong.
const TOLD: usize = 60;

/// How lively a history is; drawn from its seed.
#[derive(Debug)]
struct Temper {
    /// Percent of actions between turns: the more, the more happens at the same time.
    haste: usize,
    /// Percent of its turns that a writer takes when others could go on: the less, the more is done on what is not
    /// committed.
    disk: usize,
    /// How many actions there are.
    actions: usize,
}

/// The place of a node, in which one life follows on another.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) life: Arc<Life>,
    pub(super) node: Option<Runtime>,
    /// The next node is being started.
    pub(super) is_starting: bool,
    pub(super) lives: usize,
}

/// What was said of a history when it had ended.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// The same for the same history.
    pub hash: u64,
    pub turns: usize,
    pub commits: usize,
    pub cases: usize,
    pub commands: usize,
    pub effects: usize,
    pub deaths: usize,
}

impl Summary {
    /// Adds up several histories.
    pub fn add(&mut self, other: &Self) {
        self.hash ^= other.hash;
        self.turns += other.turns;
        self.commits += other.commits;
        self.cases += other.cases;
        self.commands += other.commands;
        self.effects += other.effects;
        self.deaths += other.deaths;
    }
}

/// A history on its way.
pub(super) struct History {
    pub(super) dice: Dice,
    pub(super) turns: Arc<Turns>,
    pub(super) clock: Arc<ManualClock>,
    pub(super) places: Vec<Place>,
    pub(super) outside: Outside,
    pub(super) audit: Audit,
    pub(super) clients: Clients,
    pub(super) replies: Arc<Mutex<VecDeque<Reply>>>,
    pub(super) models: Vec<(String, String)>,
    ids: Arc<CountedIds>,
    target: String,
    pub(super) order: Order,
    temper: Temper,
    told: VecDeque<String>,
    hasher: DefaultHasher,
    logged: usize,
    summary: Summary,
    /// The life that does nothing, as if its machine had stopped, until so many actions are left.
    pub(super) pause: Option<(usize, usize)>,
    /// Actions that are left.
    pub(super) left: usize,
    /// The look before which a node has died last.
    pub(super) last_death: Option<usize>,
    /// What was found to be wrong while something was done.
    wrong: Option<String>,
}

/// Runs the history of a seed on an empty database.
///
/// # Errors
/// What went wrong, and the last things that had happened.
pub fn run(seed: u64, target: &str, order: Order) -> Result<Summary, String> {
    let turns = Turns::new(order);
    let (parking, ending) = (turns.clone(), turns.clone());
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .on_thread_park(move || parking.parked())
        .build()
        .map_err(|error| error.to_string())?;
    let result = tokio.block_on(async {
        let mut history = History::begin(seed, target, order, turns).await?;
        match history.live().await {
            Ok(()) => {
                if tells_all() {
                    println!("{}", history.tell());
                }
                Ok(history.end())
            }
            Err(why) => Err(format!("{why}\nBefore that:\n{}", history.tell())),
        }
    });
    ending.end();
    result
}

impl History {
    async fn begin(seed: u64, target: &str, order: Order, turns: Arc<Turns>) -> Result<Self, String> {
        let mut dice = Dice::new(seed);
        let temper = Temper {
            haste: [4, 10, 25, 50][dice.below(4)],
            disk: [100, 60, 20, 5][dice.below(4)],
            actions: 100 + dice.below(150),
        };
        let db = Db::open(target).await.map_err(|error| error.to_string())?;
        let place = |_| Place { life: Life::new(&turns), node: None, is_starting: false, lives: 0 };
        Ok(Self {
            dice,
            places: (0..NODES).map(place).collect(),
            turns,
            clock: Arc::new(ManualClock::new(NOW)),
            outside: Outside::default(),
            audit: Audit::new(db),
            clients: Clients::default(),
            replies: Arc::default(),
            models: models()?,
            ids: Arc::new(CountedIds::default()),
            target: target.to_owned(),
            order,
            temper,
            told: VecDeque::new(),
            hasher: DefaultHasher::new(),
            logged: 0,
            summary: Summary::default(),
            pause: None,
            left: 0,
            last_death: None,
            wrong: None,
        })
    }

    async fn live(&mut self) -> Result<(), String> {
        (0..NODES).for_each(|at| self.start_node(at, "first"));
        self.drain().await?;
        self.deploy_all().await?;
        self.left = self.temper.actions;
        while self.left > 0 {
            self.turns.quiet().await;
            self.hear()?;
            let mut choices = self.turns.choices();
            choices.retain(|choice| !self.is_paused(choice.life()));
            if !self.dice.chance(self.temper.disk) && !choices.iter().all(|choice| choice.is_group()) {
                choices.retain(|choice| !choice.is_group());
            }
            if choices.is_empty() || self.dice.chance(self.temper.haste) {
                self.look().await?;
                self.act();
                self.left -= 1;
            } else {
                self.give_turn(&choices);
            }
        }
        self.calm_down().await?;
        self.look().await
    }

    fn is_paused(&self, life: usize) -> bool {
        self.pause.is_some_and(|(paused, until)| paused == life && self.left > until)
    }

    /// Lets one of those who could go on do so.
    fn give_turn(&mut self, choices: &[Choice]) {
        let Some(choice) = self.dice.pick(choices) else { return };
        self.note(&format!("turn: {choice:?}"));
        self.turns.give(choice);
        self.summary.turns += 1;
    }

    /// Gives turns until nobody wants any more. Connectors are answered.
    pub(super) async fn drain(&mut self) -> Result<(), String> {
        loop {
            self.turns.quiet().await;
            self.hear()?;
            let choices = self.turns.choices();
            match choices.is_empty() {
                false => self.give_turn(&choices),
                true if self.outside.waiting() > 0 => {
                    self.outside.answer(0, true, Ok(()))?;
                }
                true => return Ok(()),
            }
        }
    }

    /// Holds everything to what must always be so.
    pub(super) async fn look(&mut self) -> Result<(), String> {
        if self.turns.is_busy() {
            return Ok(());
        }
        if let Some(why) = self.wrong.take() {
            return Err(why);
        }
        let result = self.audit.look().await;
        for row in self.audit.log.split_off(0) {
            row.hash(&mut self.hasher);
            self.tell_later(format!("  log: {row}"));
            self.logged += 1;
        }
        result?;
        self.check_told()
    }

    /// Hears what became of what clients have asked for, and who has died.
    fn hear(&mut self) -> Result<(), String> {
        for at in 0..self.places.len() {
            if self.places[at].node.is_some() && self.places[at].life.is_over() {
                self.places[at].node = None;
                self.summary.deaths += 1;
                self.last_death = Some(self.audit.looks + 1);
                self.note(&format!("node {at} is dead"));
            }
        }
        loop {
            let reply = self.replies.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some(reply) = reply else { return Ok(()) };
            self.note(&format!("heard: {reply}"));
            self.take_reply(reply)?;
        }
    }

    /// Does something for a client, who says later what became of it.
    pub(super) fn ask(&mut self, what: &str, asking: impl Future<Output = Reply> + Send + 'static) {
        self.note(what);
        let replies = self.replies.clone();
        tokio::spawn(async move {
            let reply = asking.await;
            replies.lock().unwrap_or_else(PoisonError::into_inner).push_back(reply);
        });
    }

    /// Starts a node in a place; under the name of the one before, or another one.
    pub(super) fn start_node(&mut self, at: usize, how: &str) {
        let life = Life::new(&self.turns);
        let place = &mut self.places[at];
        self.summary.commits += place.life.commits();
        place.life = life.clone();
        place.is_starting = true;
        if how == "new name" {
            place.lives += 1;
        }
        let options = Options {
            node: format!("node-{at}-{}", place.lives),
            clock: self.clock.clone(),
            ids: self.ids.clone(),
            connectors: Connectors::none().with(self.outside.clone()),
            background: false,
            ..Options::default()
        };
        let target = self.target.clone();
        self.ask(&format!("start node {at}: {how}"), async move {
            let open = async {
                let db = Db::open_with(store::Options { target, faults: Some(life.clone()) }).await?;
                Runtime::start_node(db, options).await
            };
            Reply::Started { at, life: life.clone(), result: open.await }
        });
    }

    pub(super) fn node_has_started(
        &mut self,
        at: usize,
        life: &Arc<Life>,
        result: Result<Runtime, RuntimeError>,
    ) -> Result<(), String> {
        let place = &mut self.places[at];
        if !Arc::ptr_eq(&place.life, life) {
            return Ok(());
        }
        place.is_starting = false;
        match result {
            Ok(node) => place.node = Some(node),
            Err(RuntimeError::Store(StoreError::Closed)) => {}
            Err(error) => return Err(format!("node {at} does not start: {error}")),
        }
        Ok(())
    }

    async fn deploy_all(&mut self) -> Result<(), String> {
        for (name, bpmn) in self.models.clone() {
            self.know_versions(&bpmn)?;
            let node = self.places.first().and_then(|place| place.node.clone()).ok_or("no node lives")?;
            self.deploy(node, &name, bpmn);
            self.drain().await?;
        }
        Ok(())
    }

    /// Makes the graphs known. All versions are alike.
    fn know_versions(&mut self, bpmn: &str) -> Result<(), String> {
        let document = Document::parse(bpmn).map_err(|found| format!("{found:?}"))?;
        for process in &document.definitions().processes {
            let graph = Graph::compile(document.definitions(), &process.id);
            let graph = Arc::new(graph.map_err(|found| format!("{}: {found:?}", process.id))?);
            (1..=VERSIONS)
                .for_each(|number| self.audit.know(&format!("{}:{number}", process.id), graph.clone()));
        }
        Ok(())
    }

    /// Something was found to be wrong.
    pub(super) fn fail(&mut self, why: String) {
        self.wrong.get_or_insert(why);
    }

    /// Notes what happens.
    pub(super) fn note(&mut self, what: &str) {
        if self.order == Order::Strict {
            what.hash(&mut self.hasher);
        }
        self.tell_later(what.to_owned());
    }

    fn tell_later(&mut self, what: String) {
        if self.told.len() >= TOLD && !tells_all() {
            self.told.pop_front();
        }
        self.told.push_back(what);
    }

    fn tell(&self) -> String {
        self.told.iter().map(|line| format!("  {}\n", line.chars().take(400).collect::<String>())).collect()
    }

    fn end(&self) -> Summary {
        let commits: usize = self.places.iter().map(|place| place.life.commits()).sum();
        Summary {
            hash: self.hasher.finish(),
            commits: self.summary.commits + commits,
            cases: self.audit.cases.len(),
            commands: self.logged,
            effects: self.outside.effects(),
            ..self.summary
        }
    }
}

/// Whether the whole of a history is to be told, not only its end when something is wrong.
fn tells_all() -> bool {
    std::env::var_os("SIMULATION_TELL").is_some()
}

/// The workflows: name and BPMN, in the order of their names.
fn models() -> Result<Vec<(String, String)>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/simulation");
    let mut models = Vec::new();
    for file in std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = file.map_err(|error| error.to_string())?.path();
        if path.extension().is_some_and(|end| end == "bpmn") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            models.push((name, std::fs::read_to_string(&path).map_err(|error| error.to_string())?));
        }
    }
    models.sort();
    Ok(models)
}
