//! Which hosts requests may reach: those of the public internet, and what the configuration allows.
//!
//! A workflow is written by people who may not know, or may try, what a server can reach from where it stands
//! (OWASP: server-side request forgery). The address is checked where it is written as one, and again after a name is
//! resolved; the addresses that passed are the ones that are connected to.

use crate::connector::{Failure, quoted};
use crate::connectors::limits;
use crate::messages::http as messages;
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::fmt;
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
    /// How long a request may take, its redirects and the whole answer included.
    pub timeout: Duration,
    /// Redirects that are followed.
    pub redirects: usize,
}

impl Default for HttpPolicy {
    fn default() -> Self {
        Self {
            allowed: Vec::new(),
            allow_private: false,
            response_bytes: limits::RESPONSE_BYTES,
            timeout: limits::TIMEOUT,
            redirects: limits::REDIRECTS,
        }
    }
}

impl HttpPolicy {
    fn allows(&self, address: IpAddr) -> bool {
        self.allow_private || is_public(address) || self.allowed.contains(&address)
    }

    /// The address, if a request may be sent there as far as can be said before names are resolved.
    pub(super) fn check(&self, text: &str) -> Result<Url, Failure> {
        if text.len() > limits::URL_BYTES {
            let too_long = messages::URL_TOO_LONG.message().with("limit", limits::URL_BYTES);
            return Err(Failure::never(too_long));
        }
        let url = Url::parse(text).map_err(|_| unreadable(text))?;
        if !["http", "https"].contains(&url.scheme()) {
            let scheme = messages::SCHEME.message().with("scheme", quoted(url.scheme()));
            return Err(Failure::never(scheme));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Failure::never(messages::USERINFO.message()));
        }
        let host = url.host_str().ok_or_else(|| unreadable(text))?;
        let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        if literal.is_ok_and(|address| !self.allows(address)) {
            return Err(refused(host));
        }
        Ok(url)
    }
}

fn unreadable(text: &str) -> Failure {
    Failure::never(messages::URL_UNREADABLE.message().with("url", quoted(text)))
}

fn refused(host: &str) -> Failure {
    Failure::never(messages::HOST_REFUSED.message().with("host", quoted(host)))
}

/// Addresses in public space at which clouds tell their machines secrets: Azure's.
const METADATA: &[Ipv4Addr] = &[Ipv4Addr::new(168, 63, 129, 16)];

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
    let relays = a == 192 && b == 88 && c == 99;
    let benchmarks = a == 198 && (b == 18 || b == 19);
    let special = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_documentation();
    let special = special || METADATA.contains(&v4);
    !(special || shared || protocols || relays || benchmarks || a == 0 || a >= 224)
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

/// A failure on its way through the HTTP client.
#[derive(Debug)]
pub(super) struct Carried(pub(super) Failure);

impl fmt::Display for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for Carried {}

/// Resolves names to allowed addresses only.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    pub(super) policy: Arc<HttpPolicy>,
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let policy = self.policy.clone();
        Box::pin(async move {
            let host = name.as_str();
            let found = tokio::net::lookup_host((host, 0)).await.map(Iterator::collect);
            // The name may get an address, or its server answer, the next time.
            let unknown =
                || Carried(Failure::again(messages::NO_SUCH_HOST.message().with("host", quoted(host))));
            let found: Vec<SocketAddr> = found.map_err(|_| unknown())?;
            if found.is_empty() {
                return Err(unknown().into());
            }
            let allowed: Vec<SocketAddr> =
                found.into_iter().filter(|address| policy.allows(address.ip())).collect();
            if allowed.is_empty() {
                return Err(Carried(refused(host)).into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_public() {
        let public = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"];
        let special = [
            "127.0.0.1",
            "127.255.255.254",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254", // metadata of most clouds
            "168.63.129.16",   // of Azure
            "100.100.100.200", // of Alibaba
            "192.0.0.192",     // of Oracle
            "100.64.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "198.51.100.1",
            "203.0.113.1",
            "::1",
            "::",
            "::127.0.0.1",
            "fe80::1",
            "fec0::1",
            "fc00::1",
            "fd00:ec2::254", // metadata of Amazon
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::ffff:0:127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::7f00:1",
            "100::1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "3fff::1",
            "5f00::1",
        ];
        for address in public {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        for address in special {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    /// The code of the failure.
    fn code(checked: Result<Url, Failure>) -> String {
        match checked {
            Ok(url) => url.to_string(),
            Err(Failure::Never(engine::Said::Problem(problem))) => problem.code.to_string(),
            Err(other) => format!("{other:?}"),
        }
    }

    #[test]
    fn addresses_in_urls_are_checked_in_every_spelling() {
        let policy = HttpPolicy::default();
        for url in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://127.0.0.1./",
            "http://[::1]:80/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://0/",
            "http://1２７.0.0.1/",
            "http:\\\\127.0.0.1\\",
            "https://169.254.169.254/latest/meta-data/",
            "http://[fe80::1]/",
        ] {
            assert_eq!(code(policy.check(url)), "http.host-refused", "{url}");
        }
        for (url, expected) in [
            ("ftp://example.com/", "http.scheme"),
            ("file:///etc/passwd", "http.scheme"),
            ("gopher://127.0.0.1:6379/_x", "http.scheme"),
            ("unix:/run/docker.sock", "http.scheme"),
            ("data:text/plain,x", "http.scheme"),
            ("http://user@example.com/", "http.userinfo"),
            ("http://:secret@example.com/", "http.userinfo"),
            ("http://example.com@127.0.0.1/", "http.userinfo"),
            ("/orders", "http.url-unreadable"),
            ("http://[fe80::1%25eth0]/", "http.url-unreadable"),
            ("http://", "http.url-unreadable"),
            ("https://example.com/a?b=c", "https://example.com/a?b=c"),
            ("http://example.com/a\r\nHost: b", "http://example.com/aHost:%20b"),
        ] {
            assert_eq!(code(policy.check(url)), expected, "{url}");
        }
        let long = format!("https://example.com/{}", "a".repeat(limits::URL_BYTES));
        assert_eq!(code(policy.check(&long)), "http.url-too-long");
    }

    #[tokio::test]
    async fn only_allowed_addresses_of_a_name_are_connected_to() {
        let resolve = |allowed: &str| {
            let allowed = allowed.parse().into_iter().collect();
            let guard = Guard { policy: Arc::new(HttpPolicy { allowed, ..HttpPolicy::default() }) };
            guard.resolve("localhost".parse().unwrap())
        };
        let found: Vec<IpAddr> = resolve("127.0.0.1").await.unwrap().map(|address| address.ip()).collect();
        assert!(
            found.iter().all(|address| *address == Ipv4Addr::LOCALHOST) && !found.is_empty(),
            "{found:?}"
        );
        let Err(refused) = resolve("").await else { panic!("localhost is not public") };
        let Some(Carried(Failure::Never(said))) = refused.downcast_ref() else { panic!("{refused:?}") };
        assert!(said.to_string().contains("localhost"), "{said}");
    }

    #[test]
    fn the_configuration_can_allow_single_addresses() {
        let policy = HttpPolicy { allowed: vec!["10.0.0.7".parse().unwrap()], ..HttpPolicy::default() };
        assert!(policy.check("http://10.0.0.7/").is_ok());
        assert!(policy.check("http://10.0.0.8/").is_err());
        assert!(policy.check("http://[::ffff:10.0.0.7]/").is_err(), "as it is written");
    }
}
