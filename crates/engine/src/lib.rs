//! The pure state machine: decide(command) gives events, apply(event) changes the state.
