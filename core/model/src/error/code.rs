//! The properties that every error code has, and the macro that makes the table.

use mendix_deploy_surface::model;

pub use super::table::ErrorCode;

/// Whether trying again can help.
#[model]
pub enum Retry {
    /// No: something must change first.
    Permanent,
    /// Yes, later.
    Temporary,
    /// It could have helped, and was tried as often as allowed.
    Exhausted,
}

/// Whether the platform was changed by the call that failed.
#[model]
pub enum Effect {
    /// Nothing happened.
    None,
    /// The effect happened all the same.
    Done,
    /// Nobody can tell from the answer.
    Unknown,
}

/// Makes [`ErrorCode`] out of one row per code.
macro_rules! error_codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal, $class:ident, $retry:ident, $effect:ident, $remedy:literal;)+) => {
        /// A stable error code. Codes are dotted lower case and are never reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl ErrorCode {
            /// Every code, in the order of the error index.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code's text.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The class it becomes in a host language.
            #[must_use]
            pub const fn class(self) -> ErrorClass {
                match self { $(Self::$variant => ErrorClass::$class),+ }
            }

            /// Whether trying again can help, unless the error says otherwise.
            #[must_use]
            pub const fn retry(self) -> Retry {
                match self { $(Self::$variant => Retry::$retry),+ }
            }

            /// Whether the platform was changed, unless the error says otherwise.
            #[must_use]
            pub const fn effect(self) -> Effect {
                match self { $(Self::$variant => Effect::$effect),+ }
            }

            /// What to do, unless the error says it more exactly.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $(Self::$variant => $remedy),+ }
            }

            /// What happened and why, usually.
            #[must_use]
            pub const fn cause(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n"),+)),+ }
            }

            /// The code of that text.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text)
            }
        }

        impl std::fmt::Display for ErrorCode {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(super) use error_codes;
