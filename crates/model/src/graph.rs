//! What the engine runs: flat tables in which everything is looked up and every expression is parsed.
//!
//! A [`NodeIx`] is the position of a flow node in document order over the whole process, sub-processes before
//! their content; `0` is the process itself. Event logs hold these numbers, so the rule never changes: it is a
//! property of the stored text of a workflow version.

mod compile;

pub use crate::limits::{MAX_DEPTH, MAX_FLOWS, MAX_NODES};
pub(crate) use compile::{compile, default, label};

use expr::{Expression, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// A flow node, by its place in document order. `NodeIx(0)` is the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct NodeIx(pub u32);

/// A sequence flow, by its place in document order, those of a scope before those of the scopes inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct FlowIx(pub u32);

/// A process, ready to run.
#[derive(Debug, Clone)]
pub struct Graph {
    /// The id of the process.
    pub id: Arc<str>,
    /// Its nodes; the first is the process itself.
    pub nodes: Vec<Node>,
    /// Its sequence flows.
    pub flows: Vec<Flow>,
    /// Nodes by id.
    pub node_by_id: HashMap<Arc<str>, NodeIx>,
    /// Flows by id.
    pub flow_by_id: HashMap<Arc<str>, FlowIx>,
}

impl Graph {
    /// The process itself.
    pub const ROOT: NodeIx = NodeIx(0);

    /// The node at `ix`. Indices come from this graph, so it exists.
    pub fn node(&self, ix: NodeIx) -> &Node {
        &self.nodes[ix.0 as usize]
    }

    /// The flow at `ix`. Indices come from this graph, so it exists.
    pub fn flow(&self, ix: FlowIx) -> &Flow {
        &self.flows[ix.0 as usize]
    }

    /// The node with this id.
    pub fn find(&self, id: &str) -> Option<NodeIx> {
        self.node_by_id.get(id).copied()
    }

    /// All nodes with their index.
    pub fn iter(&self) -> impl Iterator<Item = (NodeIx, &Node)> {
        (0u32..).map(NodeIx).zip(&self.nodes)
    }

    /// The scope of a process or sub-process.
    pub fn scope(&self, ix: NodeIx) -> Option<&Scope> {
        match &self.node(ix).kind {
            Kind::Process(scope) | Kind::SubProcess(SubProcess { scope, .. }) => Some(scope),
            _ => None,
        }
    }

    /// The process and the sub-processes around `ix`, from the inside out, without `ix` itself.
    pub fn ancestors(&self, ix: NodeIx) -> impl Iterator<Item = NodeIx> {
        let up = |at: &NodeIx| (*at != Self::ROOT).then(|| self.node(*at).parent);
        std::iter::successors(up(&ix), up)
    }
}

/// A flow node, ready to run.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its id.
    pub id: Arc<str>,
    /// For people.
    pub name: Option<Arc<str>>,
    /// What it is.
    pub kind: Kind,
    /// The process or sub-process in which it stands; the process is its own parent.
    pub parent: NodeIx,
    /// The innermost lane: the team.
    pub lane: Option<Arc<str>>,
    /// Flows that end here.
    pub incoming: Vec<FlowIx>,
    /// Flows that start here.
    pub outgoing: Vec<FlowIx>,
    /// `default`: taken if the condition of no other outgoing flow is true.
    pub default: Option<FlowIx>,
    /// Boundary events on its edge, except those for compensation.
    pub boundaries: Vec<NodeIx>,
    /// The activity that undoes this one (by a compensation boundary event and its association).
    pub compensated_by: Option<NodeIx>,
    /// It runs only to undo another activity.
    pub for_compensation: bool,
    /// How often it runs.
    pub repeat: Option<Repeat>,
    /// What goes in.
    pub inputs: Vec<Mapping>,
    /// What comes out.
    pub outputs: Vec<Mapping>,
    /// For the worker.
    pub headers: Vec<(Arc<str>, Arc<str>)>,
    /// How long it may take: a duration.
    pub within: Option<Formula>,
    /// The calendar on which its clocks run.
    pub calendar: Option<Arc<str>>,
    /// The customer does it.
    pub by_customer: bool,
    /// At an end: how the case counts.
    pub outcome: Option<Arc<str>>,
}

impl Node {
    /// The name for people, or the id where there is none.
    pub fn label(&self) -> &Arc<str> {
        self.name.as_ref().unwrap_or(&self.id)
    }
}

/// A sequence flow, ready to run.
#[derive(Debug, Clone)]
pub struct Flow {
    /// Its id.
    pub id: Arc<str>,
    /// For people: the label of a branch.
    pub name: Option<Arc<str>>,
    /// Where it starts.
    pub source: NodeIx,
    /// Where it leads to.
    pub target: NodeIx,
    /// When it is taken.
    pub condition: Option<Formula>,
}

/// A value that is fixed or computed.
#[derive(Debug, Clone)]
pub enum Formula {
    /// Fixed.
    Const(Value),
    /// Computed from the variables in scope.
    Expr(Expression),
}

/// One input or output mapping.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// What.
    pub source: Formula,
    /// To where: a variable, then keys inside it. Never empty.
    pub target: Vec<Arc<str>>,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// The process itself.
    Process(Scope),
    /// A sub-process of any kin.
    SubProcess(SubProcess),
    /// A start event.
    Start(Start),
    /// An intermediate catch event.
    Catch(Trigger),
    /// A boundary event (compensation boundary events are looked up in [`Node::compensated_by`] and do not run).
    Boundary(Boundary),
    /// An intermediate throw event.
    Throw(Throw),
    /// An end event.
    End(Throw),
    /// An undefined or manual task: done at once.
    Pass,
    /// A user task.
    User(UserTask),
    /// Work for a connector or worker: service task, or send, script, business rule task with a task definition.
    Job(Job),
    /// A send task that publishes its message to the cases of this server.
    Send(Publication),
    /// A receive task. Without message it waits to be completed by hand.
    Receive(Option<MessageRef>),
    /// A script task with an expression.
    Script(Script),
    /// A business rule task with a decision.
    Decision(DecisionCall),
    /// A call activity.
    Call(Call),
    /// An exclusive gateway.
    Exclusive(Decide),
    /// A parallel gateway.
    Parallel,
    /// An inclusive gateway.
    Inclusive(Inclusive),
    /// An event-based gateway: the targets of its outgoing flows are the events (or receive tasks).
    EventBased {
        /// It starts the case.
        instantiate: bool,
    },
    /// A complex gateway.
    Complex {
        /// When it goes on; `activationCount` is the number of tokens that came in.
        activation: Option<Formula>,
    },
}

/// The content of a process or sub-process.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Everything that stands directly in it, in document order.
    pub children: Vec<NodeIx>,
    /// Where a token starts when the scope is entered: its none start events; if it has no start event at all,
    /// every node without incoming flow that is not a boundary event, event sub-process, link catch or
    /// compensation handler (BPMN 2.0.2, 13.3.4). Beside a start event such a node must not stand (10.5.2), so
    /// nothing starts it, and `check` warns of it. Empty for an ad-hoc sub-process.
    pub starts: Vec<NodeIx>,
    /// Start events with a trigger (of a process: message, timer, signal, conditional; of an event sub-process:
    /// its one start event), and instantiating event-based gateways and receive tasks.
    pub triggered_starts: Vec<NodeIx>,
    /// Event sub-processes directly in it.
    pub event_sub_processes: Vec<NodeIx>,
}

/// A sub-process, ready to run.
#[derive(Debug, Clone)]
pub struct SubProcess {
    /// Which kin.
    pub kind: SubProcessKind,
    /// What is in it.
    pub scope: Scope,
}

/// Which kin of sub-process.
#[derive(Debug, Clone)]
pub enum SubProcessKind {
    /// Runs in its place.
    Embedded,
    /// Runs when its start event ([`Scope::triggered_starts`]) happens.
    Event,
    /// Can be cancelled as a whole.
    Transaction,
    /// Its activities are started by hand or by an expression.
    AdHoc(AdHoc),
}

/// Attributes of an ad-hoc sub-process.
#[derive(Debug, Clone)]
pub struct AdHoc {
    /// When it is done; without a condition, when nothing in it is active and something has run.
    pub completion: Option<Formula>,
    /// What still runs is cancelled when the condition becomes true.
    pub cancel_remaining: bool,
    /// One activity at a time.
    pub sequential: bool,
    /// The list of ids to start with.
    pub active_elements: Option<Formula>,
}

/// A start event.
#[derive(Debug, Clone)]
pub struct Start {
    /// What starts it.
    pub trigger: Trigger,
    /// In an event sub-process: the scope around it is cancelled.
    pub interrupting: bool,
    /// The form with which a person starts a case.
    pub form: Option<crate::bpmn::Form>,
}

/// A boundary event.
#[derive(Debug, Clone)]
pub struct Boundary {
    /// The activity on whose edge it sits.
    pub host: NodeIx,
    /// The activity is cancelled.
    pub interrupting: bool,
    /// What it waits for.
    pub trigger: Trigger,
}

/// What a catching event waits for.
#[derive(Debug, Clone)]
pub enum Trigger {
    /// Nothing (start event), or to be triggered by hand (catch event).
    None,
    /// A message.
    Message(MessageRef),
    /// A point in time.
    Timer(Timer),
    /// A signal of this name.
    Signal(Formula),
    /// An error with this code; `None` catches every code.
    Error(Option<Arc<str>>),
    /// An escalation with this code; `None` catches every code.
    Escalation(Option<Arc<str>>),
    /// A condition that becomes true.
    Conditional(Expression),
    /// The target of links of the same name.
    Link(Arc<str>),
    /// A start event of a compensation event sub-process.
    Compensation,
    /// The cancelling of the transaction it is attached to.
    Cancel,
}

/// A timer, ready to be computed.
#[derive(Debug, Clone)]
pub struct Timer {
    /// How the value is to be read.
    pub kind: crate::bpmn::TimerKind,
    /// Text, or a temporal value.
    pub value: Formula,
}

/// A message that is published.
#[derive(Debug, Clone)]
pub struct Publication {
    /// Which one, under which key.
    pub message: MessageRef,
    /// How long it is kept for somebody who does not wait yet: an ISO 8601 duration; not at all if absent.
    pub time_to_live: Option<Formula>,
    /// While it is kept, another with the same name, key and id is dropped.
    pub id: Option<Formula>,
}

/// A message that is waited for or published.
#[derive(Debug, Clone)]
pub struct MessageRef {
    /// Its name.
    pub name: Formula,
    /// The key. `None` where a start event waits, where none is needed to publish, and where the model gives
    /// none (of which `check` warns): then the name alone correlates.
    pub key: Option<Formula>,
}

/// What a throwing or end event does.
#[derive(Debug, Clone)]
pub enum Throw {
    /// Nothing.
    None,
    /// Publishes a message to the cases of this server.
    Message(Publication),
    /// A job sends the message.
    Job(Job),
    /// Broadcasts a signal of this name.
    Signal(Formula),
    /// Ends with an error.
    Error(Formula),
    /// Tells the scopes around it.
    Escalation(Formula),
    /// Goes on at this catching link.
    Link(NodeIx),
    /// Ends its scope and everything in it.
    Terminate,
    /// Undoes one activity, or (`None`) all of the scope.
    Compensation(Option<NodeIx>),
    /// Cancels the innermost transaction around it.
    Cancel,
}

/// Work for a program.
#[derive(Debug, Clone)]
pub struct Job {
    /// The type by which it is taken.
    pub job_type: Formula,
    /// How often it is tried.
    pub retries: Formula,
}

/// Work for a person.
#[derive(Debug, Clone, Default)]
pub struct UserTask {
    /// The person.
    pub assignee: Option<Formula>,
    /// The teams; without, the lane's.
    pub candidate_groups: Option<Formula>,
    /// The persons who may claim it.
    pub candidate_users: Option<Formula>,
    /// When it has to be done.
    pub due_date: Option<Formula>,
    /// When to look at it again.
    pub follow_up_date: Option<Formula>,
    /// 0 to 100.
    pub priority: Option<Formula>,
    /// What is filled in.
    pub form: Option<crate::bpmn::Form>,
}

impl UserTask {
    /// The priority that a value means: a whole number of 0 to 100, or a text that is one.
    pub fn priority_of(value: &Value) -> Option<u8> {
        let number = match value {
            Value::String(text) => text.trim().parse().ok(),
            Value::Number(number) => number.to_i64(),
            _ => None,
        };
        u8::try_from(number?).ok().filter(|number| *number <= 100)
    }
}

/// A script task with an expression.
#[derive(Debug, Clone)]
pub struct Script {
    /// What is computed.
    pub expression: Formula,
    /// The variable that gets the result.
    pub result: Vec<Arc<str>>,
}

/// A business rule task with a decision.
#[derive(Debug, Clone)]
pub struct DecisionCall {
    /// The decision's id.
    pub decision: Formula,
    /// The variable that gets the result.
    pub result: Vec<Arc<str>>,
}

/// A call activity.
#[derive(Debug, Clone)]
pub struct Call {
    /// The id of the called process.
    pub process: Formula,
    /// All variables of the called case come back.
    pub propagate_all_child_variables: bool,
    /// All variables go into the called case.
    pub propagate_all_parent_variables: bool,
}

/// How an exclusive or inclusive gateway finds its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decide {
    /// By the conditions of the flows, in document order, else by the default flow.
    ByCondition,
    /// A person chooses.
    ByPerson,
}

/// An inclusive gateway.
#[derive(Debug, Clone)]
pub struct Inclusive {
    /// How it splits.
    pub decide: Decide,
    /// For the join (BPMN 2.0.2, table 13.3): from which node which of the incoming flows can be reached without
    /// passing the gateway. Nodes that reach none are left out, and so are those that reach all by flows: a token
    /// there never holds the join up, because from it there is also a way to the incoming flow that has a token.
    pub reach: HashMap<NodeIx, Reach>,
}

/// Which of the incoming flows of an inclusive gateway (by position in [`Node::incoming`]) can be reached from a node.
/// The node that is the source of an incoming flow reaches it. Links count as flows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    /// Over sequence flows and by boundary events: the gateway waits for a token that may come so.
    pub any: Vec<u16>,
    /// Over sequence flows alone: the gateway does not wait for a token that may as well come where one is already.
    pub by_flow: Vec<u16>,
}

/// How often an activity runs.
#[derive(Debug, Clone)]
pub enum Repeat {
    /// While a condition is true.
    Loop {
        /// The condition is asked before the first run, not after it.
        test_before: bool,
        /// Runs on while true; `loopCounter` counts the runs from 1. Without: until `maximum`.
        condition: Option<Formula>,
        /// At most so often.
        maximum: Option<u32>,
    },
    /// Once for each item.
    Multi(Multi),
}

/// A multi-instance activity.
#[derive(Debug, Clone)]
pub struct Multi {
    /// One after the other.
    pub sequential: bool,
    /// The list, or the number of runs.
    pub over: Over,
    /// The variable that holds the item of a run.
    pub input_element: Option<Arc<str>>,
    /// The variable that gets the results.
    pub output_collection: Option<Arc<str>>,
    /// The result of one run.
    pub output_element: Option<Formula>,
    /// When true, what still runs is cancelled. It may read `numberOfInstances`, `numberOfActiveInstances`,
    /// `numberOfCompletedInstances` and `numberOfTerminatedInstances`.
    pub completion: Option<Formula>,
}

/// What a multi-instance activity runs over.
#[derive(Debug, Clone)]
pub enum Over {
    /// A list.
    Collection(Formula),
    /// A number.
    Cardinality(Formula),
}
