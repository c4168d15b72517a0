//! What the database said, in our words. Messages never carry what somebody wrote: values are bound, not spelled out.

use rusqlite::ErrorCode;
use rusqlite::ffi;

use crate::error::{DbError, Error, Result};

/// Does some work on the journal; if it fails, says what was being attempted.
pub(super) fn attempt<T>(what: &str, work: impl FnOnce() -> Result<T, DbError>) -> Result<T> {
    work().map_err(|cause| failed(what, cause))
}

/// Makes the error for an attempt that failed.
pub(super) fn failed(what: &str, cause: DbError) -> Error {
    Error::Journal { attempt: what.to_owned(), cause }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            rusqlite::Error::SqliteFailure(code, message) => from_code(*code, message.as_deref()),
            rusqlite::Error::SqlInputError { msg, .. } => Self::Other(msg.clone()),
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Self::Damaged("a stored value can't be read".to_owned()),
            _ => Self::Other(error.to_string()),
        }
    }
}

fn from_code(code: ffi::Error, message: Option<&str>) -> DbError {
    match code.code {
        ErrorCode::DiskFull => DbError::Full,
        // The index of the log could not grow.
        _ if code.extended_code == ffi::SQLITE_IOERR_SHMSIZE => DbError::Full,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => DbError::ReadOnly,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => {
            DbError::Busy
        }
        ErrorCode::DatabaseCorrupt => DbError::Damaged("the journal is damaged".to_owned()),
        ErrorCode::NotADatabase => DbError::Damaged("it is not a database".to_owned()),
        ErrorCode::CannotOpen => DbError::Other("its file cannot be opened".to_owned()),
        ErrorCode::SystemIoFailure => DbError::Other("the disk could not be read or written".to_owned()),
        ErrorCode::OutOfMemory => DbError::Other("there is not enough memory".to_owned()),
        ErrorCode::TooBig => DbError::Other("it is too long for the journal".to_owned()),
        _ => DbError::Other(message.map_or_else(|| code.to_string(), str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_database_says_becomes_something_to_act_on() {
        let cases = [
            (ffi::SQLITE_FULL, "the disk is full"),
            (ffi::SQLITE_IOERR_SHMSIZE, "the disk is full"),
            (ffi::SQLITE_READONLY, "the journal is read-only"),
            (ffi::SQLITE_READONLY_DBMOVED, "the journal is read-only"),
            (ffi::SQLITE_BUSY, "another program is writing to this journal; nothing was changed"),
            (ffi::SQLITE_BUSY_SNAPSHOT, "another program is writing to this journal; nothing was changed"),
            (ffi::SQLITE_CORRUPT, "the journal is damaged"),
            (ffi::SQLITE_NOTADB, "it is not a database"),
            (ffi::SQLITE_CANTOPEN, "its file cannot be opened"),
            (ffi::SQLITE_IOERR_FSYNC, "the disk could not be read or written"),
            (ffi::SQLITE_TOOBIG, "it is too long for the journal"),
        ];
        for (code, words) in cases {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let shown = failed("save the draft", error.into()).to_string();
            assert_eq!(shown, format!("could not save the draft: {words}"));
        }
    }
}
