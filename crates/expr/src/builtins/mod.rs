//! The built-in functions, in one table.

mod absent;
mod args;
mod context;
mod conversion;
mod list;
mod list_edit;
mod numeric;
mod pattern;
mod range;
mod statistics;
mod string;
mod temporal;

use crate::eval::{Failure, Machine};
use crate::lexer::Token;
use crate::messages as m;
use crate::names::Names;
use crate::value::Value;
use args::Args;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// What a built-in function gives.
pub(crate) type Outcome = Result<Value, Failure>;

/// A built-in function.
pub(crate) struct Builtin {
    /// The name, which can have several words.
    pub(crate) name: &'static str,
    /// The forms in which it can be called, as names of parameters; optional ones end with `?`, and a last
    /// one with `…` takes all further arguments.
    forms: &'static [&'static [&'static str]],
    run: fn(&mut Machine<'_>, &Args<'_>) -> Outcome,
    /// Whether null is an ordinary argument of it, so that the reasons of a null are of no interest.
    pub(crate) expects_null: bool,
}

impl fmt::Debug for Builtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Builtin {
    const fn new(
        name: &'static str,
        forms: &'static [&'static [&'static str]],
        run: fn(&mut Machine<'_>, &Args<'_>) -> Outcome,
    ) -> Builtin {
        Builtin { name, forms, run, expects_null: false }
    }

    const fn expecting_null(mut self) -> Builtin {
        self.expects_null = true;
        self
    }

    /// The names of the parameters, a list for each form.
    pub(crate) fn signatures(&self) -> impl Iterator<Item = &'static [&'static str]> {
        plain(self).iter().map(Vec::as_slice)
    }

    /// The form that has all of `names`.
    pub(crate) fn signature_with(&self, names: &[Arc<str>]) -> Option<&'static [&'static str]> {
        self.signatures().find(|form| names.iter().all(|name| form.contains(&name.as_ref())))
    }

    /// Calls it, if it takes that many arguments.
    pub(crate) fn call(&self, machine: &mut Machine<'_>, arguments: &[Value]) -> Outcome {
        let count = arguments.len();
        let fits = |form: &&&[&str]| {
            let required = form.iter().filter(|p| !p.ends_with(['?', '…'])).count();
            count >= required && (count <= form.len() || form.last().is_some_and(|p| p.ends_with('…')))
        };
        let Some(form) = self.forms.iter().find(fits) else {
            let expected = self.forms.iter().map(|form| form.join(", ")).collect::<Vec<_>>().join(" | ");
            return Err(m::WRONG_ARGUMENTS.message().with("expected", expected).with("found", count).into());
        };
        (self.run)(machine, &Args::new(form, arguments))
    }
}

/// All functions.
fn all() -> impl Iterator<Item = &'static Builtin> {
    [
        conversion::ALL,
        string::ALL,
        list::ALL,
        list_edit::ALL,
        statistics::ALL,
        numeric::ALL,
        temporal::ALL,
        range::ALL,
        context::ALL,
        absent::ALL,
    ]
    .into_iter()
    .flatten()
}

/// The forms of a function without the marks of optional parameters.
fn plain(function: &Builtin) -> &'static [Vec<&'static str>] {
    static PLAIN: LazyLock<HashMap<&'static str, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
        let form = |form: &&[&'static str]| form.iter().map(|p| p.trim_end_matches(['?', '…'])).collect();
        all().map(|function| (function.name, function.forms.iter().map(form).collect())).collect()
    });
    PLAIN.get(function.name).map(Vec::as_slice).unwrap_or_default()
}

/// The function of that name.
pub(crate) fn find(name: &str) -> Option<&'static Builtin> {
    static BY_NAME: LazyLock<HashMap<&'static str, &'static Builtin>> =
        LazyLock::new(|| all().map(|function| (function.name, function)).collect());
    BY_NAME.get(name).copied()
}

/// The function with the longest name of several words at the beginning of `tokens`, and how many it takes.
pub(crate) fn longest(text: &str, tokens: &[Token]) -> Option<(&'static Builtin, usize)> {
    static NAMES: LazyLock<Names> = LazyLock::new(|| {
        let mut names = Names::default();
        all().for_each(|function| names.add(function.name));
        names
    });
    let (name, count) = NAMES.longest(text, tokens)?;
    let called = tokens.get(count).is_some_and(|t| t.kind == crate::lexer::Kind::Symbol("("));
    // Two variables joined by `and` look the same as this name.
    (called || !name.contains(" and ")).then_some(())?;
    Some((find(&name)?, count))
}

/// Whether the function is only known to say that it does not exist here.
pub(crate) fn is_absent(name: &str) -> bool {
    absent::ALL.iter().any(|function| function.name == name)
}

/// The names of all functions that there are.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    all().map(|function| function.name).filter(|name| !is_absent(name))
}
