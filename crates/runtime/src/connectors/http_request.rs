//! `http.request`: sends a request to another system, by a client that reaches only the public internet.
//!
//! A workflow is written by people who may not know, or may try, what a server can reach from where it stands.
//! So addresses of the machine itself and of private networks are refused after the name is resolved, on each
//! redirect too, unless they are allowed in the configuration (OWASP: server-side request forgery).

use crate::connector::{Call, Connector, Failure};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, Response, StatusCode, Url, redirect};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// What requests are allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpPolicy {
    /// Addresses that are not public but allowed all the same, as single addresses.
    pub allowed: Vec<IpAddr>,
    /// All addresses are allowed: for a server whose workflows are written by its owner alone.
    pub allow_private: bool,
    /// Bytes of an answer's body.
    pub response_bytes: usize,
    /// How long a request may take.
    pub timeout: Duration,
    /// Redirects that are followed.
    pub redirects: usize,
}

impl Default for HttpPolicy {
    fn default() -> Self {
        Self {
            allowed: Vec::new(),
            allow_private: false,
            response_bytes: 2 << 20,
            timeout: Duration::from_secs(30),
            redirects: 5,
        }
    }
}

impl HttpPolicy {
    fn allows(&self, address: IpAddr) -> bool {
        self.allow_private || is_public(address) || self.allowed.contains(&address)
    }

    /// Whether the address in the URL, if it is one and not a name, is allowed.
    fn allows_host(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        host.parse().map_or(true, |address| self.allows(address))
    }
}

/// Is the address one of the public internet? (IANA's registries of special-purpose addresses.)
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocols = a == 192 && b == 0 && c == 0;
    let benchmarks = a == 198 && (b == 18 || b == 19);
    let special = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_documentation();
    !(special || shared || protocols || benchmarks || a == 0 || a >= 224)
}

fn is_public_v6(v6: Ipv6Addr) -> bool {
    let segments = v6.segments();
    // Addresses that carry an IPv4 address are as public as that: mapped, compatible, NAT64, 6to4.
    let v4 = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match segments {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(v4(high, low))
        }
        [0x2002, high, low, ..] => is_public_v4(v4(high, low)),
        // 2000::/3 is the public unicast space, without documentation and the special block 2001::/23.
        [0x2001, second, ..] if second < 0x200 || second == 0xdb8 => false,
        [first, ..] => first & 0xe000 == 0x2000 && first != 0x3fff,
    }
}

/// Resolves names to allowed addresses only.
#[derive(Debug, Clone)]
struct Guard {
    policy: Arc<HttpPolicy>,
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let policy = self.policy.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|address| policy.allows(address.ip())).collect();
            if allowed.is_empty() {
                return Err(format!("{} has no address that is allowed", name.as_str()).into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

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
        let guarded = policy.clone();
        let redirects = redirect::Policy::custom(move |attempt| {
            if attempt.previous().len() > guarded.redirects {
                attempt.error("too many redirects")
            } else if !guarded.allows_host(attempt.url()) {
                attempt.error("a redirect leads to an address that is not allowed")
            } else {
                attempt.follow()
            }
        });
        let client = Client::builder()
            .user_agent(concat!("Stepwell/", env!("CARGO_PKG_VERSION")))
            .timeout(policy.timeout)
            .connect_timeout(policy.timeout.min(Duration::from_secs(10)))
            .no_proxy()
            .redirect(redirects)
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
    /// The method; `GET` if absent.
    #[serde(default)]
    method: Option<String>,
    /// Headers by name.
    #[serde(default)]
    headers: BTreeMap<String, String>,
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
    /// The body: read as JSON if it says so, else a text.
    body: Value,
}

impl Connector for HttpRequest {
    type Input = Input;
    type Output = Output;
    const KIND: &'static str = "http.request";

    fn timeout(&self) -> Duration {
        self.policy.timeout + Duration::from_secs(5)
    }

    async fn run(&self, call: Call, input: Input) -> Result<Output, Failure> {
        let url = self.check_url(&input.url)?;
        let method = input.method.as_deref().unwrap_or("GET").to_ascii_uppercase();
        let method =
            Method::from_bytes(method.as_bytes()).map_err(|error| Failure::Never(error.to_string()))?;
        let mut request = self.client.request(method, url);
        let mut headers = header_map(&input.headers)?;
        let key = HeaderValue::from_str(&call.idempotency_key)
            .map_err(|error| Failure::Never(error.to_string()))?;
        headers.entry("idempotency-key").or_insert(key);
        match input.body {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) => request = request.body(text),
            Some(json) => {
                headers.entry("content-type").or_insert(HeaderValue::from_static("application/json"));
                request = request.body(json.to_string());
            }
        }
        let response = request.headers(headers).send().await.map_err(failure)?;
        self.answer(response).await
    }
}

impl HttpRequest {
    fn check_url(&self, text: &str) -> Result<Url, Failure> {
        let url = Url::parse(text).map_err(|error| Failure::Never(format!("{text}: {error}")))?;
        if !["http", "https"].contains(&url.scheme()) {
            return Err(Failure::Never(format!("{text}: only http and https are allowed")));
        }
        if !self.policy.allows_host(&url) {
            return Err(Failure::Never(format!("{text}: the address is not allowed")));
        }
        Ok(url)
    }

    async fn answer(&self, mut response: Response) -> Result<Output, Failure> {
        let status = response.status();
        // The other side may be better in a while; everything else is an answer that the workflow looks at.
        if status.is_server_error()
            || [StatusCode::TOO_MANY_REQUESTS, StatusCode::REQUEST_TIMEOUT].contains(&status)
        {
            return Err(Failure::Again(format!("the server answered {status}")));
        }
        let headers: BTreeMap<String, String> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failure)? {
            if bytes.len() + chunk.len() > self.policy.response_bytes {
                let limit = self.policy.response_bytes;
                return Err(Failure::Never(format!("the answer is larger than the limit of {limit} bytes")));
            }
            bytes.extend_from_slice(&chunk);
        }
        let is_json = headers.get("content-type").is_some_and(|kind| kind.contains("json"));
        let parsed = is_json.then(|| serde_json::from_slice(&bytes).ok()).flatten();
        let body = parsed.unwrap_or_else(|| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        Ok(Output { status: status.as_u16(), headers, body })
    }
}

fn header_map(headers: &BTreeMap<String, String>) -> Result<HeaderMap, Failure> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let bad = |error: &dyn std::fmt::Display| Failure::Never(format!("header {name}: {error}"));
        let header = HeaderName::from_bytes(name.as_bytes()).map_err(|error| bad(&error))?;
        let value = HeaderValue::from_str(value).map_err(|error| bad(&error))?;
        map.insert(header, value);
    }
    Ok(map)
}

/// The error with all its causes: the outermost alone says little.
fn failure(error: reqwest::Error) -> Failure {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    if error.is_redirect() || error.is_builder() { Failure::Never(text) } else { Failure::Again(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_public() {
        let public = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"];
        let special = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
        ];
        for address in public {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        for address in special {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn addresses_in_urls_are_checked() {
        let connector = HttpRequest::new(HttpPolicy::default()).unwrap();
        for url in [
            "http://127.0.0.1/",
            "http://[::1]:80/",
            "http://2130706433/",
            "http://0x7f.1/",
            "ftp://example.com/",
        ] {
            assert!(matches!(connector.check_url(url), Err(Failure::Never(_))), "{url}");
        }
        assert!(connector.check_url("https://example.com/a?b=c").is_ok());
        let allowed = HttpPolicy { allowed: vec!["10.0.0.7".parse().unwrap()], ..HttpPolicy::default() };
        let connector = HttpRequest::new(allowed).unwrap();
        assert!(connector.check_url("http://10.0.0.7/").is_ok());
        assert!(connector.check_url("http://10.0.0.8/").is_err());
    }
}
