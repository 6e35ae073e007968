//! Extensions of Camunda 8.

use super::Writing;
use crate::bpmn::tree::Element;
use model::bpmn::{
    Activity, ActivityKind, BusinessRuleTask, Dynamic, Form, JobDefinition, Kind, Node, Pair, ScriptTask,
    SubProcessKind, Throw, UserTask,
};

fn source(dynamic: &Option<Dynamic>) -> Option<String> {
    dynamic.as_ref().map(Dynamic::to_source)
}

/// A list of keys and values, if it is not empty.
pub fn pairs(writing: &Writing<'_>, list: &str, item: &str, key: &str, pairs: &[Pair]) -> Option<Element> {
    let mut out = writing.zeebe(list);
    for pair in pairs {
        out.add(writing.zeebe(item).with(key, Some(&pair.key)).with("value", Some(&pair.value)));
    }
    (!pairs.is_empty()).then_some(out)
}

impl Writing<'_> {
    /// All extensions of a flow node.
    pub(super) fn extensions(&self, node: &Node) -> Vec<Element> {
        let mut out = Vec::new();
        match &node.kind {
            Kind::Start(start) => out.extend(start.form.as_ref().map(|form| self.form(form))),
            Kind::Throw(Throw::Message(sent)) | Kind::End(Throw::Message(sent)) => {
                out.extend(sent.job.as_ref().map(|job| self.job(job)));
            }
            Kind::Activity(activity) => self.activity_extensions(activity, &mut out),
            _ => {}
        }
        out.extend(pairs(self, "taskHeaders", "header", "key", &node.headers));
        if !node.inputs.is_empty() || !node.outputs.is_empty() {
            let mut mappings = self.zeebe("ioMapping");
            for (name, list) in [("input", &node.inputs), ("output", &node.outputs)] {
                for mapping in list {
                    let element = self.zeebe(name).with("source", Some(&mapping.source.to_source()));
                    mappings.add(element.with("target", Some(&mapping.target)));
                }
            }
            out.push(mappings);
        }
        out.extend(pairs(self, "properties", "property", "name", &node.properties));
        out
    }

    fn activity_extensions(&self, activity: &Activity, out: &mut Vec<Element>) {
        match &activity.kind {
            ActivityKind::User(task) => self.user_task(task, out),
            ActivityKind::Service(job)
            | ActivityKind::Script(ScriptTask::Job(job))
            | ActivityKind::BusinessRule(BusinessRuleTask::Job(job)) => {
                if *job != JobDefinition::default() {
                    out.push(self.job(job));
                }
            }
            ActivityKind::Send(sent) => {
                out.extend(sent.job.as_ref().map(|job| self.job(job)));
                out.extend(self.published(sent));
            }
            ActivityKind::Script(ScriptTask::Expression { expression, result_variable }) => {
                let script = self.zeebe("script").with("expression", Some(&expression.to_source()));
                out.push(script.with("resultVariable", Some(result_variable)));
            }
            ActivityKind::BusinessRule(BusinessRuleTask::Decision { decision, result_variable }) => {
                let called = self.zeebe("calledDecision").with("decisionId", Some(&decision.to_source()));
                out.push(called.with("resultVariable", Some(result_variable)));
            }
            ActivityKind::Call(call) => {
                let flag = |all: bool| Some(if all { "true" } else { "false" });
                let called = self.zeebe("calledElement").with("processId", source(&call.process).as_deref());
                let called =
                    called.with("propagateAllChildVariables", flag(call.propagate_all_child_variables));
                out.push(
                    called.with("propagateAllParentVariables", flag(call.propagate_all_parent_variables)),
                );
            }
            ActivityKind::SubProcess(sub) => {
                if let SubProcessKind::AdHoc(ad_hoc) = &sub.kind
                    && let Some(active) = source(&ad_hoc.active_elements)
                {
                    out.push(self.zeebe("adHoc").with("activeElementsCollection", Some(&active)));
                }
            }
            ActivityKind::Undefined | ActivityKind::Manual | ActivityKind::Receive(_) => {}
        }
    }

    fn user_task(&self, task: &UserTask, out: &mut Vec<Element>) {
        out.push(self.zeebe("userTask"));
        let assignment = self.zeebe("assignmentDefinition");
        let assignment = assignment.with("assignee", source(&task.assignee).as_deref());
        let assignment = assignment.with("candidateGroups", source(&task.candidate_groups).as_deref());
        let assignment = assignment.with("candidateUsers", source(&task.candidate_users).as_deref());
        let schedule = self.zeebe("taskSchedule").with("dueDate", source(&task.due_date).as_deref());
        let schedule = schedule.with("followUpDate", source(&task.follow_up_date).as_deref());
        let priority = self.zeebe("priorityDefinition").with("priority", source(&task.priority).as_deref());
        let parts = [assignment, schedule, priority];
        out.extend(parts.into_iter().filter(|element| !element.attributes.is_empty()));
        out.extend(task.form.as_ref().map(|form| self.form(form)));
    }

    fn job(&self, job: &JobDefinition) -> Element {
        let out = self.zeebe("taskDefinition").with("type", source(&job.job_type).as_deref());
        out.with("retries", source(&job.retries).as_deref())
    }

    fn form(&self, form: &Form) -> Element {
        let (name, value) = match form {
            Form::Id(value) => ("formId", value),
            Form::Key(value) => ("formKey", value),
            Form::External(value) => ("externalReference", value),
        };
        self.zeebe("formDefinition").with(name, Some(value))
    }
}
