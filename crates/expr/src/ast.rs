//! The prepared form of an expression: a tree whose names are already resolved.

use crate::builtins::Builtin;
use crate::types::Type;
use crate::value::Value;
use std::ops::Range;
use std::sync::Arc;

/// Where a node stands in the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub(crate) fn to(self, end: Span) -> Span {
        Span { start: self.start, end: end.end }
    }

    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A part of an expression.
#[derive(Debug)]
pub(crate) struct Node {
    pub kind: Kind,
    pub span: Span,
    /// How many nodes lie on the longest way down from here.
    pub depth: u32,
}

impl Node {
    pub(crate) fn new(kind: Kind, span: Span) -> Node {
        let mut depth = 0;
        kind.children(&mut |child| depth = depth.max(child.depth));
        Node { kind, span, depth: depth + 1 }
    }
}

/// Where a local name has its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// A slot of the running function's frame (or of the expression itself).
    Local(u32),
    /// A value that the running function took with it when it was made.
    Captured(u32),
    /// The running function itself.
    This,
}

/// A dyadic operator of arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Kind {
    Literal(Value),
    /// A local variable.
    Local(Place),
    /// A variable of the caller, or else the built-in function of that name.
    Global(Arc<str>, Option<&'static Builtin>),
    /// A part of a decision model that this one does not require.
    Invisible(Arc<str>),
    /// A name within filters: an entry of one of the items (the innermost first), or else something else.
    Entry {
        items: Box<[Place]>,
        name: Arc<str>,
        otherwise: Box<Node>,
    },
    Negate(Box<Node>),
    Arithmetic(Arithmetic, Box<[Node; 2]>),
    Compare(Comparison, Box<[Node; 2]>),
    And(Box<[Node]>),
    Or(Box<[Node]>),
    /// Value, lower and upper end.
    Between(Box<[Node; 3]>),
    In(Box<In>),
    InstanceOf(Box<Node>, Type),
    /// Condition, then, else.
    If(Box<[Node; 3]>),
    For(Box<For>),
    Quantified(Box<Quantified>),
    Function(Arc<Definition>),
    Call(Box<Call>),
    /// A call of a built-in function, its named arguments put in order.
    CallBuiltin(&'static Builtin, Box<[Node]>),
    Path(Box<Node>, Arc<str>),
    /// List and condition; the item is in the slot.
    Filter(Box<[Node; 2]>),
    List(Box<[Node]>),
    Context(Box<[(Arc<str>, Node)]>),
    Range(Box<RangeNode>),
    /// A part that stands in another text: the identifier of the element that holds it.
    Element(Arc<str>, Box<Node>),
    /// A boxed context of DMN: its last entry, which sees those before, is the result.
    Result(Box<[(Arc<str>, Node)]>, Box<Node>),
    /// A value that must be of a type, or else is null.
    Typed(Box<Node>, Arc<Type>),
    /// A decision table of DMN.
    Table(Arc<crate::dmn::table::Table>),
}

impl Kind {
    /// Calls `visit` with each part.
    pub(crate) fn children<'a>(&'a self, visit: &mut dyn FnMut(&'a Node)) {
        match self {
            Kind::Literal(_) | Kind::Local(_) | Kind::Global(..) | Kind::Invisible(_) => {}
            Kind::Table(table) => table.nodes(visit),
            Kind::Entry { otherwise: node, .. }
            | Kind::Negate(node)
            | Kind::InstanceOf(node, _)
            | Kind::Path(node, _)
            | Kind::Element(_, node)
            | Kind::Typed(node, _) => visit(node),
            Kind::Arithmetic(_, nodes) | Kind::Compare(_, nodes) | Kind::Filter(nodes) => {
                nodes.iter().for_each(visit)
            }
            Kind::And(nodes) | Kind::Or(nodes) | Kind::List(nodes) | Kind::CallBuiltin(_, nodes) => {
                nodes.iter().for_each(visit);
            }
            Kind::Between(nodes) | Kind::If(nodes) => nodes.iter().for_each(visit),
            Kind::In(node) => {
                visit(&node.value);
                node.tests.iter().filter_map(Test::node).for_each(visit);
            }
            Kind::For(node) => {
                node.domains.iter().for_each(|domain| domain.children(visit));
                visit(&node.body);
            }
            Kind::Quantified(node) => {
                node.domains.iter().for_each(|domain| domain.children(visit));
                visit(&node.condition);
            }
            Kind::Function(definition) => definition.body.iter().for_each(visit),
            Kind::Call(call) => {
                visit(&call.function);
                call.arguments.iter().for_each(visit);
            }
            Kind::Context(entries) => entries.iter().for_each(|(_, node)| visit(node)),
            Kind::Result(entries, node) => {
                entries.iter().for_each(|(_, node)| visit(node));
                visit(node);
            }
            Kind::Range(range) => range.start.iter().chain(&range.end).for_each(visit),
        }
    }
}

/// `value in (tests)`, and the unary tests of a cell.
#[derive(Debug)]
pub(crate) struct In {
    pub value: Node,
    pub tests: Box<[Test]>,
    /// Whether the answer is turned round, as `not(…)` in a cell does.
    pub negated: bool,
}

/// One test of a value.
#[derive(Debug)]
pub(crate) enum Test {
    /// `-`: any value.
    Any,
    /// `< 5`, `= "open"`.
    Compare(Comparison, Node),
    /// A value to be equal to, a list or range to be in; or, if it mentions `?`, a condition.
    Expression { node: Node, condition: bool },
}

impl Test {
    fn node(&self) -> Option<&Node> {
        match self {
            Test::Any => None,
            Test::Compare(_, node) | Test::Expression { node, .. } => Some(node),
        }
    }
}

/// A range literal.
#[derive(Debug)]
pub(crate) struct RangeNode {
    pub start: Option<Node>,
    pub start_included: bool,
    pub end: Option<Node>,
    pub end_included: bool,
    /// Whether the start is also the end.
    pub is_point: bool,
}

/// What a loop runs over.
#[derive(Debug)]
pub(crate) enum Domain {
    /// The items of a list (or of a range value).
    List(Node),
    /// `from..to`.
    Span(Node, Node),
}

impl Domain {
    fn children<'a>(&'a self, visit: &mut dyn FnMut(&'a Node)) {
        match self {
            Domain::List(node) => visit(node),
            Domain::Span(from, to) => [from, to].into_iter().for_each(visit),
        }
    }
}

/// A `for` expression; `partial` takes a slot, then each iterator one.
#[derive(Debug)]
pub(crate) struct For {
    pub domains: Box<[Domain]>,
    pub body: Node,
}

/// A `some` or `every` expression.
#[derive(Debug)]
pub(crate) struct Quantified {
    pub every: bool,
    pub domains: Box<[Domain]>,
    pub condition: Node,
}

/// A function definition.
#[derive(Debug)]
pub(crate) struct Definition {
    pub parameters: Box<[Parameter]>,
    /// `None` for functions outside of FEEL, which give null.
    pub body: Option<Node>,
    /// What the function takes with it from where it is defined.
    pub captures: Box<[Place]>,
    pub result: Option<Type>,
}

/// A parameter of a function.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub name: Arc<str>,
    pub ty: Option<Type>,
}

/// A call of a function value.
#[derive(Debug)]
pub(crate) struct Call {
    pub function: Node,
    pub arguments: Box<[Node]>,
    /// The names of the arguments, if they are named.
    pub names: Option<Box<[Arc<str>]>>,
}
