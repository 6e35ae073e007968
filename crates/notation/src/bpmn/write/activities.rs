//! Activities and gateways.

use super::Writing;
use crate::bpmn::tree::{Element, Space};
use model::bpmn::{Activity, ActivityKind, Dynamic, Gateway, MultiInstance, Repeat, SubProcessKind};

impl Writing<'_> {
    pub(super) fn activity_attributes(&self, out: &mut Element, activity: &Activity) {
        out.set("isForCompensation", activity.for_compensation.then_some("true"));
        out.set("default", activity.default.as_deref());
        match &activity.kind {
            ActivityKind::Receive(message) => {
                out.set("messageRef", message.as_deref());
                out.set("instantiate", activity.instantiate.then_some("true"));
            }
            ActivityKind::Send(sent) => out.set("messageRef", sent.message.as_deref()),
            ActivityKind::SubProcess(sub) => match &sub.kind {
                SubProcessKind::Event => out.set("triggeredByEvent", Some("true")),
                SubProcessKind::AdHoc(ad_hoc) => {
                    out.set("ordering", ad_hoc.sequential.then_some("Sequential"));
                    out.set("cancelRemainingInstances", ad_hoc.keep_remaining.then_some("false"));
                }
                SubProcessKind::Embedded | SubProcessKind::Transaction => {}
            },
            _ => {}
        }
    }

    pub(super) fn activity_inside(&self, out: &mut Element, activity: &Activity) {
        match &activity.repeat {
            Some(Repeat::Multi(multi)) => out.add(self.multi_instance(multi)),
            Some(Repeat::Loop { test_before, condition, maximum }) => {
                let mut marker = self.bpmn("standardLoopCharacteristics");
                marker.set("testBefore", test_before.then_some("true"));
                marker.set("loopMaximum", maximum.map(|maximum| maximum.to_string()).as_deref());
                self.condition(&mut marker, "loopCondition", condition.as_ref());
                out.add(marker);
            }
            None => {}
        }
        if let ActivityKind::SubProcess(sub) = &activity.kind {
            self.body(out, &sub.body);
            if let SubProcessKind::AdHoc(ad_hoc) = &sub.kind {
                self.condition(out, "completionCondition", ad_hoc.completion_condition.as_ref());
            }
        }
    }

    fn multi_instance(&self, multi: &MultiInstance) -> Element {
        let mut out = self.bpmn("multiInstanceLoopCharacteristics");
        out.set("isSequential", multi.sequential.then_some("true"));
        let source = |dynamic: &Option<Dynamic>| dynamic.as_ref().map(Dynamic::to_source);
        let over = self.zeebe("loopCharacteristics");
        let over = over.with("inputCollection", source(&multi.input_collection).as_deref());
        let over = over.with("inputElement", multi.input_element.as_deref());
        let over = over.with("outputCollection", multi.output_collection.as_deref());
        let over = over.with("outputElement", source(&multi.output_element).as_deref());
        if !over.attributes.is_empty() {
            self.add_extensions(&mut out, vec![over]);
        }
        self.condition(&mut out, "loopCardinality", multi.cardinality.as_ref());
        self.condition(&mut out, "completionCondition", multi.completion_condition.as_ref());
        out
    }

    fn condition(&self, out: &mut Element, name: &str, condition: Option<&Dynamic>) {
        if let Some(condition) = condition {
            out.add(self.expression(name, &condition.to_source()));
        }
    }

    pub(super) fn gateway_attributes(&self, out: &mut Element, gateway: &Gateway) {
        match gateway {
            Gateway::Exclusive(decision) | Gateway::Inclusive(decision) => {
                out.set("default", decision.default.as_deref());
                let choice = decision.by_person.then_some("manual");
                self.set_in(out, Space::Stepwell, "choice", choice);
            }
            Gateway::EventBased { instantiate } => out.set("instantiate", instantiate.then_some("true")),
            Gateway::Complex { default, .. } => out.set("default", default.as_deref()),
            Gateway::Parallel => {}
        }
    }

    pub(super) fn gateway_inside(&self, out: &mut Element, gateway: &Gateway) {
        if let Gateway::Complex { activation, .. } = gateway {
            self.condition(out, "activationCondition", activation.as_ref());
        }
    }
}
