//! How far the reading of large ledgers has come, for whoever looks on, and a way to stop it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Counters that threads share.
#[derive(Debug, Default)]
pub struct Watch {
    bytes: AtomicU64,
    rows: AtomicU64,
    total: AtomicU64,
    stop: AtomicBool,
    again: AtomicBool,
}

impl Watch {
    /// How many bytes were read, of how many.
    pub fn bytes(&self) -> (u64, u64) {
        (self.bytes.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// How many rows were read.
    pub fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// Ends the reading.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether somebody ended the reading.
    pub fn interrupted(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Begins anew with so many bytes to come.
    pub(crate) fn begin(&self, total: u64) {
        self.bytes.store(0, Ordering::Relaxed);
        self.rows.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        self.again.store(false, Ordering::Relaxed);
    }

    /// Ends this attempt: the ledgers are read again in another way.
    pub(crate) fn give_up(&self) {
        self.again.store(true, Ordering::Relaxed);
    }

    /// Whether threads should take no more.
    pub(crate) fn stopped(&self) -> bool {
        self.interrupted() || self.again.load(Ordering::Relaxed)
    }

    /// So many bytes more were read.
    pub(crate) fn read(&self, bytes: usize) {
        self.bytes.fetch_add(u64::try_from(bytes).unwrap_or_default(), Ordering::Relaxed);
    }

    /// So many rows more were read.
    pub(crate) fn counted(&self, rows: u64) {
        self.rows.fetch_add(rows, Ordering::Relaxed);
    }
}
