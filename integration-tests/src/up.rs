//! `vedette up` as a process.

use std::ffi::OsStr;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::command::binary;

/// A port of its own.
const ANYWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Seconds after which a killed worker's articles go to another one.
pub const ACK_WAIT: &str = "3";

/// A running `vedette up` or service. Dropped, it is killed.
pub struct Up {
    process: Child,
    client: Client,
    /// Where it answers, such as `http://127.0.0.1:40913`.
    pub url: String,
}

impl Up {
    /// Starts it on a data directory and waits until it answers.
    pub async fn start(data: &Path, workers: usize) -> anyhow::Result<Self> {
        let data = data.as_os_str();
        let workers = workers.to_string();
        let args = [
            "up".as_ref(),
            "--data".as_ref(),
            data,
            "--workers".as_ref(),
            workers.as_ref(),
        ];
        Self::spawn(&args, ANYWHERE).await
    }

    /// Starts it on a data directory, with further arguments, and waits until it answers.
    pub async fn start_with(data: &Path, arguments: &[&str]) -> anyhow::Result<Self> {
        let mut args = vec!["up".as_ref(), "--data".as_ref(), data.as_os_str()];
        args.extend(arguments.iter().map(OsStr::new));
        Self::spawn(&args, ANYWHERE).await
    }

    /// Starts one service on a bus and waits until it answers.
    pub async fn serve(role: &str, bus: &str, data: &Path) -> anyhow::Result<Self> {
        Self::serve_at(role, bus, 1, data, ANYWHERE).await
    }

    /// Starts one service at an address, on a bus that keeps so many replicas.
    pub async fn serve_at(
        role: &str,
        bus: &str,
        replicas: usize,
        data: &Path,
        listen: SocketAddr,
    ) -> anyhow::Result<Self> {
        let replicas = replicas.to_string();
        let args = [
            "serve".as_ref(),
            role.as_ref(),
            "--bus".as_ref(),
            bus.as_ref(),
            "--replicas".as_ref(),
            replicas.as_ref(),
            "--data".as_ref(),
            data.as_os_str(),
            "--ack-wait".as_ref(),
            ACK_WAIT.as_ref(),
        ];
        Self::spawn(&args, listen).await
    }

    async fn spawn(args: &[&OsStr], listen: SocketAddr) -> anyhow::Result<Self> {
        let mut command = Command::new(binary());
        command.args(args).args(["--listen", &listen.to_string()]);
        Self::of(command).await
    }

    /// Starts a command that serves, and waits until it answers.
    pub async fn of(mut command: Command) -> anyhow::Result<Self> {
        let mut process = command.stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let out = process.stdout.take().context("its output is piped")?;
        let line = BufReader::new(out).lines().next_line().await?;
        let line = line.context("it ended before it answered")?;
        let url = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"));
        let url = url.context("its first line names its address")?;
        Ok(Self {
            process,
            client: Client::new(),
            url: url.trim_end_matches('.').trim_end_matches("/v1").to_owned(),
        })
    }

    /// Kills it, as the kernel or the power would.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        Ok(self.process.kill().await?)
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.process.id().expect("it runs")
    }

    /// A client, and the address of a path.
    pub fn client(&self) -> (Client, String) {
        (self.client.clone(), self.url.clone())
    }

    /// Posts a dispatch as JSON.
    pub async fn post(&self, dispatch: &Value) -> reqwest::Result<Response> {
        let url = format!("{}/v1/articles", self.url);
        self.client.post(url).json(dispatch).send().await
    }

    /// Posts anything.
    pub async fn post_as(&self, content_type: &str, body: Vec<u8>) -> reqwest::Result<Response> {
        let url = format!("{}/v1/articles", self.url);
        let request = self.client.post(url).header("content-type", content_type);
        request.body(body).send().await
    }

    /// Asks for JSON.
    pub async fn get(&self, path: &str) -> anyhow::Result<Value> {
        let answer = self
            .client
            .get(format!("{}{path}", self.url))
            .send()
            .await?;
        ensure!(
            answer.status() == StatusCode::OK,
            "{path}: {}",
            answer.text().await?
        );
        Ok(answer.json().await?)
    }

    /// Waits until everything stored is in the read models.
    pub async fn settled(&self) -> anyhow::Result<()> {
        let deadline = tokio::time::Instant::now() + Duration::from_mins(5);
        let mut look = tokio::time::interval(Duration::from_millis(5));
        loop {
            look.tick().await;
            let status = self.get("/v1/status").await?;
            let of = |stream: &str, field: &str| status[stream][field].as_u64();
            if of("articles", "settled") == of("articles", "last")
                && of("events", "applied") == of("events", "last")
            {
                return Ok(());
            }
            ensure!(
                tokio::time::Instant::now() < deadline,
                "not settled in five minutes: {status}"
            );
        }
    }
}
