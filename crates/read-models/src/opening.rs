//! Opening the directory of the read models, or making it anew.

use std::path::{Path, PathBuf};
use std::time::Duration;

use events::Position;

use crate::applying::Progress;
use crate::models::ReadModels;
use crate::store::meta::{self, FORMAT};
use crate::store::{ReadError, Store, recorded};

/// What sled may keep of its files in memory, in bytes, by its own count: the process takes more, and
/// `cargo bench -p read-models --bench apply -- 1000000` prints how much. Of a log of that length, 256 MiB
/// in its place save 0.9 of 1.5 GB, for a tenth more of a processor's time while applying and two thirds
/// more for an answer of the cell that most is told of.
const CACHE_BYTES: u64 = 1 << 30;

/// A directory that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The read models.
    pub models: ReadModels,
    /// Why the former contents were thrown away; the log is then to be read from its beginning.
    pub rebuilt_because: Option<RebuiltBecause>,
}

/// Why a directory was thrown away.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RebuiltBecause {
    /// Its files fail their checksums, or are cut short.
    #[error("the files are damaged: {0}")]
    Damaged(String),
    /// Another version of this crate wrote it.
    #[error("the format is {found}, and this version reads {FORMAT}")]
    OtherFormat {
        /// The format found there.
        found: u32,
    },
}

/// A directory that can be neither opened nor made anew.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process holds it, the device is full, or access is refused: nothing was thrown away.
    #[error("the read models in {} cannot be opened", dir.display())]
    Unavailable {
        /// The directory.
        dir: PathBuf,
        /// What sled says.
        source: sled::Error,
    },
    /// The damaged directory cannot be removed.
    #[error("the damaged read models in {} cannot be removed", dir.display())]
    Stuck {
        /// The directory.
        dir: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The new directory cannot be written.
    #[error("the new read models cannot be written")]
    Unwritable(#[from] ReadError),
}

impl ReadModels {
    /// Opens the read models in a directory of their own below `dir`, or makes them. A damaged
    /// directory, or one of another format, is thrown away.
    pub fn open(dir: &Path) -> Result<Opened, OpenError> {
        let dir = dir.join("models");
        let because = match open_intact(&dir) {
            Ok(models) => {
                return Ok(Opened {
                    models,
                    rebuilt_because: None,
                });
            }
            Err(Refused::Rebuild(because)) => because,
            Err(Refused::Unavailable(source)) => {
                return Err(OpenError::Unavailable { dir, source });
            }
        };
        if let Err(source) = std::fs::remove_dir_all(&dir)
            && source.kind() != std::io::ErrorKind::NotFound
        {
            return Err(OpenError::Stuck { dir, source });
        }
        match open_intact(&dir) {
            Ok(models) => Ok(Opened {
                models,
                rebuilt_because: Some(because),
            }),
            Err(Refused::Unavailable(source)) => Err(OpenError::Unavailable { dir, source }),
            Err(Refused::Rebuild(because)) => Err(OpenError::Unavailable {
                dir,
                source: sled::Error::ReportableBug(because.to_string()),
            }),
        }
    }
}

enum Refused {
    Rebuild(RebuiltBecause),
    Unavailable(sled::Error),
}

/// How often a locked directory is tried again.
const TRIES: u32 = 50;
/// How long it is left alone before that.
const PAUSE: Duration = Duration::from_millis(10);

/// Opens sled's files. Its threads let go of the lock a moment after the last handle was dropped, and tell
/// nobody: who opens what was just closed waits for them, half a second at most.
#[expect(
    clippy::disallowed_methods,
    reason = "nothing tells when sled lets go of its lock"
)]
fn open_unlocked(dir: &Path) -> sled::Result<sled::Db> {
    let open = || {
        let config = sled::Config::new();
        config.path(dir).cache_capacity(CACHE_BYTES).open()
    };
    for _ in 1..TRIES {
        match open() {
            Err(sled::Error::Io(source)) if is_locked(&source) => std::thread::sleep(PAUSE),
            opened => return opened,
        }
    }
    open()
}

/// Whether somebody else has the files open. Sled tells it in words only.
fn is_locked(source: &std::io::Error) -> bool {
    source.kind() == std::io::ErrorKind::Other
        && source.to_string().contains("could not acquire lock")
}

fn open_intact(dir: &Path) -> Result<ReadModels, Refused> {
    let damaged = |why: String| Refused::Rebuild(RebuiltBecause::Damaged(why));
    let db = open_unlocked(dir).map_err(|error| match error {
        sled::Error::Io(source) if !is_damage(&source) => {
            Refused::Unavailable(sled::Error::Io(source))
        }
        error => damaged(error.to_string()),
    })?;
    let read = |error: ReadError| damaged(error.to_string());
    let format = match meta::format(&db).map_err(read)? {
        Some(format) => format,
        None if db.is_empty() => {
            meta::write_format(&db).map_err(read)?;
            FORMAT
        }
        None => 0,
    };
    if format != FORMAT {
        return Err(Refused::Rebuild(RebuiltBecause::OtherFormat {
            found: format,
        }));
    }
    let checkpoint = meta::checkpoint(&db).map_err(read)?;
    let last = checkpoint.map_or(Position::ZERO, |checkpoint| checkpoint.position);
    let day = recorded::day_at(&db, last).map_err(read)?;
    let effective = recorded::effective(&db, last).map_err(read)?;
    let progress = Progress {
        checkpoint,
        last,
        pending: Vec::new(),
        day,
        newest: effective.and_then(|effective| effective.newest),
    };
    let store = Store::open(db, last).map_err(read)?;
    Ok(ReadModels::new(store, progress))
}

/// Whether an error of the file system tells of the files' contents, rather than of access to them.
fn is_damage(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{InvalidData, UnexpectedEof};
    matches!(error.kind(), InvalidData | UnexpectedEof)
}
