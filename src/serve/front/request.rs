//! A request as it comes over a connection. What is out of bounds, or can be read in two ways, is
//! refused.

use super::super::Asked;
use super::{Bounds, Client};
use std::io::{self, Read as _, Write as _};

/// Header lines that a request has at most.
const LINES: usize = 64;

/// Why there is no request to answer.
#[derive(Debug)]
pub enum Fault {
    /// The client has gone.
    Gone(io::Error),
    /// Status and message of the answer that it gets.
    Refused(u16, String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // What a read that takes too long is called differs between systems.
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
                refused(408, "a request has to be there within some seconds")
            }
            _ => Self::Gone(error),
        }
    }
}

fn refused(status: u16, message: &str) -> Fault {
    Fault::Refused(status, message.to_owned())
}

/// A request.
#[derive(Debug, Default)]
pub struct Request {
    /// `GET`, `POST`, …
    pub method: String,
    target: String,
    host: Option<String>,
    origin: Option<String>,
    fetch_site: Option<String>,
    accept: String,
    content_type: String,
    length: Option<usize>,
    /// Whether the client waits to be told that it may send the body.
    waits: bool,
    body: Vec<u8>,
}

impl Request {
    pub fn asked(&self) -> Asked<'_> {
        Asked {
            method: &self.method,
            target: &self.target,
            host: self.host.as_deref(),
            origin: self.origin.as_deref(),
            fetch_site: self.fetch_site.as_deref(),
            accept: &self.accept,
            content_type: &self.content_type,
            body: &self.body,
        }
    }
}

/// Reads a request.
pub fn read(client: &mut Client, bounds: Bounds) -> Result<Request, Fault> {
    let mut bytes = Vec::new();
    let end = loop {
        let seen = bytes.len();
        let mut some = [0; 4096];
        let n = client.read(&mut some)?;
        if n == 0 {
            return Err(Fault::Gone(io::ErrorKind::UnexpectedEof.into()));
        }
        bytes.extend_from_slice(some.get(..n).unwrap_or_default());
        if let Some(end) = end_of_head(&bytes, seen) {
            break end;
        }
        if bytes.len() > bounds.head {
            let most = bounds.head >> 10;
            let message = format!(
                "the address and the header lines of a request have at most {most} KiB; a long query is sent with POST"
            );
            return Err(Fault::Refused(431, message));
        }
    };
    let mut request = head(bytes.get(..end).unwrap_or_default())?;
    let length = request.length.unwrap_or(0);
    if length > bounds.body {
        let most = bounds.body >> 20;
        let message = format!("the body of a request has at most {most} MiB");
        return Err(Fault::Refused(413, message));
    }
    request.body = bytes.split_off(end);
    if request.waits && request.body.len() < length {
        client.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let missing = length.saturating_sub(request.body.len());
    let most = u64::try_from(missing).unwrap_or(u64::MAX);
    client.by_ref().take(most).read_to_end(&mut request.body)?;
    if request.body.len() < length {
        return Err(Fault::Gone(io::ErrorKind::UnexpectedEof.into()));
    }
    // What follows is another request, and a connection has one.
    request.body.truncate(length);
    Ok(request)
}

/// Where the head ends, if its end is there. What was seen before is not looked through again.
fn end_of_head(bytes: &[u8], seen: usize) -> Option<usize> {
    let from = seen.saturating_sub(3);
    let fresh = bytes.get(from..)?;
    let end = |pattern: &[u8]| {
        let at = fresh.windows(pattern.len()).position(|w| w == pattern);
        at.map(|at| from + at + pattern.len())
    };
    let (strict, loose) = (end(b"\r\n\r\n"), end(b"\n\n"));
    strict.into_iter().chain(loose).min()
}

fn head(bytes: &[u8]) -> Result<Request, Fault> {
    let mut lines = [httparse::EMPTY_HEADER; LINES];
    let mut parsed = httparse::Request::new(&mut lines);
    match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(_)) => {}
        Err(httparse::Error::TooManyHeaders) => {
            let message = format!("a request has at most {LINES} header lines");
            return Err(Fault::Refused(431, message));
        }
        Ok(httparse::Status::Partial) | Err(_) => {
            return Err(refused(400, "this is no request of HTTP/1.1"));
        }
    }
    let mut request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        ..Request::default()
    };
    for line in parsed.headers.iter() {
        // What is not UTF-8 must not pass for a line that is not there.
        let value = String::from_utf8_lossy(line.value).into_owned();
        let once = |place: &mut Option<String>| match place.replace(value.clone()) {
            None => Ok(()),
            Some(_) => Err(refused(
                400,
                "Host, Origin and Sec-Fetch-Site are given once",
            )),
        };
        match line.name.to_ascii_lowercase().as_str() {
            "host" => once(&mut request.host)?,
            "origin" => once(&mut request.origin)?,
            "sec-fetch-site" => once(&mut request.fetch_site)?,
            "accept" if request.accept.is_empty() => request.accept = value,
            // Lines of one name are one list.
            "accept" => request.accept = format!("{},{value}", request.accept),
            "content-type" => request.content_type = value,
            "expect" => request.waits = value.eq_ignore_ascii_case("100-continue"),
            "content-length" => {
                let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
                // A number that no machine holds is too long in any case.
                let length = digits.then(|| value.parse().unwrap_or(usize::MAX));
                match (length, request.length) {
                    (Some(length), None) => request.length = Some(length),
                    _ => return Err(refused(400, "Content-Length is one number")),
                }
            }
            "transfer-encoding" => {
                return Err(refused(
                    411,
                    "send the body in one piece, with Content-Length",
                ));
            }
            _ => {}
        }
    }
    Ok(request)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_head_ends_at_its_first_empty_line() {
        assert_eq!(end_of_head(b"GET / HTTP/1.1\r\n\r\nx", 0), Some(18));
        assert_eq!(end_of_head(b"GET / HTTP/1.1\r\n\r\nx", 17), Some(18));
        assert_eq!(end_of_head(b"a\n\nb\r\n\r\n", 0), Some(3));
        assert_eq!(end_of_head(b"a\r\nb\r\n", 0), None);
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        let status = |lines: &str| match head(format!("GET / HTTP/1.1\r\n{lines}\r\n").as_bytes()) {
            Ok(_) => 200,
            Err(Fault::Refused(status, _)) => status,
            Err(Fault::Gone(_)) => 0,
        };
        assert_eq!(status("Host: a\r\n"), 200);
        assert_eq!(status("Host: a\r\nHost: b\r\n"), 400);
        assert_eq!(status("Origin: a\r\nORIGIN: b\r\n"), 400);
        assert_eq!(status("Content-Length: 1\r\nContent-Length: 2\r\n"), 400);
        assert_eq!(status("Content-Length: +1\r\n"), 400);
        assert_eq!(status("Content-Length: 1, 1\r\n"), 400);
        assert_eq!(status("Transfer-Encoding: chunked\r\n"), 411);
        assert_eq!(status("Host : a\r\n"), 400);
        assert_eq!(status(" Host: a\r\n"), 400);
        assert_eq!(status(&"A: b\r\n".repeat(65)), 431);
        let odd = head(b"GET / HTTP/1.1\r\nOrigin: \xff\r\n\r\n").unwrap();
        assert_eq!(odd.origin.as_deref(), Some("\u{fffd}"));
        let long = head(b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n");
        assert_eq!(long.unwrap().length, Some(usize::MAX));
    }
}
