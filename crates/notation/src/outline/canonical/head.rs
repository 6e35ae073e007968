//! The head of a canonical outline.

use super::attributes::leftover;
use super::lines::{Line, Mark, Pair};
use super::parse::Parser;
use super::words;
use crate::outline::ast::{Team, TeamIx};
use crate::outline::messages;
use crate::outline::text::{is_blank, quoted_len, trim, unquote};
use crate::outline::{ids, languages, limits};
use lang::Lang;
use model::bpmn::Id;
use std::collections::HashSet;

impl Parser<'_> {
    /// Reads the lines of the head; reports lines that have no place at the left edge.
    pub(super) fn head(&mut self, lines: &[Line<'_>]) {
        self.refuse_branches(lines);
        let mut seen = HashSet::new();
        let mut customer = None;
        for line in lines.iter().filter(|line| line.mark == Mark::Word) {
            let Some(pair) = Pair::of(line) else {
                let message =
                    messages::NOT_A_LINE.message().with("text", super::attributes::short(line.text));
                self.error(message, line.span());
                continue;
            };
            let known = words::HEAD.contains(&pair.word.as_str());
            self.outline.place.values.extend(pair.written().filter(|_| known));
            if known && (pair.word == "property" || seen.insert(pair.word.clone())) {
                if pair.word == "customer" {
                    customer = self.name(pair.value, pair.span()).map(|_| pair);
                } else {
                    self.head_line(&pair);
                }
                self.refuse_steps(&line.children, "head");
            } else if pair.word != words::START && pair.word != words::KEPT {
                let message = leftover(&pair, self.diagnostics.len() < limits::DIAGNOSTICS);
                self.error(message, line.span());
            }
        }
        self.customer(customer);
        self.listed = self.outline.all_teams().len();
    }

    fn head_line(&mut self, pair: &Pair<'_, '_>) {
        let text = pair.text(self.diagnostics);
        let some = (!text.is_empty()).then_some(text);
        match pair.word.as_str() {
            "workflow" => self.outline.name = self.name(&pair.full(), pair.span()),
            "id" => self.outline.id = self.id(pair),
            "language" => self.outline.lang = some.filter(|lang| self.is_language(lang, pair)),
            "goal" => self.outline.goal = some,
            "about" => self.outline.about = some,
            "version" => self.outline.version = some,
            "teams" => self.teams_line(pair),
            "property" => {
                let property = pair.key_value("property: key = value", self.diagnostics);
                self.outline.properties.push(property);
            }
            _ => self.outline.drawing_only = !pair.yes("executable: no", self.diagnostics),
        }
    }

    /// Whether `lang` is the code of a language; the one that it is most like is proposed.
    fn is_language(&mut self, lang: &str, pair: &Pair<'_, '_>) -> bool {
        if Lang::from_code(lang).is_some() {
            return true;
        }
        let lower = lang.to_lowercase();
        let nearest = words::nearest(&lower, languages::NAMES.iter().map(|(name, _)| *name));
        let named = languages::NAMES.iter().find(|(name, _)| Some(*name) == nearest).map(|(_, lang)| *lang);
        let proposed =
            named.unwrap_or_else(|| languages::detect(self.outline.name.as_deref().unwrap_or_default()));
        let known = Lang::ALL.map(|each| format!("{each} ({})", each.own_name())).join(", ");
        let message = messages::UNKNOWN_LANGUAGE.message().with("value", super::attributes::short(lang));
        self.error(message.with("known", known).with("code", proposed), pair.span());
        false
    }

    /// The id after `id:`.
    pub(super) fn id(&mut self, pair: &Pair<'_, '_>) -> Option<Id> {
        let id = pair.value.strip_prefix('#').unwrap_or(pair.value);
        if ids::is_valid(id) {
            return Some(Id::from(id));
        }
        let message = messages::BAD_ID.message().with("id", super::attributes::short(id));
        self.error(message.with("free", ids::slug(id)), pair.span());
        None
    }

    /// `Agent, Support (First line, Expert) #lane_2`.
    fn teams_line(&mut self, pair: &Pair<'_, '_>) {
        let full = pair.full();
        let mut teams: Vec<Team> = Vec::new();
        // The teams around the place that is read.
        let mut around: Vec<Vec<Team>> = Vec::new();
        let mut rest = full.as_str();
        while !rest.is_empty() {
            rest = rest.trim_start_matches(|c| is_blank(c) || is_comma(c));
            if let Some(inner) = rest.strip_prefix(['(', '（']).filter(|_| !teams.is_empty()) {
                if around.len() >= limits::DEPTH {
                    self.error(messages::TOO_DEEP.message().with("limit", limits::DEPTH), pair.span());
                    return;
                }
                around.push(std::mem::take(&mut teams));
                rest = inner;
            } else if let Some(outer) = rest.strip_prefix([')', '）']) {
                if let Some(mut parents) = around.pop() {
                    if let Some(parent) = parents.last_mut() {
                        parent.roles = teams;
                    }
                    teams = parents;
                }
                rest = outer;
            } else if let Some(after) = rest.strip_prefix('#') {
                let len = after.find(|c| is_blank(c) || is_comma(c) || is_bracket(c)).unwrap_or(after.len());
                if let Some(team) = teams.last_mut().filter(|_| ids::is_valid(&after[..len])) {
                    team.id = Some(Id::from(&after[..len]));
                }
                rest = &after[len..];
            } else {
                let len = quoted_len(rest).unwrap_or_else(|| {
                    rest.find(|c| is_comma(c) || is_bracket(c) || c == '#').unwrap_or(rest.len())
                });
                let name = trim(&rest[..len]);
                if !name.is_empty() {
                    let name = unquote(name).unwrap_or_else(|| name.to_owned());
                    teams.push(Team { name, ..Team::default() });
                }
                rest = &rest[len.max(rest.chars().next().map_or(0, char::len_utf8))..];
            }
        }
        while let Some(mut parents) = around.pop() {
            if let Some(parent) = parents.last_mut() {
                parent.roles = teams;
            }
            teams = parents;
        }
        self.outline.teams = teams;
        self.index_teams();
    }

    fn index_teams(&mut self) {
        let mut by_name = std::mem::take(&mut self.teams);
        by_name.clear();
        for (team, ix) in self.outline.all_teams().into_iter().zip(0..) {
            by_name.entry(team.name.clone()).or_insert(TeamIx(ix));
            if let Some(id) = &team.id {
                by_name.insert(format!("#{id}"), TeamIx(ix));
            }
        }
        self.teams = by_name;
    }

    /// The customer's team comes first, if it is not in the list.
    fn customer(&mut self, pair: Option<Pair<'_, '_>>) {
        let Some(pair) = pair else { return };
        let (name, id) = match pair.value.rsplit_once(" #") {
            Some((name, id)) if ids::is_valid(id) => (trim(name), Some(Id::from(id))),
            _ => (pair.value, None),
        };
        let key = if name.starts_with('#') {
            name.to_owned()
        } else {
            unquote(name).unwrap_or_else(|| name.to_owned())
        };
        if !self.teams.contains_key(&key) {
            self.outline.teams.insert(0, Team { name: key.clone(), id, roles: Vec::new() });
            self.index_teams();
        }
        self.outline.customer = self.teams.get(&key).copied();
    }
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '、' | '，' | '\n')
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | '（' | ')' | '）')
}
