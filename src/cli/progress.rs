//! Looks on while large ledgers are read: a bar on a terminal, and Ctrl-C as a way out that leaves nothing half done.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;
use tonne::ledger::bulk::Watch;

/// How often it looks.
const OFTEN: Duration = Duration::from_millis(100);

/// A run that takes less is over before a bar could be read.
const SHORT: u32 = 10;

/// Who Ctrl-C stops.
static WATCHED: OnceLock<Arc<Watch>> = OnceLock::new();

/// Does `work` while somebody looks on.
pub fn watched<T>(quiet: bool, work: impl FnOnce(&Watch) -> T) -> T {
    let watch = Arc::clone(WATCHED.get_or_init(|| Arc::new(Watch::default())));
    // Without a handler Ctrl-C still ends the program, only less tidily.
    let _ = ctrlc::set_handler(|| {
        if let Some(watch) = WATCHED.get() {
            watch.stop();
        }
    });
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        if !quiet && stderr().is_terminal() {
            scope.spawn(|| look(&watch, &over));
        }
        let done = work(&watch);
        over.store(true, Ordering::Relaxed);
        done
    })
}

fn look(watch: &Watch, over: &AtomicBool) {
    let style = ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {msg} rows, {bytes_per_sec}, {eta} left");
    let bar = ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let mut looks = 0_u32;
    while !over.load(Ordering::Relaxed) {
        thread::sleep(OFTEN);
        looks = looks.saturating_add(1);
        let (read, total) = watch.bytes();
        if looks > SHORT && total > 0 {
            bar.set_length(total);
            bar.set_position(read.min(total));
            bar.set_message(watch.rows().to_string());
        }
    }
    bar.finish_and_clear();
}
