//! Changes of a document that leave everything else in it as it is.

use super::Document;
use super::merge::{Before, is_flow_node};
use super::names::{Names, declared_prefix};
use super::tree::{Attribute, Child, Element, Space};
use super::write::{self, Writing, indent, is_diagram};
use crate::diagram::Diagram;
use model::bpmn::{Activity, ActivityKind, Body, Definitions, Id, Kind, Process};
use std::collections::{HashMap, HashSet};

impl Document {
    /// A new document that says what `definitions` and `diagram` say, the way Camunda Modeler writes it.
    /// Reading it gives the same definitions, except for texts that XML cannot hold (control characters).
    pub fn from_definitions(definitions: &Definitions, diagram: Option<&Diagram>) -> Self {
        Self::of(write::document(definitions, diagram))
    }

    /// The document with this diagram instead of its own. Attributes and extensions of shapes and edges that
    /// are in both stay.
    #[must_use]
    pub fn set_diagram(&self, diagram: &Diagram) -> Self {
        let mut tree = self.tree.clone();
        let names = Names::within(&[&tree.root]);
        let mut fresh = Element { children: Vec::new(), ..tree.root.clone() };
        write::add_diagram(&mut fresh, diagram, &Writing::new(&names, ids(&tree.root, &is_diagram)));
        let old: Vec<&Element> = self.tree.root.elements().filter(|element| is_diagram(element)).collect();
        let merged: Vec<Child> = fresh
            .children
            .into_iter()
            .enumerate()
            .map(|(at, child)| match child {
                Child::Element(new) => Child::Element(merge_diagram(new, old.get(at).copied(), &names)),
                other => other,
            })
            .collect();
        remove(&mut tree.root, &is_diagram);
        for diagram in merged {
            append(&mut tree.root, 0, diagram);
        }
        tree.root.attributes.extend(names.declarations());
        Self::of(tree)
    }

    /// The document with this process instead of the one with the same id, or with it added.
    ///
    /// Flow nodes, sequence flows and lanes are those of `process`; of each that was there before, attributes
    /// and extensions that the model does not know stay. Elements whose id is in `keep` stay as they were, with
    /// all their content. Data, annotations, groups, documentation, comments and everything outside of the
    /// process stay too, except what pointed to a step that is gone (associations, message flows, shapes).
    #[must_use]
    pub fn replace_process(&self, process: &Process, keep: &[Id]) -> Self {
        let mut tree = self.tree.clone();
        let at = self.tree.root.children.iter().position(|child| is_process(child, &process.id));
        let old = at.and_then(|at| match self.tree.root.children.get(at) {
            Some(Child::Element(element)) => Some(element),
            _ => None,
        });
        let around: Vec<&Element> = std::iter::once(&self.tree.root).chain(old).collect();
        let names = Names::within(&around);
        let taken = ids(&self.tree.root, &|element| old.is_some_and(|old| std::ptr::eq(element, old)));
        let Some(old) = old else {
            let mut new = write::process(process, &names, taken);
            indent(&mut new, 1);
            append_root_element(&mut tree.root, Child::Element(new));
            tree.root.attributes.extend(names.declarations());
            return Self::of(tree);
        };
        let before = Before::of(old, keep.iter().map(|id| &**id).collect(), &names);
        let mut process = process.clone();
        without_what_stays(&mut process.body, &before);
        let new = write::process(&process, &names, taken);
        let mut merged = before.merge(new, old, 1, &[]);
        // What is to stay but stood in a sub-process that is gone moves out of it.
        let there: HashSet<Box<str>> = ids(&merged, &|_| false);
        for element in keep.iter().filter(|id| !there.contains(&***id)).filter_map(|id| before.verbatim(id)) {
            append(&mut merged, 1, Child::Element(element));
        }
        let gone = gone(old, &merged);
        remove(&mut merged, &|element| points_to(element, &gone));
        let declarations =
            names.declarations().into_iter().filter(|it| is_used(&merged, it)).collect::<Vec<_>>();
        if let Some(place) = at.and_then(|at| tree.root.children.get_mut(at)) {
            *place = Child::Element(merged);
        }
        remove(&mut tree.root, &|element| points_to(element, &gone));
        tree.root.attributes.extend(declarations);
        Self::of(tree)
    }

    /// The document without the elements that have these ids, and without what points to them.
    #[must_use]
    pub fn without(&self, ids: &[Id]) -> Self {
        let unwanted: HashSet<Box<str>> = ids.iter().map(|id| (&**id).into()).collect();
        let mut tree = self.tree.clone();
        remove(&mut tree.root, &|element| {
            element.id().is_some_and(|id| unwanted.contains(id)) || points_to(element, &unwanted)
        });
        Self::of(tree)
    }

    /// The document in which the process `old` is called `new`, also where a pool or a diagram names it.
    #[must_use]
    pub fn rename_process(&self, old: &str, new: &str) -> Self {
        let mut tree = self.tree.clone();
        rename(&mut tree.root, old, new);
        Self::of(tree)
    }

    /// Every id in the document, of whatever it is.
    pub fn ids(&self) -> Vec<Id> {
        ids(&self.tree.root, &|_| false).into_iter().map(|id| Id::from(&*id)).collect()
    }

    /// The document with the messages, signals, errors and escalations of `definitions` whose ids it does not
    /// have yet.
    #[must_use]
    pub fn add_definitions(&self, definitions: &Definitions) -> Self {
        let mut tree = self.tree.clone();
        let names = Names::within(&[&self.tree.root]);
        let taken = ids(&self.tree.root, &|_| false);
        let new = write::root_elements(definitions, &Writing::new(&names, HashSet::new()));
        for mut element in new.into_iter().filter(|it| it.id().is_none_or(|id| !taken.contains(id))) {
            indent(&mut element, 1);
            append_root_element(&mut tree.root, Child::Element(element));
        }
        tree.root.attributes.extend(names.declarations());
        Self::of(tree)
    }
}

fn is_process(child: &Child, id: &str) -> bool {
    matches!(child, Child::Element(it) if it.is(Space::Bpmn, "process") && it.id() == Some(id))
}

/// Whether a name in `root` has the prefix of a declaration.
fn is_used(root: &Element, declaration: &Attribute) -> bool {
    let prefix = declared_prefix(&declaration.name).unwrap_or_default();
    let has = |name: &str| name.split_once(':').map_or("", |(prefix, _)| prefix) == prefix;
    root.descendants().any(|it| has(&it.name) || it.attributes.iter().any(|attribute| has(&attribute.name)))
}

/// All ids below `root`, without those in elements that `skip` names.
fn ids(root: &Element, skip: &dyn Fn(&Element) -> bool) -> HashSet<Box<str>> {
    let mut out = HashSet::new();
    let mut stack = vec![root];
    while let Some(element) = stack.pop() {
        if !skip(element) {
            out.extend(element.id().map(Into::into));
            stack.extend(element.elements());
        }
    }
    out
}

/// Adds a child at the end of an element that is `depth` elements deep, on a line of its own.
fn append(parent: &mut Element, depth: usize, child: Child) {
    let at = parent.children.len();
    insert(parent, at, depth, child);
}

/// Adds a child of `definitions` before the diagrams, where the schema wants it.
fn append_root_element(root: &mut Element, child: Child) {
    let diagram = |child: &Child| matches!(child, Child::Element(element) if is_diagram(element));
    let at = root.children.iter().position(diagram).unwrap_or(root.children.len());
    insert(root, at, 0, child);
}

/// Adds a child on a line of its own, before what stands at `at` and the space before that.
fn insert(parent: &mut Element, at: usize, depth: usize, child: Child) {
    let is_space = |child: Option<&Child>| matches!(child, Some(Child::Text(text)) if text.trim().is_empty());
    let at = if at > 0 && is_space(parent.children.get(at - 1)) { at - 1 } else { at };
    let line = |depth: usize| Child::Text(format!("\n{}", "  ".repeat(depth)).into());
    parent.children.splice(at..at, [line(depth + 1), child]);
    if !is_space(parent.children.last()) {
        parent.children.push(line(depth));
    }
}

/// Removes elements at any depth, with the space before them.
fn remove(parent: &mut Element, unwanted: &dyn Fn(&Element) -> bool) {
    let hit = |child: &Child| matches!(child, Child::Element(element) if unwanted(element));
    if parent.children.iter().any(hit) {
        let old = std::mem::take(&mut parent.children);
        for child in old {
            if !hit(&child) {
                parent.children.push(child);
            } else if matches!(parent.children.last(), Some(Child::Text(text)) if text.trim().is_empty()) {
                parent.children.pop();
            }
        }
    }
    for child in &mut parent.children {
        if let Child::Element(element) = child {
            remove(element, unwanted);
        }
    }
}

/// Data and artifacts of the old text stay, so they are not written again.
fn without_what_stays(body: &mut Body, before: &Before<'_>) {
    let new = |id: &Id| !before.has(id);
    body.data.retain(|item| new(&item.id));
    body.data_flows.retain(|flow| new(&flow.id));
    body.groups.retain(|group| new(&group.id));
    body.annotations.retain(|annotation| new(&annotation.id));
    body.associations.retain(|association| new(&association.id));
    for node in &mut body.nodes {
        if let Kind::Activity(Activity { kind: ActivityKind::SubProcess(sub), .. }) = &mut node.kind {
            without_what_stays(&mut sub.body, before);
        }
    }
}

fn rename(element: &mut Element, old: &str, new: &str) {
    let is_process = element.is(Space::Bpmn, "process");
    for attribute in element.attributes.iter_mut().filter(|attribute| attribute.space == Space::None) {
        let (prefix, id) = attribute.value.rsplit_once(':').unwrap_or(("", &attribute.value));
        let names_it = match &*attribute.name {
            "id" => is_process,
            name => matches!(name, "processRef" | "bpmnElement"),
        };
        if names_it && id == old {
            attribute.value = if prefix.is_empty() { new.into() } else { format!("{prefix}:{new}").into() };
        }
    }
    for child in &mut element.children {
        if let Child::Element(child) = child {
            rename(child, old, new);
        }
    }
}

/// The ids of flow nodes, flows and lanes that were in `old` and are not in `new`.
fn gone(old: &Element, new: &Element) -> HashSet<Box<str>> {
    let remaining: HashSet<&str> = new.descendants().filter_map(Element::id).collect();
    let removable = |element: &&Element| {
        let name = element.local();
        element.space == Space::Bpmn && (is_flow_node(name) || name == "sequenceFlow" || name == "lane")
    };
    let ids = old.descendants().filter(removable).filter_map(Element::id);
    ids.filter(|id| !remaining.contains(id)).map(Into::into).collect()
}

/// Whether an element makes no sense without one that is gone.
fn points_to(element: &Element, gone: &HashSet<Box<str>>) -> bool {
    let refers = |name| {
        let value: Option<&str> = element.attribute(name);
        value.is_some_and(|value| gone.contains(value.rsplit_once(':').map_or(value, |(_, id)| id)))
    };
    match (element.space, element.local()) {
        (Space::Bpmn, "association" | "messageFlow") => refers("sourceRef") || refers("targetRef"),
        (Space::Bpmndi, "BPMNShape" | "BPMNEdge") => refers("bpmnElement"),
        (Space::Bpmndi, "BPMNDiagram") => {
            let plane = element.child(Space::Bpmndi, "BPMNPlane");
            plane.and_then(|plane| plane.attribute("bpmnElement")).is_some_and(|id| gone.contains(id))
        }
        _ => false,
    }
}

/// A new diagram with what the old one said beyond places.
fn merge_diagram(mut new: Element, old: Option<&Element>, names: &Names) -> Element {
    indent(&mut new, 1);
    let Some(old) = old else { return new };
    new.keep_id(old);
    if let (Some(Child::Element(plane)), Some(old)) =
        (new.children.iter_mut().find(|it| matches!(it, Child::Element(_))), old.elements().next())
    {
        plane.keep_id(old);
    }
    let declares = |element: &&Attribute| declared_prefix(&element.name).is_some();
    let declared: Vec<&Attribute> =
        old.elements().chain([old]).flat_map(|it| &it.attributes).filter(declares).collect();
    let mut shown: HashMap<(&str, &str), &Element> = HashMap::new();
    for element in old.descendants().filter(|element| element.space == Space::Bpmndi) {
        if let Some(of) = element.attribute("bpmnElement") {
            shown.entry((element.local(), of)).or_insert(element);
        }
    }
    let planes = new.children.iter_mut().filter_map(|child| match child {
        Child::Element(plane) => Some(plane),
        _ => None,
    });
    for child in planes.flat_map(|plane| &mut plane.children) {
        let Child::Element(shape) = child else { continue };
        let of = shape.attribute("bpmnElement").unwrap_or_default();
        if let Some(before) = shown.get(&(shape.local(), of)) {
            *shape = Before::nothing(names).merge(shape.clone(), before, 3, &declared);
        }
    }
    new
}
