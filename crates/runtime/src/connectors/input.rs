//! Why inputs are not what a connector needs, in words for people: the first input that differs from its JSON Schema.

use crate::connector::quoted;
use crate::messages::connectors::{
    A_BOOLEAN, A_CONTEXT, A_LIST, A_NULL, A_NUMBER, A_TEXT, INPUT_CHOICE, INPUT_MISSING, INPUT_TYPE,
    INPUT_UNREADABLE,
};
use lang::{Message, Text};
use schemars::Schema;
use serde_json::Value;

/// What is wrong with the inputs, which could not be read because of `error`.
pub(crate) fn explain(schema: &Schema, inputs: &Value, error: &serde_json::Error) -> Message {
    let schema = schema.as_value();
    let names = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let missing = names.into_iter().find(|name| inputs.get(name).is_none_or(Value::is_null));
    if let Some(name) = missing {
        return INPUT_MISSING.message().with("name", name);
    }
    let properties = schema["properties"].as_object().into_iter().flatten();
    let mut given = properties.filter_map(|(name, part)| Some((name, part, inputs.get(name)?)));
    let wrong = given.find_map(|(name, part, value)| differs(schema, name, part, value));
    wrong.unwrap_or_else(|| INPUT_UNREADABLE.message().with("reason", quoted(&error.to_string())))
}

/// How one input differs from its schema.
fn differs(whole: &Value, name: &str, part: &Value, value: &Value) -> Option<Message> {
    // What may be absent may be null.
    if value.is_null() {
        return None;
    }
    let is_null = |part: &&Value| part["type"] == "null";
    let part =
        part["anyOf"].as_array().and_then(|parts| parts.iter().find(|it| !is_null(it))).unwrap_or(part);
    let reference = part["$ref"].as_str().and_then(|path| whole.pointer(path.strip_prefix('#')?));
    let part = reference.unwrap_or(part);
    let types: Vec<&str> = match &part["type"] {
        Value::String(one) => vec![one],
        several => several.as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
    };
    let wanted = types.first().map_or(&A_NULL, |kind| type_of(kind));
    let found = found(value);
    if !types.is_empty() && !types.iter().any(|kind| type_of(kind) == found) {
        let message = INPUT_TYPE.message().with("name", name);
        return Some(message.with_message("wanted", wanted.message()).with_message("found", found.message()));
    }
    if let Some(choices) = part["enum"].as_array()
        && !choices.contains(value)
    {
        let choices: Vec<&str> = choices.iter().filter_map(Value::as_str).collect();
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let message = INPUT_CHOICE.message().with("name", name).with("value", quoted(&value));
        return Some(message.with("choices", choices.join(", ")));
    }
    let entries = value.as_object().filter(|_| part["additionalProperties"].is_object());
    entries.into_iter().flatten().find_map(|(key, value)| {
        let key = quoted(&format!("{name}.{key}"));
        differs(whole, &key, &part["additionalProperties"], value)
    })
}

/// The word for a type of JSON Schema.
fn type_of(kind: &str) -> &'static Text {
    match kind {
        "string" => &A_TEXT,
        "number" | "integer" => &A_NUMBER,
        "boolean" => &A_BOOLEAN,
        "array" => &A_LIST,
        "object" => &A_CONTEXT,
        _ => &A_NULL,
    }
}

/// The word for what a value is.
fn found(value: &Value) -> &'static Text {
    match value {
        Value::String(_) => &A_TEXT,
        Value::Number(_) => &A_NUMBER,
        Value::Bool(_) => &A_BOOLEAN,
        Value::Array(_) => &A_LIST,
        Value::Object(_) => &A_CONTEXT,
        Value::Null => &A_NULL,
    }
}
