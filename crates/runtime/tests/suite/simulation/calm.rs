//! The end of a history: nobody dies any more, everything is answered, the clock goes on. Then every case has to end.

use super::clients::{Reply, WORK};
use super::history::History;
use super::turns::Order;
use crate::{SECOND, values};
use engine::state::Work;
use engine::{Command, Key};
use expr::{Context, Value};
use runtime::{Clock, Message, Runtime};
use store::tables::{messages, outbox, subscriptions, timers};

/// How long leases are at most, and pauses of effects and connectors.
const ROUND: i64 = 61 * SECOND;
/// After so long a node looks for messages that were left.
const HOUSE: i64 = 301 * SECOND;
/// A history that is not at its end after so many rounds never will be.
const ROUNDS: usize = 400;

fn fault(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl History {
    /// Brings everything to its end.
    ///
    /// # Errors
    /// What was lost, or is stuck.
    pub(super) async fn calm_down(&mut self) -> Result<(), String> {
        self.note("calm");
        self.places.iter().for_each(|place| place.life.end_at(None));
        self.drain().await?;
        for at in 0..self.places.len() {
            self.places[at].life.end_at(None);
            if self.places[at].node.is_none() {
                self.start_node(at, "same name");
            }
        }
        self.drain().await?;
        self.settle().await?;
        self.resume_all().await?;
        self.settle().await?;
        self.check_answers()?;
        self.check_expected()?;
        self.check_kept(self.sure_from()).await?;
        self.keep_all_houses().await?;
        self.check_kept(0).await?;
        self.check_used().await?;
        self.check_called()?;
        self.check_memory().await?;
        for _ in 0..ROUNDS {
            if self.is_over().await? {
                self.audit.compare_all().await?;
                return self.audit.check_effects(&self.outside);
            }
            self.round().await?;
        }
        let left: Vec<String> =
            self.audit.active().map(|(id, case)| format!("{id} {:?}", case.state)).collect();
        Err(format!("this never ends: {}", left.join("\n")))
    }

    /// A node that lives.
    fn node(&self, at: usize) -> Result<Runtime, String> {
        let nodes: Vec<&Runtime> = self.places.iter().filter_map(|place| place.node.as_ref()).collect();
        let node = nodes.get(at % nodes.len().max(1)).ok_or("no node lives")?;
        Ok((*node).clone())
    }

    async fn tick_all(&mut self, by: i64) -> Result<(), String> {
        self.clock.set(self.clock.now() + by);
        for at in 0..self.places.len() {
            let node = self.node(at)?;
            self.tick(&node);
        }
        self.drain().await?;
        self.look().await
    }

    /// Until no effect is left.
    async fn settle(&mut self) -> Result<(), String> {
        for _ in 0..ROUNDS {
            self.tick_all(0).await?;
            let dead = outbox::dead(self.audit.db(), 1).await.map_err(fault)?;
            if let Some(effect) = dead.first() {
                return Err(format!("an effect was given up: {effect:?}"));
            }
            match outbox::next(self.audit.db()).await.map_err(fault)? {
                None => return Ok(()),
                Some(at) => self.clock.set(at),
            }
        }
        Err("effects are carried out for ever".to_owned())
    }

    async fn resume_all(&mut self) -> Result<(), String> {
        let suspended = self.audit.active().filter(|(_, case)| case.state.suspended);
        let suspended: Vec<String> = suspended.map(|(id, _)| id.clone()).collect();
        for case in suspended {
            let node = self.node(0)?;
            self.send(node, "resume", &case, Command::Resume);
        }
        self.drain().await?;
        self.look().await
    }

    /// Whoever waited when a message or signal was sent for him, and still waits, has got it.
    fn check_expected(&self) -> Result<(), String> {
        for expected in &self.clients.expected {
            let case = self.audit.cases.get(&expected.case).ok_or("a case is lost")?;
            let waits = case.state.subscriptions.contains_key(&expected.key);
            let was_hit = case.hits.get(&expected.key).is_some_and(|hit| *hit > expected.sequence);
            if waits && !was_hit {
                return Err(format!("{expected} was lost"));
            }
        }
        Ok(())
    }

    /// Whoever was called is waited for.
    fn check_called(&self) -> Result<(), String> {
        for (id, case) in self.audit.active() {
            let Some(caller) = &case.state.caller else { continue };
            let calls = self.audit.cases.get(&*caller.case).and_then(|it| it.state.instance(caller.key));
            if !calls.is_some_and(|it| it.work == Work::Call) {
                return Err(format!("case {id} runs on, and {caller:?} does not wait for it"));
            }
        }
        Ok(())
    }

    /// The first look from which on nobody has died.
    fn sure_from(&self) -> usize {
        match (self.order, self.last_death) {
            (_, None) => 0,
            (Order::Strict, Some(look)) => look + 1,
            // What a dead node has sent to the server may be done later.
            (Order::Free, Some(_)) => usize::MAX,
        }
    }

    /// What dead nodes have left is offered, when it is time.
    async fn keep_all_houses(&mut self) -> Result<(), String> {
        self.clock.set(self.clock.now() + HOUSE);
        for at in 0..self.places.len() {
            let node = self.node(at)?;
            self.keep_house(&node);
        }
        self.drain().await?;
        self.settle().await
    }

    /// A message that a workflow has used has reached a case of it.
    async fn check_used(&self) -> Result<(), String> {
        for (id, token) in &self.clients.published {
            for workflow in messages::used_by(self.audit.db(), id).await.map_err(fault)? {
                if !self.audit.has_reached(&workflow, token) {
                    return Err(format!("{token} is noted as used by {workflow}, and no case has got it"));
                }
            }
        }
        Ok(())
    }

    /// No message is kept for which somebody waits who may have it, and has begun to wait since that look.
    async fn check_kept(&self, since: usize) -> Result<(), String> {
        let (db, now) = (self.audit.db(), self.clock.now());
        for (case, key, name, correlation) in self.open_messages() {
            let seen = &self.audit.cases[&case];
            let workflow = &seen.row.workflow_id;
            if seen.opened.get(&key).is_some_and(|look| *look < since) {
                continue;
            }
            let kept =
                messages::oldest_unused(db, &name, &correlation, workflow, now).await.map_err(fault)?;
            if let Some(kept) = kept {
                return Err(format!("{} is kept, and case {case} waits for it with {}", kept.id, key.0));
            }
        }
        for (workflow, key) in
            [("on-message", "o1"), ("on-message", "o2"), ("on-order", "o1"), ("on-order", "o2")]
        {
            let kept = messages::oldest_unused(db, "order", key, workflow, now).await.map_err(fault)?;
            let is_taken = messages::is_started(db, workflow, key).await.map_err(fault)?;
            if let Some(kept) = kept.filter(|_| !is_taken) {
                return Err(format!("{} is kept, and no case of {workflow} and {key} runs", kept.id));
            }
        }
        Ok(())
    }

    /// What nodes have in memory is what the logs say.
    async fn check_memory(&mut self) -> Result<(), String> {
        let cases: Vec<String> = self.audit.active().map(|(id, _)| id.clone()).collect();
        for at in 0..self.places.len() {
            let (node, ids) = (self.node(at)?, cases.clone());
            let views = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
            let seen = views.clone();
            self.ask("look into memory", async move {
                let mut result = Ok(());
                for id in ids {
                    match node.case(&id).await {
                        Ok(view) => seen.lock().expect("views").push((id, view)),
                        Err(error) => result = Err(error),
                    }
                }
                Reply::Done { what: "look into memory", result }
            });
            self.drain().await?;
            for (id, view) in views.lock().expect("views").drain(..) {
                let case = &self.audit.cases[&id];
                if view.state != case.state || view.sequence != case.sequence {
                    return Err(format!("node {at} has case {id} otherwise in memory than its log says"));
                }
            }
        }
        Ok(())
    }

    async fn is_over(&self) -> Result<bool, String> {
        let db = self.audit.db();
        let starts = subscriptions::next_start(db).await.map_err(fault)?;
        let effects = outbox::next(db).await.map_err(fault)?;
        Ok(self.audit.active().next().is_none() && starts.is_none() && effects.is_none())
    }

    /// Everything that can be done is done once; then the clock goes on.
    async fn round(&mut self) -> Result<(), String> {
        let node = self.node(0)?;
        self.resume_all().await?;
        let mut commands: Vec<(String, Command)> = Vec::new();
        let mut stuck: Vec<(String, Key, Key)> = Vec::new();
        for (id, case) in self.audit.active() {
            let tasks = case.state.instances.iter().filter(|(_, it)| matches!(it.work, Work::Task(_)));
            let complete = |key| Command::CompleteTask { key, variables: Context::new() };
            commands.extend(tasks.map(|(key, _)| (id.clone(), complete(*key))));
            stuck.extend(case.state.incidents.iter().map(|(key, it)| (id.clone(), *key, it.instance)));
        }
        commands.into_iter().for_each(|(case, command)| self.send(node.clone(), "task", &case, command));
        stuck.into_iter().for_each(|(case, key, job)| self.mend(node.clone(), &case, key, job));
        self.drain().await?;
        self.look().await?;
        self.answer_messages(&node);
        ["go", "stop", "note"].into_iter().for_each(|name| self.send_signal(node.clone(), name));
        self.drain().await?;
        self.do_jobs(node).await?;
        self.tick_all(ROUND).await?;
        self.settle().await?;
        self.check_expected()?;
        self.check_kept(0).await?;
        self.check_called()?;
        self.go_to_next_timer().await
    }

    fn answer_messages(&mut self, node: &Runtime) {
        for (case, key, name, correlation) in self.open_messages() {
            let token = format!("calm-{case}-{}-{}", key.0, self.clock.now());
            let message = Message {
                name: name.to_string(),
                key: correlation.to_string(),
                variables: values([("token", Value::from(token.as_str()))]),
                ..Message::default()
            };
            self.send_message(node.clone(), message);
        }
    }

    async fn do_jobs(&mut self, node: Runtime) -> Result<(), String> {
        self.ask("all jobs are done", async move {
            let result = async {
                for job in node.activate_jobs(WORK, "calm", SECOND, 256).await? {
                    match node.complete_job(&job.case, job.key, Context::new()).await {
                        Err(error) if !error.is_callers() => return Err(error),
                        _ => {}
                    }
                }
                Ok(())
            };
            Reply::Done { what: "all jobs are done", result: result.await }
        });
        self.drain().await
    }

    async fn go_to_next_timer(&mut self) -> Result<(), String> {
        let of_cases = timers::next(self.audit.db()).await.map_err(fault)?;
        let of_starts = subscriptions::next_start(self.audit.db()).await.map_err(fault)?;
        match of_cases.into_iter().chain(of_starts).filter(|at| *at < i64::MAX).min() {
            Some(at) if self.audit.active().count() < 3 => self.clock.set(at),
            _ => {}
        }
        self.tick_all(0).await
    }
}
