//! Addresses of stores.

use super::credentials::{PASSWORD, USER};
use std::fmt;
use ureq::http::Uri;

/// An address to which requests go: `http` or `https`, without credentials in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Uri);

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    ///
    /// A message that does not repeat the address, because it may hold a password.
    pub fn read(text: &str) -> Result<Self, String> {
        let uri: Uri = text.parse().map_err(|error| {
            format!("it is no address: {error}; http://127.0.0.1:7878/store is one")
        })?;
        let authority = uri.authority().map_or("", |a| a.as_str());
        if authority.contains('@') {
            return Err(format!(
                "it holds a name or password, which others can see on the command line; set {USER} \
                 and {PASSWORD} in the environment instead"
            ));
        }
        if !matches!(uri.scheme_str(), Some("http" | "https")) || authority.is_empty() {
            return Err("it must begin with http:// or https:// and a host".to_owned());
        }
        Ok(Self(uri))
    }

    /// The address with a parameter more.
    pub(super) fn with(&self, name: &str, value: &str) -> String {
        let value = crate::graph::iri::segment(value);
        let join = if self.0.query().is_some() { '&' } else { '?' };
        format!("{}{join}{name}={value}", self.0)
    }

    /// Whether it is this very machine.
    pub fn is_here(&self) -> bool {
        let host = self.0.host().unwrap_or_default();
        let host = host.trim_matches(['[', ']']);
        let address = host.parse::<std::net::IpAddr>();
        host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|a| a.is_loopback())
    }

    /// Whether others on the way can read what is sent.
    pub fn is_open(&self) -> bool {
        self.0.scheme_str() == Some("http") && !self.is_here()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
