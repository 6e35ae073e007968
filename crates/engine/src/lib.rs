//! The pure state machine of a case: `decide(command)` gives events, `apply(event)` changes the state.
//!
//! - [`decide`] looks at the [`State`], refuses the command ([`Rejection`]: the caller's mistake) or carries it out;
//!   every change it makes is an [`Event`], applied as it is made.
//! - [`apply`] is infallible and is what replay runs: the state is what the events say.
//! - What is to be done outside follows from the events: a job for `JobCreated`, a timer for `Subscribed` …; see
//!   [`Effect`].
//! - A case that cannot go on raises an incident in its events; that is not an error of the command.
//!
//! Pure: no async, IO, clock, randomness. The time and the rest of the world come in by [`Env`].

pub mod command;
mod env;
pub mod event;
mod limits;
pub mod state;

pub use command::Command;
pub use env::{Calendars, Decisions, Env, Nothing};
pub use event::{Event, Key};
pub use limits::Limits;
pub use state::State;
