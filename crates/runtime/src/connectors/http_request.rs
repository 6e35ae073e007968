//! `http.request`: sends a request to another system, by a client that reaches only the public internet.

mod errors;
mod guard;
mod headers;

pub use guard::HttpPolicy;

use crate::connector::{Call, Connector, Failure, quoted};
use crate::connectors::limits;
use crate::messages::http as messages;
use errors::{failure, host};
use guard::Guard;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use lang::Text;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::{Client, Method, Response, StatusCode, Url, redirect};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// The methods that can be sent: not those that are for proxies or show a request with its secrets.
const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// Sends a request to another system.
#[derive(Debug, Clone)]
pub struct HttpRequest {
    client: Client,
    policy: Arc<HttpPolicy>,
}

impl HttpRequest {
    /// A client with this policy.
    ///
    /// # Errors
    /// The client cannot be made; the text says why.
    pub fn new(policy: HttpPolicy) -> Result<Self, String> {
        // The first call in the process wins; all of ours say the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let policy = Arc::new(policy);
        let client = Client::builder()
            .user_agent(concat!("Stepwell/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(policy.timeout.min(limits::CONNECT))
            .http1_max_headers(limits::ANSWER_HEADERS)
            .http2_max_header_list_size(u32::try_from(limits::HEADER_BYTES).unwrap_or(u32::MAX))
            .no_proxy()
            .referer(false)
            .redirect(redirect::Policy::none())
            .dns_resolver(Arc::new(Guard { policy: policy.clone() }))
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self { client, policy })
    }
}

/// The request.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Input {
    /// The address, `http` or `https`.
    url: String,
    /// The method: `GET` (if absent), `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` or `OPTIONS`.
    #[serde(default)]
    method: Option<String>,
    /// Headers by name.
    #[serde(default)]
    headers: Option<BTreeMap<String, String>>,
    /// The body: a text is sent as it is, anything else as JSON.
    #[serde(default)]
    body: Option<Value>,
}

/// The answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The status, as in 200.
    status: u16,
    /// Headers by name in lower case; of several with the same name the last.
    headers: BTreeMap<String, String>,
    /// The body: read as JSON if it says so, else a text (UTF-8); null if it is empty.
    body: Value,
}

/// What is sent, from redirect to redirect.
struct Request {
    url: Url,
    method: Method,
    headers: HeaderMap,
    body: Option<String>,
}

impl Connector for HttpRequest {
    type Input = Input;
    type Output = Output;
    const KIND: &'static str = "http.request";

    fn timeout(&self) -> Duration {
        self.policy.timeout
    }

    fn failures(&self) -> &'static [&'static Text] {
        messages::ALL
    }

    async fn run(&self, call: Call, input: Input) -> Result<Output, Failure> {
        let response = self.send(self.request(&call, input)?).await?;
        self.answer(response).await
    }
}

impl HttpRequest {
    fn request(&self, call: &Call, input: Input) -> Result<Request, Failure> {
        let url = self.policy.check(&input.url)?;
        let method = input.method.as_deref().unwrap_or("GET").to_ascii_uppercase();
        let known = Method::from_bytes(method.as_bytes()).ok().filter(|it| METHODS.contains(&it.as_str()));
        let method = known.ok_or_else(|| {
            let message = messages::METHOD.message().with("method", quoted(&method));
            Failure::never(message.with("choices", METHODS.join(", ")))
        })?;
        let mut headers = headers::given(&input.headers.unwrap_or_default())?;
        if let Ok(key) = HeaderValue::from_str(&call.idempotency_key) {
            headers.entry("idempotency-key").or_insert(key);
        }
        headers.insert("accept-encoding", HeaderValue::from_static("identity"));
        let body = match input.body {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text),
            Some(json) => {
                headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
                Some(json.to_string())
            }
        };
        Ok(Request { url, method, headers, body })
    }

    /// Sends the request, and again where it is redirected to.
    async fn send(&self, mut request: Request) -> Result<Response, Failure> {
        for _ in 0..=self.policy.redirects {
            let mut builder = self.client.request(request.method.clone(), request.url.clone());
            builder = builder.headers(request.headers.clone());
            if let Some(body) = &request.body {
                builder = builder.body(body.clone());
            }
            let connect = self.policy.timeout.min(limits::CONNECT);
            let sent = builder.send().await;
            let response = sent.map_err(|error| failure(&error, &request.url, connect))?;
            match response.headers().get(LOCATION) {
                Some(to) if response.status().is_redirection() => {
                    let to = String::from_utf8_lossy(to.as_bytes()).into_owned();
                    self.redirect(&mut request, response.status(), &to)?;
                }
                _ => return Ok(response),
            }
        }
        let message = messages::TOO_MANY_REDIRECTS.message().with("limit", self.policy.redirects);
        Err(Failure::never(message.with("host", host(&request.url))))
    }

    /// Turns the request into the one that follows a redirect (RFC 9110, 15.4).
    fn redirect(&self, request: &mut Request, status: StatusCode, to: &str) -> Result<(), Failure> {
        let unreadable = || Failure::never(messages::URL_UNREADABLE.message().with("url", quoted(to)));
        let url = request.url.join(to).map_err(|_| unreadable())?;
        let url = self.policy.check(url.as_str())?;
        if request.url.scheme() == "https" && url.scheme() == "http" {
            let message = messages::REDIRECT_INSECURE.message().with("host", host(&request.url));
            return Err(Failure::never(message));
        }
        if url.origin() != request.url.origin() {
            request.headers = headers::for_anybody(&request.headers);
        }
        let keeps_method = [StatusCode::TEMPORARY_REDIRECT, StatusCode::PERMANENT_REDIRECT].contains(&status);
        if !keeps_method && request.method != Method::HEAD {
            request.method = Method::GET;
            request.headers.remove(CONTENT_TYPE);
            request.body = None;
        }
        request.url = url;
        Ok(())
    }

    async fn answer(&self, mut response: Response) -> Result<Output, Failure> {
        let (status, url, limit) = (response.status(), response.url().clone(), self.policy.response_bytes);
        // The other side may be better in a while; everything else is an answer that the workflow looks at.
        if may_change(status) {
            let message = messages::STATUS.message().with("host", host(&url)).with("status", status.as_u16());
            let wait =
                response.headers().get(RETRY_AFTER).and_then(|value| retry_after(value.to_str().ok()?));
            return Err(wait.map_or_else(
                || Failure::again(message.clone()),
                |wait| Failure::Later(message.clone().into(), wait),
            ));
        }
        let never = |text: &'static Text, limit: usize| {
            Failure::never(text.message().with("host", host(&url)).with("limit", limit))
        };
        if headers::size(response.headers()) > limits::HEADER_BYTES {
            return Err(never(&messages::ANSWER_HEADERS_TOO_LARGE, limits::HEADER_BYTES));
        }
        let headers: BTreeMap<String, String> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        // What unpacks to more than it seems is never unpacked.
        let encoding = headers.get(CONTENT_ENCODING.as_str()).map(|it| it.trim());
        if let Some(encoding) = encoding.filter(|it| !it.is_empty() && !it.eq_ignore_ascii_case("identity")) {
            let message = messages::COMPRESSED.message().with("host", host(&url));
            return Err(Failure::never(message.with("encoding", quoted(encoding))));
        }
        let mut bytes = Vec::new();
        let connect = self.policy.timeout;
        while let Some(chunk) = response.chunk().await.map_err(|error| failure(&error, &url, connect))? {
            if bytes.len() + chunk.len() > limit {
                return Err(never(&messages::ANSWER_TOO_LARGE, limit));
            }
            bytes.extend_from_slice(&chunk);
        }
        let is_json = headers.get(CONTENT_TYPE.as_str()).is_some_and(|kind| kind.contains("json"));
        let body = match () {
            () if bytes.is_empty() => Value::Null,
            () if is_json => serde_json::from_slice(&bytes).map_err(|error| not_json(&error, &url))?,
            () => Value::String(String::from_utf8_lossy(&bytes).into_owned()),
        };
        Ok(Output { status: status.as_u16(), headers, body })
    }
}

/// Whether the same request may be answered otherwise in a while.
fn may_change(status: StatusCode) -> bool {
    let busy = [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_EARLY, StatusCode::TOO_MANY_REQUESTS];
    status.is_server_error() || busy.contains(&status)
}

fn not_json(error: &serde_json::Error, url: &Url) -> Failure {
    let message = messages::NOT_JSON.message().with("host", host(url));
    Failure::never(message.with("line", error.line()).with("column", error.column()))
}

/// How long a server asks to be left alone: seconds, or a date (RFC 9110, 10.2.3).
fn retry_after(value: &str) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = rfc2822::parse(value.trim()).ok()?.timestamp();
    until.duration_since(Timestamp::now()).try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_asks_for_is_read_as_seconds_or_as_a_date() {
        assert_eq!(retry_after(" 120 "), Some(Duration::from_secs(120)));
        for nothing in ["", "-5", "soon", "1.5", "Sun, 06 Nov 1994 08:49:37 GMT"] {
            assert_eq!(retry_after(nothing), None, "{nothing}");
        }
        let soon = Timestamp::now() + Duration::from_secs(90);
        let date = rfc2822::to_string(&soon.to_zoned(jiff::tz::TimeZone::UTC)).unwrap();
        let wait = retry_after(&date).unwrap().as_secs();
        assert!((85..=90).contains(&wait), "{date}: {wait}");
    }

    #[test]
    fn a_redirect_keeps_what_it_may() {
        let connector = HttpRequest::new(HttpPolicy::default()).unwrap();
        let request = || {
            let given = [("X-Key", "secret"), ("Accept", "text/plain"), ("Content-Type", "text/csv")];
            let given = given.map(|(name, value)| (name.to_owned(), value.to_owned()));
            Request {
                url: Url::parse("https://a.example/x").unwrap(),
                method: Method::POST,
                headers: headers::given(&given.into_iter().collect()).unwrap(),
                body: Some("1,2".to_owned()),
            }
        };
        let names =
            |request: &Request| request.headers.keys().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let mut same = request();
        connector.redirect(&mut same, StatusCode::TEMPORARY_REDIRECT, "/y").unwrap();
        assert_eq!((same.url.as_str(), &same.method), ("https://a.example/y", &Method::POST));
        assert_eq!((names(&same).as_str(), same.body.as_deref()), ("accept content-type x-key", Some("1,2")));

        let mut other = request();
        connector.redirect(&mut other, StatusCode::SEE_OTHER, "//b.example/").unwrap();
        assert_eq!((other.url.as_str(), &other.method), ("https://b.example/", &Method::GET));
        assert_eq!((names(&other).as_str(), other.body), ("accept", None));

        for to in ["http://a.example/", "https://10.0.0.1/", "file:///x", "https://u:p@b.example/"] {
            assert!(connector.redirect(&mut request(), StatusCode::FOUND, to).is_err(), "{to}");
        }
    }
}
