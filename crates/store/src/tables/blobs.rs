//! Blobs: files that are too large or too binary for variables.

use crate::error::{Large, StoreError};
use crate::limits;
use crate::record::Record;
use crate::statement::{Fetch, Statement, first};
use crate::write_set::WriteSet;

crate::record! {
    /// A stored file.
    pub struct Blob in "blobs", key 1, fixed 6, wakes false {
        /// The id.
        id: String,
        /// The case it belongs to.
        case_id: Option<String>,
        /// The hash of the case.
        shard: i64,
        /// The media type, as in `image/png`.
        content_type: String,
        /// When it was stored.
        created_at: i64,
        /// The bytes.
        data: Vec<u8>,
    }
}

/// Adds the blob to a write set.
///
/// # Errors
/// When the blob is over its limit.
pub fn put(set: &mut WriteSet, blob: Blob) -> Result<(), StoreError> {
    let (size, limit) = (blob.data.len(), limits::BLOB_BYTES);
    if size > limit {
        return Err(StoreError::TooLarge { what: Large::File, size, limit });
    }
    set.insert(blob);
    Ok(())
}

/// The blob with this id.
///
/// # Errors
/// What the database answers.
pub async fn get(on: impl Fetch, id: &str) -> Result<Option<Blob>, StoreError> {
    let sql = format!("SELECT {} FROM blobs WHERE id = $1", Blob::COLUMNS);
    first(on, Statement::new(sql).text(id)).await
}
