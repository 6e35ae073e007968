//! Moving a case to another version of its workflow.

use super::World;
use super::deployment::Version;
use crate::host::Refused;
use engine::migrate::{self, Plan, Preview};
use engine::{Event, Key, State};
use model::graph::NodeIx;
use std::sync::Arc;

impl World {
    /// Moves a case to `version`; what follows from it is still pending.
    pub(super) fn migrate_to(
        &mut self,
        at: usize,
        version: &Version,
        renamed: &[(String, String)],
    ) -> Result<(), Refused> {
        let renamed: Vec<(Arc<str>, Arc<str>)> =
            renamed.iter().map(|(old, new)| (old.as_str().into(), new.as_str().into())).collect();
        let mut case = std::mem::replace(&mut self.cases[at], super::Case::absent());
        let moved = self.decide_to_move(&mut case, version, &renamed);
        self.cases[at] = case;
        self.pend(at, &moved?);
        Ok(())
    }

    fn decide_to_move(
        &self,
        case: &mut super::Case,
        version: &Version,
        renamed: &[(Arc<str>, Arc<str>)],
    ) -> Result<Vec<Event>, Refused> {
        let plan = Plan::new(&case.graph, &version.graph, renamed).map_err(|it| Refused::by(it.message()))?;
        let before = case.state.clone();
        let preview = migrate::preview(&case.graph, &version.graph, &before, &plan);
        let moved =
            migrate::migrate(&case.graph, &version.graph, &mut case.state, &plan, &version.name, &self.env());
        match moved {
            Ok(events) => {
                foreseen(&preview, &before, &events)?;
                case.graph = version.graph.clone();
                self.keep(case, events)
            }
            Err(_) if before != case.state => Err(Refused::fault("a refused migration changed the state")),
            Err(problems) if problems != preview.problems => {
                Err(Refused::fault("the preview has other problems than the migration"))
            }
            Err(problems) => {
                self.refused.borrow_mut().extend(problems.iter().map(|it| it.message.clone()));
                let first = problems.first();
                Err(first.map_or_else(
                    || Refused::fault("refused without a problem"),
                    |it| Refused::by(&it.message),
                ))
            }
        }
    }
}

/// Did the migration what its preview said? What cannot be opened becomes an incident.
fn foreseen(preview: &Preview, before: &State, events: &[Event]) -> Result<(), Refused> {
    let at = events.iter().position(|event| matches!(event, Event::Migrated { .. })).unwrap_or(events.len());
    let (closing, opening) = events.split_at(at);
    let node = |key: &Key| before.subscriptions.get(key).map(|it| it.node);
    let closed: Vec<NodeIx> = closing
        .iter()
        .filter_map(|event| match event {
            Event::Unsubscribed { key } => node(key),
            _ => None,
        })
        .collect();
    let opened: Vec<NodeIx> = opening
        .iter()
        .skip(1)
        .map_while(|event| match event {
            Event::Subscribed { node, .. } => Some(Some(*node)),
            Event::IncidentRaised { .. } | Event::IncidentResolved { .. } => Some(None),
            _ => None,
        })
        .flatten()
        .collect();
    let stuck = opening.iter().any(|event| matches!(event, Event::IncidentRaised { .. }));
    let all_opened = if stuck {
        opened.iter().all(|node| preview.opened.contains(node))
    } else {
        opened.starts_with(&preview.opened)
    };
    if !preview.problems.is_empty() || closed != preview.closed || !all_opened {
        return Err(Refused::fault(format!("the preview said {preview:?}, but it came to {events:?}")));
    }
    Ok(())
}
