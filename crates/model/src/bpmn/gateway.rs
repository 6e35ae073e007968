//! Gateways: where a path splits or meets (BPMN 2.0.2, section 10.6).

use super::{Dynamic, Id};

/// A gateway.
#[derive(Debug, Clone, PartialEq)]
pub enum Gateway {
    /// One way.
    Exclusive(Decision),
    /// Every way; waits for all that come in.
    Parallel,
    /// Each way whose condition is true; waits for all that can still come in.
    Inclusive(Decision),
    /// The way whose event happens first. `instantiate`: it starts the case.
    EventBased {
        /// `instantiate`.
        instantiate: bool,
    },
    /// `complexGateway`: goes on when `activation` becomes true (`activationCount` = tokens that came in).
    Complex {
        /// `activationCondition`.
        activation: Option<Dynamic>,
        /// The outgoing flow if the condition of no other is true.
        default: Option<Id>,
    },
}

/// How an exclusive or inclusive gateway finds its way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decision {
    /// The outgoing flow if the condition of no other is true.
    pub default: Option<Id>,
    /// `stepwell:choice="manual"`: a person chooses among the outgoing flows; the gateway's name is the question.
    pub by_person: bool,
}
