//! `vedette posture --history`: how one cell's answer changes, as a table with bars.

use serde::Deserialize;
use serde_json::Value;

use super::posture::{Asked, Bounds, query, shown};
use crate::api::Api;
use crate::cli::Over;
use crate::table;

/// Characters of the longest bar.
const BAR_WIDTH: u64 = 30;

#[derive(Deserialize)]
struct History {
    points: Vec<Point>,
    complete: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Point {
    day: Option<String>,
    position: Option<u64>,
    recorded_at: Option<String>,
    in_place: Option<Bounds>,
    committed: Option<Bounds>,
    sources: u32,
}

/// Asks for the history and prints it.
pub(super) async fn show(api: &Api, asked: &Asked, over: Over, json: bool) -> anyhow::Result<()> {
    let mut query = query(asked);
    query.push(("over", over.as_str().to_owned()));
    let answer: Value = api.get("/v1/postures/history", &query).await?;
    if json {
        println!("{answer:#}");
        return Ok(());
    }
    let history: History = serde_json::from_value(answer)?;
    if history.points.is_empty() {
        println!(
            "Nothing is known of that cell: that is not zero. `vedette posture` lists what is known."
        );
        return Ok(());
    }
    let most = history
        .points
        .iter()
        .filter_map(|point| point.in_place)
        .map(reach)
        .max();
    let most = most.unwrap_or(0).max(1);
    let rows = history.points.iter().map(|point| {
        vec![
            at(point),
            shown(point.in_place),
            shown(point.committed),
            point.sources.to_string(),
            point
                .in_place
                .map_or_else(String::new, |told| bar(told, most)),
        ]
    });
    let header = match over {
        Over::On => "From day",
        Over::Published => "Published by",
        Over::Known => "On record from",
    };
    table::print(&[header, "In place", "Committed", "Sources", ""], rows);
    if !history.complete {
        println!(
            "Earlier changes are left out: name an earlier end, as in --{} MOMENT.",
            end(over)
        );
    }
    Ok(())
}

fn end(over: Over) -> &'static str {
    match over {
        Over::On => "on",
        Over::Published => "as-published",
        Over::Known => "as-known",
    }
}

fn at(point: &Point) -> String {
    match (&point.day, point.position, &point.recorded_at) {
        (Some(day), _, _) => day.clone(),
        (None, Some(position), Some(at)) => format!("{position} ({})", at.get(..19).unwrap_or(at)),
        _ => String::new(),
    }
}

fn reach(told: Bounds) -> u64 {
    told.high.unwrap_or(told.low)
}

/// What is sure in full, what may be in light; an arrow where the end is open.
fn bar(told: Bounds, most: u64) -> String {
    let width = |count: u64| {
        let cells = (u128::from(count) * u128::from(BAR_WIDTH)).div_ceil(u128::from(most));
        cells.min(u128::from(BAR_WIDTH)) as usize
    };
    let sure = width(told.low);
    let may_be = width(reach(told)).saturating_sub(sure);
    let open = if told.high.is_none() { "\u{2192}" } else { "" };
    format!(
        "{}{}{open}",
        "\u{2588}".repeat(sure),
        "\u{2591}".repeat(may_be)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_number() {
        let check = |low, high, most, expect: &str| {
            assert_eq!(
                bar(Bounds { low, high }, most),
                expect,
                "{low} {high:?} of {most}"
            );
        };
        let full = "█".repeat(30);
        check(300, Some(300), 300, &full);
        check(10, Some(20), 300, "█░");
        check(10, None, 300, "█→");
        check(1, Some(1), 1_000_000, "█");
        check(0, Some(0), 300, "");
        check(u64::MAX, Some(u64::MAX), u64::MAX, &full);
    }
}
