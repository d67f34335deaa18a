//! `app/environment`: the only way to name an environment.

use crate::{Error, ErrorCode, Result};

/// The name of an environment: `app/environment`, for example `orders/production`.
///
/// Both parts are not empty, hold neither `/` nor control characters and have no white space at the ends. Case is kept.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "json-schema", schemars(extend("x-module" = module_path!())))]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

impl Address {
    /// Reads `app/environment`.
    ///
    /// # Errors
    ///
    /// `input.invalid_address` when the text is not two names with one slash between them.
    pub fn parse(text: &str) -> Result<Self> {
        let valid = |part: &str| {
            !part.is_empty()
                && part.trim() == part
                && !part.contains('/')
                && !part.chars().any(char::is_control)
        };
        match text.split_once('/') {
            Some((app, environment)) if valid(app) && valid(environment) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(Error::new(
                ErrorCode::InputInvalidAddress,
                format!("{text:?} is not an address"),
            )),
        }
    }

    /// Puts the two parts together.
    ///
    /// # Errors
    ///
    /// `input.invalid_address` as in [`Address::parse`].
    pub fn new(app: &str, environment: &str) -> Result<Self> {
        Self::parse(&format!("{app}/{environment}"))
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The app's name.
    #[must_use]
    pub fn app(&self) -> &str {
        self.0.split_once('/').map_or("", |(app, _)| app)
    }

    /// The environment's name.
    #[must_use]
    pub fn environment(&self) -> &str {
        self.0
            .split_once('/')
            .map_or("", |(_, environment)| environment)
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Address {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
    }
}
