//! The processes that answer queries for the server: some at a time, each ended when it takes too long
//! or too much memory, and another one begun in its place.

use super::worker;
use anyhow::Context as _;
use kamergraph::export::json;
use kamergraph::graph::Graph;
use kamergraph::serve::{Answer, Queries, media_type};
use kamergraph::store::local::QueryError;
use std::borrow::Cow;
use std::io;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::time::Duration;

/// Queries at a time.
const MOST: usize = 4;
/// How long a process may take to fill its store.
const FILLING: Duration = Duration::from_secs(120);

/// The processes.
pub struct Workers {
    graph: Vec<u8>,
    limit: usize,
    memory: u64,
    time: Option<Duration>,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Worker>,
    busy: usize,
}

impl Workers {
    /// Begins the first process.
    ///
    /// # Errors
    ///
    /// When it cannot be begun, or the graph is too much for it.
    pub fn new(
        graph: &Graph,
        limit: usize,
        memory: u64,
        time: Option<Duration>,
    ) -> anyhow::Result<Self> {
        let mut document = Vec::new();
        json::write(graph, &mut document)?;
        let workers = Self {
            graph: document,
            limit,
            memory,
            time,
            state: Mutex::default(),
            freed: Condvar::new(),
        };
        let first = workers.begin();
        let first = first.context("the process that answers queries does not begin")?;
        workers.put(Some(first));
        Ok(workers)
    }

    fn begin(&self) -> io::Result<Worker> {
        let mut command = Command::new(program()?);
        command
            .args(["serve", "--worker", "--limit", &self.limit.to_string()])
            .args(["--memory", &self.memory.to_string()])
            // The allocator would take a gibibyte at once, which would count as taken before any query.
            .env("MIMALLOC_ARENA_EAGER_COMMIT", "0");
        Worker::begin(command, &self.graph)
    }

    /// Waits for a place, no longer than a query may take; gives a process that is at leisure, if
    /// there is one.
    fn take(&self) -> Result<Option<Worker>, Busy> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = self.time.unwrap_or(FILLING);
        let full = |state: &mut State| state.busy >= MOST;
        let waited = self.freed.wait_timeout_while(state, wait, full);
        let (mut state, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return Err(Busy);
        }
        state.busy += 1;
        Ok(state.idle.pop())
    }

    /// Gives a place back, and a process that is well.
    fn give_back(&self, worker: Option<Worker>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.busy -= 1;
        drop(state);
        self.put(worker);
    }

    fn put(&self, worker: Option<Worker>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.idle.extend(worker);
        drop(state);
        self.freed.notify_one();
    }
}

impl Queries for Workers {
    fn answer(&self, query: &str, accept: &str) -> Answer<'static> {
        let Ok(idle) = self.take() else {
            let message = "too many queries are running; try again in a moment";
            return Answer::refusal(503, message);
        };
        let mut worker = match idle.map_or_else(|| self.begin(), Ok) {
            Ok(worker) => worker,
            Err(error) => {
                self.give_back(None);
                return Answer::refusal(500, &format!("no process for the query begins: {error}"));
            }
        };
        let answer = worker.ask(query, accept, self.time);
        // A process that gave no answer is ended before its place is taken by another.
        let (worker, answer) = match answer {
            Ok(answer) => (Some(worker), answer),
            Err(End::Late(time)) => {
                drop(worker);
                (
                    None,
                    Answer::refusal(503, &QueryError::Timeout(time).to_string()),
                )
            }
            Err(End::Died) => {
                drop(worker);
                let message = format!(
                    "the query broke off: it needs more than {} MiB of memory, or is nested too deeply; narrow it down, or start the server with a higher --memory",
                    self.memory
                );
                (None, Answer::refusal(503, &message))
            }
        };
        self.give_back(worker);
        answer
    }
}

/// This very program, also where its file was replaced meanwhile.
fn program() -> io::Result<PathBuf> {
    let own = PathBuf::from("/proc/self/exe");
    if own.exists() {
        return Ok(own);
    }
    std::env::current_exe()
}

/// All places are taken.
struct Busy;

/// Why a process gave no answer.
enum End {
    /// It took longer than this.
    Late(Duration),
    /// It is there no more.
    Died,
}

/// A process. It is ended when it is dropped.
struct Worker {
    child: Child,
    input: ChildStdin,
    output: mpsc::Receiver<Vec<u8>>,
}

impl Worker {
    fn begin(mut command: Command, graph: &[u8]) -> io::Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (send, frames) = mpsc::channel();
        std::thread::spawn(move || {
            while let Ok(frame) = worker::read(&mut output) {
                if send.send(frame).is_err() {
                    break;
                }
            }
        });
        let mut worker = Self {
            child,
            input,
            output: frames,
        };
        worker::write(&mut worker.input, graph)?;
        match worker.output.recv_timeout(FILLING) {
            Ok(_) => Ok(worker),
            Err(_) => Err(io::Error::other("it does not get ready")),
        }
    }

    fn ask(
        &mut self,
        query: &str,
        accept: &str,
        time: Option<Duration>,
    ) -> Result<Answer<'static>, End> {
        for frame in [accept, query] {
            worker::write(&mut self.input, frame.as_bytes()).map_err(|_| End::Died)?;
        }
        let status = match time {
            None => self.output.recv().map_err(|_| End::Died)?,
            Some(time) => self
                .output
                .recv_timeout(time)
                .map_err(|error| match error {
                    mpsc::RecvTimeoutError::Timeout => End::Late(time),
                    mpsc::RecvTimeoutError::Disconnected => End::Died,
                })?,
        };
        let next = || self.output.recv().map_err(|_| End::Died);
        let (media, body) = (next()?, next()?);
        let status = String::from_utf8_lossy(&status).parse();
        let media = media_type(&String::from_utf8_lossy(&media));
        let (Ok(status), Some(content_type)) = (status, media) else {
            return Err(End::Died);
        };
        let mut answer = Answer::refusal(status, "");
        answer.content_type = content_type;
        answer.body = Cow::Owned(body);
        Ok(answer)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
