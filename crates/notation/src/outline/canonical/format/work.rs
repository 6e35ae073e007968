//! What a step does, sends and repeats, as canonical text.

use super::super::write;
use super::{Formatter, formula, optional_value};
use crate::outline::ast::*;
use model::bpmn::{BusinessRuleTask, CallActivity, Form, JobDefinition, Repeat, ScriptTask};

impl Formatter<'_> {
    pub(super) fn emit(&mut self, emit: &Emit, depth: usize) {
        match emit {
            Emit::None | Emit::Terminate => {}
            Emit::Message(sent) => self.sent(sent, depth),
            Emit::Signal(name) => self.writer.line(depth, &write::dynamic("signal", name)),
            Emit::Escalation(code) => self.writer.line(depth, &write::dynamic("escalation", code)),
            Emit::Error(code) => self.writer.line(depth, &write::dynamic("error", code)),
        }
    }

    fn sent(&mut self, sent: &Sent, depth: usize) {
        self.writer.line(depth, &optional_value("send", sent.name.as_ref()));
        if let Some(key) = &sent.key {
            self.writer.line(depth, &write::dynamic("key", key));
        }
        if let Some(job) = &sent.job {
            self.job(job, depth);
        }
    }

    fn job(&mut self, job: &JobDefinition, depth: usize) {
        self.writer.line(depth, &optional_value("job", job.job_type.as_ref()));
        if let Some(retries) = &job.retries {
            self.writer.line(depth, &write::dynamic("retries", retries));
        }
    }

    pub(super) fn form(&mut self, form: Option<&Form>, depth: usize) {
        let line = match form {
            None => return,
            Some(Form::Id(id)) => format!("form: {}", write::text(id)),
            Some(Form::Key(key)) => format!("form key: {}", write::text(key)),
            Some(Form::External(reference)) => format!("form external: {}", write::text(reference)),
        };
        self.writer.line(depth, &line);
    }

    pub(super) fn work(&mut self, work: &Work, by_customer: bool, depth: usize) {
        match work {
            Work::Person(task) => {
                self.form(task.form.as_ref(), depth);
                let lines = [
                    ("assignee", &task.assignee),
                    ("groups", &task.candidate_groups),
                    ("users", &task.candidate_users),
                    ("due", &task.due_date),
                    ("follow up", &task.follow_up_date),
                    ("priority", &task.priority),
                ];
                for (word, value) in lines {
                    if let Some(value) = value {
                        self.writer.line(depth, &write::dynamic(word, value));
                    }
                }
            }
            Work::Receive(None) if by_customer => {}
            Work::Receive(message) => {
                self.writer
                    .line(depth, &optional_value("receive", message.as_ref().map(|message| &message.name)));
                if let Some(key) = message.as_ref().and_then(|message| message.key.as_ref()) {
                    self.writer.line(depth, &write::dynamic("key", key));
                }
            }
            Work::Job(job) => self.job(job, depth),
            Work::Send(sent) => self.sent(sent, depth),
            Work::Script(ScriptTask::Expression { expression, result_variable }) => {
                let mapping =
                    model::bpmn::Mapping { source: expression.clone(), target: result_variable.clone() };
                self.writer.line(depth, &write::mapping("set", &mapping));
            }
            Work::Script(ScriptTask::Job(job)) => {
                self.writer.line(depth, "as: script");
                self.job(job, depth);
            }
            Work::Decision(BusinessRuleTask::Decision { decision, result_variable }) => {
                self.writer.line(depth, &write::dynamic("decision", decision));
                self.writer.line(depth, &format!("result: {}", write::text(result_variable)));
            }
            Work::Decision(BusinessRuleTask::Job(job)) => {
                self.writer.line(depth, "as: decision");
                self.job(job, depth);
            }
            Work::Call(call) => self.call(call, depth),
            Work::Manual => self.writer.line(depth, "as: manual"),
            Work::Nothing => self.writer.line(depth, "as: nothing"),
        }
    }

    fn call(&mut self, call: &CallActivity, depth: usize) {
        self.writer.line(depth, &optional_value("call", call.process.as_ref()));
        if !call.propagate_all_parent_variables {
            self.writer.line(depth, "all in: no");
        }
        if !call.propagate_all_child_variables {
            self.writer.line(depth, "all out: no");
        }
    }

    pub(super) fn repeat(&mut self, repeat: Option<&Repeat>, depth: usize) {
        match repeat {
            None => {}
            Some(Repeat::Loop { test_before, condition, maximum }) => {
                let word = if *test_before { "while" } else { "repeat while" };
                if *test_before || condition.is_some() {
                    self.writer.line(depth, &format!("{word}: {}", formula(condition.as_ref())));
                }
                if let Some(maximum) = maximum {
                    self.writer.line(depth, &format!("at most: {maximum}"));
                }
            }
            Some(Repeat::Multi(multi)) => {
                let word = if multi.sequential { "one by one" } else { "for each" };
                let over = match (&multi.input_element, &multi.cardinality) {
                    (_, Some(count)) => format!("{} times", formula(Some(count))),
                    (Some(element), None) => {
                        format!("{element} in {}", formula(multi.input_collection.as_ref()))
                    }
                    (None, None) => formula(multi.input_collection.as_ref()),
                };
                self.writer.line(depth, &format!("{word}: {over}"));
                if let Some(collection) = &multi.output_collection {
                    let element = formula(multi.output_element.as_ref());
                    self.writer.line(depth, &format!("collect: {element} into {collection}"));
                }
                if let Some(condition) = &multi.completion_condition {
                    self.writer.line(depth, &format!("enough when: {}", formula(Some(condition))));
                }
            }
        }
    }
}
