//! The outline as a tree: what the canonical text says, line by line.

use model::Span;
use model::bpmn::{
    BusinessRuleTask, CallActivity, Dynamic, Form, Id, JobDefinition, Mapping, Pair, Repeat, ScriptTask,
    Timer, UserTask,
};

/// A workflow as an outline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    /// `workflow:`.
    pub name: Option<String>,
    /// `id:`; made from the name if absent.
    pub id: Option<Id>,
    /// `language:`, as ISO 639-1.
    pub lang: Option<String>,
    /// `goal:`.
    pub goal: Option<String>,
    /// `about:`.
    pub about: Option<String>,
    /// `version:`.
    pub version: Option<String>,
    /// `executable: no`.
    pub drawing_only: bool,
    /// `property:`.
    pub properties: Vec<Pair>,
    /// `teams:`, with the customer's.
    pub teams: Vec<Team>,
    /// `customer:`: the team that is the customer.
    pub customer: Option<TeamIx>,
    /// Everything that is done.
    pub body: Scope,
    /// Where its head stands in the text.
    pub place: Place,
}

/// A team: a lane of the diagram.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// The lane's id; made from the name if absent.
    pub id: Option<Id>,
    /// Lanes inside.
    pub roles: Vec<Team>,
}

/// A team or role by its place: teams in order, each before its roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TeamIx(pub u32);

impl Outline {
    /// Every team and role, in the order that [`TeamIx`] counts.
    pub fn all_teams(&self) -> Vec<&Team> {
        let mut stack: Vec<&Team> = self.teams.iter().rev().collect();
        let mut all = Vec::new();
        while let Some(team) = stack.pop() {
            all.push(team);
            stack.extend(team.roles.iter().rev());
        }
        all
    }
}

/// A place in the source text. It says nothing about the workflow, so all places are equal.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The head: the step, branch or event itself.
    pub span: Option<Span>,
    /// The values that are written for it, in order.
    pub values: Vec<Written>,
}

/// A value in the source text.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    /// The word before it, as the canonical form knows it.
    pub word: &'static str,
    /// Where it stands.
    pub span: Span,
}

impl Place {
    /// A place without values.
    pub const fn at(span: Span) -> Self {
        Self { span: Some(span), values: Vec::new() }
    }

    /// Where the first value of `word` stands; the place itself if there is none.
    pub fn of(&self, word: &str) -> Option<Span> {
        let value = self.values.iter().find(|value| value.word == word);
        value.map(|value| value.span).or(self.span)
    }
}

impl From<Option<Span>> for Place {
    fn from(span: Option<Span>) -> Self {
        Self { span, values: Vec::new() }
    }
}

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The content of a workflow or group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scope {
    /// The ways to start; all of them lead to the first item.
    pub starts: Vec<Start>,
    /// What is done.
    pub items: Block,
    /// Ids of what stands beside the way and is kept in the BPMN untouched.
    pub kept: Vec<Id>,
}

/// A sequence of items.
pub type Block = Vec<Item>;

/// A way to start.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Start {
    /// Name, id, attributes.
    pub common: Common,
    /// What starts it.
    pub trigger: Trigger,
    /// The form that is filled to start by hand.
    pub form: Option<Form>,
    /// What is done only after this start.
    pub items: Block,
}

/// What every node may have.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Common {
    /// For people.
    pub name: Option<String>,
    /// The BPMN id; made from the name if absent.
    pub id: Option<Id>,
    /// Who does it.
    pub team: Option<TeamIx>,
    /// `say:`.
    pub guidance: Option<String>,
    /// `note:`.
    pub notes: Vec<String>,
    /// `within:`: an ISO 8601 duration or an expression.
    pub within: Option<Dynamic>,
    /// `calendar:`.
    pub calendar: Option<String>,
    /// `suggest:`: the connector that could do it.
    pub suggestion: Option<String>,
    /// `outcome:`.
    pub outcome: Option<String>,
    /// The customer does it.
    pub by_customer: bool,
    /// `in:`.
    pub inputs: Vec<Mapping>,
    /// `out:`.
    pub outputs: Vec<Mapping>,
    /// `header:`.
    pub headers: Vec<Pair>,
    /// `property:`.
    pub properties: Vec<Pair>,
    /// Where it stands in the text.
    pub place: Place,
}

/// One thing in a sequence, with what may come in between.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// Name, id, attributes. A [`ItemKind::GoTo`] has none.
    pub common: Common,
    /// What it is.
    pub kind: ItemKind,
    /// How often (steps and groups).
    pub repeat: Option<Repeat>,
    /// What may come in between (steps and groups).
    pub boundaries: Vec<Boundary>,
    /// How its ways meet again, where there are several.
    pub join: Join,
}

/// How the ways that leave an item meet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Join {
    /// In a gateway whose id is made from that of the item.
    #[default]
    Derived,
    /// In the gateway with this id.
    Id(Id),
    /// They run straight into what follows.
    None,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// Work: a task or a call activity.
    Step(Work),
    /// An embedded sub-process.
    Group(Box<Scope>),
    /// An intermediate catch event.
    Wait(Trigger),
    /// An intermediate throw event.
    Event(Emit),
    /// An end event.
    End(Emit),
    /// A gateway with its branches.
    Choice(ChoiceKind, Vec<Branch>),
    /// A gateway in which ways meet.
    Meet(MeetKind),
    /// The way goes on elsewhere.
    GoTo(Target),
    /// A node that is kept in the BPMN untouched. Without branches it has at most one way out.
    Kept(Vec<Branch>),
    /// A node that is kept in the BPMN untouched, with no way out.
    KeptEnd,
}

impl Default for ItemKind {
    fn default() -> Self {
        Self::Step(Work::Person(UserTask::default()))
    }
}

/// How a step is done.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// By a person: user task.
    Person(UserTask),
    /// It is waited for, with or without a message: receive task.
    Receive(Option<MessageRef>),
    /// `job:`, service task.
    Job(JobDefinition),
    /// `send:`, send task.
    Send(Sent),
    /// `set:`, script task.
    Script(ScriptTask),
    /// `decision:`, business rule task.
    Decision(BusinessRuleTask),
    /// `call:`, call activity.
    Call(CallActivity),
    /// `as: manual`, manual task.
    Manual,
    /// `as: nothing`, task.
    Nothing,
}

/// A message that is waited for.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageRef {
    /// Its name.
    pub name: Dynamic,
    /// The key by which the case is found.
    pub key: Option<Dynamic>,
}

/// A message that is sent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sent {
    /// Its name.
    pub name: Option<Dynamic>,
    /// The key under which it is published.
    pub key: Option<Dynamic>,
    /// The job that sends it.
    pub job: Option<JobDefinition>,
}

/// What an event waits for.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Trigger {
    /// Nothing: by hand.
    #[default]
    None,
    /// A message.
    Message(MessageRef),
    /// A point in time.
    Timer(Timer),
    /// A signal.
    Signal(Dynamic),
    /// An error, by its code (boundaries only).
    Error(Option<Dynamic>),
    /// An escalation, by its code (boundaries only).
    Escalation(Option<Dynamic>),
    /// A condition that becomes true, as FEEL.
    Condition(String),
    /// What the outline can't say: the event is kept in the BPMN (boundaries only).
    Kept,
}

/// What an event does.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Emit {
    /// Nothing.
    #[default]
    None,
    /// Sends a message.
    Message(Sent),
    /// Broadcasts a signal.
    Signal(Dynamic),
    /// Tells the scopes around it.
    Escalation(Dynamic),
    /// Ends with an error (ends only).
    Error(Dynamic),
    /// Ends its scope and everything in it (ends only).
    Terminate,
}

/// How a choice is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChoiceKind {
    /// `choose:`.
    Choose,
    /// `check:`.
    Check,
    /// `choose any:`.
    ChooseAny,
    /// `check any:`.
    CheckAny,
    /// `together:`.
    Together,
    /// `first of:`.
    FirstOf,
}

/// In which gateway ways meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeetKind {
    /// `meet`: exclusive.
    Each,
    /// `meet all`: parallel.
    All,
    /// `meet any`: inclusive.
    Any,
}

/// A branch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Branch {
    /// The answer.
    pub name: Option<String>,
    /// When it is taken.
    pub when: When,
    /// The id of the flow; only of branches of a kept node.
    pub flow: Option<Id>,
    /// What is done.
    pub items: Block,
    /// Where it stands in the text.
    pub place: Place,
}

/// When a branch is taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum When {
    /// Nothing is said.
    #[default]
    Unsaid,
    /// `if:`, as FEEL.
    If(String),
    /// `else`.
    Else,
}

/// Something that may come in between at a step or group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Boundary {
    /// Name, id, attributes.
    pub common: Common,
    /// `also`: the step stays open.
    pub beside: bool,
    /// What it waits for.
    pub trigger: Trigger,
    /// What is done then.
    pub items: Block,
}

/// Where a `go to` leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To the only item of this name in the same workflow or group.
    Name(String),
    /// To the node with this id.
    Id(Id),
}
