//! A program that is told to end (Ctrl-C, `kill`, a closed terminal) takes its temporary files away
//! first. Files that it was to write are then as they were before.

use std::io;

/// What is done when the program is told to end. Signals that whoever started the program wants
/// ignored, as `nohup` does, stay so; systems without signals end the program themselves.
///
/// A file that grows past what the system allows (`ulimit -f`) is an error from now on, and ends the
/// program no more.
///
/// # Errors
///
/// When the system takes no handlers.
#[cfg(unix)]
pub fn watch(mut told: impl FnMut(i32) + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let ignored = ignored();
    let wanted = [SIGINT, SIGTERM, SIGHUP].into_iter();
    let wanted = wanted.filter(|signal| (ignored >> (signal - 1)) & 1 == 0);
    let mut signals = signal_hook::iterator::Signals::new(wanted)?;
    let watcher = std::thread::Builder::new().name("signals".to_owned());
    watcher.spawn(move || signals.forever().for_each(&mut told))?;
    Ok(())
}

#[cfg(not(unix))]
pub fn watch(_: impl FnMut(i32) + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// Ends the program as a shell reports one that a signal ended: 130 after Ctrl-C.
pub fn end(signal: i32) {
    kamergraph::export::whole::abandon();
    std::process::exit(128 + signal);
}

/// The signals that were ignored when the program was started, a bit each, where the system tells.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.unwrap_or_default()
}
