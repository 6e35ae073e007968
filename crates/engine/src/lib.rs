//! The pure state machine of a case: `decide(command)` gives events, `apply(event)` changes the state.
//!
//! - [`decide`] looks at the [`State`], refuses the command ([`Rejection`]: the caller's mistake) or carries it out;
//!   every change it makes is an [`Event`], applied as it is made.
//! - [`apply`] is infallible and is what replay runs: the state is what the events say.
//! - [`effect`] says what is to be done outside because of an event: offer a job, set a timer, publish a message.
//! - A case that cannot go on raises an incident in its events; that is not an error of the command.
//!
//! Inside, a command is a queue of steps ([`lifecycle`] does them), each element has a file in [`element`].
//! Pure: no async, IO, clock, randomness. The time and the rest of the world come in by [`Env`].

mod apply;
pub mod command;
mod compensation;
mod ctx;
mod decide;
pub mod effect;
mod element;
mod env;
pub mod event;
mod failure;
mod lifecycle;
mod limits;
mod messages;
pub mod migrate;
mod modify;
pub mod problem;
mod rejection;
mod repeat;
mod scope;
mod size;
pub mod state;
mod subscription;
mod timer;
mod variables;
mod words;

pub use apply::apply;
pub use command::Command;
pub use decide::{check_variables, decide};
pub use effect::{Effect, effect};
pub use env::{Calendars, Decisions, Env, Nothing};
pub use event::{Event, Key};
pub use limits::Limits;
pub use problem::{Problem, Said};
pub use rejection::Rejection;
pub use state::State;

/// The text in five languages behind the code of an incident or rejection.
pub fn text(code: &str) -> Option<&'static lang::Text> {
    messages::all().chain(words::ALL.iter().copied()).find(|text| text.code == code)
}

/// The codes of all texts of this crate, of words and parts of sentences too.
pub fn codes() -> impl Iterator<Item = &'static str> {
    messages::all().chain(words::ALL.iter().copied()).map(|text| text.code)
}
