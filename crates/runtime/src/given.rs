//! What callers give: names, keys and ids that are short enough and can be stored.

use crate::error::Result;
use crate::{limits, messages};
use lang::Text;

/// An error if the text is longer than a name may be, or has U+0000 in it, which PostgreSQL cannot store.
pub(crate) fn check_text(what: &'static Text, text: &str) -> Result<()> {
    if text.len() > limits::NAME_BYTES {
        let too_long = messages::TOO_LONG.message().with_message("what", what.message());
        return Err(too_long.with("size", text.len()).with("limit", limits::NAME_BYTES).into());
    }
    if can_be_stored(text) {
        return Ok(());
    }
    Err(messages::NOT_STORABLE.message().with_message("what", what.message()).into())
}

/// Whether a row can have this id.
pub(crate) fn can_be_stored(id: &str) -> bool {
    !id.contains('\0')
}
