//! The bus runs out of room.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use integration_tests::{Deployment, Random, Service};
use rustix::io::Errno;
use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};
use serde_json::Value;
use tempfile::TempDir;
use test_bus::{Server, Settings};

use super::load::Load;
use super::watch::Watch;

/// Articles that are posted before and after.
const ARTICLES: u64 = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_and_loses_nothing() -> anyhow::Result<()> {
    let Some(disk) = Disk::mount("16m")? else {
        println!("SKIPPED: only root may mount a small file system, and this is somebody else");
        return Ok(());
    };
    let mut random = Random::seeded();
    let mut server = Server::start(Settings {
        store: Some(disk.path().join("store")),
        ..Settings::default()
    });
    let bus = server.url();
    let deployment = Deployment::start(&bus, 1).await?;
    let load = Load::on(&deployment.url(Service::Ingest), &mut random)?;
    let watch = Watch::begin(&bus, 1, &deployment, &mut random);
    load.post(ARTICLES as usize);
    load.acknowledged(ARTICLES).await;
    let ballast = disk.fill()?;

    // What is small may still fit into a block; the disk is full when a post is refused.
    let ingest = deployment.process(Service::Ingest);
    let refused = loop {
        load.post(1);
        let (client, url) = ingest.client();
        let refused = client
            .post(format!("{url}/v1/articles"))
            .json(&large())
            .send()
            .await?;
        if !refused.status().is_success() {
            break refused;
        }
    };
    assert_eq!(refused.status(), 503);
    let refused: Value = refused.json().await?;
    println!("refused: {refused}");
    let detail = refused["detail"].as_str().unwrap_or_default();
    assert!(
        detail.contains("free room there and restart it"),
        "{detail}"
    );
    let (client, url) = ingest.client();
    let ready = client.get(format!("{url}/readyz")).send().await?;
    assert_eq!(ready.status(), 503, "{}", ready.text().await?);

    fs::remove_file(ballast)?;
    server.kill();
    tokio::task::block_in_place(|| server.run());
    load.post(ARTICLES as usize);
    let acknowledged = load.finish().await?;
    watch.verdict(&deployment, &acknowledged).await
}

/// An article that takes more room than a disk has left that is called full.
fn large() -> Value {
    serde_json::json!({
        "url": "https://example.org/large",
        "text": "Nothing is told here. ".repeat(20_000),
    })
}

/// A small file system of the test's own, gone with it.
struct Disk(TempDir);

impl Disk {
    /// None where that is not permitted.
    fn mount(size: &str) -> anyhow::Result<Option<Self>> {
        let directory = tempfile::tempdir()?;
        let options = std::ffi::CString::new(format!("size={size}"))?;
        let mounted = mount(
            "none",
            directory.path(),
            "tmpfs",
            MountFlags::empty(),
            options.as_c_str(),
        );
        match mounted {
            Ok(()) => Ok(Some(Self(directory))),
            Err(Errno::PERM | Errno::ACCESS) => Ok(None),
            Err(error) => Err(error).context("a file system in memory"),
        }
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Leaves no room.
    fn fill(&self) -> anyhow::Result<std::path::PathBuf> {
        let path = self.path().join("ballast");
        let mut ballast = File::create(&path)?;
        let bytes = vec![0; 4 << 10];
        while ballast.write_all(&bytes).is_ok() {}
        Ok(path)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Also while the server still has it open.
        unmount(self.path(), UnmountFlags::DETACH).ok();
    }
}
