//! Prefixes of the namespaces at the place where something new is written.

use super::tree::{Attribute, Element, Space};
use std::cell::Cell;

/// A prefix for every known namespace: the one that the document has, else a new one that has to be declared.
#[derive(Debug)]
pub struct Names {
    prefixes: Vec<(Space, Box<str>)>,
    /// Namespaces that the document does not declare, one bit each.
    missing: u16,
    /// Those of them that were used.
    used: Cell<u16>,
}

/// Namespaces of attributes: the default namespace does not reach those, so they need a prefix.
const OF_ATTRIBUTES: [Space; 4] = [Space::Xsi, Space::Stepwell, Space::Bioc, Space::Color];

/// Namespaces that a new document declares in any case.
const USUAL: [Space; 7] =
    [Space::Bpmn, Space::Bpmndi, Space::Dc, Space::Di, Space::Xsi, Space::Zeebe, Space::Stepwell];

impl Names {
    /// For a new document.
    pub fn fresh() -> Self {
        let names = Self::within(&[]);
        for space in USUAL {
            names.prefix(space);
        }
        names
    }

    /// For a place inside these elements, the outermost first.
    pub fn within(around: &[&Element]) -> Self {
        let mut in_force: Vec<(&str, &str)> = Vec::new();
        for attribute in around.iter().flat_map(|element| &element.attributes) {
            if let Some(prefix) = declared_prefix(&attribute.name) {
                in_force.retain(|(other, _)| *other != prefix);
                in_force.push((prefix, &attribute.value));
            }
        }
        let mut names = Self { prefixes: Vec::new(), missing: 0, used: Cell::new(0) };
        for (bit, space) in Space::KNOWN.into_iter().enumerate() {
            let usable = |prefix: &str| !prefix.is_empty() || !OF_ATTRIBUTES.contains(&space);
            let found = in_force.iter().find(|(prefix, uri)| *uri == space.uri() && usable(prefix));
            let prefix = match found {
                Some((prefix, _)) => (*prefix).to_owned(),
                None => {
                    names.missing |= 1 << bit;
                    free(space.prefix(), |prefix| in_force.iter().any(|(other, _)| *other == prefix))
                }
            };
            names.prefixes.push((space, prefix.into()));
        }
        names
    }

    fn prefix(&self, space: Space) -> &str {
        let found = self.prefixes.iter().enumerate().find(|(_, (other, _))| *other == space);
        let Some((bit, (_, prefix))) = found else { return "" };
        self.used.set(self.used.get() | 1 << bit);
        prefix
    }

    /// A name with the prefix of its namespace.
    pub fn qualified(&self, space: Space, local: &str) -> Box<str> {
        match self.prefix(space) {
            "" => local.into(),
            prefix => format!("{prefix}:{local}").into(),
        }
    }

    /// Whether a declaration would give one of these prefixes another meaning.
    pub fn contradicts(&self, declaration: &Attribute) -> bool {
        let Some(prefix) = declared_prefix(&declaration.name) else { return false };
        self.prefixes.iter().any(|(space, own)| **own == *prefix && space.uri() != &*declaration.value)
    }

    /// The declarations that have to be added around what was written.
    pub fn declarations(&self) -> Vec<Attribute> {
        let bits = self.prefixes.iter().enumerate();
        let new = bits.filter(|(bit, _)| self.missing & self.used.get() & (1 << bit) != 0);
        new.map(|(_, (space, prefix))| Attribute {
            name: format!("xmlns:{prefix}").into(),
            space: Space::Other,
            value: space.uri().into(),
        })
        .collect()
    }
}

/// The prefix that an attribute declares; empty for the default namespace.
pub fn declared_prefix(attribute: &str) -> Option<&str> {
    if attribute == "xmlns" { Some("") } else { attribute.strip_prefix("xmlns:") }
}

/// `wanted`, or with a number behind it, so that it is not taken.
pub fn free(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while taken(&name) {
        name = format!("{wanted}_{number}");
        number += 1;
    }
    name
}
