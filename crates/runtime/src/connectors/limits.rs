//! Every limit and time of the connectors.

use std::time::Duration;

/// How long a request may take, its redirects and the whole answer included. More is `connector.timed-out`.
pub const TIMEOUT: Duration = Duration::from_secs(30);
/// How long making a connection may take. More is `connector.timed-out`.
pub const CONNECT: Duration = Duration::from_secs(10);
/// Redirects of a request that are followed. More is `http.too-many-redirects`.
pub const REDIRECTS: usize = 5;
/// Bytes of an address. More is `http.url-too-long`.
pub const URL_BYTES: usize = 8 << 10;
/// Bytes of the names and values of all headers, of a request and of an answer. More is `http.headers-too-large`, or
/// `http.answer-headers-too-large`.
pub const HEADER_BYTES: usize = 64 << 10;
/// Headers of an answer. More is `http.broken`.
pub const ANSWER_HEADERS: usize = 100;
/// Bytes of the body of an answer. More is `http.answer-too-large`.
pub const RESPONSE_BYTES: usize = 2 << 20;
/// How long a server may ask to be left alone, with `Retry-After`. If it asks for more, the next attempt is after this.
pub const RETRY_AFTER: Duration = Duration::from_secs(3_600);
/// Characters of what another program says or a workflow gives that a failure quotes. A longer text is cut.
pub const QUOTED: usize = 300;
/// Parts of a hundred by which a pause before the next attempt may be longer, so that not all come at the same time.
pub const JITTER: u32 = 20;
