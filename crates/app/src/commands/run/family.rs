//! The case that is run, and the cases that it has called: a person answers for all of them.

use super::waiting::{Item, What, waiting};
use crate::commands::node;
use crate::output::Failure;
use runtime::{CaseView, Connectors, Runtime};
use store::tables::cases;

/// How many called cases are shown; more go on without being looked at.
const MOST: usize = 100;

/// One thing to answer, and whose it is.
pub struct Open {
    /// The case: its place in the family.
    pub member: usize,
    /// What it waits for.
    pub item: Item,
}

/// The case that is run, first, and the open ones that it and they have called.
pub struct Family(pub Vec<CaseView>);

impl Family {
    /// How they stand.
    ///
    /// # Errors
    /// The database fails.
    pub async fn look(runtime: &Runtime, case: &str) -> Result<Self, Failure> {
        let mut all = vec![runtime.case(case).await.map_err(node::failure)?];
        let mut next = 0;
        while next < all.len() && all.len() < MOST {
            let children = cases::open_children(runtime.db(), &all[next].row.id).await;
            for child in children.map_err(node::store_failure)?.into_iter().take(MOST - all.len()) {
                // One that has ended since is not there any more.
                if let Ok(view) = runtime.case(&child.id).await {
                    all.push(view);
                }
            }
            next += 1;
        }
        Ok(Self(all))
    }

    /// What a person can answer, and what goes on by itself.
    pub fn waits(&self, connectors: &Connectors) -> (Vec<Open>, Vec<Open>) {
        let of_member = |(member, view): (usize, &CaseView)| {
            let items = waiting(&view.workflow.graph, &view.state);
            items.into_iter().map(move |item| Open { member, item })
        };
        let all = self.0.iter().enumerate().flat_map(of_member);
        let (by_itself, mut to_answer): (Vec<_>, Vec<_>) =
            all.partition(|open| goes_on(&open.item.what, connectors));
        to_answer.sort_by_key(|open| open.item.what.order());
        (to_answer, by_itself)
    }

    /// Where they stand: differs when something has happened.
    pub fn position(&self) -> Vec<(String, i64)> {
        self.0.iter().map(|view| (view.row.id.clone(), view.sequence)).collect()
    }
}

/// Does it come by itself, so that nobody has to be asked?
fn goes_on(what: &What, connectors: &Connectors) -> bool {
    match what {
        What::Job { job_type } => connectors.get(job_type).is_some(),
        What::Call => true,
        _ => false,
    }
}
