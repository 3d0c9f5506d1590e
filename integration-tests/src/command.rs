//! The binary itself.

use std::path::PathBuf;
use std::process::{Command, Output};

/// The binary that was built beside the tests (`cargo xtask test` builds it first).
pub(crate) fn binary() -> PathBuf {
    let tests = std::env::current_exe().expect("a test has an executable");
    let profile = tests.parent().and_then(|deps| deps.parent());
    let binary = profile
        .expect("tests stand in target/PROFILE/deps")
        .join("vedette");
    assert!(
        binary.exists(),
        "{} is not built: run `cargo xtask test`",
        binary.display()
    );
    binary
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub struct Finished {
    /// Its exit code.
    pub code: i32,
    /// What it printed.
    pub out: String,
    /// What it complained about.
    pub err: String,
}

impl Finished {
    /// What it printed; the test fails if it did not succeed.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self.out
    }

    /// The JSON it printed.
    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        let out = self.ok();
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"))
    }

    /// What it complained about; the test fails if it succeeded.
    #[track_caller]
    pub fn refused(self) -> String {
        assert_ne!(self.code, 0, "{}", self.out);
        self.err
    }
}

/// Runs `vedette` to its end.
pub fn vedette<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Finished {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(binary())
        .args(args)
        .env_remove("VEDETTE_DATA")
        .env_remove("VEDETTE_SERVER")
        .output()
        .expect("the binary runs");
    Finished {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).expect("it prints UTF-8"),
        err: String::from_utf8(stderr).expect("it prints UTF-8"),
    }
}
