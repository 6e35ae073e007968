//! Where each `go to` leads, and what no way leads to.

use super::ast::*;
use super::canonical::attributes::short;
use super::{ids, limits, messages, normal};
use model::bpmn::Id;
use model::{Diagnostic, Span};
use std::collections::{HashMap, HashSet};

/// Writes every target the canonical way: by name where only one node of the same workflow or group has it, else
/// by id. Reports targets that do not exist, ids that are used twice, and steps that no way leads to.
pub fn settle(outline: &mut Outline, diagnostics: &mut Vec<Diagnostic>) {
    let mut filled = outline.clone();
    ids::fill(&mut filled);
    duplicates(&filled, diagnostics);
    let mut targets = Settle { scopes: Vec::new(), next: 0, diagnostics, used: HashSet::new() };
    targets.index_scope(&filled.body);
    targets.scope(&mut outline.body);
    let used = std::mem::take(&mut targets.used);
    reachable_scope(&filled.body, &used, diagnostics);
}

/// The nodes of one scope.
#[derive(Default)]
struct Names {
    /// By name: the id, and whether there are several.
    by_name: HashMap<String, (Id, bool)>,
    /// By id: the name.
    by_id: HashMap<Id, Option<String>>,
}

struct Settle<'d> {
    /// In the order in which scopes are entered.
    scopes: Vec<Names>,
    next: usize,
    used: HashSet<Id>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Settle<'_> {
    fn index_scope(&mut self, scope: &Scope) {
        let at = self.scopes.len();
        self.scopes.push(Names::default());
        for start in &scope.starts {
            self.index_block(&start.items, at);
        }
        self.index_block(&scope.items, at);
        for id in &scope.kept {
            self.scopes[at].by_id.insert(id.clone(), None);
        }
    }

    fn index_block(&mut self, items: &[Item], at: usize) {
        for item in items {
            if let Some(id) = &item.common.id {
                let names = &mut self.scopes[at];
                names.by_id.insert(id.clone(), item.common.name.clone());
                if let Some(name) = item.common.name.clone().filter(|name| !name.is_empty()) {
                    names
                        .by_name
                        .entry(name)
                        .and_modify(|found| found.1 = true)
                        .or_insert((id.clone(), false));
                }
            }
            for boundary in &item.boundaries {
                self.index_block(&boundary.items, at);
            }
            match &item.kind {
                ItemKind::Group(scope) => self.index_scope(scope),
                ItemKind::Choice(_, branches) | ItemKind::Kept(branches) => {
                    branches.iter().for_each(|branch| self.index_block(&branch.items, at));
                }
                _ => {}
            }
        }
    }

    fn scope(&mut self, scope: &mut Scope) {
        let at = self.next;
        self.next += 1;
        for start in &mut scope.starts {
            self.block(&mut start.items, at);
        }
        self.block(&mut scope.items, at);
    }

    fn block(&mut self, items: &mut [Item], at: usize) {
        for item in items {
            let place = item.common.place.span;
            for boundary in &mut item.boundaries {
                self.block(&mut boundary.items, at);
            }
            match &mut item.kind {
                ItemKind::Group(scope) => self.scope(scope),
                ItemKind::Choice(_, branches) | ItemKind::Kept(branches) => {
                    branches.iter_mut().for_each(|branch| self.block(&mut branch.items, at));
                }
                ItemKind::GoTo(target) => self.target(target, at, place),
                _ => {}
            }
        }
    }

    fn target(&mut self, target: &mut Target, at: usize, place: Option<Span>) {
        let names = &self.scopes[at];
        let proposing = self.diagnostics.len() < limits::DIAGNOSTICS;
        let found = match &*target {
            Target::Name(name) => names.by_name.get(name).cloned(),
            Target::Id(id) => names.by_id.get(id).map(|_| (id.clone(), false)),
        };
        let message = match (found, &*target) {
            (Some((id, false)), _) => {
                *target = names.canonical(&id);
                self.used.insert(id);
                return;
            }
            (Some((id, true)), Target::Name(name)) => {
                messages::AMBIGUOUS_TARGET.message().with("name", short(name)).with("id", id)
            }
            (_, Target::Name(name)) => {
                let known = super::canonical::words::nearest(
                    name,
                    names.by_name.keys().map(String::as_str).filter(|_| proposing),
                );
                messages::UNKNOWN_TARGET
                    .message()
                    .with("name", short(name))
                    .with("known", known.unwrap_or("…"))
            }
            (_, Target::Id(id)) => {
                let known = super::canonical::words::nearest(
                    id,
                    names.by_id.keys().map(|id| &**id).filter(|_| proposing),
                );
                let known = known.map_or("…".to_owned(), |known| format!("#{known}"));
                messages::UNKNOWN_TARGET.message().with("name", format!("#{id}")).with("known", known)
            }
        };
        let diagnostic = Diagnostic::error(message);
        self.diagnostics.push(match place {
            Some(span) => diagnostic.spanning(span),
            None => diagnostic,
        });
    }
}

impl Names {
    fn canonical(&self, id: &Id) -> Target {
        match self.by_id.get(id) {
            Some(Some(name)) if self.by_name.get(name).is_some_and(|found| !found.1) => {
                Target::Name(name.clone())
            }
            _ => Target::Id(id.clone()),
        }
    }
}

fn duplicates(filled: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    seen.insert(ids::process_id(filled));
    let mut twice = Vec::new();
    super::walk::ids(&mut filled.clone(), &mut |slot| {
        if let Some(id) = slot.id
            && !seen.insert(id.clone())
        {
            twice.push((id.clone(), slot.place));
        }
    });
    let mut names = ids::Names::default();
    seen.iter().for_each(|id| {
        names.reserve(id);
    });
    for (id, place) in twice.iter().take(limits::DIAGNOSTICS) {
        let message = messages::DUPLICATE_ID.message().with("id", id).with("free", names.free(id));
        diagnostics.push(Diagnostic { span: *place, ..Diagnostic::error(message) });
    }
}

fn reachable_scope(scope: &Scope, used: &HashSet<Id>, diagnostics: &mut Vec<Diagnostic>) {
    scope.starts.iter().for_each(|start| reachable(&start.items, used, diagnostics));
    reachable(&scope.items, used, diagnostics);
}

/// Warns about each item after an end or jump that no `go to` leads to.
fn reachable(items: &[Item], used: &HashSet<Id>, diagnostics: &mut Vec<Diagnostic>) {
    let mut before: Option<&Item> = None;
    for item in items {
        let targeted = item.common.id.as_ref().is_some_and(|id| used.contains(id));
        if before.is_some_and(|before| !normal::leads_on(before)) && !targeted {
            let name = item.common.name.as_deref().or(item.common.id.as_deref()).unwrap_or("…");
            let diagnostic = Diagnostic::warning(messages::UNREACHABLE.message().with("name", short(name)));
            diagnostics.push(match item.common.place.span {
                Some(span) => diagnostic.spanning(span),
                None => diagnostic,
            });
        }
        for boundary in &item.boundaries {
            reachable(&boundary.items, used, diagnostics);
        }
        match &item.kind {
            ItemKind::Group(scope) => reachable_scope(scope, used, diagnostics),
            ItemKind::Choice(_, branches) | ItemKind::Kept(branches) => {
                branches.iter().for_each(|branch| reachable(&branch.items, used, diagnostics));
            }
            _ => {}
        }
        before = Some(item);
    }
}
