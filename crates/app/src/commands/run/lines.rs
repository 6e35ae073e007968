//! What a person types, a line at a time, while the case goes on.

use std::io::{BufRead, IsTerminal};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// The lines of standard input, read ahead by a thread of their own.
pub struct Lines {
    incoming: UnboundedReceiver<String>,
    /// A line that was read and not used yet.
    next: Option<String>,
    ended: bool,
    /// Whether a person sits there; otherwise the lines were written before.
    pub is_terminal: bool,
}

impl Lines {
    /// Begins to read.
    pub fn new() -> Self {
        let (said, incoming) = unbounded_channel();
        std::thread::spawn(move || {
            let lines = std::io::stdin().lock().lines();
            for line in lines.map_while(Result::ok) {
                if said.send(line).is_err() {
                    return;
                }
            }
        });
        Self { incoming, next: None, ended: false, is_terminal: std::io::stdin().is_terminal() }
    }

    /// Waits for the next line and leaves it there; `None` if there will be none.
    pub async fn peek(&mut self) -> Option<&str> {
        if self.next.is_none() && !self.ended {
            self.next = self.incoming.recv().await;
            self.ended = self.next.is_none();
        }
        self.next.as_deref()
    }

    /// Takes the line that [`Self::peek`] saw.
    pub fn take(&mut self) -> Option<String> {
        self.next.take()
    }

    /// Whether the next line is still to be read.
    pub fn may_come(&self) -> bool {
        self.next.is_none() && !self.ended
    }

    /// Whether all lines have been taken and there will be none any more.
    pub fn is_over(&self) -> bool {
        self.ended && self.next.is_none()
    }
}
