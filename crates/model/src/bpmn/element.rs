//! The names of elements as BPMN 2.0 XML writes them.

use super::{ActivityKind, Gateway, Kind, Node, SubProcessKind};

impl Node {
    /// The name of the XML element, as in `userTask`.
    pub fn element(&self) -> &str {
        match &self.kind {
            Kind::Start(_) => "startEvent",
            Kind::Catch(_) => "intermediateCatchEvent",
            Kind::Throw(_) => "intermediateThrowEvent",
            Kind::Boundary(_) => "boundaryEvent",
            Kind::End(_) => "endEvent",
            Kind::Activity(activity) => activity.kind.element(),
            Kind::Gateway(gateway) => gateway.element(),
            Kind::Unsupported(element) => element,
        }
    }
}

impl ActivityKind {
    /// The name of the XML element.
    pub const fn element(&self) -> &'static str {
        match self {
            ActivityKind::Undefined => "task",
            ActivityKind::Manual => "manualTask",
            ActivityKind::User(_) => "userTask",
            ActivityKind::Service(_) => "serviceTask",
            ActivityKind::Send(_) => "sendTask",
            ActivityKind::Receive { .. } => "receiveTask",
            ActivityKind::Script(_) => "scriptTask",
            ActivityKind::BusinessRule(_) => "businessRuleTask",
            ActivityKind::Call(_) => "callActivity",
            ActivityKind::SubProcess(sub) => match sub.kind {
                SubProcessKind::Embedded | SubProcessKind::Event => "subProcess",
                SubProcessKind::Transaction => "transaction",
                SubProcessKind::AdHoc(_) => "adHocSubProcess",
            },
        }
    }
}

impl Gateway {
    /// The name of the XML element.
    pub const fn element(&self) -> &'static str {
        match self {
            Gateway::Exclusive(_) => "exclusiveGateway",
            Gateway::Parallel => "parallelGateway",
            Gateway::Inclusive(_) => "inclusiveGateway",
            Gateway::EventBased { .. } => "eventBasedGateway",
            Gateway::Complex { .. } => "complexGateway",
        }
    }
}
