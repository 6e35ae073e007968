//! BPMN process types, validation with positions, the executable graph.
