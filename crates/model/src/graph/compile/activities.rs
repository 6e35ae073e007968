//! Activities, and how often they run.

use super::{Compiler, Report};
use crate::bpmn::{self, ActivityKind, BusinessRuleTask, JobDefinition, ScriptTask};
use crate::graph::{
    AdHoc, Call, DecisionCall, Formula, Job, Kind, Multi, Over, Repeat, Scope, Script, SubProcess,
    SubProcessKind, UserTask,
};
use crate::messages as msg;
use expr::{Number, Value};

/// How often a job is tried if the model does not say.
const RETRIES: i64 = 3;

impl Compiler<'_> {
    pub(super) fn activity(&self, activity: &bpmn::Activity, report: &mut Report<'_>) -> Kind {
        match &activity.kind {
            ActivityKind::Undefined | ActivityKind::Manual => Kind::Pass,
            ActivityKind::User(task) => Kind::User(self.user_task(task, report)),
            ActivityKind::Service(job) => self.job_or_person(job, report),
            ActivityKind::Send(message) => self.send(message, report),
            ActivityKind::Receive(message) => {
                let message = message.as_ref();
                Kind::Receive(message.and_then(|id| self.message(id, report)))
            }
            ActivityKind::Script(ScriptTask::Job(job)) => self.job_or_person(job, report),
            ActivityKind::Script(ScriptTask::Expression { expression, result_variable }) => {
                self.script(expression, result_variable, report)
            }
            ActivityKind::BusinessRule(BusinessRuleTask::Job(job)) => self.job_or_person(job, report),
            ActivityKind::BusinessRule(BusinessRuleTask::Decision { decision, result_variable }) => {
                self.decision(decision, result_variable, report)
            }
            ActivityKind::Call(call) => self.call(call, report),
            ActivityKind::SubProcess(sub) => Kind::SubProcess(SubProcess {
                kind: self.sub_process_kind(&sub.kind, report),
                scope: Scope::default(),
            }),
        }
    }

    /// A job; without a type, a person ticks the step off until somebody binds it.
    fn job_or_person(&self, job: &JobDefinition, report: &mut Report<'_>) -> Kind {
        match self.job(job, report) {
            Some(job) => Kind::Job(job),
            None => Kind::User(UserTask::default()),
        }
    }

    /// A job, if it has a type.
    pub(super) fn job(&self, job: &JobDefinition, report: &mut Report<'_>) -> Option<Job> {
        let job_type = self.formula_of(job.job_type.as_ref(), &msg::IN_JOB_TYPE, report)?;
        let retries = self.number(job.retries.as_ref(), &msg::IN_RETRIES, report);
        let standard = || Formula::Const(Number::new(RETRIES.into(), 0).map_or(Value::Null, Value::Number));
        Some(Job { job_type, retries: retries.unwrap_or_else(standard) })
    }

    fn send(&self, sent: &bpmn::ThrownMessage, report: &mut Report<'_>) -> Kind {
        if let Some(job) = sent.job.as_ref().and_then(|job| self.job(job, report)) {
            return Kind::Job(job);
        }
        match self.published(sent, report) {
            Some(message) => Kind::Send(message),
            None => Kind::User(UserTask::default()),
        }
    }

    fn user_task(&self, task: &bpmn::UserTask, report: &mut Report<'_>) -> UserTask {
        UserTask {
            assignee: self.formula_of(task.assignee.as_ref(), &msg::IN_ASSIGNEE, report),
            candidate_groups: self.formula_of(task.candidate_groups.as_ref(), &msg::IN_GROUPS, report),
            candidate_users: self.formula_of(task.candidate_users.as_ref(), &msg::IN_USERS, report),
            due_date: self.instant(task.due_date.as_ref(), &msg::IN_DUE_DATE, report),
            follow_up_date: self.instant(task.follow_up_date.as_ref(), &msg::IN_FOLLOW_UP, report),
            priority: self.priority(task.priority.as_ref(), report),
            form: task.form.clone(),
        }
    }

    fn priority(&self, priority: Option<&bpmn::Dynamic>, report: &mut Report<'_>) -> Option<Formula> {
        let formula = self.number(priority, &msg::IN_PRIORITY, report)?;
        if let Formula::Const(value) = &formula
            && UserTask::priority_of(value).is_none()
        {
            report.error(msg::NOT_A_PRIORITY.message().with("value", value));
        }
        Some(formula)
    }

    fn script(&self, expression: &bpmn::Dynamic, result: &str, report: &mut Report<'_>) -> Kind {
        let result = self.result(result, report);
        let expression = self.formula(expression, &msg::IN_SCRIPT, report);
        match (expression, result) {
            (Some(expression), Some(result)) => Kind::Script(Script { expression, result }),
            _ => Kind::Pass,
        }
    }

    fn decision(&self, decision: &bpmn::Dynamic, result: &str, report: &mut Report<'_>) -> Kind {
        let result = self.result(result, report);
        let decision = self.formula(decision, &msg::IN_DECISION, report);
        match (decision, result) {
            (Some(decision), Some(result)) => Kind::Decision(DecisionCall { decision, result }),
            _ => Kind::Pass,
        }
    }

    /// The variable of a result.
    fn result(&self, variable: &str, report: &mut Report<'_>) -> Option<Vec<std::sync::Arc<str>>> {
        if variable.trim().is_empty() {
            report.error(msg::NO_RESULT_VARIABLE.message());
            return None;
        }
        self.path(variable, report)
    }

    fn call(&self, call: &bpmn::CallActivity, report: &mut Report<'_>) -> Kind {
        let Some(process) = &call.process else {
            report.error(msg::NO_CALLED_PROCESS.message());
            return Kind::Pass;
        };
        match self.formula(process, &msg::IN_CALLED_PROCESS, report) {
            Some(process) => Kind::Call(Call {
                process,
                propagate_all_child_variables: call.propagate_all_child_variables,
                propagate_all_parent_variables: call.propagate_all_parent_variables,
            }),
            None => Kind::Pass,
        }
    }

    fn sub_process_kind(&self, kind: &bpmn::SubProcessKind, report: &mut Report<'_>) -> SubProcessKind {
        match kind {
            bpmn::SubProcessKind::Embedded => SubProcessKind::Embedded,
            bpmn::SubProcessKind::Event => SubProcessKind::Event,
            bpmn::SubProcessKind::Transaction => SubProcessKind::Transaction,
            bpmn::SubProcessKind::AdHoc(it) => SubProcessKind::AdHoc(AdHoc {
                completion: self.formula_of(it.completion_condition.as_ref(), &msg::IN_COMPLETION, report),
                cancel_remaining: !it.keep_remaining,
                sequential: it.sequential,
                active_elements: self.formula_of(
                    it.active_elements.as_ref(),
                    &msg::IN_ACTIVE_ELEMENTS,
                    report,
                ),
            }),
        }
    }

    pub(super) fn repeat(&self, repeat: &bpmn::Repeat, report: &mut Report<'_>) -> Option<Repeat> {
        match repeat {
            bpmn::Repeat::Loop { condition: None, maximum: None, .. } => {
                report.error(msg::ENDLESS_LOOP.message());
                None
            }
            bpmn::Repeat::Loop { test_before, condition, maximum } => Some(Repeat::Loop {
                test_before: *test_before,
                condition: self.formula_of(condition.as_ref(), &msg::IN_LOOP, report),
                maximum: *maximum,
            }),
            bpmn::Repeat::Multi(multi) => self.multi(multi, report).map(Repeat::Multi),
        }
    }

    fn multi(&self, multi: &bpmn::MultiInstance, report: &mut Report<'_>) -> Option<Multi> {
        let over = if let Some(collection) = &multi.input_collection {
            self.formula(collection, &msg::IN_COLLECTION, report).map(Over::Collection)
        } else if multi.cardinality.is_some() {
            self.number(multi.cardinality.as_ref(), &msg::IN_CARDINALITY, report).map(Over::Cardinality)
        } else {
            report.error(msg::NO_COLLECTION.message());
            None
        };
        let output_element = self.formula_of(multi.output_element.as_ref(), &msg::IN_OUTPUT_ELEMENT, report);
        let completion = self.formula_of(multi.completion_condition.as_ref(), &msg::IN_COMPLETION, report);
        Some(Multi {
            sequential: multi.sequential,
            over: over?,
            input_element: multi.input_element.as_deref().map(Into::into),
            output_collection: multi.output_collection.as_deref().map(Into::into),
            output_element,
            completion,
        })
    }
}
