//! What a model says, as BPMN 2.0.2 names it.
//!
//! Only what Stepwell understands stands here; what it does not is kept in the XML document (`notation::bpmn`)
//! and written back from there. Extensions of Camunda 8 (`zeebe:`) have the same meaning here, our own are in
//! the namespace [`NAMESPACE`].

mod activity;
mod element;
mod event;
mod gateway;

pub use activity::*;
pub use event::*;
pub use gateway::*;

use crate::Span;
use std::sync::Arc;

/// The XML namespace of our own extensions.
pub const NAMESPACE: &str = "urn:stepwell:bpmn:1";

/// An element's id: unique in its [`Definitions`].
pub type Id = Arc<str>;

/// A value in a model: fixed text, or an expression (written with a leading `=`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dynamic {
    /// As it stands.
    Text(String),
    /// A FEEL expression, without the `=`.
    Formula(String),
}

impl Dynamic {
    /// Reads the way Camunda 8 writes it: `=amount > 3` is an expression, everything else is text.
    pub fn parse(text: &str) -> Self {
        match text.trim_start().strip_prefix('=') {
            Some(formula) => Self::Formula(formula.trim().to_owned()),
            None => Self::Text(text.to_owned()),
        }
    }

    /// Reads what can only be an expression, as a condition: the leading `=` may be missing.
    pub fn formula(text: &str) -> Self {
        let text = text.trim();
        Self::Formula(text.strip_prefix('=').unwrap_or(text).trim().to_owned())
    }

    /// As it is written in a model.
    pub fn to_source(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Formula(formula) => format!("={formula}"),
        }
    }
}

/// A whole model: the `definitions` element.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Definitions {
    /// Its id.
    pub id: Option<Id>,
    /// Everything that runs; usually one.
    pub processes: Vec<Process>,
    /// Messages, by id.
    pub messages: Vec<MessageDefinition>,
    /// Signals, by id.
    pub signals: Vec<NamedDefinition>,
    /// Errors, by id; their `code` is what is thrown and caught.
    pub errors: Vec<CodedDefinition>,
    /// Escalations, by id; their `code` is what is thrown and caught.
    pub escalations: Vec<CodedDefinition>,
    /// The pools of the collaboration, if the model has one.
    pub participants: Vec<Participant>,
    /// What goes from pool to pool.
    pub message_flows: Vec<MessageFlow>,
}

impl Definitions {
    /// The same without places in a source, to compare what two models say.
    #[must_use]
    pub fn without_spans(mut self) -> Self {
        fn body(inside: &mut Body) {
            inside.flows.iter_mut().for_each(|flow| flow.span = None);
            for node in &mut inside.nodes {
                node.span = None;
                if let Kind::Activity(Activity { kind: ActivityKind::SubProcess(sub), .. }) = &mut node.kind {
                    body(&mut sub.body);
                }
            }
        }
        self.messages.iter_mut().for_each(|it| it.span = None);
        self.signals.iter_mut().for_each(|it| it.span = None);
        self.errors.iter_mut().chain(&mut self.escalations).for_each(|it| it.span = None);
        for process in &mut self.processes {
            process.span = None;
            body(&mut process.body);
        }
        self
    }
}

/// A `message` element.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageDefinition {
    /// Its id.
    pub id: Id,
    /// What it is correlated by, together with the key.
    pub name: Dynamic,
    /// `zeebe:subscription correlationKey`: what the case is found by. `None` where only start events use it.
    pub correlation_key: Option<Dynamic>,
    /// Where it stands in the source.
    pub span: Option<Span>,
}

/// A `signal` element.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedDefinition {
    /// Its id.
    pub id: Id,
    /// What it is broadcast by.
    pub name: Dynamic,
    /// Where it stands in the source.
    pub span: Option<Span>,
}

/// An `error` or `escalation` element.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedDefinition {
    /// Its id.
    pub id: Id,
    /// For people.
    pub name: Option<String>,
    /// What is thrown and caught. BPMN allows none; then the id stands for it.
    pub code: Option<Dynamic>,
    /// Where it stands in the source.
    pub span: Option<Span>,
}

/// A pool of a collaboration.
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    /// Its id.
    pub id: Id,
    /// For people.
    pub name: Option<String>,
    /// The process inside; `None` for a closed pool.
    pub process: Option<Id>,
}

/// A `messageFlow` of a collaboration: for the picture, nothing runs it.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageFlow {
    /// Its id.
    pub id: Id,
    /// For people.
    pub name: Option<String>,
    /// A participant or a flow node.
    pub source: Id,
    /// A participant or a flow node.
    pub target: Id,
}

/// A `process` element.
#[derive(Debug, Clone, PartialEq)]
pub struct Process {
    /// Its id: by this a workflow is known.
    pub id: Id,
    /// For people.
    pub name: Option<String>,
    /// `isExecutable`.
    pub executable: bool,
    /// Free text.
    pub documentation: Option<String>,
    /// `zeebe:versionTag`.
    pub version_tag: Option<String>,
    /// `stepwell:lang`: the language in which the names are written, as ISO 639-1.
    pub lang: Option<String>,
    /// `stepwell:goal`: what the workflow is for, in one sentence.
    pub goal: Option<String>,
    /// Who does what.
    pub lanes: Vec<Lane>,
    /// What is done.
    pub body: Body,
    /// `zeebe:properties`.
    pub properties: Vec<Pair>,
    /// Extensions that change how it runs and that do not exist here, as they are written
    /// (`zeebe:executionListeners`): kept, and refused at deploy.
    pub unsupported: Vec<String>,
    /// Where it stands in the source.
    pub span: Option<Span>,
}

impl Process {
    /// An executable process without content.
    pub fn new(id: impl Into<Id>) -> Self {
        Self {
            id: id.into(),
            name: None,
            executable: true,
            documentation: None,
            version_tag: None,
            lang: None,
            goal: None,
            lanes: Vec::new(),
            body: Body::default(),
            properties: Vec::new(),
            unsupported: Vec::new(),
            span: None,
        }
    }
}

/// A `lane` of a process. Lanes may be nested.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Its id.
    pub id: Id,
    /// The team, for people and as the default assignment of the tasks in it.
    pub name: String,
    /// The ids of the steps that stand in it directly.
    pub nodes: Vec<Id>,
    /// Lanes inside.
    pub lanes: Vec<Lane>,
}

/// The content of a process or sub-process.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    /// Flow nodes, in document order.
    pub nodes: Vec<Node>,
    /// Sequence flows, in document order.
    pub flows: Vec<Flow>,
    /// `textAnnotation`s.
    pub annotations: Vec<Annotation>,
    /// `association`s: of a compensation event with its handler, of an annotation with what it explains.
    pub associations: Vec<Association>,
    /// Data objects and stores: for the picture, nothing runs them.
    pub data: Vec<DataItem>,
    /// `dataInputAssociation`s and `dataOutputAssociation`s: from or to a data item.
    pub data_flows: Vec<Association>,
    /// `group`s: a frame in the picture.
    pub groups: Vec<Annotation>,
}

/// A `sequenceFlow`.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Its id.
    pub id: Id,
    /// For people: the label of a branch.
    pub name: Option<String>,
    /// Where it starts.
    pub source: Id,
    /// Where it leads to.
    pub target: Id,
    /// When it is taken.
    pub condition: Option<Dynamic>,
    /// Where it stands in the source.
    pub span: Option<Span>,
}

/// A `dataObjectReference`, `dataStoreReference`, `dataInput` or `dataOutput`.
#[derive(Debug, Clone, PartialEq)]
pub struct DataItem {
    /// Its id.
    pub id: Id,
    /// For people.
    pub name: Option<String>,
    /// Which of them.
    pub kind: DataKind,
    /// `isCollection`.
    pub collection: bool,
}

/// Which kind of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataKind {
    /// `dataObjectReference`.
    Object,
    /// `dataStoreReference`.
    Store,
    /// `dataInput`.
    Input,
    /// `dataOutput`.
    Output,
}

/// A `textAnnotation`; also a `group`, whose text is the value of its category.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// Its id.
    pub id: Id,
    /// The text.
    pub text: String,
}

/// An `association`.
#[derive(Debug, Clone, PartialEq)]
pub struct Association {
    /// Its id.
    pub id: Id,
    /// From.
    pub source: Id,
    /// To.
    pub target: Id,
}

/// A key and a value, as in `zeebe:header` and `zeebe:property`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
}

/// One mapping of `zeebe:ioMapping`.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    /// An expression, or a text.
    pub source: Dynamic,
    /// A variable, or a path into one: `order.total`.
    pub target: String,
}

/// A flow node.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: Id,
    /// For people.
    pub name: Option<String>,
    /// What to say or do at this step, for the one who does it.
    pub documentation: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// `zeebe:input`, in order.
    pub inputs: Vec<Mapping>,
    /// `zeebe:output`, in order.
    pub outputs: Vec<Mapping>,
    /// `zeebe:taskHeaders`.
    pub headers: Vec<Pair>,
    /// `zeebe:properties`.
    pub properties: Vec<Pair>,
    /// Our own attributes.
    pub hints: Hints,
    /// Extensions that change how it runs and that do not exist here, as they are written
    /// (`zeebe:taskListeners`): kept, and refused at deploy.
    pub unsupported: Vec<String>,
    /// Where it stands in the source.
    pub span: Option<Span>,
}

/// Our own attributes of a flow node (namespace [`NAMESPACE`]).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hints {
    /// `stepwell:within`: how long the step may take, as an ISO 8601 duration or an expression.
    pub within: Option<Dynamic>,
    /// `stepwell:calendar`: the calendar on which its clocks run; clock time if absent.
    pub calendar: Option<String>,
    /// `stepwell:suggest`: the connector that could do the step; nothing uses it by itself.
    pub suggestion: Option<String>,
    /// `stepwell:by="customer"`: the customer does it, so the case waits for a channel event or for a person to say so.
    pub by_customer: bool,
    /// `stepwell:outcome`: at an end, how the case counts: `success`, `failure` or a word of one's own.
    pub outcome: Option<String>,
}

/// What a flow node is.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "most nodes are activities, the largest variant")]
pub enum Kind {
    /// `startEvent`.
    Start(StartEvent),
    /// `intermediateCatchEvent`.
    Catch(Trigger),
    /// `intermediateThrowEvent`.
    Throw(Throw),
    /// `boundaryEvent`.
    Boundary(BoundaryEvent),
    /// `endEvent`.
    End(Throw),
    /// Tasks, call activities, sub-processes.
    Activity(Activity),
    /// Gateways.
    Gateway(Gateway),
    /// A flow node that can be read and kept but not run; the text names the element as it is written.
    Unsupported(String),
}

impl Node {
    /// A node without attributes.
    pub fn new(id: impl Into<Id>, kind: Kind) -> Self {
        Self {
            id: id.into(),
            name: None,
            documentation: None,
            kind,
            inputs: Vec::new(),
            outputs: Vec::new(),
            headers: Vec::new(),
            properties: Vec::new(),
            hints: Hints::default(),
            unsupported: Vec::new(),
            span: None,
        }
    }

    /// The body, if the node is a sub-process.
    pub fn body(&self) -> Option<&Body> {
        match &self.kind {
            Kind::Activity(Activity { kind: ActivityKind::SubProcess(sub), .. }) => Some(&sub.body),
            _ => None,
        }
    }
}
