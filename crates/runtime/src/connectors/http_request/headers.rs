//! The headers of a request: which may be sent, and which go along to another host.

use crate::connector::{Failure, quoted};
use crate::connectors::limits;
use crate::messages::http as messages;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::collections::BTreeMap;

/// Headers that say how a message is sent and where to, not what it says: whoever sets them could make the other side
/// read one request as two, or as one to another host.
const RESERVED: &[&str] = &[
    "accept-encoding",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers that may be told to another host that the first one redirects to. Any other may hold a secret.
const ANYBODYS: &[&str] =
    &["accept", "accept-encoding", "accept-language", "content-type", "idempotency-key"];

/// The headers that a workflow gives.
pub(super) fn given(headers: &BTreeMap<String, String>) -> Result<HeaderMap, Failure> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let bad = || Failure::never(messages::HEADER.message().with("name", quoted(name)));
        let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| bad())?;
        if RESERVED.contains(&header.as_str()) || header.as_str().starts_with("proxy-") {
            let reserved = messages::HEADER_RESERVED.message().with("name", quoted(name));
            return Err(Failure::never(reserved));
        }
        map.insert(header, HeaderValue::from_str(value).map_err(|_| bad())?);
    }
    if size(&map) > limits::HEADER_BYTES {
        let too_large = messages::HEADERS_TOO_LARGE.message().with("limit", limits::HEADER_BYTES);
        return Err(Failure::never(too_large));
    }
    Ok(map)
}

/// Bytes of the names and values of all headers.
pub(super) fn size(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}

/// What another host may know of the headers.
pub(super) fn for_anybody(headers: &HeaderMap) -> HeaderMap {
    let known = headers.iter().filter(|(name, _)| ANYBODYS.contains(&name.as_str()));
    known.map(|(name, value)| (name.clone(), value.clone())).collect()
}
