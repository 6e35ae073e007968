//! For tests: a world of cases with a simulated clock, scenarios as data, the corpus, what is supported.
//!
//! - [`host`]: what a place where cases run has to offer to be held to the scenarios;
//! - [`world`]: such a place in memory;
//! - [`scenario`]: the format, and the runner;
//! - [`corpus`]: finds the scenarios of the repository;
//! - [`support`]: the table of what is supported, made from what the scenarios reach;
//! - [`postgres`]: a PostgreSQL server of its own for a test binary;
//! - [`history`]: what a release has stored of its cases, for every later one to read;
//! - [`random`]: random processes, random paths through them, and the laws that hold on every path;
//! - [`ledger`]: what is open in a case by its events, to be compared with its state.

pub mod corpus;
pub mod history;
pub mod host;
pub mod ledger;
pub mod postgres;
pub mod random;
pub mod scenario;
pub mod support;
pub mod world;
