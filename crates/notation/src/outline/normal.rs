//! What goes without saying: the end at the end, the time in the name of a wait, yes and no.

use super::ast::*;
use super::duration;
use lang::{Lang, Text};
use model::bpmn::{Dynamic, Timer, TimerKind};

static YES: Text =
    Text { code: "outline.yes", en: "yes", th: "ใช่", it: "sì", id: "ya", ja: "はい" };
static NO: Text =
    Text { code: "outline.no", en: "no", th: "ไม่ใช่", it: "no", id: "tidak", ja: "いいえ" };

/// The answers of `optional:` in the language of the outline.
pub fn yes_and_no(lang: Option<&str>) -> [&'static str; 2] {
    let lang = lang.and_then(Lang::from_code).unwrap_or_default();
    [YES.get(lang), NO.get(lang)]
}

/// The wait that a name such as `2d` stands for.
pub fn wait_of_name(name: Option<&str>) -> Option<Trigger> {
    let iso = duration::parse(name?)?;
    Some(Trigger::Timer(Timer { kind: TimerKind::Duration, value: Dynamic::Text(iso) }))
}

/// Puts a plain end wherever the last line of a workflow, group or side way leads nowhere.
pub fn close_scope(scope: &mut Scope) {
    for start in &mut scope.starts {
        close_inside(&mut start.items);
    }
    close_inside(&mut scope.items);
    let team = scope.starts.last().and_then(|start| start.common.team);
    close(&mut scope.items, team);
}

fn close_inside(items: &mut Block) {
    for item in items {
        for boundary in &mut item.boundaries {
            close_inside(&mut boundary.items);
            if boundary.beside {
                close(&mut boundary.items, boundary.common.team);
            }
        }
        match &mut item.kind {
            ItemKind::Group(scope) => close_scope(scope),
            ItemKind::Choice(_, branches) | ItemKind::Kept(branches) => {
                branches.iter_mut().for_each(|branch| close_inside(&mut branch.items));
            }
            _ => {}
        }
    }
}

fn close(items: &mut Block, team: Option<TeamIx>) {
    if goes_on(items) {
        items.push(plain_end(team_at_end(items, team)));
    }
}

/// The team of the last line, which does what has none.
pub fn team_at_end(items: &[Item], team: Option<TeamIx>) -> Option<TeamIx> {
    let last = items.iter().rev().find(|item| !matches!(item.kind, ItemKind::GoTo(_)));
    last.map_or(team, |item| item.common.team)
}

/// An end without name.
pub fn plain_end(team: Option<TeamIx>) -> Item {
    let common = Common { team, ..Common::default() };
    Item { common, kind: ItemKind::End(Emit::None), ..Item::default() }
}

/// Whether `item` is what [`plain_end`] makes.
pub fn is_plain_end(item: &Item, team: Option<TeamIx>) -> bool {
    *item == plain_end(team)
}

/// Whether the way goes on after the last of `items`.
pub fn goes_on(items: &[Item]) -> bool {
    items.last().is_none_or(leads_on)
}

/// Whether a way leads on from `item` to the next one.
pub fn leads_on(item: &Item) -> bool {
    match &item.kind {
        ItemKind::End(_) | ItemKind::GoTo(_) | ItemKind::KeptEnd => false,
        ItemKind::Choice(_, branches) | ItemKind::Kept(branches) if !branches.is_empty() => {
            branches.iter().any(|branch| goes_on(&branch.items)) || comes_back(item)
        }
        ItemKind::Choice(..) => false,
        _ => true,
    }
}

fn comes_back(item: &Item) -> bool {
    item.boundaries.iter().any(|boundary| !boundary.beside && goes_on(&boundary.items))
}
