//! Puts what several threads write into the order of the ledgers.

use std::io::{self, Write};
use std::sync::{Condvar, Mutex};

/// Where threads write, each when it is its turn.
pub struct Sink<'s> {
    state: Mutex<State<'s>>,
    moved: Condvar,
}

struct State<'s> {
    out: &'s mut (dyn Write + Send),
    turn: usize,
    failed: Option<io::Error>,
}

impl<'s> Sink<'s> {
    /// Everything goes to `out`.
    pub fn new(out: &'s mut (dyn Write + Send)) -> Self {
        Self { state: Mutex::new(State { out, turn: 0, failed: None }), moved: Condvar::new() }
    }

    /// Writes, when it is the turn.
    pub(super) fn write(&self, turn: usize, bytes: &[u8]) {
        let Ok(state) = self.state.lock() else { return };
        let Ok(mut state) = self.moved.wait_while(state, |state| state.turn < turn) else { return };
        if state.failed.is_none() {
            let written = state.out.write_all(bytes);
            state.failed = written.err();
        }
    }

    /// Ends a turn.
    pub(super) fn next(&self, turn: usize) {
        if let Ok(mut state) = self.state.lock() {
            state.turn = turn + 1;
        }
        self.moved.notify_all();
    }

    /// Whether everything was written.
    ///
    /// # Errors
    /// The first thing that went wrong.
    pub fn finish(self) -> io::Result<()> {
        match self.state.into_inner().map(|state| state.failed) {
            Ok(None) => Ok(()),
            Ok(Some(error)) => Err(error),
            Err(_) => Err(io::Error::other("a thread failed")),
        }
    }
}
