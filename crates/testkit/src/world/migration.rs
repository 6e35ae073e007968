//! Moving a case to another version of its workflow.

use super::World;
use super::deployment::Version;
use crate::host::Refused;
use engine::migrate::{self, Plan};
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
    ) -> Result<Vec<engine::Event>, Refused> {
        let plan = Plan::new(&case.graph, &version.graph, renamed).map_err(|it| Refused::by(it.message()))?;
        let before = case.state.clone();
        let moved =
            migrate::migrate(&case.graph, &version.graph, &mut case.state, &plan, &version.name, &self.env());
        match moved {
            Ok(events) => {
                case.graph = version.graph.clone();
                self.keep(case, events)
            }
            Err(_) if before != case.state => Err(Refused::fault("a refused migration changed the state")),
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
