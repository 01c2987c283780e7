//! Work done side by side, with a bound to how much of it is under way.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Pieces of work for each thread that may be under way: read, being done, or done and not yet
/// taken. Enough that threads do not wait for each other's long letters.
const AHEAD: usize = 8;
/// Stack of each thread in bytes: as much as the main thread has, because web pages may be nested
/// deeply.
const STACK: usize = 8 * 1024 * 1024;
/// How threads that do the work are called, by which a hook for panics can tell them.
pub const THREADS: &str = "letters";

/// Does `work` for each input on `jobs` threads, and hands on what it gives to `take`, one after
/// another: in the order of the inputs, or as soon as each is done.
///
/// At most `AHEAD` inputs for each thread are under way, whatever their number. When `take` is slow,
/// no more are read; so a slow reader at the end of a pipe slows the writer at its beginning.
///
/// # Errors
///
/// The first error that `take` gives, which ends the work; or that no thread can be started.
pub fn each<I: Send, O: Send, E: From<io::Error>>(
    jobs: usize,
    ordered: bool,
    mut inputs: impl Iterator<Item = I> + Send,
    work: impl Fn(I) -> O + Sync,
    mut take: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    let jobs = jobs.max(1);
    let bound = jobs.saturating_mul(AHEAD);
    // A slot is taken before an input is read, and given back when its output is taken.
    let (free, slots) = sync_channel(bound);
    let (give, given) = sync_channel(bound);
    let (done, made) = sync_channel(bound);
    for _ in 0..bound {
        // There is room for all of them.
        let _ = free.try_send(());
    }
    let given: Mutex<Receiver<(u64, I)>> = Mutex::new(given);
    let builder = || {
        let name = THREADS.to_owned();
        thread::Builder::new().name(name).stack_size(STACK)
    };
    thread::scope(|scope| {
        // Owned here, so that an error below closes them and ends the threads.
        let (free, made) = (free, made);
        let (given, work) = (&given, &work);
        for _ in 0..jobs {
            let done = done.clone();
            builder().spawn_scoped(scope, move || {
                loop {
                    let next = given.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, input)) = next else { break };
                    if done.send((number, work(input))).is_err() {
                        break;
                    }
                }
            })?;
        }
        drop(done);
        builder().spawn_scoped(scope, move || {
            let mut number = 0;
            while slots.recv().is_ok() {
                let Some(input) = inputs.next() else { break };
                if give.send((number, input)).is_err() {
                    break;
                }
                number += 1;
            }
        })?;
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (number, output) in &made {
            if !ordered {
                take(output)?;
                let _ = free.try_send(());
                continue;
            }
            early.insert(number, output);
            while let Some(output) = early.remove(&next) {
                take(output)?;
                next += 1;
                let _ = free.try_send(());
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn outputs_come_in_order_or_as_they_are_done() {
        for ordered in [true, false] {
            let mut out = Vec::new();
            let work = |n: u64| {
                thread::sleep(Duration::from_micros(n * 7 % 5 * 100));
                n
            };
            each(3, ordered, 0..200, work, |n| {
                out.push(n);
                io::Result::Ok(())
            })
            .unwrap();
            if !ordered {
                out.sort_unstable();
            }
            assert_eq!(out, (0..200).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_slow_first_piece_or_a_slow_reader_bounds_what_is_read() {
        let read = AtomicUsize::new(0);
        let taken = AtomicUsize::new(0);
        let inputs = (0..1000).inspect(|_| {
            let read = read.fetch_add(1, Ordering::SeqCst) + 1;
            let taken = taken.load(Ordering::SeqCst);
            assert!(read - taken <= 2 * AHEAD, "{read} read, {taken} taken");
        });
        let work = |n: usize| {
            if n.is_multiple_of(100) {
                thread::sleep(Duration::from_millis(20));
            }
        };
        each(2, true, inputs, work, |()| {
            taken.fetch_add(1, Ordering::SeqCst);
            io::Result::Ok(())
        })
        .unwrap();
        assert_eq!(taken.load(Ordering::SeqCst), 1000);
    }

    #[test]
    fn an_error_ends_the_work() {
        let result = each(
            2,
            true,
            0..,
            |n: u64| n,
            |n| {
                if n < 50 {
                    Ok(())
                } else {
                    Err(io::Error::other("full"))
                }
            },
        );
        assert_eq!(result.unwrap_err().to_string(), "full");
    }
}
