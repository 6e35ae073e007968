//! `variables.set`: gives back the values that it gets, so that a step can set variables by an expression.

use crate::connector::{Call, Connector, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Gives back the values that it gets.
#[derive(Debug, Clone, Copy)]
pub struct VariablesSet;

/// What is set.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Input {
    /// Names and values.
    values: Map<String, Value>,
}

/// Names and values.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Output(Map<String, Value>);

impl Connector for VariablesSet {
    type Input = Input;
    type Output = Output;
    const KIND: &'static str = "variables.set";

    async fn run(&self, _call: Call, input: Input) -> Result<Output, Failure> {
        Ok(Output(input.values))
    }
}
