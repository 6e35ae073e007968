//! Extensions of Camunda 8 and our own, and what of them cannot be run.

use super::{dynamic, formula, text};
use crate::bpmn::tree::{Element, Space};
use crate::bpmn::zeebe;
use model::bpmn::{
    BusinessRuleTask, Dynamic, Form, Hints, JobDefinition, Mapping, Node, Pair, ScriptTask, ThrownMessage,
};

/// `zeebe:taskDefinition`.
pub fn job(element: &Element) -> Option<JobDefinition> {
    let task = element.zeebe("taskDefinition")?;
    Some(JobDefinition { job_type: dynamic(task, "type"), retries: dynamic(task, "retries") })
}

/// `zeebe:formDefinition`.
pub fn form(element: &Element) -> Option<Form> {
    let form = element.zeebe("formDefinition")?;
    let key = || text(form, "formKey").map(Form::Key);
    let external = || text(form, "externalReference").map(Form::External);
    text(form, "formId").map(Form::Id).or_else(key).or_else(external)
}

/// `zeebe:script`.
pub fn script(element: &Element) -> Option<ScriptTask> {
    let script = element.zeebe("script")?;
    let expression = formula(script, "expression")?;
    let result_variable = text(script, "resultVariable").unwrap_or_default();
    Some(ScriptTask::Expression { expression, result_variable })
}

/// `zeebe:calledDecision`.
pub fn called_decision(element: &Element) -> Option<BusinessRuleTask> {
    let called = element.zeebe("calledDecision")?;
    let decision = dynamic(called, "decisionId")?;
    let result_variable = text(called, "resultVariable").unwrap_or_default();
    Some(BusinessRuleTask::Decision { decision, result_variable })
}

/// `zeebe:publishMessage`: how a message is published, without what and by whom.
pub fn published(element: &Element) -> Option<ThrownMessage> {
    const KNOWN: [&str; 3] = ["correlationKey", "timeToLive", "messageId"];
    let published = element.zeebe("publishMessage")?;
    let others = published.attributes.iter().filter(|a| a.space == Space::None && !KNOWN.contains(&&*a.name));
    let pair =
        |a: &crate::bpmn::tree::Attribute| Pair { key: a.name.to_string(), value: a.value.to_string() };
    let [correlation_key, time_to_live, message_id] = KNOWN.map(|name| dynamic(published, name));
    let attributes = others.map(pair).collect();
    Some(ThrownMessage { correlation_key, time_to_live, message_id, attributes, ..ThrownMessage::default() })
}

/// A list of keys and values: the elements `item` in the extension `list`.
pub fn pairs(element: &Element, list: &str, item: &str, key: &str) -> Vec<Pair> {
    let items = element.zeebe(list).into_iter().flat_map(Element::elements);
    let items = items.filter(|element| element.is(Space::Zeebe, item));
    let value = |element: &Element, name| element.attribute(name).unwrap_or_default().to_owned();
    items.map(|element| Pair { key: value(element, key), value: value(element, "value") }).collect()
}

fn mappings(element: &Element, name: &str) -> Vec<Mapping> {
    let all = element.zeebe("ioMapping").into_iter().flat_map(Element::elements);
    let of = all.filter(|mapping| mapping.is(Space::Zeebe, name));
    of.map(|mapping| Mapping {
        source: Dynamic::parse(mapping.attribute("source").unwrap_or_default()),
        target: mapping.attribute("target").unwrap_or_default().to_owned(),
    })
    .collect()
}

/// Fills in what every flow node may have.
pub fn node_extensions(element: &Element, node: &mut Node) {
    node.hints = hints(element);
    node.unsupported = unsupported(element);
    if element.child(Space::Bpmn, "extensionElements").is_none() {
        return;
    }
    node.inputs = mappings(element, "input");
    node.outputs = mappings(element, "output");
    node.headers = pairs(element, "taskHeaders", "header", "key");
    node.properties = pairs(element, "properties", "property", "name");
}

fn hints(element: &Element) -> Hints {
    let own = |name| element.attribute_in(Space::Stepwell, name).filter(|value| !value.trim().is_empty());
    Hints {
        within: own("within").map(Dynamic::parse),
        calendar: own("calendar").map(str::to_owned),
        suggestion: own("suggest").map(str::to_owned),
        by_customer: own("by") == Some("customer"),
        outcome: own("outcome").map(str::to_owned),
    }
}

/// The extensions of a process that change how it runs and do not exist here.
pub fn process_extensions(element: &Element) -> Vec<String> {
    let mut found = Vec::new();
    extensions(element, &mut found);
    found
}

/// What changes how a flow node runs and does not exist here, as it is written.
fn unsupported(element: &Element) -> Vec<String> {
    let mut found = Vec::new();
    extensions(element, &mut found);
    attributes(element, &["startQuantity", "completionQuantity"], "1", &mut found);
    attributes(element, &["eventGatewayType"], "Exclusive", &mut found);
    for child in element.elements().filter(|child| child.space == Space::Bpmn) {
        let name = child.local();
        if name.ends_with("EventDefinition") || name.ends_with("LoopCharacteristics") {
            extensions(child, &mut found);
            attributes(child, &["behavior"], "All", &mut found);
            attributes(child, &["waitForCompletion"], "true", &mut found);
        }
    }
    found
}

/// The extension elements of Camunda 8 that are not understood.
fn extensions(element: &Element, found: &mut Vec<String>) {
    let Some(extensions) = element.child(Space::Bpmn, "extensionElements") else { return };
    for extension in extensions.elements().filter(|extension| extension.space == Space::Zeebe) {
        let name = extension.local();
        let empty_list = name.ends_with("Listeners") && extension.elements().next().is_none();
        if !zeebe::is_understood(name) && !empty_list {
            found.push(format!("zeebe:{name}"));
        }
        attributes(extension, &["bindingType"], "latest", found);
        if name == "adHoc" {
            attributes(extension, &["outputCollection", "outputElement"], "", found);
        }
    }
}

/// Attributes that have another value than the one that runs.
fn attributes(element: &Element, names: &[&str], runs: &str, found: &mut Vec<String>) {
    for name in names {
        if let Some(value) = element.attribute(name).filter(|value| *value != runs) {
            found.push(format!("{} {name}=\"{value}\"", element.local()));
        }
    }
}
