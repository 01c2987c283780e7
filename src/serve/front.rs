//! HTTP/1.1 to the clients of the server, whoever they are: one request a connection, and bounds to
//! everything that a client can make long (<https://www.rfc-editor.org/rfc/rfc9112>).
//!
//! Each connection has a thread, and there are so many of them at most. A client that comes when all
//! are taken gets the place of the one that has been longest about sending its request, or else about
//! taking its answer, so that those who send nothing, or a byte a minute, keep nobody out.

mod request;

use super::{Answer, Site};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use ureq::http::StatusCode;

/// How much a client may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Connections at the same time.
    pub connections: usize,
    /// Bytes of the request's first line and its header lines.
    pub head: usize,
    /// Bytes of its body.
    pub body: usize,
    /// Time from the connection to the end of the request.
    pub reading: Duration,
    /// Time until the answer is taken, and a second more for every 100 kB of it.
    pub writing: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 128,
            head: 64 << 10,
            body: 1 << 20,
            reading: Duration::from_secs(10),
            writing: Duration::from_secs(20),
        }
    }
}

/// Bytes that a client takes in a second at least.
const PACE: usize = 100_000;
/// How long the last answers may take when the server is told to end.
const LAST: Duration = Duration::from_secs(2);

/// Answers whoever connects, until `ended` is set and somebody connects once more.
///
/// What goes wrong with one client is that client's own matter.
pub fn run(site: &Arc<Site>, listener: &TcpListener, bounds: Bounds, ended: &AtomicBool) {
    let open = Arc::new(Open::default());
    let mut number = 0_u64;
    loop {
        let accepted = listener.accept();
        if ended.load(Ordering::SeqCst) {
            break;
        }
        let Ok((client, _)) = accepted else {
            // Out of files, perhaps: connections that end give some back.
            std::thread::sleep(Duration::from_millis(20));
            continue;
        };
        number += 1;
        if !open.enter(number, &client, bounds.connections) {
            let message = "too many are asking at the same time; try again in a moment";
            let _ = refuse_at_once(client, &Answer::refusal(503, message));
            continue;
        }
        let site = Arc::clone(site);
        let place = Place(Arc::clone(&open), number);
        // Where there is no room for a thread, the place is free again at once.
        let _ = std::thread::Builder::new().spawn(move || {
            let _ = converse(&site, client, bounds, |step| place.0.now(place.1, step));
        });
    }
    let begun = Instant::now();
    while open.count() > 0 && begun.elapsed() < LAST {
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// What a connection is about, by what may be given up first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// Its request is not there yet.
    Reading,
    /// Its answer is there, and not all of it is taken.
    Writing,
    /// Its answer is being made, which takes only so long.
    Working,
}

/// The connections that are open, by number.
#[derive(Default)]
struct Open(Mutex<BTreeMap<u64, (Step, TcpStream)>>);

impl Open {
    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, (Step, TcpStream)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a connection in, where there is room or can be made.
    fn enter(&self, number: u64, client: &TcpStream, most: usize) -> bool {
        let mut all = self.all();
        if all.len() >= most {
            let steps = all.iter().map(|(number, (step, _))| (*step, *number));
            let given_up = steps.filter(|(step, _)| *step != Step::Working).min();
            let Some((_, slowest)) = given_up else {
                return false;
            };
            if let Some((_, stream)) = all.remove(&slowest) {
                let _ = stream.shutdown(Shutdown::Both);
            }
        }
        let Ok(stream) = client.try_clone() else {
            return false;
        };
        all.insert(number, (Step::Reading, stream));
        true
    }

    fn now(&self, number: u64, step: Step) {
        if let Some((before, _)) = self.all().get_mut(&number) {
            *before = step;
        }
    }

    fn count(&self) -> usize {
        self.all().len()
    }
}

/// A place among the connections, free again when it is dropped, however that comes about.
struct Place(Arc<Open>, u64);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.all().remove(&self.1);
    }
}

/// Reads a request and answers it.
fn converse(site: &Site, client: TcpStream, bounds: Bounds, now: impl Fn(Step)) -> io::Result<()> {
    client.set_nodelay(true)?;
    let mut client = Client {
        stream: client,
        until: Instant::now() + bounds.reading,
    };
    match request::read(&mut client, bounds) {
        Ok(request) => {
            now(Step::Working);
            let answer = site.answer(request.asked());
            now(Step::Writing);
            client.write(&answer, request.method == "HEAD", bounds)
        }
        Err(request::Fault::Gone(error)) => Err(error),
        Err(request::Fault::Refused(status, message)) => {
            let answer = Answer::refusal(status, &message);
            client.write(&answer, false, bounds)?;
            client.drain();
            Ok(())
        }
    }
}

/// Sends a short answer without waiting for anything.
fn refuse_at_once(mut stream: TcpStream, answer: &Answer<'_>) -> io::Result<()> {
    stream.set_nonblocking(true)?;
    stream.write_all(&head(answer))?;
    stream.write_all(&answer.body)
}

/// A connection whose every step has to be done by a certain time.
struct Client {
    stream: TcpStream,
    until: Instant,
}

impl Client {
    /// The time that is left.
    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(left)
    }

    fn write(&mut self, answer: &Answer<'_>, head_alone: bool, bounds: Bounds) -> io::Result<()> {
        let more = u64::try_from(answer.body.len() / PACE).unwrap_or(u64::MAX);
        self.until = Instant::now() + bounds.writing + Duration::from_secs(more);
        let mut message = head(answer);
        if !head_alone {
            message.extend_from_slice(&answer.body);
        }
        let mut rest = message.as_slice();
        while !rest.is_empty() {
            self.stream.set_write_timeout(Some(self.left()?))?;
            match self.stream.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => rest = rest.get(n..).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.stream.shutdown(Shutdown::Write)
    }

    /// Takes what a refused client still sends, for a while: a connection that is closed before that
    /// is lost together with the answer.
    fn drain(&mut self) {
        self.until = Instant::now() + Duration::from_secs(1);
        let mut rest = [0; 4096];
        while let Ok(left) = self.left() {
            let read = self.stream.set_read_timeout(Some(left));
            match read.and_then(|()| self.stream.read(&mut rest)) {
                Ok(1..) => {}
                Ok(0) | Err(_) => break,
            }
        }
    }
}

impl io::Read for Client {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(buffer)
    }
}

/// The first line and the header lines of an answer.
fn head(answer: &Answer<'_>) -> Vec<u8> {
    let reason = StatusCode::from_u16(answer.status).ok();
    let reason = reason.and_then(|status| status.canonical_reason());
    let length = answer.body.len().to_string();
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&Timestamp::now());
    let mut out = format!(
        "HTTP/1.1 {} {}\r\n",
        answer.status,
        reason.unwrap_or_default()
    );
    let own = [
        ("Date", date.as_deref().unwrap_or_default()),
        ("Connection", "close"),
        ("Content-Type", answer.content_type),
        ("Content-Length", &length),
        ("Content-Security-Policy", &*answer.policy),
    ];
    let retry = [("Retry-After", "5")];
    let retry = retry.into_iter().filter(|_| answer.status == 503);
    for (name, value) in own.into_iter().chain(Answer::HEADERS).chain(retry) {
        out.push_str(name);
        out.push_str(": ");
        // No value of ours holds a line break; if one did, it would begin another header.
        out.extend(value.chars().filter(|c| !c.is_control()));
        out.push_str("\r\n");
    }
    out.push_str("\r\n");
    out.into_bytes()
}
