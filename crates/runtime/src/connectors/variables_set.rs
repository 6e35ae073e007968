//! `variables.set`: gives back the values that it gets, so that a step can set variables by input mappings.

use crate::connector::{Call, Connector, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Gives back the values that it gets.
#[derive(Debug, Clone, Copy)]
pub struct VariablesSet;

/// Names and values.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Variables(Map<String, Value>);

impl Connector for VariablesSet {
    type Input = Variables;
    type Output = Variables;
    const KIND: &'static str = "variables.set";

    async fn run(&self, _call: Call, input: Variables) -> Result<Variables, Failure> {
        Ok(input)
    }
}
