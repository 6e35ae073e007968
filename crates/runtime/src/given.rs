//! What callers give: names, keys and ids that are short enough and can be stored.

use crate::error::Result;
use crate::{limits, messages};
use lang::Text;

/// An error if the text is longer than a name may be, or has U+0000 in it, which PostgreSQL cannot store.
pub(crate) fn check_text(what: &'static Text, text: &str) -> Result<()> {
    check_length(what, text, limits::NAME_BYTES)?;
    if can_be_stored(text) {
        return Ok(());
    }
    Err(messages::NOT_STORABLE.message().with_message("what", what.message()).into())
}

/// As [`check_text`], for the id that a publisher gives to a message.
pub(crate) fn check_message_id(id: &str) -> Result<()> {
    check_length(&messages::AN_ID, id, limits::MESSAGE_ID_BYTES)?;
    check_text(&messages::AN_ID, id)
}

fn check_length(what: &'static Text, text: &str, limit: usize) -> Result<()> {
    if text.len() <= limit {
        return Ok(());
    }
    let too_long = messages::TOO_LONG.message().with_message("what", what.message());
    Err(too_long.with("size", text.len()).with("limit", limit).into())
}

/// Whether a row can have this id.
pub(crate) fn can_be_stored(id: &str) -> bool {
    !id.contains('\0')
}
