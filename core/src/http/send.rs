//! Sends requests: signed, traced, bounded, tried again where that is safe.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use backon::{ExponentialBuilder, Retryable};
use futures::{FutureExt, future::BoxFuture};
use mendix_deploy_model::{
    Error, ErrorClass, ErrorCode, Result,
    clients::{ClientOptions, ContactedHost},
    error::{Effect, Retry},
    time::Timestamp,
};
use reqwest::{StatusCode, header};
use tracing::Instrument;

use super::{
    Answer, Body, Hosts, Request, Sign,
    answer::retry_after,
    failure::{self, Hops},
    judge::{RETRY_AFTER, judge},
    proxy::{self, Proxies},
    tls,
};
use crate::{client::Credentials, clock::Clock};

/// Answers are documents, never files: what is larger is refused.
const LARGEST_ANSWER: usize = 16 * 1024 * 1024;
/// The first pause of our own, and the shortest: a platform that asks for none is not asked again at once.
const SHORTEST_PAUSE: Duration = Duration::from_millis(500);
/// A platform that asks for a longer pause than this is not waited for inside a call.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);

/// The way out.
#[derive(Clone)]
pub(crate) struct Http {
    inner: Arc<Inner>,
    pub(crate) clock: Arc<dyn Clock>,
}

struct Inner {
    client: reqwest::Client,
    /// For links: no credentials, no time limit as a whole, and an end when not one byte moves.
    links: reqwest::Client,
    hosts: Hosts,
    proxies: Proxies,
    credentials: Credentials,
    timeout: Duration,
    /// For a call with all of its attempts and pauses.
    total: Duration,
    attempts: usize,
    read_only: bool,
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http")
            .field("hosts", &self.inner.hosts)
            .field("credentials", &self.inner.credentials)
            .finish_non_exhaustive()
    }
}

impl Http {
    pub(crate) fn new(
        credentials: Credentials,
        options: &ClientOptions,
        clock: Arc<dyn Clock>,
    ) -> Result<Self> {
        let hosts = Hosts::new(options.endpoints.as_ref())?;
        let timeout = Duration::from_secs(options.timeout_seconds.unwrap_or(60));
        let agent = format!(
            "{}{}",
            concat!("mendix-deploy/", env!("CARGO_PKG_VERSION")),
            options
                .user_agent
                .as_deref()
                .map(|text| format!(" {text}"))
                .unwrap_or_default()
        );
        let tls = tls::configuration(options)?;
        let client = |patience: Option<Duration>| {
            let mut builder = reqwest::Client::builder()
                .tls_backend_preconfigured(tls.clone())
                .connect_timeout(Duration::from_secs(
                    options.connect_timeout_seconds.unwrap_or(10),
                ))
                .redirect(reqwest::redirect::Policy::none())
                .user_agent(&agent);
            if let Some(patience) = patience {
                builder = builder.read_timeout(patience);
            }
            proxy::apply(builder, options, &credentials)?
                .build()
                .map_err(|e| {
                    Error::new(ErrorCode::InputInvalid, "the client cannot be set up")
                        .with_source(e.without_url())
                })
        };
        let (client, links) = (client(None)?, client(Some(timeout))?);
        Ok(Self {
            inner: Arc::new(Inner {
                client,
                links,
                hosts,
                proxies: Proxies::new(options),
                credentials,
                timeout,
                total: Duration::from_secs(options.total_seconds.unwrap_or(600)),
                attempts: options.max_attempts.unwrap_or(5).max(1) as usize,
                read_only: options.read_only,
            }),
            clock,
        })
    }

    fn hops(&self, url: &url::Url) -> Hops {
        Hops {
            host: url.host_str().unwrap_or_default().to_owned(),
            proxy: self.inner.proxies.before(url),
        }
    }

    pub(crate) fn hosts(&self) -> &Hosts {
        &self.inner.hosts
    }

    /// Every host that may be contacted, with what may be sent there.
    pub(crate) fn contacted(&self) -> Vec<ContactedHost> {
        let inner = &self.inner;
        let proxies = inner
            .proxies
            .contacted(inner.hosts.bases(), inner.credentials.proxy.is_some());
        inner.hosts.contacted().into_iter().chain(proxies).collect()
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.inner.credentials
    }

    /// A transfer has no time limit as a whole, because a slow link is not a failure; it fails when not one byte moves
    /// for this long.
    pub(crate) fn patience(&self) -> Duration {
        self.inner.timeout
    }

    /// The error of a transfer that does not move.
    pub(crate) fn stalled(&self, what: &str) -> Error {
        let seconds = self.patience().as_secs();
        Error::new(
            ErrorCode::CallTimedOut,
            format!("{what} did not move for {seconds} seconds"),
        )
    }

    /// Sends a request and reads its answer; an answer that is not a success becomes the error that its status and the
    /// platform's code mean for this call.
    ///
    /// Reads are tried again after temporary failures. Requests with an effect are tried again only when the failure
    /// proves that they never arrived or were refused untouched.
    pub(crate) fn send(&self, request: Request) -> BoxFuture<'_, Result<Answer>> {
        // Boxed, so that a caller's future does not carry every type of the retry layer.
        self.send_checked(request).boxed()
    }

    async fn send_checked(&self, request: Request) -> Result<Answer> {
        self.check(&request)?;
        self.inner
            .hosts
            .check(&request.url)
            .map_err(|e| request.name(e, "not sent"))?;
        if matches!(request.body, Body::Form(_)) {
            return self.once(request).await;
        }
        let tried = Arc::new(AtomicUsize::new(0));
        let outcome = self.repeatedly(Arc::new(request), Arc::clone(&tried)).await;
        let attempts = tried.load(Ordering::Relaxed);
        outcome.map_err(|error| {
            let tried_again = attempts > 1 && error.retry() == Retry::Temporary;
            let error = error.with_context("attempts", attempts);
            if tried_again {
                error.with_retry(Retry::Exhausted)
            } else {
                error
            }
        })
    }

    /// As many attempts as it takes and is allowed.
    fn repeatedly(
        &self,
        request: Arc<Request>,
        tried: Arc<AtomicUsize>,
    ) -> BoxFuture<'static, Result<Answer>> {
        let this = self.clone();
        self.insist(move |left| {
            let (this, mut again) = (this.clone(), repeat(&request));
            again.attempt = tried.fetch_add(1, Ordering::Relaxed) + 1;
            again.timeout = Some(again.timeout.unwrap_or(this.inner.timeout).min(left));
            async move { this.once(again).await }.boxed()
        })
    }

    /// Repeats an attempt while that is safe and can help, and as long as the time for the whole lasts; the attempt is told
    /// what is left of it. Not an `async fn`: the retry layer's closures would make the
    /// future of every caller impossible to prove `Send`.
    fn insist<T: Send + 'static>(
        &self,
        mut attempt: impl FnMut(Duration) -> BoxFuture<'static, Result<T>> + Send + 'static,
    ) -> BoxFuture<'static, Result<T>> {
        let clock = Arc::clone(&self.clock);
        let left = {
            let (clock, began, total) = (Arc::clone(&clock), clock.now(), self.inner.total);
            move || total.saturating_sub(elapsed(began, clock.now()))
        };
        let within = left.clone();
        let attempt = move || attempt(left());
        let pauses = ExponentialBuilder::default()
            .with_min_delay(SHORTEST_PAUSE)
            .with_max_delay(Duration::from_secs(20))
            .with_max_times(self.inner.attempts - 1)
            .with_jitter();
        attempt
            .retry(pauses)
            .sleep(move |duration| clock.sleep(duration))
            .when(worth_repeating)
            .adjust(move |error, next| patient(error, next).filter(|pause| *pause < within()))
            .boxed()
    }

    /// What is refused before anything is sent.
    fn check(&self, request: &Request) -> Result<()> {
        if self.inner.read_only && request.changes() {
            return Err(request.name(
                Error::new(
                    ErrorCode::InputReadOnly,
                    format!(
                        "{} changes the platform and this client is read-only",
                        request.call
                    ),
                ),
                "not sent",
            ));
        }
        let missing = match request.sign {
            Sign::ApiKey if self.inner.credentials.api_key.is_none() => {
                "an API key with its user name"
            }
            Sign::Token if self.inner.credentials.pat.is_none() => "a personal access token",
            _ => return Ok(()),
        };
        let error = Error::new(
            ErrorCode::CredentialsMissing,
            format!("{} needs {missing} ({})", request.call, request.right),
        );
        Err(request.name(error, "not sent"))
    }

    /// One attempt.
    fn once(&self, request: Request) -> BoxFuture<'_, Result<Answer>> {
        self.spanned(request).boxed()
    }

    async fn spanned(&self, request: Request) -> Result<Answer> {
        let id = request_id();
        let span = tracing::info_span!(
            "mendix_deploy.call",
            call = request.call,
            method = request.method.as_str(),
            host = request.url.host_str().unwrap_or_default(),
            request_id = id.as_str(),
            attempt = request.attempt,
            app = tracing::field::Empty,
            environment = tracing::field::Empty,
            status = tracing::field::Empty,
            code = tracing::field::Empty,
            duration_ms = tracing::field::Empty,
        );
        // Names only: what else a request is about stays in its error.
        for (key, value) in &request.context {
            if matches!(*key, "app" | "environment") {
                span.record(*key, value.as_str());
            }
        }
        async {
            let began = Instant::now();
            let answer = self.exchange(request, &id).await;
            let span = tracing::Span::current();
            let took = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            span.record("duration_ms", took);
            match &answer {
                Ok(answer) => span.record("status", answer.status.as_u16()),
                Err(error) => span.record("code", error.code().as_str()),
            };
            tracing::debug!("answered");
            answer
        }
        .instrument(span)
        .await
    }

    async fn exchange(&self, mut request: Request, id: &str) -> Result<Answer> {
        let changes = request.changes();
        let hops = self.hops(&request.url);
        let form = matches!(request.body, Body::Form(_));
        let mut builder = self
            .inner
            .client
            .request(request.method.clone(), request.url.clone())
            .header(header::ACCEPT, "application/json")
            .header("x-request-id", id);
        // Whoever sends a form watches over its pace.
        if let Some(limit) = request
            .timeout
            .or_else(|| (!form).then_some(self.inner.timeout))
        {
            builder = builder.timeout(limit);
        }
        builder = self.inner.credentials.sign(builder, request.sign);
        builder = match std::mem::replace(&mut request.body, Body::None) {
            // Deploy v1 wants the content type also on calls without a body.
            Body::None if request.sign == Sign::ApiKey => {
                builder.header(header::CONTENT_TYPE, "application/json")
            }
            Body::None => builder,
            Body::Json(value) => builder
                .header(header::CONTENT_TYPE, "application/json")
                .body(value.to_string()),
            Body::Form(form) => builder.multipart(form),
        };
        let failed = |error: reqwest::Error| request.name(failure::of(error, &hops, changes), id);
        let response = builder.send().await.map_err(failed)?;
        let status = response.status();
        let pause = retry_after(response.headers(), self.clock.now().as_jiff());
        let body = match read(response, LARGEST_ANSWER).await {
            Ok(body) => body,
            Err(Oversize::Failed(error)) => return Err(failed(error)),
            Err(Oversize::TooLarge) => {
                let error = Error::new(
                    ErrorCode::AnswerTooLarge,
                    format!(
                        "the answer of {} is larger than {LARGEST_ANSWER} bytes",
                        hops.host
                    ),
                );
                return Err(request.name(error, id));
            }
        };
        let answer = Answer {
            status,
            body,
            request_id: id.to_owned(),
            retry_after: pause,
        };
        judge(&request, answer, &self.inner.credentials)
    }

    /// Opens a link without credentials and hands the response over for streaming. A link that cannot be reached is
    /// tried again, because fetching it changes nothing; a download that does not move ends.
    pub(crate) fn open(
        &self,
        call: &'static str,
        link: &str,
    ) -> BoxFuture<'static, Result<reqwest::Response>> {
        let url = match self.checked_link(link) {
            Ok(url) => url,
            Err(error) => return std::future::ready(Err(error.with_call(call))).boxed(),
        };
        let this = self.clone();
        self.insist(move |_| {
            let (this, url) = (this.clone(), url.clone());
            async move { this.open_once(call, url).await }.boxed()
        })
    }

    fn checked_link(&self, link: &str) -> Result<url::Url> {
        // The library's message may quote the link.
        let url = url::Url::parse(link).map_err(|_| {
            Error::new(
                ErrorCode::AnswerUnexpected,
                "the platform gave a link that is not a URL",
            )
            .with_effect(Effect::None)
        })?;
        self.inner.hosts.check_link(&url)?;
        Ok(url)
    }

    async fn open_once(&self, call: &'static str, url: url::Url) -> Result<reqwest::Response> {
        let id = request_id();
        let hops = self.hops(&url);
        let about = |error: Error| {
            error
                .with_call(call)
                .with_request_id(&id)
                .with_effect(Effect::None)
        };
        let response = self
            .inner
            .links
            .get(url)
            .header("x-request-id", &id)
            .send()
            .await
            .map_err(|e| about(failure::of(e, &hops, false)))?;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        let code = match status.as_u16() {
            429 => ErrorCode::PlatformRateLimited,
            // Storage services answer with any of these when a signature is too old.
            400..=499 => ErrorCode::MendixCloudLinkExpired,
            300..=399 => ErrorCode::NetworkRedirectRefused,
            _ => ErrorCode::PlatformUnavailable,
        };
        let mut error = Error::new(code, format!("the link on {} answers {status}", hops.host))
            .with_context("status", status.as_u16());
        if let Some(pause) = retry_after(response.headers(), self.clock.now().as_jiff()) {
            error = error.with_context(RETRY_AFTER, pause.as_secs());
        }
        Err(about(error))
    }

    /// Status and first bytes of a public URL: for the checks of a release. Redirects are not followed.
    pub(crate) async fn look(
        &self,
        url: url::Url,
        limit: usize,
        timeout: Duration,
    ) -> Result<(StatusCode, Vec<u8>)> {
        let hops = self.hops(&url);
        let failed = |e: reqwest::Error| failure::of(e, &hops, false).with_call("verify.look");
        let response = self
            .inner
            .client
            .get(url)
            .timeout(timeout)
            .header("x-request-id", request_id())
            .send()
            .await
            .map_err(failed)?;
        let status = response.status();
        match read(response, limit).await {
            Ok(body) => Ok((status, body)),
            Err(Oversize::TooLarge) => Ok((status, Vec::new())),
            Err(Oversize::Failed(error)) => Err(failed(error)),
        }
    }
}

/// What has passed; nothing when the clock was put back.
fn elapsed(began: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(now.as_jiff().duration_since(began.as_jiff())).unwrap_or_default()
}

/// Only what proves that the platform was left as it was is sent again. A conflict (another start, a lock, a running
/// backup, maintenance) lasts longer than these attempts and may end in a way that makes the call wrong: whether to send
/// it again is for the caller or the plan to say.
fn worth_repeating(error: &Error) -> bool {
    error.retry() == Retry::Temporary
        && error.effect() == Effect::None
        && error.class() != ErrorClass::Conflict
}

/// The platform's own pace wins over ours; one that is too long ends the attempts.
pub(crate) fn patient(error: &Error, next: Option<Duration>) -> Option<Duration> {
    let asked = error
        .info()
        .context
        .get(RETRY_AFTER)
        .and_then(|text| text.parse().ok())
        .map(Duration::from_secs);
    match (next, asked) {
        (Some(_), Some(asked)) if asked > LONGEST_PAUSE => None,
        (Some(_), Some(asked)) => Some(asked.max(SHORTEST_PAUSE)),
        (next, _) => next,
    }
}

/// A request again, for another attempt.
fn repeat(request: &Request) -> Request {
    Request {
        call: request.call,
        method: request.method.clone(),
        url: request.url.clone(),
        sign: request.sign,
        body: match &request.body {
            Body::Json(value) => Body::Json(value.clone()),
            // Forms are sent once and never come here.
            Body::None | Body::Form(_) => Body::None,
        },
        right: request.right,
        secrets: request.secrets.clone(),
        context: request.context.clone(),
        timeout: request.timeout,
        attempt: request.attempt,
    }
}

enum Oversize {
    TooLarge,
    Failed(reqwest::Error),
}

async fn read(
    mut response: reqwest::Response,
    limit: usize,
) -> std::result::Result<Vec<u8>, Oversize> {
    if response
        .content_length()
        .is_some_and(|length| length > limit as u64)
    {
        return Err(Oversize::TooLarge);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(Oversize::Failed)? {
        if body.len() + chunk.len() > limit {
            return Err(Oversize::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Sixteen random bytes in hexadecimal, to find a request in the platform's or a proxy's log.
fn request_id() -> String {
    let mut bytes = [0_u8; 16];
    // Without randomness the id is not unique, which only makes a log harder to read.
    let _ = getrandom::fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
