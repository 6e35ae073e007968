//! What errors of the HTTP client mean for a person.

use super::guard::Carried;
use crate::connector::{Failure, quoted};
use crate::messages::http as messages;
use reqwest::Url;
use std::error::Error;
use std::io;
use std::time::Duration;

/// The host of an address, for people.
pub(super) fn host(url: &Url) -> String {
    quoted(url.host_str().unwrap_or_default())
}

/// What the error of a request to this address means. `connect`: how long making the connection might take.
pub(super) fn failure(error: &reqwest::Error, url: &Url, connect: Duration) -> Failure {
    let mut last: &(dyn Error + 'static) = error;
    loop {
        if let Some(Carried(failure)) = last.downcast_ref() {
            return failure.clone();
        }
        if let Some(tls) = last.downcast_ref::<rustls::Error>() {
            return secure(tls, url);
        }
        match cause(last) {
            Some(cause) => last = cause,
            None => break,
        }
    }
    if error.is_timeout() {
        return Failure::timed_out(connect);
    }
    if error.is_builder() {
        return Failure::never(messages::URL_UNREADABLE.message().with("url", quoted(url.as_str())));
    }
    let text = if error.is_connect() { &messages::NO_CONNECTION } else { &messages::BROKEN };
    Failure::again(text.message().with("host", host(url)).with("reason", quoted(&last.to_string())))
}

/// What lies behind an error. An IO error that wraps another one would hide it: its `source` is the one behind.
fn cause<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    match wrapped {
        Some(wrapped) => Some(wrapped as &(dyn Error + 'static)),
        None => error.source(),
    }
}

/// A certificate that is not trusted may be the right one tomorrow, so it is tried again as everything else.
fn secure(error: &rustls::Error, url: &Url) -> Failure {
    if let rustls::Error::InvalidCertificate(_) = error {
        return Failure::again(messages::CERTIFICATE.message().with("host", host(url)));
    }
    let reason = quoted(&error.to_string());
    Failure::again(messages::TLS.message().with("host", host(url)).with("reason", reason))
}
