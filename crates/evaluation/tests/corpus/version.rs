//! What a version reads is pinned: other output is another version.

use evaluation::Snapshot;

use crate::{dispatches, folder};

#[test]
fn other_output_is_another_version() {
    let path = folder().join("snapshot.json");
    let pinned = std::fs::read_to_string(path).expect("the snapshot is there");
    let pinned: Snapshot = serde_json::from_str(&pinned).expect("it is a snapshot");
    if let Err(changed) = pinned.hold(&Snapshot::take(&dispatches())) {
        panic!(
            "{changed}\nwrite it: cargo xtask eval integration-tests/dispatches --write-snapshot, with --force while the version is unreleased"
        );
    }
}
