//! Names of several words, which FEEL allows without quotes where they are known.

use crate::lexer::{Kind, Token};
use crate::limits::MAX_NAME_WORDS;
use std::collections::HashMap;
use std::sync::Arc;

/// Known names that consist of more than one token: those of the model, which its expressions share, and more.
#[derive(Debug, Default)]
pub(crate) struct Names {
    shared: Arc<Tree>,
    own: Tree,
}

/// Names by their tokens, one after the other: looking a name up takes no longer where many begin alike.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The first is the beginning of all names.
    branches: Vec<Branch>,
}

#[derive(Debug, Default)]
struct Branch {
    next: HashMap<Box<str>, usize>,
    /// The name that ends here.
    name: Option<Arc<str>>,
}

impl Names {
    /// The names of `shared`, to which more can be added.
    pub(crate) fn on(shared: Arc<Tree>) -> Names {
        Names { shared, own: Tree::default() }
    }

    /// Makes `name` known. A name of one word needs not be; one of too many words stays unknown.
    pub(crate) fn add(&mut self, name: &str) {
        self.own.add(name);
    }

    /// The longest known name at the beginning of `tokens`, and how many of them it takes.
    pub(crate) fn longest(&self, text: &str, tokens: &[Token]) -> Option<(Arc<str>, usize)> {
        let (shared, own) = (self.shared.longest(text, tokens), self.own.longest(text, tokens));
        match (&shared, &own) {
            (Some((_, among_shared)), Some((_, among_own))) if among_own <= among_shared => shared,
            (_, Some(_)) => own,
            _ => shared,
        }
    }
}

impl Tree {
    /// Makes `name` known, as [`Names::add`].
    pub(crate) fn add(&mut self, name: &str) {
        let Ok(tokens) = crate::lexer::tokens(name) else { return };
        let words = tokens.iter().filter(|token| token.kind != Kind::End);
        let words: Vec<&str> = words.filter_map(|token| name.get(token.span.range())).collect();
        if !(2..=MAX_NAME_WORDS).contains(&words.len()) {
            return;
        }
        let mut at = 0;
        if self.branches.is_empty() {
            self.branches.push(Branch::default());
        }
        for word in words {
            let new = self.branches.len();
            let Some(branch) = self.branches.get_mut(at) else { return };
            at = match branch.next.get(word) {
                Some(next) => *next,
                None => {
                    branch.next.insert(word.into(), new);
                    self.branches.push(Branch::default());
                    new
                }
            };
        }
        if let Some(branch) = self.branches.get_mut(at) {
            branch.name.get_or_insert_with(|| name.into());
        }
    }

    fn longest(&self, text: &str, tokens: &[Token]) -> Option<(Arc<str>, usize)> {
        let mut found = None;
        let mut branch = self.branches.first()?;
        for (count, token) in (1..).zip(tokens) {
            let word = text.get(token.span.range()).filter(|_| token.kind != Kind::End);
            let Some(next) = word.and_then(|word| self.branches.get(*branch.next.get(word)?)) else { break };
            branch = next;
            found = branch.name.as_ref().map(|name| (name.clone(), count)).or(found);
        }
        found
    }
}
