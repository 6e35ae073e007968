//! What happens in the same moment: a message comes while its receiver begins to wait, commands come so fast that one is
//! decided on another that is not committed.

use super::clients::DAY;
use super::history::History;
use crate::values;
use engine::Command;
use expr::Value;
use store::Point;

/// Workflows that begin with a wait, and for which message.
const WAITING: [(&str, &str); 4] =
    [("message", "paid"), ("news", "news"), ("race", "paid"), ("handlers", "remark")];

impl History {
    /// A message is published while the case that will wait for it begins. Sometimes its node dies right after that.
    pub(super) fn race_for_message(&mut self) {
        let Some((at, node)) = self.some_node() else { return };
        let Some((_, other)) = self.some_node() else { return };
        let (workflow, name) = self.dice.pick(&WAITING).unwrap_or_default();
        let me = format!("c{}", self.number());
        let id = format!("k-{me}");
        self.begin_one(&node, workflow, me, &id);
        let message = self.message(name.to_owned(), id, DAY);
        self.send_message(other, message);
        if self.dice.chance(25) {
            self.note(&format!("node {at} will die after its next commit"));
            self.places[at].life.end_at(Some((0, Point::AfterCommit)));
        }
    }

    /// Two messages would begin a case at the same time: one does, the other has to wait for its end.
    pub(super) fn race_for_start(&mut self) {
        let key = self.dice.pick(&["o1", "o2"]).unwrap_or_default();
        for _ in 0..2 {
            let Some((_, node)) = self.some_node() else { return };
            let message = self.message("order".to_owned(), key.to_owned(), DAY);
            self.send_message(node, message);
        }
    }

    /// A worker is in a hurry: it sets a variable, says at once that its job is done, and says it again, on two nodes.
    /// Sometimes one of them dies before it has written that.
    pub(super) fn race_for_job(&mut self) {
        let Some((at, node)) = self.some_node() else { return };
        let Some((_, other)) = self.some_node() else { return };
        let Some(job) = self.dice.pick(&self.clients.held) else { return self.take_jobs(node) };
        let variables = values([("hurry", Value::from(self.number() as i64))]);
        let set = Command::SetVariables { scope: None, variables, local: false };
        self.send(node.clone(), "set", &job.case, set);
        self.complete_job(node.clone(), &job);
        self.complete_job(other, &job);
        self.complete_job(node, &job);
        if self.dice.chance(25) {
            self.note(&format!("node {at} will die before its next commit"));
            self.places[at].life.end_at(Some((0, Point::BeforeCommit)));
        }
    }
}
