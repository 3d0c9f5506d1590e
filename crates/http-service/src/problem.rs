use axum::http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An error as clients see it: problem details for HTTP APIs (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The status, 4xx or 5xx.
    pub status: StatusCode,
    /// What is wrong, where, and what to do about it.
    pub detail: String,
    /// Each fault alone, where several were found at once.
    pub faults: Vec<Fault>,
}

/// One of several faults of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it is in the request, such as `facts[2].evidence[0]`.
    pub place: String,
    /// What is wrong there.
    pub detail: String,
}

impl Problem {
    /// A problem of the client's making.
    pub fn new(status: StatusCode, detail: impl std::fmt::Display) -> Self {
        Self {
            status,
            detail: detail.to_string(),
            faults: Vec::new(),
        }
    }

    /// The same, with each fault alone in the member `errors`.
    #[must_use]
    pub fn with_faults(mut self, faults: Vec<Fault>) -> Self {
        self.faults = faults;
        self
    }

    /// A problem of ours. Its causes go to the log, where operators read them, and not to the client.
    pub fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        let causes: Vec<String> = std::iter::successors(Some(error), |error| error.source())
            .map(ToString::to_string)
            .collect();
        tracing::error!(causes = causes.join(": "), "a request failed");
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            detail: "the service could not answer; its log tells why".to_owned(),
            faults: Vec::new(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "title": self.status.canonical_reason().unwrap_or("error"),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if !self.faults.is_empty() {
            let faults = self.faults.iter();
            body["errors"] = faults
                .map(|fault| json!({ "place": fault.place, "detail": fault.detail }))
                .collect();
        }
        let content_type = HeaderValue::from_static("application/problem+json");
        (
            self.status,
            [(CONTENT_TYPE, content_type)],
            body.to_string(),
        )
            .into_response()
    }
}
