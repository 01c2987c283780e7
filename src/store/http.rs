//! HTTP as stores speak it: requests with credentials, and faults that say what to do.

mod address;
mod credentials;

pub use address::Address;
pub use credentials::Credentials;
use credentials::{PASSWORD, TOKEN, USER};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use digest_auth::{AuthContext, HttpMethod, WwwAuthenticateHeader};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use ureq::http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use ureq::tls::{PemItem, RootCerts, TlsConfig};

/// Bytes of an answer that are read at most.
const LARGEST: u64 = 1 << 30;
/// Time to wait for a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// Characters of a store's own message that are shown.
const SHOWN: usize = 300;

/// Why a request came to nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HttpError {
    /// The store cannot be reached, or fell silent. It may be well in a moment.
    #[error("{0}")]
    Away(String),
    /// The store is reached, and will not do this however often it is asked.
    #[error("{0}")]
    Never(String),
    /// The store says no.
    #[error("{}", refused(*status, message, *known))]
    Refused {
        /// Status of the answer.
        status: u16,
        /// What the store says.
        message: String,
        /// Whether credentials were sent.
        known: bool,
        /// After how long the store wants to be asked again.
        after: Option<Duration>,
    },
}

impl HttpError {
    /// Whether it may go better if tried again.
    pub(crate) const fn passes(&self) -> bool {
        match self {
            Self::Away(_) => true,
            Self::Never(_) => false,
            Self::Refused { status, .. } => matches!(status, 408 | 429 | 500 | 502 | 503 | 504),
        }
    }

    /// Whether it is about what was sent, so that something else may go better.
    pub(crate) const fn of_content(&self) -> bool {
        matches!(
            self,
            Self::Refused {
                status: 400 | 413 | 422 | 500,
                ..
            }
        )
    }

    /// After how long the store wants to be asked again.
    pub const fn after(&self) -> Option<Duration> {
        match self {
            Self::Refused { after, .. } => *after,
            _ => None,
        }
    }
}

fn refused(status: u16, message: &str, known: bool) -> String {
    let code = StatusCode::from_u16(status).ok();
    let reason = code
        .and_then(|code| code.canonical_reason())
        .unwrap_or_default();
    let mut out = format!("the store answers {status} {reason}");
    let hint = match (status, known) {
        (401, false) => format!(
            ": it wants to know who you are; set {USER} and {PASSWORD}, or {TOKEN}, in the environment"
        ),
        (401, true) => {
            format!(": it does not take the credentials in {USER} and {PASSWORD}, or {TOKEN}")
        }
        (403, _) => ": you may not write there; ask whoever runs it for the right".to_owned(),
        (404 | 405 | 501, _) => ": there is nothing of that kind at this address; \
             \"kamergraph load --help\" lists the addresses of common stores"
            .to_owned(),
        (413, _) => {
            ": a letter is more than it takes at once; raise its limit, or try --update".to_owned()
        }
        (415, _) => ": it does not take Turtle; try --update".to_owned(),
        _ => String::new(),
    };
    out.push_str(&hint);
    if !message.is_empty() && status != 401 {
        out.push_str("; it says: ");
        out.push_str(message);
    }
    out
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Its media type, without parameters; empty where none is given.
    pub media: String,
    /// Its body.
    pub body: Vec<u8>,
}

/// What is asked of a store.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ask<'a> {
    /// `GET`, `PUT`, `POST`.
    pub method: &'a Method,
    /// Where.
    pub address: &'a Address,
    /// A parameter of the address, where it takes one.
    pub parameter: Option<(&'a str, &'a str)>,
    /// Media type of what is sent.
    pub sends: &'a str,
    /// Media types that may come back.
    pub accepts: &'a str,
    /// What is sent, if anything.
    pub body: Option<&'a [u8]>,
}

/// Speaks HTTP, and remembers how the store wants to be told who we are.
pub struct Client {
    agent: ureq::Agent,
    credentials: Credentials,
    timeout: Duration,
    challenge: Option<Challenge>,
}

enum Challenge {
    Basic,
    Digest(Box<WwwAuthenticateHeader>),
}

impl Client {
    /// A client for one host. `certificates` is a PEM file with the authorities to trust in place
    /// of those that browsers do.
    ///
    /// # Errors
    ///
    /// A message when there are no certificates in that file.
    pub fn new(
        here: bool,
        credentials: Credentials,
        timeout: Duration,
        certificates: Option<&Path>,
    ) -> Result<Self, String> {
        let mut tls = TlsConfig::builder();
        if let Some(path) = certificates {
            tls = tls.root_certs(authorities(path)?);
        }
        let mut config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            // A store that has moved is told, and credentials go nowhere else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("kamergraph/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls.build())
            .timeout_connect(Some(CONNECT))
            .timeout_per_call(Some(timeout));
        if here {
            config = config.proxy(None);
        }
        Ok(Self {
            agent: config.build().new_agent(),
            credentials,
            timeout,
            challenge: None,
        })
    }

    /// Sends a request, with credentials where the store asks for them.
    ///
    /// # Errors
    ///
    /// [`HttpError`] for every answer but 2xx.
    pub(crate) fn send(&mut self, ask: &Ask<'_>) -> Result<Answer, HttpError> {
        let uri = match ask.parameter {
            Some((name, value)) => ask.address.with(name, value),
            None => ask.address.to_string(),
        };
        let mut known = self.authorization(ask.method, &uri);
        // A second time with the answer to the challenge, a third where its number was used up.
        for again in [false, true] {
            let (status, headers, body) = self.once(ask, &uri, known.as_deref())?;
            if status != StatusCode::UNAUTHORIZED || !self.challenged(&headers, again) {
                return Self::judged(status, &headers, body, known.is_some(), &uri);
            }
            known = self.authorization(ask.method, &uri);
        }
        let (status, headers, body) = self.once(ask, &uri, known.as_deref())?;
        Self::judged(status, &headers, body, known.is_some(), &uri)
    }

    /// Sends a request once more where its connection broke off: one that was kept open may have
    /// been closed by the store meanwhile, and no request here does harm when done twice.
    fn once(
        &self,
        ask: &Ask<'_>,
        uri: &str,
        authorization: Option<&str>,
    ) -> Result<(StatusCode, HeaderMap, Vec<u8>), HttpError> {
        let broken = |error: &ureq::Error| {
            matches!(error, ureq::Error::Io(error) if matches!(
                error.kind(),
                ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset
                    | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe
            ))
        };
        match self.exchange(ask, uri, authorization) {
            Err(error) if broken(&error) => self.exchange(ask, uri, authorization),
            done => done,
        }
        .map_err(|error| self.fault(uri, &error))
    }

    fn exchange(
        &self,
        ask: &Ask<'_>,
        uri: &str,
        authorization: Option<&str>,
    ) -> Result<(StatusCode, HeaderMap, Vec<u8>), ureq::Error> {
        let mut request = Request::builder()
            .method(ask.method)
            .uri(uri)
            .header(header::ACCEPT, ask.accepts);
        if let Some(authorization) = authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        let response = match ask.body {
            Some(body) => {
                let request = request.header(header::CONTENT_TYPE, ask.sends);
                self.agent.run(request.body(body)?)?
            }
            None => self.agent.run(request.body(())?)?,
        };
        let (parts, body) = response.into_parts();
        let body = body.into_with_config().limit(LARGEST).read_to_vec()?;
        Ok((parts.status, parts.headers, body))
    }

    /// Takes up a challenge, and gives whether an answer to it may help.
    fn challenged(&mut self, headers: &HeaderMap, again: bool) -> bool {
        if !matches!(self.credentials, Credentials::Password { .. }) {
            return false;
        }
        let offers = headers.get_all(header::WWW_AUTHENTICATE).iter();
        let offers: Vec<&str> = offers.filter_map(|value| value.to_str().ok()).collect();
        let begins = |offer: &str, scheme: &str| {
            offer
                .get(..scheme.len())
                .is_some_and(|s| s.eq_ignore_ascii_case(scheme))
        };
        let digest = offers.iter().filter(|offer| begins(offer, "digest"));
        let digest = digest
            .map(|offer| digest_auth::parse(offer))
            .find_map(Result::ok);
        let (before, now) = match (self.challenge.take(), digest) {
            (before, Some(digest)) => (before, Challenge::Digest(Box::new(digest))),
            (before, None) if offers.iter().any(|o| begins(o, "basic")) => {
                (before, Challenge::Basic)
            }
            _ => return false,
        };
        // The same password once more does not help; a fresh number may, once.
        let helps = match (&before, &now) {
            (Some(Challenge::Digest(_)), Challenge::Digest(now)) => now.stale || !again,
            (Some(Challenge::Basic), Challenge::Basic) => false,
            _ => true,
        };
        self.challenge = Some(now);
        helps
    }

    /// The header that says who we are, if there is one to send yet.
    fn authorization(&mut self, method: &Method, uri: &str) -> Option<String> {
        match (&self.credentials, &mut self.challenge) {
            (Credentials::Token(token), _) => Some(format!("Bearer {token}")),
            (Credentials::Password { user, password }, Some(Challenge::Basic)) => Some(format!(
                "Basic {}",
                BASE64.encode(format!("{user}:{password}"))
            )),
            (Credentials::Password { user, password }, Some(Challenge::Digest(prompt))) => {
                let uri: Uri = uri.parse().ok()?;
                let target = uri.path_and_query().map_or("/", |p| p.as_str());
                let method = HttpMethod(method.as_str().into());
                let context =
                    AuthContext::new_with_method(user, password, target, None::<&[u8]>, method);
                Some(prompt.respond(&context).ok()?.to_header_string())
            }
            _ => None,
        }
    }

    fn judged(
        status: StatusCode,
        headers: &HeaderMap,
        body: Vec<u8>,
        known: bool,
        uri: &str,
    ) -> Result<Answer, HttpError> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let media = text(header::CONTENT_TYPE).unwrap_or_default();
        let media = media.split(';').next().unwrap_or_default().trim();
        if status.is_success() {
            return Ok(Answer {
                media: media.to_ascii_lowercase(),
                body,
            });
        }
        if status.is_redirection() {
            let to = text(header::LOCATION).unwrap_or("an address that it does not give");
            return Err(HttpError::Never(format!(
                "the store says that {uri} has moved to {to}: if you trust it, give that address"
            )));
        }
        let after = text(header::RETRY_AFTER).and_then(|text| wait(text, Timestamp::now()));
        Err(HttpError::Refused {
            status: status.as_u16(),
            message: message(&body),
            known,
            after,
        })
    }

    /// What to say of a request that got no answer.
    fn fault(&self, uri: &str, error: &ureq::Error) -> HttpError {
        let uri: Uri = uri.parse().unwrap_or_default();
        let host = uri.authority().map_or("the store", |a| a.as_str());
        let text = error.to_string();
        if text.contains("certificate") {
            return HttpError::Never(format!(
                "the certificate of {host} is not to be trusted ({text}): if it is your own, name \
                 the authority that signed it with --cacert FILE"
            ));
        }
        let tls = match uri.scheme_str() {
            Some("https") => "; does it speak TLS?",
            _ => "",
        };
        match error {
            ureq::Error::Timeout(ureq::Timeout::Connect) => HttpError::Away(format!(
                "{host} could not be connected to within {} s{tls}",
                CONNECT.as_secs()
            )),
            ureq::Error::Timeout(_) => HttpError::Away(format!(
                "{host} gave no answer within {} s; allow more with --timeout",
                self.timeout.as_secs_f64()
            )),
            ureq::Error::HostNotFound => HttpError::Never(format!(
                "there is no host called {}",
                uri.host().unwrap_or(host)
            )),
            ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
                HttpError::Away(format!("nobody listens at {host}: is the store running?"))
            }
            ureq::Error::Io(error) if matches!(error.kind(), ErrorKind::InvalidData) => {
                HttpError::Never(format!(
                    "{host} does not speak TLS ({error}): is its address one with http://?"
                ))
            }
            ureq::Error::Rustls(_) | ureq::Error::Tls(_) => HttpError::Never(format!(
                "{host} does not speak TLS ({text}): is its address one with http://?"
            )),
            ureq::Error::Io(_) | ureq::Error::ConnectionFailed | ureq::Error::BodyStalled => {
                HttpError::Away(format!("the connection to {host} broke off: {text}{tls}"))
            }
            ureq::Error::Protocol(_) => HttpError::Away(format!(
                "{host} gave half an answer, or one that is no HTTP: {text}"
            )),
            _ => HttpError::Never(format!("{host} cannot be asked: {text}")),
        }
    }
}

/// How long a store wants to be left alone: seconds, or until a date
/// (<https://www.rfc-editor.org/rfc/rfc9110#field.retry-after>).
fn wait(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTimeParser::new().parse_timestamp(text).ok()?;
    let wait = date.duration_since(now);
    Some(wait.try_into().unwrap_or(Duration::ZERO))
}

/// The authorities in a PEM file.
fn authorities(path: &Path) -> Result<RootCerts, String> {
    let bytes = std::fs::read(path)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let items = ureq::tls::parse_pem(&bytes).filter_map(Result::ok);
    let found: Vec<_> = items
        .filter_map(|item| match item {
            PemItem::Certificate(certificate) => Some(certificate),
            _ => None,
        })
        .collect();
    if found.is_empty() {
        return Err(format!("{} holds no certificate in PEM", path.display()));
    }
    Ok(RootCerts::Specific(Arc::new(found)))
}

/// What a store says in the body of a fault: its first words, without tags.
fn message(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let mut words = String::new();
    let mut in_tag = false;
    for c in text.chars().take(20 * SHOWN) {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                words.push(' ');
            }
            c if in_tag => _ = c,
            c if c.is_control() => words.push(' '),
            c => words.push(c),
        }
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= SHOWN {
        return words;
    }
    let shown: String = words.chars().take(SHOWN).collect();
    format!("{shown} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_says_in_two_ways_how_long_to_wait() {
        let now = Timestamp::from_second(1_900_000_000).unwrap_or_default();
        let seconds = |text| wait(text, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("7"), Some(7));
        assert_eq!(seconds("Sun, 17 Mar 2030 17:47:10 GMT"), Some(30));
        assert_eq!(seconds("Sun, 17 Mar 2030 17:00:00 GMT"), Some(0));
        assert_eq!(seconds("soon"), None);
    }
}
