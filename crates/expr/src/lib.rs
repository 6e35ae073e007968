//! The one expression language (FEEL) and decision tables (DMN).
