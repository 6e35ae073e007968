//! Activities: tasks, call activities, sub-processes, and how often they run (BPMN 2.0.2, section 10.3).

use super::{Body, Dynamic, Id, ThrownMessage};

/// A task, call activity or sub-process.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// What it does.
    pub kind: ActivityKind,
    /// How often.
    pub repeat: Option<Repeat>,
    /// `isForCompensation`: it runs only to undo another activity.
    pub for_compensation: bool,
    /// `default`: the outgoing flow that is taken if the condition of no other is true.
    pub default: Option<Id>,
    /// `instantiate` of a receive task: its message starts a case.
    pub instantiate: bool,
}

impl Activity {
    /// An activity that runs once.
    pub const fn once(kind: ActivityKind) -> Self {
        Self { kind, repeat: None, for_compensation: false, default: None, instantiate: false }
    }
}

/// What an activity does.
#[derive(Debug, Clone, PartialEq)]
pub enum ActivityKind {
    /// `task`: nothing is said of how; it is done at once.
    Undefined,
    /// `manualTask`: done outside, the case does not wait.
    Manual,
    /// `userTask`: a person does it.
    User(UserTask),
    /// `serviceTask`: a program does it.
    Service(JobDefinition),
    /// `sendTask`.
    Send(ThrownMessage),
    /// `receiveTask`: waits for the message with this id.
    Receive(Option<Id>),
    /// `scriptTask`.
    Script(ScriptTask),
    /// `businessRuleTask`.
    BusinessRule(BusinessRuleTask),
    /// `callActivity`.
    Call(CallActivity),
    /// `subProcess`, `adHocSubProcess`, `transaction`.
    SubProcess(Box<SubProcess>),
}

/// `zeebe:taskDefinition`: the job of a service task.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JobDefinition {
    /// The type by which a connector or worker takes it. Empty where none was given yet.
    pub job_type: Option<Dynamic>,
    /// How often it is tried; 3 if absent.
    pub retries: Option<Dynamic>,
}

/// A `userTask`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UserTask {
    /// `zeebe:assignmentDefinition`: the person.
    pub assignee: Option<Dynamic>,
    /// The teams, separated by commas or as a list. The lane's team if absent.
    pub candidate_groups: Option<Dynamic>,
    /// The persons who may claim it.
    pub candidate_users: Option<Dynamic>,
    /// `zeebe:taskSchedule dueDate`.
    pub due_date: Option<Dynamic>,
    /// `zeebe:taskSchedule followUpDate`.
    pub follow_up_date: Option<Dynamic>,
    /// `zeebe:priorityDefinition`, 0 to 100; 50 if absent.
    pub priority: Option<Dynamic>,
    /// What is filled in.
    pub form: Option<Form>,
}

/// `zeebe:formDefinition`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A form by its id.
    Id(String),
    /// A key of another system.
    Key(String),
    /// A reference of another system.
    External(String),
}

/// A `scriptTask`.
#[derive(Debug, Clone, PartialEq)]
pub enum ScriptTask {
    /// `zeebe:script`: an expression whose result becomes a variable.
    Expression {
        /// The expression.
        expression: Dynamic,
        /// The variable.
        result_variable: String,
    },
    /// `zeebe:taskDefinition`: a worker runs it.
    Job(JobDefinition),
}

/// A `businessRuleTask`.
#[derive(Debug, Clone, PartialEq)]
pub enum BusinessRuleTask {
    /// `zeebe:calledDecision`.
    Decision {
        /// The decision's id.
        decision: Dynamic,
        /// The variable that gets the result.
        result_variable: String,
    },
    /// `zeebe:taskDefinition`: a worker decides.
    Job(JobDefinition),
}

/// A `callActivity`.
#[derive(Debug, Clone, PartialEq)]
pub struct CallActivity {
    /// `zeebe:calledElement processId`.
    pub process: Option<Dynamic>,
    /// All variables of the called case come back, not only the mapped ones.
    pub propagate_all_child_variables: bool,
    /// All variables go into the called case, not only the mapped ones.
    pub propagate_all_parent_variables: bool,
}

/// A `subProcess` and its kin.
#[derive(Debug, Clone, PartialEq)]
pub struct SubProcess {
    /// Which kin.
    pub kind: SubProcessKind,
    /// What is in it.
    pub body: Body,
}

/// Which kin of sub-process.
#[derive(Debug, Clone, PartialEq)]
pub enum SubProcessKind {
    /// Runs in its place.
    Embedded,
    /// `triggeredByEvent`: runs when its start event happens while the scope around it is active.
    Event,
    /// `transaction`: can be cancelled as a whole, undoing what was done.
    Transaction,
    /// `adHocSubProcess`: its activities are started by hand or by an expression.
    AdHoc(AdHoc),
}

/// Attributes of an ad-hoc sub-process.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AdHoc {
    /// `completionCondition`.
    pub completion_condition: Option<Dynamic>,
    /// `cancelRemainingInstances`, true if absent: what still runs is cancelled when the condition becomes true.
    pub keep_remaining: bool,
    /// `ordering="Sequential"`: one activity at a time.
    pub sequential: bool,
    /// `zeebe:adHoc activeElementsCollection`: the ids to start with.
    pub active_elements: Option<Dynamic>,
}

/// How often an activity runs.
#[derive(Debug, Clone, PartialEq)]
pub enum Repeat {
    /// `standardLoopCharacteristics`.
    Loop {
        /// The condition is asked before the first run, not after it.
        test_before: bool,
        /// It runs on while this is true.
        condition: Option<Dynamic>,
        /// At most so often.
        maximum: Option<u32>,
    },
    /// `multiInstanceLoopCharacteristics`.
    Multi(MultiInstance),
}

/// `multiInstanceLoopCharacteristics` with `zeebe:loopCharacteristics`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MultiInstance {
    /// One after the other.
    pub sequential: bool,
    /// `inputCollection`: a list; one run for each item.
    pub input_collection: Option<Dynamic>,
    /// `inputElement`: the variable that holds the item.
    pub input_element: Option<String>,
    /// `loopCardinality`: how many, where there is no collection.
    pub cardinality: Option<Dynamic>,
    /// `outputCollection`: the variable that gets the results, in the order of the items.
    pub output_collection: Option<String>,
    /// `outputElement`: the result of one run.
    pub output_element: Option<Dynamic>,
    /// `completionCondition`: when true, what still runs is cancelled.
    pub completion_condition: Option<Dynamic>,
}
