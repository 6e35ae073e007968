//! What has to be true after each command, whatever it was: followed for all cases of a host.

use super::structure;
use super::tokens::Tokens;
use crate::host::Host;
use crate::ledger::Ledger;
use engine::{Event, State};
use std::collections::HashMap;
use std::sync::Arc;

/// Follows the cases of a host, and says which law one of them breaks.
#[derive(Debug, Default)]
pub struct Laws {
    cases: HashMap<Arc<str>, Followed>,
}

#[derive(Debug, Default)]
struct Followed {
    events: usize,
    replayed: State,
    ledger: Ledger,
    tokens: Tokens,
    /// The codes of all incidents there ever were.
    incidents: Vec<Arc<str>>,
}

impl Laws {
    /// Looks at what happened since the last call. Each law:
    ///
    /// - the events make the state;
    /// - the state can be saved and read again;
    /// - by the events the same is open as in the state, and everything active waits for something ([`Ledger`]);
    /// - everything active stands in a live scope, every wait and incident belongs to something active;
    /// - as many tokens come in as go out;
    /// - nothing is left after the end.
    ///
    /// # Errors
    /// The first law that is broken, and where.
    pub fn check(&mut self, host: &dyn Host) -> Result<(), String> {
        for case in host.cases() {
            let followed = self.cases.entry(case.id.clone()).or_default();
            let events = host.events(&case.id, followed.events);
            if events.is_empty() {
                continue;
            }
            let state = host.state(&case.id).ok_or("a case without a state")?;
            let last: Vec<&Event> = events.iter().rev().take(30).rev().collect();
            let of = |why: String| format!("{}: {why}\nafter {last:#?}", case.id);
            followed.check(host, &state, &events).map_err(of)?;
        }
        Ok(())
    }

    /// Has something happened that was not looked at?
    pub fn is_news(&self, host: &dyn Host) -> bool {
        let seen = |case: &str| self.cases.get(case).map_or(0, |followed| followed.events);
        host.cases().iter().any(|case| !host.events(&case.id, seen(&case.id)).is_empty())
    }

    /// How many events were looked at.
    pub fn events(&self) -> usize {
        self.cases.values().map(|followed| followed.events).sum()
    }

    /// The codes of all incidents that a case ever had.
    pub fn incidents(&self, case: &str) -> &[Arc<str>] {
        self.cases.get(case).map(|followed| followed.incidents.as_slice()).unwrap_or_default()
    }
}

impl Followed {
    fn check(&mut self, host: &dyn Host, state: &State, events: &[Event]) -> Result<(), String> {
        self.events += events.len();
        for event in events {
            engine::apply(&mut self.replayed, event);
            self.ledger.book(event);
            if let Event::IncidentRaised { problem, .. } = event {
                self.incidents.push(problem.code.clone());
            }
        }
        if self.replayed != *state {
            return Err(format!("the events make another state:\n{:#?}\n{state:#?}", self.replayed));
        }
        let text = serde_json::to_string(state).map_err(|error| error.to_string())?;
        let restored: State = serde_json::from_str(&text).map_err(|error| format!("{error} in {text}"))?;
        if restored != *state {
            return Err(format!("what was saved is another state: {text}"));
        }
        let graph = host.graph(&state.version).ok_or("a version without a graph")?;
        self.ledger.check(&graph, state)?;
        structure::check(&graph, state)?;
        self.tokens.check(&graph, state, events)
    }
}
