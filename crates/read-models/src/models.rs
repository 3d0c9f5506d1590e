//! The read models of one log: a sled directory, filled by [`ReadModels::apply`].

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use events::{Checkpoint, CurationAction, Event, Genesis, LogEvent, LogId, Position};

use crate::applied::Applied;
use crate::fold::{self, Reading};
use crate::store::liveness::{self, Life};
use crate::store::meta::{self, FORMAT};
use crate::store::{ReadError, Row, article, claim, event, recorded};
use crate::view::{AsKnown, View, ViewError};

/// The claims of one log and what finds them, over sled. One writer applies the log; any number of
/// [`View`]s read, each at a position of its own.
#[derive(Debug)]
pub struct ReadModels {
    db: sled::Db,
    progress: Mutex<Progress>,
}

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

/// Why records were not applied. The store holds nothing of the record at fault, nor of those
/// after it; the read models stay usable at their checkpoint.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The read models belong to another log: halt, do not rebuild by accident.
    #[error("the read models are of log {expected}, and the records of log {found}")]
    OtherLog {
        /// The log of the checkpoint.
        expected: LogId,
        /// The log of the genesis event.
        found: LogId,
    },
    /// The log does not begin with its genesis event, or has a second one.
    #[error("position {position} should{} be the genesis event", if *.position == Position::GENESIS { "" } else { " not" })]
    Genesis {
        /// The position at fault.
        position: Position,
    },
    /// Records are not in the log's order.
    #[error("position {found} follows position {last}")]
    OutOfOrder {
        /// The last position read.
        last: Position,
        /// The one that should come after it.
        found: Position,
    },
    /// A marker counts other facts than those that stand before it.
    #[error(
        "the marker at {position} counts {told} facts, and {found} of its article stand before it"
    )]
    FactCount {
        /// The marker's position.
        position: Position,
        /// What it says.
        told: u32,
        /// What is there.
        found: usize,
    },
    /// A correction stands between facts and their marker.
    #[error("position {position} stands inside an unfinished extraction")]
    UnfinishedExtraction {
        /// The position at fault.
        position: Position,
    },
    /// The record at the checkpoint's position is another one than was applied.
    #[error("the log has another record at position {position} than was applied")]
    OtherHistory {
        /// The checkpoint's position.
        position: Position,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] ReadError),
}

/// How far the log has been read.
#[derive(Debug, Default)]
struct Progress {
    checkpoint: Option<Checkpoint>,
    /// The last position read; beyond the checkpoint while an extraction is unfinished.
    last: Position,
    /// Facts whose marker has not come.
    pending: Vec<Event>,
    /// The recording day of the last position that took effect.
    day: Option<NaiveDate>,
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

    /// What has been applied; absent before the genesis event.
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        self.progress().checkpoint
    }

    /// Applies records in the log's order and returns the new checkpoint: the last marker,
    /// correction or genesis event among them. Facts whose marker has not come are kept in memory
    /// until it does, and are read again from the checkpoint after a restart. Records up to the
    /// last position read are skipped.
    ///
    /// New rows are inserted and flushed; only then the checkpoint is written and flushed. After a
    /// crash in between the same records write the same rows again.
    pub fn apply(&self, records: &[Applied]) -> Result<Option<Checkpoint>, ApplyError> {
        let mut progress = self.progress();
        let before = progress.checkpoint;
        let outcome = records
            .iter()
            .try_for_each(|record| self.apply_one(&mut progress, record));
        if progress.checkpoint != before
            && let Some(checkpoint) = &progress.checkpoint
        {
            self.db.flush().map_err(ReadError::from)?;
            meta::write_checkpoint(&self.db, checkpoint)?;
            self.db.flush().map_err(ReadError::from)?;
        }
        outcome.map(|()| progress.checkpoint)
    }

    /// What was known at a position, by the checkpoint of this moment.
    pub fn view(&self, as_known: AsKnown) -> Result<View, ViewError> {
        View::pin(self.db.clone(), self.checkpoint(), as_known)
    }

    fn apply_one(&self, progress: &mut Progress, record: &Applied) -> Result<(), ApplyError> {
        let position = record.position;
        if let (LogEvent::Genesis(genesis), Some(checkpoint)) = (&record.event, progress.checkpoint)
            && genesis.log != checkpoint.log
        {
            return Err(ApplyError::OtherLog {
                expected: checkpoint.log,
                found: genesis.log,
            });
        }
        if let Some(checkpoint) = progress.checkpoint
            && position == checkpoint.position
            && record.hash != checkpoint.hash
        {
            return Err(ApplyError::OtherHistory { position });
        }
        if position <= progress.last {
            return Ok(());
        }
        if matches!(record.event, LogEvent::Genesis(_)) != (position == Position::GENESIS)
            || (progress.last == Position::ZERO && position != Position::GENESIS)
        {
            return Err(ApplyError::Genesis { position });
        }
        if position != progress.last.next() {
            return Err(ApplyError::OutOfOrder {
                last: progress.last,
                found: position,
            });
        }
        self.take_effect(progress, record)?;
        progress.last = position;
        Ok(())
    }

    fn take_effect(&self, progress: &mut Progress, record: &Applied) -> Result<(), ApplyError> {
        let position = record.position;
        let mut log = progress.checkpoint.map(|checkpoint| checkpoint.log);
        let mut rows = match &record.event {
            LogEvent::Fact(told) => {
                let mut told = (**told).clone();
                told.recorded_at = Some(record.recorded_at);
                progress.pending.push(told);
                return Ok(());
            }
            LogEvent::Genesis(Genesis { log: id, .. }) => {
                log = Some(*id);
                Vec::new()
            }
            LogEvent::Extraction(marker) => {
                let own = |told: &&Event| told.provenance.article == marker.article;
                let found = progress.pending.iter().filter(own).count();
                if found != marker.facts as usize || found != progress.pending.len() {
                    return Err(ApplyError::FactCount {
                        position,
                        told: marker.facts,
                        found,
                    });
                }
                let known = self.readings(marker.article, position)?;
                fold::extract(
                    position,
                    marker,
                    std::mem::take(&mut progress.pending),
                    &known,
                )
            }
            LogEvent::Curation(told) => {
                if !progress.pending.is_empty() {
                    return Err(ApplyError::UnfinishedExtraction { position });
                }
                let amended = match &told.action {
                    CurationAction::Amend { event: id, .. } => {
                        event::claim(&self.db, *id, before(position))?
                    }
                    _ => None,
                };
                let amended = amended
                    .map(|at| claim::get(&self.db, at).map(|claim| (at, claim)))
                    .transpose()?;
                let amended = amended.as_ref().map(|(at, claim)| (*at, claim));
                fold::correct(position, record.recorded_at, told, amended)
            }
        };
        let log = log.expect("the genesis event came first");
        let day = record.recorded_at.date_naive();
        rows.push(recorded::row(position, record.recorded_at));
        if progress.day != Some(day) {
            rows.push(recorded::day_row(position, day));
        }
        self.insert(rows)?;
        progress.day = Some(day);
        progress.checkpoint = Some(Checkpoint {
            log,
            position,
            hash: record.hash,
        });
        Ok(())
    }

    /// The readings of an article that were known before a position.
    fn readings(
        &self,
        id: events::ArticleId,
        position: Position,
    ) -> Result<Vec<Reading>, ReadError> {
        let known = before(position);
        article::extractions(&self.db, id, known)?
            .into_iter()
            .map(|(at, marker)| {
                let life = liveness::at(&self.db, at, known)?;
                Ok(Reading {
                    position: at,
                    marker,
                    life: life.map_or(Life::Counts, |(_, life)| life),
                })
            })
            .collect()
    }

    fn insert(&self, rows: Vec<Row>) -> Result<(), ReadError> {
        for (key, value) in rows {
            self.db.insert(key, value)?;
        }
        Ok(())
    }

    /// A panic while the lock was held left the progress as it was before the record at fault.
    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn before(position: Position) -> Position {
    Position(position.0 - 1)
}

enum Refused {
    Rebuild(RebuiltBecause),
    Unavailable(sled::Error),
}

fn open_intact(dir: &Path) -> Result<ReadModels, Refused> {
    let damaged = |why: String| Refused::Rebuild(RebuiltBecause::Damaged(why));
    let db = sled::Config::new()
        .path(dir)
        .open()
        .map_err(|error| match error {
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
    let progress = Progress {
        checkpoint,
        last,
        pending: Vec::new(),
        day,
    };
    Ok(ReadModels {
        db,
        progress: Mutex::new(progress),
    })
}

/// Whether an error of the file system tells of the files' contents, rather than of access to them.
fn is_damage(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{InvalidData, UnexpectedEof};
    matches!(error.kind(), InvalidData | UnexpectedEof)
}
