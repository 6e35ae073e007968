//! Outline and BPMN 2.0 XML to the model and back, automatic layout, pictures.
