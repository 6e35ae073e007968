//! Who does a step: its subject, who did the one before, or the customer.

use super::super::branches::{Ix, Node, Step, Tree};
use super::super::clauses::{Unit, Words};
use super::super::subjects::Subject;
use super::{Acted, Build, Now, first_words};
use crate::outline::ast::{Team, TeamIx};
use crate::outline::{Guess, messages};

impl Build<'_, '_, '_> {
    /// The customer's team comes first.
    pub(super) fn find_customer(&mut self, starts: &[Words], tree: &Tree) {
        let units =
            tree.sequences.iter().flat_map(|sequence| &sequence.nodes).filter_map(|node| match node {
                Node::Unit(step) => Some(step.unit.said()),
                Node::Choice { .. } => None,
            });
        let mut subjects =
            starts.iter().chain(units.flatten()).filter_map(|words| self.context.subject(&words.text));
        let subject = subjects.find(|subject| subject.customer).map(|subject| subject.name);
        let reminded = || self.reminded(tree);
        let Some(customer) = subject.or_else(reminded) else { return };
        let name = self.team_name(customer);
        self.outline.teams.push(Team { name, ..Team::default() });
        self.outline.customer = Some(TeamIx(0));
    }

    /// The customer who is waited for, though only who is reminded is said.
    fn reminded(&self, tree: &Tree) -> Option<&'static str> {
        tree.sequences.iter().flat_map(|sequence| &sequence.nodes).find_map(|node| match node {
            Node::Unit(Step { unit: Unit::Repeat { step, until, .. }, .. }) => {
                self.context.goes_on_verb(&until.text).then(|| self.context.customer_in(&step.text))?
            }
            _ => None,
        })
    }

    /// A team as it is written in the head: with a large first letter.
    pub(super) fn team_name(&self, name: &str) -> String {
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    pub(super) fn team(&mut self, name: &str) -> TeamIx {
        let next = TeamIx(u32::try_from(self.outline.teams.len()).unwrap_or(u32::MAX));
        let written = self.team_name(name);
        *self.teams.entry(name.to_lowercase()).or_insert_with(|| {
            self.outline.teams.push(Team { name: written, ..Team::default() });
            next
        })
    }

    pub(super) fn after(&self, now: Now, team: Option<TeamIx>) -> Now {
        let staff = team.filter(|_| team != self.outline.customer).or(now.staff);
        Now { team: team.or(now.team), staff, told: false }
    }

    /// Who does a step. Without a subject it is who did the last one; answers are the customer's.
    pub(super) fn act(&mut self, words: &Words, now: Now) -> Acted {
        let text = words.text.as_str();
        let subject = self.context.subject(text);
        let customer = self.outline.customer;
        match subject {
            Some(subject) if subject.customer => {
                self.note_customer(words, &subject);
                Acted { team: customer, customer: true, said: true, name: subject.rest.to_owned() }
            }
            Some(subject) => {
                let name = subject.name;
                let message = || messages::READ_AS_TEAM.message().with("team", name);
                let key = subject.key();
                if !subject.sure && self.noted.insert(key.clone()) {
                    let taken = self.context.readings.take(Guess::Team, words.span, message);
                    self.refused.extend((!taken).then(|| key.clone()));
                }
                if self.refused.contains(&key) {
                    return Acted { team: now.staff, customer: false, said: false, name: text.to_owned() };
                }
                let team = Some(self.team(subject.name));
                Acted { team, customer: false, said: true, name: subject.rest.to_owned() }
            }
            None => {
                let answers = customer.is_some() && !now.told && self.context.is_answer(text);
                let answers =
                    answers && !self.context.says_result(text) && self.is_customers_answer(words, now);
                let nobody = now.team.is_some() && now.team == customer && self.context.is_of_nobody(text);
                let team = match (answers, nobody) {
                    (true, _) => customer,
                    (false, true) => now.staff,
                    (false, false) => now.team,
                };
                let by_customer = team.is_some() && team == customer;
                Acted { team, customer: by_customer, said: answers, name: text.to_owned() }
            }
        }
    }

    /// Points to a word for the customer that is another than the first one.
    fn note_customer(&mut self, words: &Words, subject: &Subject<'_>) {
        let Some(team) = self.outline.customer.and_then(|team| self.outline.teams.get(team.0 as usize))
        else {
            return;
        };
        let is_word = self.context.words.customers.contains(&subject.key().as_str());
        if is_word && team.name.to_lowercase() != subject.key() && self.noted.insert(subject.key()) {
            let message = messages::SAME_CUSTOMER.message().with("word", subject.name);
            let message = message.with("customer", &team.name);
            self.context.readings.point(words.span, || message);
        }
    }

    /// Whether an answer behind a step of the staff is the customer's, who is not named in it.
    fn is_customers_answer(&mut self, words: &Words, now: Now) -> bool {
        let team = now.team.filter(|team| Some(*team) != self.outline.customer);
        let Some(team) = team.and_then(|team| self.outline.teams.get(team.0 as usize)) else { return true };
        let message = messages::READ_AS_ANSWER.message().with("step", &words.text).with("team", &team.name);
        self.context.readings.take(Guess::Answer, words.span, || message)
    }

    /// Alternatives without a subject that approve, or not, behind a step of the staff: is it they who decide?
    pub(super) fn is_decided_by_staff(&mut self, tree: &Tree, branches: &[Ix], now: Now) -> bool {
        let staff = now.team.filter(|team| Some(*team) != self.outline.customer);
        let Some(team) = staff.and_then(|team| self.outline.teams.get(team.0 as usize)) else { return false };
        let name = team.name.clone();
        let first = branches.first().and_then(|at| first_words(tree, &tree.sequences[*at].nodes));
        let is_open = |words: &&Words| self.context.subject(&words.text).is_none();
        let Some(words) = first.filter(is_open).filter(|words| self.context.is_verdict(&words.text)) else {
            return false;
        };
        let text = words.text.clone();
        let message = || messages::READ_AS_VERDICT.message().with("step", text).with("team", name);
        self.outline.customer.is_none() || self.context.readings.take(Guess::Verdict, words.span, message)
    }
}
