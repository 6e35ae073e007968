//! Tasks, call activities, sub-processes, how often they run; gateways.

use super::extensions::{called_decision, form, job, script};
use super::{Reading, dynamic, flag, formula, formula_child};
use crate::bpmn::tree::{Element, Space};
use model::bpmn::{
    Activity, ActivityKind, AdHoc, BusinessRuleTask, CallActivity, Decision, Dynamic, Gateway, MultiInstance,
    Repeat, ScriptTask, SubProcess, SubProcessKind, UserTask,
};

impl<'t> Reading<'t> {
    /// An activity; `None` if `name` is no activity of BPMN.
    pub(super) fn activity(&mut self, element: &'t Element, name: &str) -> Option<Activity> {
        let kind = match name {
            "task" => ActivityKind::Undefined,
            "manualTask" => ActivityKind::Manual,
            "userTask" => ActivityKind::User(user_task(element)),
            "serviceTask" => ActivityKind::Service(job(element).unwrap_or_default()),
            "sendTask" => ActivityKind::Send(self.thrown_message(element, element)),
            "receiveTask" => ActivityKind::Receive(self.refers(element, "messageRef")),
            "scriptTask" => {
                let by_worker = || ScriptTask::Job(job(element).unwrap_or_default());
                ActivityKind::Script(script(element).unwrap_or_else(by_worker))
            }
            "businessRuleTask" => {
                let by_worker = || BusinessRuleTask::Job(job(element).unwrap_or_default());
                ActivityKind::BusinessRule(called_decision(element).unwrap_or_else(by_worker))
            }
            "callActivity" => ActivityKind::Call(self.call(element)),
            "subProcess" | "transaction" | "adHocSubProcess" => {
                let kind = sub_process_kind(element, name);
                ActivityKind::SubProcess(Box::new(SubProcess { kind, body: self.body(element) }))
            }
            _ => return None,
        };
        Some(Activity {
            kind,
            repeat: repeat(element),
            for_compensation: flag(element, "isForCompensation", false),
            default: self.refers(element, "default"),
            instantiate: name == "receiveTask" && flag(element, "instantiate", false),
        })
    }

    /// Camunda 8 names the process in its extension, BPMN in an attribute.
    fn call(&self, element: &Element) -> CallActivity {
        let plain = || self.refers(element, "calledElement").map(|id| Dynamic::Text(id.to_string()));
        let called = element.zeebe("calledElement");
        let all = |name| called.is_none_or(|called| flag(called, name, true));
        CallActivity {
            process: called.and_then(|called| dynamic(called, "processId")).or_else(plain),
            propagate_all_child_variables: all("propagateAllChildVariables"),
            propagate_all_parent_variables: all("propagateAllParentVariables"),
        }
    }

    /// A gateway; `None` if `name` is no gateway of BPMN.
    pub(super) fn gateway(&mut self, element: &Element, name: &str) -> Option<Gateway> {
        let default = self.refers(element, "default");
        let by_person = || element.attribute_in(Space::Stepwell, "choice") == Some("manual");
        Some(match name {
            "exclusiveGateway" => Gateway::Exclusive(Decision { default, by_person: by_person() }),
            "inclusiveGateway" => Gateway::Inclusive(Decision { default, by_person: by_person() }),
            "parallelGateway" => Gateway::Parallel,
            "eventBasedGateway" => Gateway::EventBased { instantiate: flag(element, "instantiate", false) },
            "complexGateway" => {
                Gateway::Complex { activation: formula_child(element, "activationCondition"), default }
            }
            _ => return None,
        })
    }
}

fn user_task(element: &Element) -> UserTask {
    let of = |extension: &str, name: &str| element.zeebe(extension).and_then(|it| dynamic(it, name));
    UserTask {
        assignee: of("assignmentDefinition", "assignee"),
        candidate_groups: of("assignmentDefinition", "candidateGroups"),
        candidate_users: of("assignmentDefinition", "candidateUsers"),
        due_date: of("taskSchedule", "dueDate"),
        follow_up_date: of("taskSchedule", "followUpDate"),
        priority: of("priorityDefinition", "priority"),
        form: form(element),
    }
}

fn sub_process_kind(element: &Element, name: &str) -> SubProcessKind {
    match name {
        "transaction" => SubProcessKind::Transaction,
        "adHocSubProcess" => SubProcessKind::AdHoc(AdHoc {
            completion_condition: formula_child(element, "completionCondition"),
            keep_remaining: !flag(element, "cancelRemainingInstances", true),
            sequential: element.attribute("ordering") == Some("Sequential"),
            active_elements: element.zeebe("adHoc").and_then(|it| formula(it, "activeElementsCollection")),
        }),
        _ if flag(element, "triggeredByEvent", false) => SubProcessKind::Event,
        _ => SubProcessKind::Embedded,
    }
}

fn repeat(element: &Element) -> Option<Repeat> {
    if let Some(marker) = element.child(Space::Bpmn, "multiInstanceLoopCharacteristics") {
        return Some(Repeat::Multi(multi_instance(marker)));
    }
    let marker = element.child(Space::Bpmn, "standardLoopCharacteristics")?;
    Some(Repeat::Loop {
        test_before: flag(marker, "testBefore", false),
        condition: formula_child(marker, "loopCondition"),
        maximum: marker.attribute("loopMaximum").and_then(|text| text.trim().parse().ok()),
    })
}

fn multi_instance(marker: &Element) -> MultiInstance {
    let over = marker.zeebe("loopCharacteristics");
    let expression = |name: &str| over.and_then(|over| formula(over, name));
    let variable = |name: &str| over.and_then(|over| super::text(over, name));
    let cardinality = marker.child(Space::Bpmn, "loopCardinality").map(Element::text);
    MultiInstance {
        sequential: flag(marker, "isSequential", false),
        input_collection: expression("inputCollection"),
        input_element: variable("inputElement"),
        cardinality: cardinality
            .filter(|text| !text.trim().is_empty())
            .map(|text| Dynamic::parse(text.trim())),
        output_collection: variable("outputCollection"),
        output_element: expression("outputElement"),
        completion_condition: formula_child(marker, "completionCondition"),
    }
}
