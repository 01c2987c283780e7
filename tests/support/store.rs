//! A store that answers what a test wants, on 127.0.0.1.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test file uses a part of it, and a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A request, and what came before it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// How many requests came before it.
    pub number: usize,
    /// How many graphs were put before it.
    pub puts: usize,
    pub method: String,
    pub target: String,
    pub headers: BTreeMap<String, String>,
    pub body: String,
    /// The graphs that were put, by target.
    graphs: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// What a store does with a request.
pub enum Reply {
    /// Sends this, and closes.
    Bytes(Vec<u8>),
    /// Nothing, for a while.
    Silence,
    /// A byte now and then.
    Drip,
}

impl Reply {
    pub fn of(status: &str, media: &str, body: &str) -> Self {
        let length = body.len();
        let head =
            format!("HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {length}");
        Self::Bytes(format!("{head}\r\nConnection: close\r\n\r\n{body}").into_bytes())
    }
}

/// A store as it should be: graphs are put and got.
pub fn held(seen: &Seen) -> Reply {
    let mut graphs = seen.graphs.lock().unwrap();
    match seen.method.as_str() {
        "PUT" => {
            graphs.insert(seen.target.clone(), seen.body.clone());
            Reply::of("201 Created", "text/plain", "")
        }
        _ => match graphs.get(&seen.target) {
            Some(graph) => Reply::of("200 OK", "application/n-triples", graph),
            None => Reply::of("404 Not Found", "text/plain", "no such graph"),
        },
    }
}

type Script = Box<dyn Fn(&Seen) -> Reply + Send + Sync>;

/// A store.
pub struct Fake {
    address: SocketAddr,
    scheme: &'static str,
    script: Arc<Mutex<Script>>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Fake {
    pub fn new(script: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        Self::over("http", script, |stream| Some(Box::new(stream)))
    }

    fn over(
        scheme: &'static str,
        script: impl Fn(&Seen) -> Reply + Send + Sync + 'static,
        dress: impl Fn(TcpStream) -> Option<Box<dyn Stream>> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let script: Arc<Mutex<Script>> = Arc::new(Mutex::new(Box::new(script)));
        let store = Self {
            address: listener.local_addr().unwrap(),
            scheme,
            script: Arc::clone(&script),
            seen: Arc::default(),
        };
        let seen = Arc::clone(&store.seen);
        // It ends with the test's process.
        std::thread::spawn(move || {
            let graphs = Arc::default();
            for stream in listener.incoming().flatten() {
                let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
                let Some(mut stream) = dress(stream) else {
                    continue;
                };
                let Some(request) = request(&mut stream, &seen, &graphs) else {
                    continue;
                };
                seen.lock().unwrap().push(request.clone());
                let reply = script.lock().unwrap()(&request);
                let _ = send(&mut stream, reply);
            }
        });
        store
    }

    pub fn address(&self) -> String {
        format!("{}://{}/store", self.scheme, self.address)
    }

    /// The requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// From now on it does something else.
    pub fn mend(&self, script: impl Fn(&Seen) -> Reply + Send + Sync + 'static) {
        *self.script.lock().unwrap() = Box::new(script);
    }
}

/// A connection, with or without TLS.
trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

fn request(
    stream: &mut Box<dyn Stream>,
    seen: &Mutex<Vec<Seen>>,
    graphs: &Arc<Mutex<BTreeMap<String, String>>>,
) -> Option<Seen> {
    let mut input = BufReader::new(stream);
    let mut line = String::new();
    input.read_line(&mut line).ok()?;
    let mut words = line.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        input.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|n| n.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    input.read_exact(&mut body).ok()?;
    let seen = seen.lock().unwrap();
    Some(Seen {
        number: seen.len(),
        puts: seen.iter().filter(|seen| seen.method == "PUT").count(),
        method,
        target,
        headers,
        body: String::from_utf8(body).ok()?,
        graphs: Arc::clone(graphs),
    })
}

fn send(stream: &mut Box<dyn Stream>, reply: Reply) -> std::io::Result<()> {
    match reply {
        Reply::Bytes(bytes) => stream.write_all(&bytes)?,
        Reply::Silence => std::thread::sleep(Duration::from_secs(10)),
        Reply::Drip => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\n\r\n")?;
            for _ in 0..100 {
                stream.write_all(b"#")?;
                stream.flush()?;
                std::thread::sleep(Duration::from_millis(100));
            }
        }
    }
    stream.flush()
}

/// A store as it should be behind TLS, with a certificate for these names that it signed itself; and
/// that certificate as PEM.
pub fn tls(names: &[&str]) -> (Fake, String) {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let own = rcgen::generate_simple_self_signed(names).unwrap();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key.into())
        .unwrap();
    let config = Arc::new(config);
    let store = Fake::over("https", held, move |stream| {
        let connection = rustls::ServerConnection::new(Arc::clone(&config)).ok()?;
        Some(Box::new(rustls::StreamOwned::new(connection, stream)))
    });
    (store, own.cert.pem())
}
