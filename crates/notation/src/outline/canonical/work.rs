//! How a step is done, how often, and what every node may have: the lines that say it.

use super::attributes::Attributes;
use super::parse::Parser;
use crate::outline::ast::*;
use crate::outline::text::trim;
use model::Span;
use model::bpmn::{
    BusinessRuleTask, CallActivity, Dynamic, JobDefinition, MultiInstance, Repeat, ScriptTask, UserTask,
};

impl Parser<'_> {
    /// What every node may have. `by:` is read by [`Parser::by`].
    pub(super) fn common(
        &mut self,
        attributes: &mut Attributes<'_, '_>,
        name: Option<String>,
        team: Option<TeamIx>,
        place: Span,
    ) -> Common {
        let place = Place { span: Some(place), values: attributes.written().collect() };
        let team = match attributes.take("team") {
            Some(pair) => self.team(pair.value, pair.span()),
            None => team,
        };
        let id = attributes.take("id").and_then(|pair| self.id(&pair));
        let by_customer = self.by(attributes) == Some(true);
        let out = &mut *self.diagnostics;
        Common {
            name,
            id,
            team,
            guidance: attributes.take("say").map(|pair| pair.text(out)),
            notes: attributes.take_all("note").iter().map(|pair| pair.text(out)).collect(),
            within: attributes.take("within").map(|pair| pair.duration("within: 2h", out)),
            calendar: attributes.take("calendar").map(|pair| pair.text(out)),
            suggestion: attributes.take("suggest").map(|pair| pair.text(out)),
            outcome: attributes.take("outcome").map(|pair| pair.text(out)),
            by_customer,
            inputs: attributes.take_all("in").iter().map(|pair| pair.mapping(out)).collect(),
            outputs: attributes.take_all("out").iter().map(|pair| pair.mapping(out)).collect(),
            headers: attributes
                .take_all("header")
                .iter()
                .map(|pair| pair.key_value("header: key = value", out))
                .collect(),
            properties: attributes
                .take_all("property")
                .iter()
                .map(|pair| pair.key_value("property: key = value", out))
                .collect(),
            place,
        }
    }

    /// `by: customer` or `by: team`, if it is said.
    pub(super) fn by(&mut self, attributes: &mut Attributes<'_, '_>) -> Option<bool> {
        let pair = attributes.take("by")?;
        match pair.value.to_lowercase().as_str() {
            "customer" => Some(true),
            "team" => Some(false),
            _ => {
                pair.refuse("by: customer", self.diagnostics);
                None
            }
        }
    }

    /// How a step is done. `customer`: who does it, the customer or a team.
    pub(super) fn work(&mut self, attributes: &mut Attributes<'_, '_>, customer: bool) -> Work {
        let kind = attributes.take("as");
        let word = kind.as_ref().map(|pair| pair.value.to_lowercase());
        match word.as_deref() {
            None => {}
            Some("manual") => return Work::Manual,
            Some("nothing") => return Work::Nothing,
            Some("script") => return Work::Script(ScriptTask::Job(self.job(attributes))),
            Some("decision") => return Work::Decision(BusinessRuleTask::Job(self.job(attributes))),
            Some(_) => kind.iter().for_each(|pair| pair.refuse("as: manual", self.diagnostics)),
        }
        if attributes.has("send") {
            return Work::Send(self.sent(attributes));
        }
        if attributes.has("job") {
            return Work::Job(self.job(attributes));
        }
        if let Some(pair) = attributes.take("receive") {
            let name = (pair.computed || !pair.value.is_empty()).then(|| pair.dynamic(self.diagnostics));
            let key = attributes.take("key").map(|pair| pair.dynamic(self.diagnostics));
            return Work::Receive(name.map(|name| MessageRef { name, key }));
        }
        if let Some(pair) = attributes.take("set") {
            let mapping = pair.mapping(self.diagnostics);
            let task = ScriptTask::Expression { expression: mapping.source, result_variable: mapping.target };
            return Work::Script(task);
        }
        if let Some(pair) = attributes.take("decision") {
            let decision = pair.dynamic(self.diagnostics);
            let result = attributes.take("result");
            let result_variable = result.map(|pair| pair.text(self.diagnostics)).unwrap_or_default();
            return Work::Decision(BusinessRuleTask::Decision { decision, result_variable });
        }
        if attributes.has("call") {
            return Work::Call(self.call(attributes));
        }
        if customer { Work::Receive(None) } else { Work::Person(self.user_task(attributes)) }
    }

    fn call(&mut self, attributes: &mut Attributes<'_, '_>) -> CallActivity {
        let out = &mut *self.diagnostics;
        CallActivity {
            process: attributes
                .take("call")
                .filter(|pair| pair.computed || !pair.value.is_empty())
                .map(|pair| pair.dynamic(out)),
            propagate_all_child_variables: attributes
                .take("all out")
                .is_none_or(|pair| pair.yes("all out: no", out)),
            propagate_all_parent_variables: attributes
                .take("all in")
                .is_none_or(|pair| pair.yes("all in: no", out)),
        }
    }

    fn user_task(&mut self, attributes: &mut Attributes<'_, '_>) -> UserTask {
        let form = self.form(attributes);
        let mut dynamic = |word: &str| attributes.take(word).map(|pair| pair.dynamic(self.diagnostics));
        UserTask {
            assignee: dynamic("assignee"),
            candidate_groups: dynamic("groups"),
            candidate_users: dynamic("users"),
            due_date: dynamic("due"),
            follow_up_date: dynamic("follow up"),
            priority: dynamic("priority"),
            form,
        }
    }

    /// `job:` and `retries:`.
    pub(super) fn job(&mut self, attributes: &mut Attributes<'_, '_>) -> JobDefinition {
        let job = attributes.take("job");
        let job_type = job
            .filter(|pair| pair.computed || !pair.value.is_empty())
            .map(|pair| pair.dynamic(self.diagnostics));
        let retries = attributes.take("retries").map(|pair| pair.dynamic(self.diagnostics));
        JobDefinition { job_type, retries }
    }

    /// `send:`, `key:`, `job:`.
    pub(super) fn sent(&mut self, attributes: &mut Attributes<'_, '_>) -> Sent {
        let job = (attributes.has("job") || attributes.has("retries")).then(|| self.job(attributes));
        let name = attributes.take("send").filter(|pair| pair.computed || !pair.value.is_empty());
        let name = name.map(|pair| pair.dynamic(self.diagnostics));
        let key = attributes.take("key").map(|pair| pair.dynamic(self.diagnostics));
        Sent { name, key, job }
    }

    /// How often a step or group runs.
    pub(super) fn repeat(&mut self, attributes: &mut Attributes<'_, '_>) -> Option<Repeat> {
        for (word, sequential) in [("for each", false), ("one by one", true)] {
            if let Some(pair) = attributes.take(word) {
                let mut multi = items(&pair.formula());
                multi.sequential = sequential;
                if let Some(collect) = attributes.take("collect") {
                    let full = collect.formula();
                    match full.rsplit_once(" into ") {
                        Some((element, collection)) => {
                            multi.output_element = Some(Dynamic::Formula(trim(element).to_owned()));
                            multi.output_collection = Some(trim(collection).to_owned());
                        }
                        None => collect.refuse("collect: weight into weights", self.diagnostics),
                    }
                }
                multi.completion_condition =
                    attributes.take("enough when").map(|pair| Dynamic::Formula(pair.formula()));
                return Some(Repeat::Multi(multi));
            }
        }
        let before = attributes.take("while");
        let test_before = before.is_some();
        let condition = before.or_else(|| attributes.take("repeat while"));
        let maximum = attributes.take("at most");
        if condition.is_none() && maximum.is_none() {
            return None;
        }
        let number = maximum.as_ref().and_then(|pair| pair.value.parse().ok());
        maximum
            .filter(|_| number.is_none())
            .iter()
            .for_each(|pair| pair.refuse("at most: 3", self.diagnostics));
        let formula = condition.map(|pair| pair.formula()).filter(|formula| !formula.is_empty());
        Some(Repeat::Loop { test_before, condition: formula.map(Dynamic::Formula), maximum: number })
    }
}

/// `item in items`, `items`, or `3 times`.
fn items(text: &str) -> MultiInstance {
    if let Some(count) = text.strip_suffix(" times") {
        return MultiInstance {
            cardinality: Some(Dynamic::Formula(trim(count).to_owned())),
            ..Default::default()
        };
    }
    let (element, collection) = match text.split_once(" in ") {
        Some((element, collection)) if is_variable(trim(element)) => {
            (Some(trim(element).to_owned()), trim(collection))
        }
        _ => (None, text),
    };
    let input_collection = Some(Dynamic::Formula(collection.to_owned()));
    MultiInstance { input_element: element, input_collection, ..Default::default() }
}

/// Whether `text` can be the name of a variable.
pub fn is_variable(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
}
