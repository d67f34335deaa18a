//! Answers and refusals, in the shape of each service.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::state::options::ErrorShape;

/// Which service answers, which decides how errors look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Deploy v1 and v2, Build, Backups: API key.
    Key,
    /// Deploy v4: PAT, errors with `invalid-params`.
    Cloud,
    /// App Repository and Epics: PAT.
    Repository,
    /// Links and public URLs: plain text.
    Plain,
}

impl Family {
    /// The family of a path.
    pub(crate) fn of(path: &str) -> Self {
        if path.starts_with("/deploy/") {
            Self::Key
        } else if path.starts_with("/cloud/") {
            Self::Cloud
        } else if path.starts_with("/repository/") || path.starts_with("/epics/") {
            Self::Repository
        } else {
            Self::Plain
        }
    }
}

/// What a call answers when it works.
pub(crate) enum Answer {
    Json(Value),
    /// A 2xx without a body.
    Empty(StatusCode),
    Raw(Response),
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::Json(value) => json_response(StatusCode::OK, &value),
            Self::Empty(status) => status.into_response(),
            Self::Raw(response) => response,
        }
    }
}

/// Why a call does not work.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    /// v4: name and reason.
    pub(crate) params: Vec<(String, String)>,
}

/// A refusal with a code.
pub(crate) fn refuse(status: u16, code: &str, message: impl Into<String>) -> Refusal {
    Refusal {
        status,
        code: code.to_owned(),
        message: message.into(),
        params: Vec::new(),
    }
}

/// A v4 refusal that names what is wrong.
pub(crate) fn refuse_param(status: u16, message: &str, name: &str, reason: &str) -> Refusal {
    Refusal {
        status,
        code: String::new(),
        message: message.to_owned(),
        params: vec![(name.to_owned(), reason.to_owned())],
    }
}

impl Refusal {
    /// The refusal as the family writes it.
    pub(crate) fn render(&self, family: Family, shape: ErrorShape) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let (code, message) = (&self.code, &self.message);
        let value = match family {
            Family::Key => match shape {
                ErrorShape::Flat => json!({"errorCode": code, "errorMessage": message}),
                ErrorShape::Pascal => json!({"ErrorCode": code, "ErrorMessage": message}),
                ErrorShape::Nested => json!({"error": {"code": code, "message": message}}),
                ErrorShape::Text => return (status, format!("{code}: {message}")).into_response(),
                ErrorShape::Empty => return status.into_response(),
            },
            Family::Cloud => {
                let params: Vec<_> = self
                    .params
                    .iter()
                    .map(|(name, reason)| json!({"name": name, "reason": reason}))
                    .collect();
                json!({"error": {"code": self.status, "message": message, "invalid-params": params}})
            }
            Family::Repository => {
                json!({"errorCode": format!("RS{}", self.status), "errorMessage": message})
            }
            Family::Plain => return (status, message.clone()).into_response(),
        };
        json_response(status, &value)
    }
}

/// A JSON response; its length is known.
pub(crate) fn json_response(status: StatusCode, value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    response
}
