//! A newly written element and the one that stood in its place: what the model does not know is kept.

use super::names::{Names, declared_prefix};
use super::tree::{Attribute, Child, Element, Space, local};
use super::write::{indent, is_content};
use super::zeebe;
use std::collections::{HashMap, HashSet};

/// Attributes that are always written if they have a meaning, so one that is missing is gone.
const WRITTEN: [&str; 30] = [
    "activityRef",
    "attachedToRef",
    "bpmnElement",
    "calledElement",
    "cancelActivity",
    "cancelRemainingInstances",
    "default",
    "errorRef",
    "escalationRef",
    "id",
    "instantiate",
    "isExecutable",
    "isExpanded",
    "isForCompensation",
    "isHorizontal",
    "isInterrupting",
    "isMarkerVisible",
    "isSequential",
    "loopMaximum",
    "messageRef",
    "name",
    "ordering",
    "processRef",
    "signalRef",
    "sourceRef",
    "targetRef",
    "testBefore",
    "triggeredByEvent",
    "type",
    "value",
];

/// The same of children that are no flow nodes.
const WRITTEN_CHILDREN: [&str; 19] = [
    "activationCondition",
    "childLaneSet",
    "completionCondition",
    "condition",
    "conditionExpression",
    "eventDefinitionRef",
    "flowNodeRef",
    "incoming",
    "lane",
    "laneSet",
    "loopCardinality",
    "loopCondition",
    "outgoing",
    "sequenceFlow",
    "text",
    "timeCycle",
    "timeDate",
    "timeDuration",
    "waypoint",
];

/// Beside flow nodes: of these there may be many, so one is never taken for another.
const KNOWN_BY_ID: [&str; 10] = [
    "association",
    "dataInputAssociation",
    "dataObject",
    "dataObjectReference",
    "dataOutputAssociation",
    "dataStoreReference",
    "group",
    "lane",
    "sequenceFlow",
    "textAnnotation",
];

/// What stood in the document before.
pub struct Before<'o> {
    /// The prefixes in force where the new elements stand.
    names: &'o Names,
    /// Flow nodes, flows and lanes by id, with the namespaces that are declared between the process and them.
    by_id: HashMap<&'o str, (&'o Element, Vec<&'o Attribute>)>,
    /// The ids of what stays as it is.
    keep: HashSet<&'o str>,
}

impl<'o> Before<'o> {
    /// Nothing that is known by its id.
    pub fn nothing(names: &'o Names) -> Self {
        Self { names, by_id: HashMap::new(), keep: HashSet::new() }
    }

    /// Everything in `process`.
    pub fn of(process: &'o Element, keep: HashSet<&'o str>, names: &'o Names) -> Self {
        let mut before = Self { keep, ..Self::nothing(names) };
        before.add(process, &[]);
        before
    }

    /// Whether there was something with this id.
    pub fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    fn add(&mut self, parent: &'o Element, declared: &[&'o Attribute]) {
        for element in parent.elements().filter(|element| element.space == Space::Bpmn) {
            if let Some(id) = element.id() {
                self.by_id.entry(id).or_insert_with(|| (element, declared.to_vec()));
            }
            let own = element.attributes.iter().filter(|it| declared_prefix(&it.name).is_some());
            let declared: Vec<_> = declared.iter().copied().chain(own).collect();
            self.add(element, &declared);
        }
    }

    /// The old element as it was, with the declarations that it needs at another place.
    pub fn verbatim(&self, id: &str) -> Option<Element> {
        let (element, declared) = self.by_id.get(id)?;
        Some(declaring(element, declared))
    }

    /// `new` in the place of `old`, `depth` elements deep. `lost` are namespace declarations that are in force
    /// at the old place but not at the new one.
    pub fn merge(&self, new: Element, old: &Element, depth: usize, lost: &[&Attribute]) -> Element {
        let same_kind = new.local() == old.local() && new.space == old.space;
        // What would change the meaning of new names moves to the old elements that need it.
        let contradicting = old.attributes.iter().filter(|attribute| self.names.contradicts(attribute));
        let lost: Vec<&Attribute> = lost.iter().copied().chain(contradicting).collect();
        let attributes = attributes(new.attributes, old, same_kind, &lost);
        let children = if new.children.iter().any(is_content) {
            let text = Element { children: new.children.clone(), ..Element::empty() };
            if same_kind && text.text() == old.text() { old.children.clone() } else { new.children }
        } else {
            self.children(new.children, old, same_kind, depth, &lost)
        };
        Element { name: new.name, space: new.space, attributes, children, span: None }
    }

    fn children(
        &self,
        new: Vec<Child>,
        old: &Element,
        same_kind: bool,
        depth: usize,
        lost: &[&Attribute],
    ) -> Vec<Child> {
        let mut siblings = Siblings::of(old);
        let mut out: Vec<(u8, Vec<Child>)> = Vec::new();
        for child in new {
            let Child::Element(mut child) = child else { continue };
            let before = match child.id().and_then(|id| self.by_id.get(id)) {
                Some((element, _)) => siblings.take(element).or(Some((&[], *element))),
                None => {
                    let like = siblings.take_like(&child);
                    // An id that the model does not know stays.
                    if let Some((_, old)) = like {
                        child.keep_id(old);
                    }
                    like
                }
            };
            let place = rank(&child);
            let (comments, element) = match before {
                Some((comments, old)) => (comments, self.placed(child, old, depth + 1, lost)),
                None => {
                    indent(&mut child, depth + 1);
                    (&[][..], child)
                }
            };
            let mut group = comments.to_vec();
            group.push(Child::Element(element));
            out.push((place, group));
        }
        // The model knows one text of a process or flow node, the first; where nothing is said any more, it is gone.
        let told = old.is(Space::Bpmn, "process") || is_flow_node(old.local());
        let mut text =
            old.elements().filter(|it| it.is(Space::Bpmn, "documentation") && !it.text().trim().is_empty());
        let text = text.next().filter(|_| told);
        for (comments, element) in siblings.rest() {
            if text.is_some_and(|text| std::ptr::eq(text, element)) {
                continue;
            }
            if self.stays(element, old, same_kind)
                && let Some(left) = self.left(element, old, depth + 1, lost)
            {
                let mut group = comments.to_vec();
                group.push(Child::Element(left));
                out.push((rank(element), group));
            }
        }
        out.sort_by_key(|(rank, _)| *rank);
        let mut children: Vec<Child> = out.into_iter().flat_map(|(_, group)| group).collect();
        children.extend(siblings.last_comments());
        spaced(children, depth)
    }

    /// What is left of an old child that nothing new replaces. Of a flow node whose model has no extensions any more,
    /// those that the model knows are gone.
    fn left(&self, child: &Element, parent: &Element, depth: usize, lost: &[&Attribute]) -> Option<Element> {
        if !child.is(Space::Bpmn, "extensionElements") || !is_flow_node(parent.local()) {
            return Some(declaring(child, lost));
        }
        let empty = Element { name: child.name.clone(), space: child.space, ..Element::empty() };
        let left = Some(self.merge(empty, child, depth, lost));
        left.filter(|left| left.elements().next().is_some())
    }

    /// A new element with a predecessor.
    fn placed(&self, new: Element, old: &Element, depth: usize, lost: &[&Attribute]) -> Element {
        let kept = new.id().filter(|id| self.keep.contains(id)).and_then(|id| self.verbatim(id));
        kept.unwrap_or_else(|| self.merge(new, old, depth, lost))
    }

    /// Whether an old child that nothing new replaces stays.
    fn stays(&self, child: &Element, parent: &Element, same_kind: bool) -> bool {
        if child.id().is_some_and(|id| self.keep.contains(id)) {
            return true;
        }
        let name = child.local();
        match child.space {
            Space::Zeebe if parent.is(Space::Bpmn, "extensionElements") => !zeebe::WRITTEN.contains(&name),
            Space::Zeebe => false,
            Space::Bpmn => {
                let written = WRITTEN_CHILDREN.contains(&name)
                    || name.ends_with("EventDefinition")
                    || name.ends_with("LoopCharacteristics")
                    || is_flow_node(name);
                let general =
                    matches!(name, "documentation" | "extensionElements" | "auditing" | "monitoring");
                !written && (same_kind || general)
            }
            Space::Dc | Space::Di | Space::Bpmndi => false,
            _ => true,
        }
    }
}

/// A copy with namespace declarations, of which the last of a prefix counts.
fn declaring(element: &Element, declarations: &[&Attribute]) -> Element {
    let mut element = element.clone();
    for declaration in declarations.iter().rev() {
        if element.attributes.iter().all(|own| own.name != declaration.name) {
            element.attributes.push((*declaration).clone());
        }
    }
    element
}

/// The attributes of `old` with the values of `new`, without those whose namespace is lost.
fn attributes(new: Vec<Attribute>, old: &Element, same_kind: bool, lost: &[&Attribute]) -> Vec<Attribute> {
    let is_lost = |attribute: &Attribute| match attribute.name.split_once(':') {
        Some(("xmlns", _)) | None => lost.iter().any(|it| std::ptr::eq(*it, attribute)),
        Some((prefix, _)) => lost.iter().any(|it| declared_prefix(&it.name) == Some(prefix)),
    };
    let mut new: Vec<Option<Attribute>> = new.into_iter().map(Some).collect();
    let mut out = Vec::new();
    for attribute in &old.attributes {
        let same = |it: &Attribute| it.space == attribute.space && local(&it.name) == local(&attribute.name);
        let replaced = match attribute.space {
            Space::Other => None,
            _ => new.iter_mut().find(|it| it.as_ref().is_some_and(same)).and_then(Option::take),
        };
        // An old element without an id of its own in the new model keeps the one it had.
        if let Some(new) = replaced {
            out.push(new);
            continue;
        }
        let stays = match attribute.space {
            Space::None => same_kind && (!WRITTEN.contains(&&*attribute.name) || &*attribute.name == "id"),
            Space::Xsi => same_kind,
            Space::Stepwell | Space::Bioc | Space::Color => false,
            _ => true,
        };
        if stays && !is_lost(attribute) {
            out.push(attribute.clone());
        }
    }
    // What was understood without its type goes on without.
    out.extend(new.into_iter().flatten().filter(|it| !same_kind || it.space != Space::Xsi));
    out
}

/// The children of an old element, each with the comments before it.
struct Siblings<'o> {
    elements: Vec<(&'o [Child], &'o Element, bool)>,
    last: &'o [Child],
}

impl<'o> Siblings<'o> {
    fn of(old: &'o Element) -> Self {
        let mut elements = Vec::new();
        let mut from = 0;
        for (at, child) in old.children.iter().enumerate() {
            if let Child::Element(element) = child {
                elements.push((&old.children[from..at], element, false));
                from = at + 1;
            }
        }
        Self { elements, last: &old.children[from..] }
    }

    /// Takes exactly this element, if it is here.
    fn take(&mut self, wanted: &Element) -> Option<(&'o [Child], &'o Element)> {
        let found = self.elements.iter_mut().find(|(_, element, _)| std::ptr::eq(*element, wanted))?;
        found.2 = true;
        Some((found.0, found.1))
    }

    /// Takes the first one of the same name.
    fn take_like(&mut self, wanted: &Element) -> Option<(&'o [Child], &'o Element)> {
        let like = |it: &Element| it.space == wanted.space && it.local() == wanted.local();
        let unnamed = !is_flow_node(wanted.local()) && !KNOWN_BY_ID.contains(&wanted.local());
        let found = self.elements.iter_mut().find(|(_, it, taken)| unnamed && !taken && like(it))?;
        found.2 = true;
        Some((found.0, found.1))
    }

    fn rest(&self) -> impl Iterator<Item = (&'o [Child], &'o Element)> {
        self.elements.iter().filter(|(.., taken)| !taken).map(|(comments, element, _)| (*comments, *element))
    }

    fn last_comments(&self) -> impl Iterator<Item = Child> {
        self.last.iter().filter(|child| !matches!(child, Child::Text(_))).cloned()
    }
}

/// Each child on a line of its own.
fn spaced(children: Vec<Child>, depth: usize) -> Vec<Child> {
    let line = |depth: usize| Child::Text(format!("\n{}", "  ".repeat(depth)).into());
    let mut out = Vec::with_capacity(children.len() * 2 + 1);
    for child in children.into_iter().filter(|child| !matches!(child, Child::Text(_))) {
        out.push(line(depth + 1));
        out.push(child);
    }
    if !out.is_empty() {
        out.push(line(depth));
    }
    out
}

/// Whether an element of BPMN is a flow node by its name.
pub fn is_flow_node(name: &str) -> bool {
    const FLOW_NODES: [&str; 27] = [
        "adHocSubProcess",
        "boundaryEvent",
        "businessRuleTask",
        "callActivity",
        "callChoreography",
        "choreographyTask",
        "complexGateway",
        "endEvent",
        "event",
        "eventBasedGateway",
        "exclusiveGateway",
        "implicitThrowEvent",
        "inclusiveGateway",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "manualTask",
        "parallelGateway",
        "receiveTask",
        "scriptTask",
        "sendTask",
        "serviceTask",
        "startEvent",
        "subChoreography",
        "subProcess",
        "task",
        "transaction",
        "userTask",
    ];
    FLOW_NODES.binary_search(&name).is_ok()
}

/// The order in which the schema of BPMN wants the children of an element.
fn rank(element: &Element) -> u8 {
    if element.space != Space::Bpmn {
        return 0;
    }
    match element.local() {
        "documentation" => 0,
        "extensionElements" => 1,
        "auditing" => 2,
        "monitoring" => 3,
        "categoryValueRef" => 4,
        "incoming" => 5,
        "outgoing" => 6,
        "ioSpecification" | "supportedInterfaceRef" => 7,
        "property" => 8,
        "dataInputAssociation" | "dataInput" => 9,
        "dataOutputAssociation" | "dataOutput" => 10,
        name if name.ends_with("LoopCharacteristics") => 12,
        name if name.ends_with("EventDefinition") || name == "eventDefinitionRef" => 13,
        "laneSet" => 14,
        "association" | "group" | "textAnnotation" => 16,
        "completionCondition" => 17,
        name if name.ends_with("Performer") || name.ends_with("Owner") || name == "resourceRole" => 11,
        _ => 15,
    }
}
