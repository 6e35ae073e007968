//! A prepared expression: what users of this crate hold.

use crate::ast::Node;
use crate::error::{Problem, SyntaxError};
use crate::eval::{Evaluation, Machine};
use crate::limits::{Env, LimitExceeded, Variables};
use crate::scope::Scope;
use crate::{lint, parser};
use std::fmt;
use std::sync::Arc;

/// A parsed FEEL expression. It is prepared once and can be evaluated any number of times, by any number
/// of threads; a clone shares it.
#[derive(Clone)]
pub struct Expression(Arc<Prepared>);

struct Prepared {
    text: Box<str>,
    node: Node,
    variables: Box<[Arc<str>]>,
}

impl Expression {
    /// Reads a FEEL expression, without the `=` that some formats put before it.
    ///
    /// # Errors
    /// If the text is no expression: where, and what to write instead.
    pub fn parse(text: &str) -> Result<Expression, SyntaxError> {
        Expression::parse_with(text, Scope::new(), parser::expression)
    }

    /// Reads unary tests, as in the cells of decision tables: `< 5`, `"a", "b"`, `[1..9]`, `-`,
    /// `not(…)`. The tested value is the variable `?`; the result is true, false or null.
    ///
    /// # Errors
    /// If the text is no list of unary tests.
    pub fn parse_unary_tests(text: &str) -> Result<Expression, SyntaxError> {
        Expression::parse_with(text, Scope::new(), parser::unary_tests)
    }

    /// Reads a FEEL expression that may use the given names of several words without backticks.
    ///
    /// # Errors
    /// If the text is no expression.
    pub fn parse_with_names<'n>(
        text: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Result<Expression, SyntaxError> {
        let mut scope = Scope::new();
        names.into_iter().for_each(|name| scope.declare(name));
        Expression::parse_with(text, scope, parser::expression)
    }

    fn parse_with(
        text: &str,
        mut scope: Scope,
        parse: fn(&str, &mut Scope) -> Result<Node, SyntaxError>,
    ) -> Result<Expression, SyntaxError> {
        let node = parse(text, &mut scope)?;
        Ok(Expression(Arc::new(Prepared {
            text: text.into(),
            node,
            variables: scope.globals.into_iter().collect(),
        })))
    }

    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The variables that it reads, in the order in which they first appear. A name that is an entry of the
    /// items of a filter is among them, since that is only known when it is evaluated.
    pub fn variables(&self) -> &[Arc<str>] {
        &self.0.variables
    }

    /// What is allowed but hardly meant.
    pub fn lint(&self) -> Vec<Problem> {
        lint::problems(&self.0.node)
    }

    /// Evaluates it. What cannot be computed is null, with a warning that says why.
    ///
    /// # Errors
    /// If a limit of `env` is reached.
    pub fn eval(&self, variables: &dyn Variables, env: &Env<'_>) -> Result<Evaluation, LimitExceeded> {
        Machine::new(variables, env).run(&self.0.node)
    }

    pub(crate) fn node(&self) -> &Node {
        &self.0.node
    }
}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expression").field(&self.text()).finish()
    }
}

impl PartialEq for Expression {
    /// Whether both have the same text.
    fn eq(&self, other: &Expression) -> bool {
        self.text() == other.text()
    }
}
