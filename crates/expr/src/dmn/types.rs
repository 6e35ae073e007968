//! Item definitions: the types that a model defines.

use super::read::{Read, child, children, error, normal};
use crate::ast::Node;
use crate::limits::{MAX_DMN_TYPE_DEPTH, MAX_DMN_TYPE_PARTS};
use crate::messages as m;
use crate::parser;
use crate::scope::Scope;
use crate::types::Type;
use roxmltree::Node as Element;
use std::collections::HashMap;
use std::sync::Arc;

/// The types of a model by name.
pub(super) type Types = HashMap<String, Type>;

/// Reads all item definitions.
pub(super) fn read(root: Element<'_, '_>) -> Read<Types> {
    let mut definitions = Definitions { by_name: HashMap::new(), size: 0 };
    for definition in children(root, "itemDefinition") {
        let name = normal(definition.attribute("name").unwrap_or_default());
        definitions.by_name.entry(name).or_insert(definition);
    }
    let mut types = Types::new();
    for definition in children(root, "itemDefinition") {
        let name = normal(definition.attribute("name").unwrap_or_default());
        types.insert(name.to_string(), definitions.definition(definition, 0)?);
    }
    Ok(types)
}

/// The type of a `typeRef`, which may have a prefix (`feel:number`).
pub(super) fn resolve(element: Element<'_, '_>, types: &Types, reference: &str) -> Read<Type> {
    let name = normal(reference);
    let local = name.rsplit_once(':').map_or(&*name, |(_, local)| local);
    types
        .get(&*name)
        .or_else(|| types.get(local))
        .cloned()
        .or_else(|| Type::named(local))
        .or_else(|| (local == "double" || local == "integer" || local == "long").then_some(Type::Number))
        .ok_or_else(|| error(element, m::UNKNOWN_TYPE.message().with("found", reference)))
}

struct Definitions<'a, 'x> {
    by_name: HashMap<Arc<str>, Element<'a, 'x>>,
    /// Parts of all types so far.
    size: u32,
}

impl Definitions<'_, '_> {
    /// The type of an `itemDefinition` or `itemComponent`. What refers to itself ends in `Any`.
    fn definition(&mut self, element: Element<'_, '_>, depth: u32) -> Read<Type> {
        self.size = self.size.saturating_add(1);
        if depth > MAX_DMN_TYPE_DEPTH || self.size > MAX_DMN_TYPE_PARTS {
            return Ok(Type::Any);
        }
        let base = if let Some(function) = child(element, "functionItem") {
            self.function(function, depth)?
        } else if child(element, "itemComponent").is_some() {
            let mut entries = Vec::new();
            for component in children(element, "itemComponent") {
                let name = normal(component.attribute("name").unwrap_or_default());
                entries.push((name, self.definition(component, depth + 1)?));
            }
            Type::Context(entries.into())
        } else {
            match child(element, "typeRef").and_then(|reference| reference.text()) {
                Some(reference) => self.reference(element, reference, depth)?,
                None => Type::Any,
            }
        };
        let base = match tests(element, "allowedValues")? {
            Some(tests) => Type::Allowed(Box::new(base), Arc::new(tests)),
            None => base,
        };
        let ty =
            if element.attribute("isCollection") == Some("true") { Type::List(Box::new(base)) } else { base };
        Ok(match tests(element, "typeConstraint")? {
            Some(tests) => Type::Allowed(Box::new(ty), Arc::new(tests)),
            None => ty,
        })
    }

    fn function(&mut self, function: Element<'_, '_>, depth: u32) -> Read<Type> {
        let mut parameters = Vec::new();
        for parameter in children(function, "parameters") {
            let reference = parameter.attribute("typeRef").unwrap_or("Any");
            parameters.push(self.reference(parameter, reference, depth + 1)?);
        }
        let result = function.attribute("outputTypeRef").unwrap_or("Any");
        let result = self.reference(function, result, depth + 1)?;
        Ok(Type::Function(parameters.into(), Box::new(result)))
    }

    fn reference(&mut self, element: Element<'_, '_>, reference: &str, depth: u32) -> Read<Type> {
        let name = normal(reference);
        let local = name.rsplit_once(':').map_or(&*name, |(_, local)| local);
        match self.by_name.get(&name).or_else(|| self.by_name.get(local)) {
            Some(definition) => self.definition(*definition, depth + 1),
            None => resolve(element, &Types::new(), reference),
        }
    }
}

/// The unary tests of a child, which find the value in slot 0.
pub(super) fn tests(element: Element<'_, '_>, name: &'static str) -> Read<Option<Node>> {
    let Some(values) = child(element, name) else { return Ok(None) };
    let text = child(values, "text").and_then(|text| text.text()).unwrap_or_default();
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut scope = Scope::new();
    scope.bind("?".into());
    let node = parser::unary_tests(text, &mut scope).map_err(|e| super::read::syntax_error(values, e))?;
    Ok(Some(node))
}
