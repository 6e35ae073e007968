//! Outline to canonical text.

mod work;

use super::words;
use super::write::{self, Writer};
use crate::outline::ast::*;
use crate::outline::normal;
use crate::outline::text::quote;
use model::bpmn::{Dynamic, TimerKind};

/// The canonical text of an outline.
pub fn format(outline: &Outline) -> String {
    let mut formatter = Formatter {
        writer: Writer::default(),
        teams: team_names(outline),
        customer: outline.customer,
        lang: outline.lang.as_deref(),
    };
    formatter.head(outline);
    formatter.writer.gap();
    formatter.scope(&outline.body, 0, outline.customer, false);
    formatter.writer.finish()
}

/// How each team is called before a colon: by name, or by `#id` where another one has the same name.
fn team_names(outline: &Outline) -> Vec<String> {
    let all = outline.all_teams();
    let mut seen = std::collections::HashSet::new();
    let named = all.iter().map(|team| match (&team.id, seen.insert(team.name.as_str())) {
        (Some(id), false) => format!("#{id}"),
        _ => write::name(&team.name),
    });
    named.collect()
}

struct Formatter<'o> {
    writer: Writer,
    teams: Vec<String>,
    customer: Option<TeamIx>,
    lang: Option<&'o str>,
}

impl Formatter<'_> {
    fn head(&mut self, outline: &Outline) {
        let name = outline.name.as_deref().map(write::name).unwrap_or_default();
        self.writer.line(0, &format!("workflow: {name}"));
        let mut line = |word: &str, value: &Option<String>| {
            if let Some(value) = value {
                self.writer.line(0, &format!("{word}: {}", write::text(value)));
            }
        };
        line("id", &outline.id.as_deref().map(str::to_owned));
        line("language", &outline.lang);
        line("goal", &outline.goal);
        line("about", &outline.about);
        line("version", &outline.version);
        if outline.drawing_only {
            self.writer.line(0, "executable: no");
        }
        for property in &outline.properties {
            self.writer.line(0, &write::pair("property", property));
        }
        let mut listed = outline.teams.as_slice();
        if let Some(customer) = outline.customer {
            let first = customer == TeamIx(0) && listed.first().is_some_and(|team| team.roles.is_empty());
            match listed.first().filter(|_| first) {
                Some(team) => {
                    let id = team.id.as_deref().map(|id| format!(" #{id}")).unwrap_or_default();
                    self.writer.line(0, &format!("customer: {}{id}", write::listed(&team.name)));
                    listed = &listed[1..];
                }
                None => self.writer.line(0, &format!("customer: {}", self.team(customer))),
            }
        }
        if !listed.is_empty() {
            self.writer.line(0, &format!("teams: {}", list(listed)));
        }
    }

    fn team(&self, team: TeamIx) -> &str {
        self.teams.get(team.0 as usize).map_or("none", String::as_str)
    }

    fn scope(&mut self, scope: &Scope, depth: usize, team: Option<TeamIx>, is_group: bool) {
        let plain = Start { common: Common { team, ..Common::default() }, ..Start::default() };
        match scope.starts.as_slice() {
            [] => self.writer.line(depth, "start: none"),
            [start] if is_group && *start == plain => {}
            starts => {
                for start in starts {
                    self.start(start, depth, team);
                }
            }
        }
        let current = scope.starts.last().map_or(team, |start| start.common.team);
        self.closed_block(&scope.items, depth, current);
        if !scope.kept.is_empty() {
            let ids: Vec<&str> = scope.kept.iter().map(|id| &**id).collect();
            self.writer.line(depth, &format!("kept: {}", ids.join(", ")));
        }
    }

    fn start(&mut self, start: &Start, depth: usize, team: Option<TeamIx>) {
        self.head_line(depth, "start", &start.common);
        self.common(&start.common, depth + 1, team);
        self.by_customer(&start.common, depth + 1);
        self.trigger(&start.trigger, depth + 1);
        self.form(start.form.as_ref(), depth + 1);
        self.block(&start.items, depth + 1, start.common.team);
    }

    fn head_line(&mut self, depth: usize, before: &str, common: &Common) {
        let name = common.name.as_deref().map(write::name).unwrap_or_default();
        self.writer.line(depth, &format!("{before}: {name}"));
    }

    /// A block whose plain end goes without saying.
    fn closed_block(&mut self, items: &[Item], depth: usize, team: Option<TeamIx>) {
        let unsaid = items.split_last().filter(|(last, before)| {
            let team = normal::team_at_end(before, team);
            normal::goes_on(before) && normal::is_plain_end(last, team)
        });
        self.block(unsaid.map_or(items, |(_, before)| before), depth, team);
    }

    fn block(&mut self, items: &[Item], depth: usize, team: Option<TeamIx>) {
        let mut team = team;
        for item in items {
            self.item(item, depth, team);
            if !matches!(item.kind, ItemKind::GoTo(_)) {
                team = item.common.team;
            }
        }
    }

    fn item(&mut self, item: &Item, depth: usize, team: Option<TeamIx>) {
        let common = &item.common;
        let inner = depth + 1;
        let optional = as_optional(item, self.lang);
        let keyword = match &item.kind {
            ItemKind::Step(work) => {
                self.step(item, work, depth, team);
                return;
            }
            ItemKind::GoTo(target) => {
                let target = match target {
                    Target::Name(name) => write::name(name),
                    Target::Id(id) => format!("#{id}"),
                };
                self.writer.line(depth, &format!("→ go to: {target}"));
                return;
            }
            ItemKind::Choice(..) if optional.is_some() => "optional",
            ItemKind::Choice(kind, _) => words::choice(*kind),
            ItemKind::Group(_) => "group",
            ItemKind::Wait(_) => "wait",
            ItemKind::Event(_) => "event",
            ItemKind::End(Emit::Terminate) => "stop",
            ItemKind::End(_) => "end",
            ItemKind::Meet(kind) => words::meet(*kind),
            ItemKind::Kept(_) => "kept",
            ItemKind::KeptEnd => "kept end",
        };
        // A wait for nothing whose name says a time is told apart by quotes.
        let untimed = matches!(item.kind, ItemKind::Wait(Trigger::None))
            && normal::wait_of_name(common.name.as_deref()).is_some();
        match &common.name {
            Some(name) if untimed => self.writer.line(depth, &format!("→ {keyword}: {}", quote(name))),
            Some(name) => self.writer.line(depth, &format!("→ {keyword}: {}", write::name(name))),
            None => self.writer.line(depth, &format!("→ {keyword}")),
        }
        self.common(common, inner, team);
        self.by_customer(common, inner);
        match &item.kind {
            ItemKind::Wait(trigger)
                if normal::wait_of_name(common.name.as_deref()).as_ref() != Some(trigger) =>
            {
                self.trigger(trigger, inner);
            }
            ItemKind::Event(emit) | ItemKind::End(emit) => self.emit(emit, inner),
            _ => {}
        }
        self.repeat(item.repeat.as_ref(), inner);
        self.join(item, inner);
        match &item.kind {
            ItemKind::Group(scope) => self.scope(scope, inner, common.team, true),
            ItemKind::Choice(_, branches) | ItemKind::Kept(branches) => match optional {
                Some(items) => self.block(items, inner, common.team),
                None => branches.iter().for_each(|branch| self.branch(branch, inner, common.team)),
            },
            _ => {}
        }
        self.boundaries(item, inner);
    }

    fn step(&mut self, item: &Item, work: &Work, depth: usize, team: Option<TeamIx>) {
        let common = &item.common;
        let name = common.name.as_deref().map(write::name).unwrap_or_default();
        let line = match common.team {
            Some(team) => format!("→ {}: {name}", self.team(team)),
            // A step without team and name would be an arrow with nothing beside it.
            None if common.name.is_none() => "→ none:".to_owned(),
            None if team.is_some() => format!("→ none: {name}"),
            None => format!("→ {name}"),
        };
        self.writer.line(depth, &line);
        self.common(common, depth + 1, common.team);
        let usual = common.team.is_some() && common.team == self.customer;
        match (common.by_customer, work) {
            (true, Work::Receive(_)) if usual => {}
            (true, _) => self.writer.line(depth + 1, "by: customer"),
            (false, Work::Receive(_) | Work::Person(_)) if usual => self.writer.line(depth + 1, "by: team"),
            (false, _) => {}
        }
        self.work(work, common.by_customer, depth + 1);
        self.repeat(item.repeat.as_ref(), depth + 1);
        self.join(item, depth + 1);
        self.boundaries(item, depth + 1);
    }

    /// Of everything but steps it is seldom that the customer does it.
    fn by_customer(&mut self, common: &Common, depth: usize) {
        if common.by_customer {
            self.writer.line(depth, "by: customer");
        }
    }

    fn join(&mut self, item: &Item, depth: usize) {
        match &item.join {
            Join::Derived => {}
            Join::Id(id) => self.writer.line(depth, &format!("join: {id}")),
            Join::None => self.writer.line(depth, "join: none"),
        }
    }

    fn branch(&mut self, branch: &Branch, depth: usize, team: Option<TeamIx>) {
        let name = branch.name.as_deref().map(write::name);
        let line = match (&branch.when, name) {
            (When::Unsaid, None) => "-".to_owned(),
            (When::Unsaid, Some(name)) => format!("- {name}"),
            (When::If(condition), None) => format!("- if: {condition}"),
            (When::If(condition), Some(name)) => format!("- {name} if: {condition}"),
            (When::Else, None) => "- else".to_owned(),
            (When::Else, Some(name)) => format!("- else: {name}"),
        };
        self.writer.line(depth, &line);
        if let Some(flow) = &branch.flow {
            self.writer.line(depth + 1, &format!("id: {flow}"));
        }
        self.block(&branch.items, depth + 1, team);
    }

    fn boundaries(&mut self, item: &Item, depth: usize) {
        for boundary in &item.boundaries {
            let common = &boundary.common;
            let also = if boundary.beside { "also " } else { "" };
            self.boundary_line(also, boundary, depth);
            if let Some(name) = &common.name {
                self.writer.line(depth + 1, &format!("name: {}", write::name(name)));
            }
            match boundary.trigger {
                Trigger::Kept => {
                    self.common(&Common { id: None, ..common.clone() }, depth + 1, item.common.team)
                }
                _ => self.common(common, depth + 1, item.common.team),
            }
            self.by_customer(common, depth + 1);
            if boundary.beside {
                self.closed_block(&boundary.items, depth + 1, common.team);
            } else {
                self.block(&boundary.items, depth + 1, common.team);
            }
        }
    }

    fn boundary_line(&mut self, also: &str, boundary: &Boundary, depth: usize) {
        let line = match &boundary.trigger {
            Trigger::Timer(timer) if timer.kind == TimerKind::Duration => {
                write::length("after", &timer.value)
            }
            Trigger::Error(code) => optional_value("on error", code.as_ref()),
            Trigger::Escalation(code) => optional_value("on escalation", code.as_ref()),
            Trigger::Message(message) => write::dynamic("on message", &message.name),
            Trigger::Signal(name) => write::dynamic("on signal", name),
            Trigger::Kept | Trigger::None => {
                format!("on kept: {}", boundary.common.id.as_deref().unwrap_or_default())
            }
            trigger => trigger_line(trigger),
        };
        self.writer.line(depth, &format!("{also}{line}"));
        if let Trigger::Message(MessageRef { key: Some(key), .. }) = &boundary.trigger {
            self.writer.line(depth + 1, &write::dynamic("key", key));
        }
    }

    fn trigger(&mut self, trigger: &Trigger, depth: usize) {
        if *trigger == Trigger::None {
            return;
        }
        self.writer.line(depth, &trigger_line(trigger));
        if let Trigger::Message(MessageRef { key: Some(key), .. }) = trigger {
            self.writer.line(depth, &write::dynamic("key", key));
        }
    }

    fn common(&mut self, common: &Common, depth: usize, team: Option<TeamIx>) {
        let writer = &mut self.writer;
        if let Some(id) = &common.id {
            writer.line(depth, &format!("id: {id}"));
        }
        if common.team != team {
            let team = common.team.and_then(|team| self.teams.get(team.0 as usize));
            writer.line(depth, &format!("team: {}", team.map_or("none", String::as_str)));
        }
        let mut line = |word: &str, value: &Option<String>| {
            if let Some(value) = value {
                writer.line(depth, &format!("{word}: {}", write::text(value)));
            }
        };
        line("say", &common.guidance);
        common.notes.iter().for_each(|note| line("note", &Some(note.clone())));
        line("suggest", &common.suggestion);
        line("outcome", &common.outcome);
        line("calendar", &common.calendar);
        if let Some(within) = &common.within {
            writer.line(depth, &write::length("within", within));
        }
        common.inputs.iter().for_each(|mapping| writer.line(depth, &write::mapping("in", mapping)));
        common.outputs.iter().for_each(|mapping| writer.line(depth, &write::mapping("out", mapping)));
        common.headers.iter().for_each(|pair| writer.line(depth, &write::pair("header", pair)));
        common.properties.iter().for_each(|pair| writer.line(depth, &write::pair("property", pair)));
    }
}

fn list(teams: &[Team]) -> String {
    let each = teams.iter().map(|team| {
        let id = team.id.as_deref().map(|id| format!(" #{id}")).unwrap_or_default();
        let roles = if team.roles.is_empty() { String::new() } else { format!(" ({})", list(&team.roles)) };
        format!("{}{id}{roles}", write::listed(&team.name))
    });
    each.collect::<Vec<_>>().join(", ")
}

/// The steps of a choice that is only between them and nothing.
fn as_optional<'i>(item: &'i Item, lang: Option<&str>) -> Option<&'i [Item]> {
    let ItemKind::Choice(ChoiceKind::Choose, branches) = &item.kind else { return None };
    let [done, skipped] = branches.as_slice() else { return None };
    let plain = [done, skipped].iter().all(|branch| branch.when == When::Unsaid && branch.flow.is_none());
    let [yes, no] = normal::yes_and_no(lang);
    let named = done.name.as_deref() == Some(yes) && skipped.name.as_deref() == Some(no);
    (plain && named && skipped.items.is_empty()).then_some(&done.items)
}

fn optional_value(word: &str, value: Option<&Dynamic>) -> String {
    value.map_or(format!("{word}:"), |value| write::dynamic(word, value))
}

fn trigger_line(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Timer(timer) => match timer.kind {
            TimerKind::Duration => write::length("for", &timer.value),
            TimerKind::Date => write::dynamic("at", &timer.value),
            TimerKind::Cycle => write::cycle("every", &timer.value),
        },
        Trigger::Message(message) => write::dynamic("message", &message.name),
        Trigger::Signal(name) => write::dynamic("signal", name),
        Trigger::Condition(condition) => format!("when: {condition}"),
        Trigger::None | Trigger::Error(_) | Trigger::Escalation(_) | Trigger::Kept => String::new(),
    }
}

fn formula(value: Option<&Dynamic>) -> String {
    match value {
        Some(Dynamic::Formula(formula)) => formula.clone(),
        Some(Dynamic::Text(text)) => text.clone(),
        None => String::new(),
    }
}
