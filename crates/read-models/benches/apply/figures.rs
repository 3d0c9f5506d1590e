//! What came out, as a table or as JSON.

use std::time::Duration;

use comfy_table::{CellAlignment, Table, presets};
use serde_json::{Map, Value};

/// Figures in the order of printing, each with its unit and what it is held to.
#[derive(Default)]
pub(crate) struct Figures(Vec<Figure>);

struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    remark: String,
}

impl Figures {
    pub(crate) fn add(
        &mut self,
        name: impl Into<String>,
        value: f64,
        unit: &'static str,
        remark: impl Into<String>,
    ) {
        self.0.push(Figure {
            name: name.into(),
            value,
            unit,
            remark: remark.into(),
        });
    }

    pub(crate) fn time(
        &mut self,
        name: impl Into<String>,
        time: Duration,
        remark: impl Into<String>,
    ) {
        self.add(name, time.as_secs_f64() * 1e3, "ms", remark);
    }

    pub(crate) fn print(&self, json: bool) {
        if json {
            let figure = |figure: &Figure| {
                let value = serde_json::json!({
                    "value": figure.value,
                    "unit": figure.unit,
                    "remark": figure.remark,
                });
                (figure.name.clone(), value)
            };
            let figures: Map<String, Value> = self.0.iter().map(figure).collect();
            println!("{}", Value::Object(figures));
            return;
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        for figure in &self.0 {
            let digits = if figure.value < 100.0 { 2 } else { 0 };
            let value = format!("{:.digits$}", figure.value);
            table.add_row([&figure.name, &value, figure.unit, &figure.remark]);
        }
        let values = table.column_mut(1).expect("every row has four columns");
        values.set_cell_alignment(CellAlignment::Right);
        println!("{table}");
    }
}

/// The most memory that this process has held since the last call, in bytes; absent where the
/// system does not tell.
pub(crate) fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    // The system forgets the peak when it is told "5"; where it refuses, the peak is of all phases.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    Some(kilobytes * 1024.0)
}

/// The bytes of all files of a directory, as the disk holds them.
pub(crate) fn bytes_on_disk(dir: &std::path::Path) -> f64 {
    use std::os::unix::fs::MetadataExt;
    let entries = std::fs::read_dir(dir).expect("a readable directory");
    entries
        .map(|entry| {
            let entry = entry.expect("a readable entry");
            let about = entry.metadata().expect("a readable entry");
            if about.is_dir() {
                bytes_on_disk(&entry.path())
            } else {
                about.blocks() as f64 * 512.0
            }
        })
        .sum()
}
