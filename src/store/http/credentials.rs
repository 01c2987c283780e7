//! Who the store is told that we are. Credentials come from the environment alone, so that they
//! stand in no history, no list of processes and no log.

use std::fmt;

/// Environment variable with the user's name.
pub const USER: &str = "KAMERGRAPH_STORE_USER";
/// Environment variable with the password.
pub const PASSWORD: &str = "KAMERGRAPH_STORE_PASSWORD";
/// Environment variable with a bearer token (RFC 6750).
pub const TOKEN: &str = "KAMERGRAPH_STORE_TOKEN";

/// Who we are.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// Nobody.
    None,
    /// Name and password, as the store asks for them: basic (RFC 7617) or digest (RFC 7616).
    Password {
        /// Name.
        user: String,
        /// Password.
        password: String,
    },
    /// A token, sent as it is.
    Token(String),
}

impl Credentials {
    /// What the environment holds; variables that are empty are as good as not set.
    ///
    /// # Errors
    ///
    /// A message when name and password do not come together, or a token comes with them.
    pub fn from_environment() -> Result<Self, String> {
        let get = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        match (get(USER), get(PASSWORD), get(TOKEN)) {
            (None, None, None) => Ok(Self::None),
            (None, None, Some(token)) if token.chars().all(|c| c.is_ascii_graphic()) => {
                Ok(Self::Token(token))
            }
            (None, None, Some(_)) => Err(format!("{TOKEN} holds characters that no token has")),
            (Some(user), Some(password), None) => Ok(Self::Password { user, password }),
            (Some(_), None, _) => Err(format!("{USER} is set and {PASSWORD} is not: set both")),
            (None, Some(_), _) => Err(format!("{PASSWORD} is set and {USER} is not: set both")),
            (Some(_), Some(_), Some(_)) => Err(format!(
                "{TOKEN} is set beside {USER} and {PASSWORD}: keep the one that the store takes"
            )),
        }
    }

    /// Whether there are any.
    pub const fn is_some(&self) -> bool {
        !matches!(self, Self::None)
    }
}

/// Never what is secret.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Password { .. } => "name and password",
            Self::Token(_) => "a token",
        })
    }
}
