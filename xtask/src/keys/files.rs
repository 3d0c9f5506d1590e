//! Files that are never overwritten; secrets that only their owner reads.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use anyhow::Context;

/// Makes a folder that must not exist yet.
pub(crate) fn new_folder(folder: &Path) -> anyhow::Result<()> {
    DirBuilder::new()
        .mode(0o700)
        .create(folder)
        .with_context(|| {
            format!(
                "{} could not be made (nothing is overwritten)",
                folder.display()
            )
        })
}

/// Writes what anybody may read.
pub(crate) fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    write_with_mode(file, text, 0o644)
}

/// Writes what only its owner may read.
pub(crate) fn write_secret(file: &Path, text: &str) -> anyhow::Result<()> {
    write_with_mode(file, text, 0o600)
}

fn write_with_mode(file: &Path, text: &str, mode: u32) -> anyhow::Result<()> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(file)
        .and_then(|mut opened| opened.write_all(text.as_bytes()))
        .with_context(|| file.display().to_string())
}
