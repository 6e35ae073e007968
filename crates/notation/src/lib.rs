//! Ways to write a workflow down: outline, BPMN 2.0 XML, picture.
//!
//! - [`bpmn`]: BPMN 2.0 XML ↔ model, without losing what the model does not know;
//! - [`outline`]: arrow text, prose or canonical, ↔ model, in five languages;
//! - [`diagram`]: where everything stands (BPMN DI);
//! - [`layout`]: finds places for a model that has none;
//! - [`draw`]: SVG and PNG, without a browser.
//!
//! Pure: text in, text out.

pub mod bpmn;
pub mod diagram;
pub mod draw;
pub mod layout;
pub mod outline;

mod text;
