//! The one error type: a stable code, what happened, to what, and what to do next.

mod class;
mod code;
mod detail;
mod table;

use std::{collections::BTreeMap, fmt, sync::Arc};

use mendix_deploy_surface::model;

pub use class::ErrorClass;
pub use code::{Effect, ErrorCode, Retry};
pub use detail::{ErrorDetail, FactChange};

/// `Result` with [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error as data: what crosses the border and what a journal keeps. Never holds a secret.
#[model]
pub struct ErrorInfo {
    /// Stable code, dotted lower case, never reused.
    pub code: String,
    /// Which class of the host language it becomes.
    pub error_class: ErrorClass,
    /// The call that failed, such as `environments.start`; empty when no call was involved.
    pub call: String,
    /// What happened, naming the app, environment or constant.
    pub message: String,
    /// What to do next.
    pub remedy: String,
    /// Whether trying again can help.
    pub retry: Retry,
    /// Whether the platform was changed.
    pub effect: Effect,
    /// Names and ids: `app`, `environment`, `constant`, `package`, `run`, `step`, `status`, `attempts`.
    pub context: BTreeMap<String, String>,
    /// The id sent with the request, to find it in the platform's or a proxy's log.
    pub request_id: Option<String>,
    /// The platform's own code, as it was spelled.
    pub platform_code: Option<String>,
    /// Data for those who branch on it.
    pub detail: Option<ErrorDetail>,
    /// The causes below, outermost first, as text.
    pub causes: Vec<String>,
}

/// Everything that goes wrong in mendix-deploy.
///
/// `{}` is one line for a log; `{:#}` is many lines for a person: message, context, causes, remedy.
#[derive(Clone)]
pub struct Error {
    info: Box<ErrorInfo>,
    code: ErrorCode,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error with the remedy, retry class and effect that its code has by default.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            info: Box::new(ErrorInfo {
                code: code.as_str().to_owned(),
                error_class: code.class(),
                call: String::new(),
                message: message.into(),
                remedy: code.remedy().to_owned(),
                retry: code.retry(),
                effect: code.effect(),
                context: BTreeMap::new(),
                request_id: None,
                platform_code: None,
                detail: None,
                causes: Vec::new(),
            }),
            code,
            source: None,
        }
    }

    /// Names the call that failed.
    #[must_use]
    pub fn with_call(mut self, call: &str) -> Self {
        call.clone_into(&mut self.info.call);
        self
    }

    /// Adds a name or id.
    #[must_use]
    pub fn with_context(mut self, key: &str, value: impl fmt::Display) -> Self {
        self.info.context.insert(key.to_owned(), value.to_string());
        self
    }

    /// Replaces the remedy by a more exact one.
    #[must_use]
    pub fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.info.remedy = remedy.into();
        self
    }

    /// Says whether the platform was changed, when this is known better than by the code.
    #[must_use]
    pub fn with_effect(mut self, effect: Effect) -> Self {
        self.info.effect = effect;
        self
    }

    /// Says whether trying again can help, when this is known better than by the code.
    #[must_use]
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.info.retry = retry;
        self
    }

    /// The id that was sent with the request.
    #[must_use]
    pub fn with_request_id(mut self, id: impl Into<String>) -> Self {
        self.info.request_id = Some(id.into());
        self
    }

    /// The platform's own code, as it was spelled.
    #[must_use]
    pub fn with_platform_code(mut self, code: impl Into<String>) -> Self {
        self.info.platform_code = Some(code.into());
        self
    }

    /// Data for those who branch on it.
    #[must_use]
    pub fn with_detail(mut self, detail: ErrorDetail) -> Self {
        self.info.detail = Some(detail);
        self
    }

    /// The cause below. Its text and that of its own causes is kept; it must not hold a secret.
    #[must_use]
    pub fn with_source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        let mut causes = vec![source.to_string()];
        let mut below = source.source();
        while let Some(cause) = below {
            causes.push(cause.to_string());
            below = cause.source();
        }
        self.info.causes = causes;
        self.source = Some(Arc::new(source));
        self
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// The class it becomes in a host language.
    #[must_use]
    pub fn class(&self) -> ErrorClass {
        self.info.error_class
    }

    /// What happened.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.info.message
    }

    /// What to do next.
    #[must_use]
    pub fn remedy(&self) -> &str {
        &self.info.remedy
    }

    /// Whether trying again can help.
    #[must_use]
    pub fn retry(&self) -> Retry {
        self.info.retry
    }

    /// Whether the platform was changed.
    #[must_use]
    pub fn effect(&self) -> Effect {
        self.info.effect
    }

    /// Data for those who branch on it.
    #[must_use]
    pub fn detail(&self) -> Option<&ErrorDetail> {
        self.info.detail.as_ref()
    }

    /// The error as data.
    #[must_use]
    pub fn info(&self) -> &ErrorInfo {
        &self.info
    }
}

impl From<ErrorInfo> for Error {
    /// An error that was kept as data. An unknown code (of a newer version) becomes `internal.unknown_code`, its text kept in `info`.
    fn from(info: ErrorInfo) -> Self {
        let code = ErrorCode::parse(&info.code).unwrap_or(ErrorCode::InternalUnknownCode);
        Self {
            info: Box::new(info),
            code,
            source: None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let info = &self.info;
        write!(f, "{} [{}]", info.message, info.code)?;
        if !f.alternate() {
            return Ok(());
        }
        if !info.call.is_empty() {
            write!(f, "\n  call: {}", info.call)?;
        }
        for (key, value) in &info.context {
            write!(f, "\n  {key}: {value}")?;
        }
        if let Some(code) = &info.platform_code {
            write!(f, "\n  platform code: {code}")?;
        }
        if let Some(id) = &info.request_id {
            write!(f, "\n  request id: {id}")?;
        }
        for cause in &info.causes {
            write!(f, "\n  because: {cause}")?;
        }
        write!(
            f,
            "\n  effect on the platform: {}, retry: {}",
            info.effect, info.retry
        )?;
        if !info.remedy.is_empty() {
            write!(f, "\n  what to do: {}", info.remedy)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:#}")
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source.as_ref() as _)
    }
}
