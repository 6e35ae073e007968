//! Visits every id of an outline, always in the same order.

use super::ast::*;
use model::Span;
use model::bpmn::{Id, TimerKind};

/// The suffix of a gateway in which the ways of an item meet.
pub const JOIN: &str = "join";

/// A place for an id.
pub struct Slot<'o> {
    /// The name of the node.
    pub name: Option<&'o str>,
    /// What stands before an id that is made from the name.
    pub prefix: &'static str,
    /// The id of what stands before, or around, a node without name.
    pub anchor: &'o str,
    /// What is added to the anchor.
    pub suffix: &'static str,
    /// Where the id stands in the text, or what it belongs to.
    pub place: Option<Span>,
    /// The id is never made from a name.
    pub fixed: bool,
    /// The id.
    pub id: &'o mut Option<Id>,
}

type Visit<'v> = dyn FnMut(Slot<'_>) + 'v;

/// Visits the ids of all nodes in document order, then those of the teams.
pub fn ids(outline: &mut Outline, visit: &mut Visit<'_>) {
    scope(&mut outline.body, "", visit);
    teams(&mut outline.teams, outline.place.of("teams"), visit);
}

fn teams(list: &mut [Team], place: Option<Span>, visit: &mut Visit<'_>) {
    for team in list {
        let (name, anchor, id) = (Some(team.name.as_str()), "", &mut team.id);
        visit(Slot { name, prefix: "lane_", anchor, suffix: "lane", place, fixed: false, id });
        teams(&mut team.roles, place, visit);
    }
}

fn scope(scope: &mut Scope, owner: &str, visit: &mut Visit<'_>) {
    let mut anchor = owner.to_owned();
    for start in &mut scope.starts {
        node(&mut start.common, owner, "start", visit);
        anchor = owned(&start.common);
        block(&mut start.items, &anchor, visit);
    }
    block(&mut scope.items, &anchor, visit);
    scope.kept.iter().for_each(|id| fixed(id, None, visit));
}

fn block(items: &mut [Item], owner: &str, visit: &mut Visit<'_>) {
    let mut anchor = owner.to_owned();
    for each in items {
        if matches!(each.kind, ItemKind::GoTo(_)) {
            continue;
        }
        item(each, &anchor, visit);
        anchor = owned(&each.common);
    }
}

fn item(item: &mut Item, anchor: &str, visit: &mut Visit<'_>) {
    match item.kind {
        ItemKind::Kept(_) | ItemKind::KeptEnd => fixed_of(&item.common, visit),
        _ => node(&mut item.common, anchor, suffix(&item.kind), visit),
    }
    let own = owned(&item.common);
    for boundary in &mut item.boundaries {
        match boundary.trigger {
            Trigger::Kept => fixed_of(&boundary.common, visit),
            _ => node(&mut boundary.common, &own, boundary_suffix(&boundary.trigger), visit),
        }
        block(&mut boundary.items, &owned(&boundary.common), visit);
    }
    match &mut item.kind {
        ItemKind::Group(inner) => scope(inner, &own, visit),
        ItemKind::Choice(_, branches) | ItemKind::Kept(branches) => {
            for branch in branches {
                branch.flow.iter().for_each(|id| fixed(id, branch.place.of("id"), visit));
                block(&mut branch.items, &own, visit);
            }
        }
        _ => {}
    }
    if can_meet(item) && item.join != Join::None {
        let mut id = match &item.join {
            Join::Id(id) => Some(id.clone()),
            _ => None,
        };
        let (place, id_of_join) = (item.common.place.of("join"), &mut id);
        visit(Slot {
            name: None,
            prefix: "",
            anchor: &own,
            suffix: JOIN,
            place,
            fixed: false,
            id: id_of_join,
        });
        item.join = id.map_or(Join::Derived, Join::Id);
    }
}

/// Whether several ways can leave an item.
pub fn can_meet(item: &Item) -> bool {
    let branches = match &item.kind {
        ItemKind::Choice(_, branches) | ItemKind::Kept(branches) => branches.len() > 1,
        _ => false,
    };
    branches || item.boundaries.iter().any(|boundary| !boundary.beside)
}

fn node(common: &mut Common, anchor: &str, suffix: &'static str, visit: &mut Visit<'_>) {
    let (name, place) = (common.name.as_deref(), common.place.of("id"));
    visit(Slot { name, prefix: "", anchor, suffix, place, fixed: false, id: &mut common.id });
}

fn fixed_of(common: &Common, visit: &mut Visit<'_>) {
    common.id.iter().for_each(|id| fixed(id, common.place.of("id"), visit));
}

fn fixed(id: &Id, place: Option<Span>, visit: &mut Visit<'_>) {
    let id = &mut Some(id.clone());
    visit(Slot { name: None, prefix: "", anchor: "", suffix: "", place, fixed: true, id });
}

fn owned(common: &Common) -> String {
    common.id.as_deref().unwrap_or_default().to_owned()
}

fn suffix(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Step(_) => "step",
        ItemKind::Group(_) => "group",
        ItemKind::Wait(_) => "wait",
        ItemKind::Event(_) => "event",
        ItemKind::End(Emit::Terminate) => "stop",
        ItemKind::End(_) => "end",
        ItemKind::Choice(ChoiceKind::Choose | ChoiceKind::ChooseAny, _) => "choice",
        ItemKind::Choice(ChoiceKind::Check | ChoiceKind::CheckAny, _) => "check",
        ItemKind::Choice(ChoiceKind::Together, _) => "together",
        ItemKind::Choice(ChoiceKind::FirstOf, _) => "first",
        ItemKind::Meet(_) => "meet",
        ItemKind::GoTo(_) | ItemKind::Kept(_) | ItemKind::KeptEnd => "",
    }
}

fn boundary_suffix(trigger: &Trigger) -> &'static str {
    match trigger {
        Trigger::Timer(timer) => match timer.kind {
            TimerKind::Duration => "after",
            TimerKind::Date => "at",
            TimerKind::Cycle => "every",
        },
        Trigger::Message(_) => "on_message",
        Trigger::Signal(_) => "on_signal",
        Trigger::Error(_) => "on_error",
        Trigger::Escalation(_) => "on_escalation",
        Trigger::Condition(_) => "when",
        Trigger::None | Trigger::Kept => "",
    }
}
