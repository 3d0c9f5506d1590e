//! The figures, the misses and what was made up, to be read by people.

use std::fmt::Write;
use std::time::Duration;

use events::FactType;

use crate::claim::Claim;
use crate::figures::{Figures, groups};
use crate::reading::Reading;

/// The figures by fact, and in sum.
pub fn table(figures: &Figures, took: Duration) -> String {
    let mut out = format!(
        "{:24}{:>6}{:>8}{:>8}{:>8}{:>10}\n",
        "type", "gold", "P", "R", "F1", "exact F1"
    );
    for (group, facts) in groups() {
        let (found, exact) = (figures.found(&facts), figures.exact(&facts));
        line(
            &mut out,
            format_args!(
                "{group:24}{:6}{:8.3}{:8.3}{:8.3}{:10.3}",
                found.right + found.missed,
                found.precision(),
                found.recall(),
                found.f1(),
                exact.f1()
            ),
        );
    }
    let (articles, bad) = (figures.dispatches, figures.bad_evidence);
    let seconds = took.as_secs_f64();
    line(
        &mut out,
        format_args!(
            "{articles} articles in {seconds:.2} s; events whose evidence is missing or is not the text's own slice: {bad}"
        ),
    );
    for (name, slot) in [
        ("effective", figures.effective),
        ("extents", figures.extents),
    ] {
        let (right, told) = (slot.right, slot.told);
        line(
            &mut out,
            format_args!("{name} right in {right} of {told} found events whose label tells it"),
        );
    }
    out
}

/// A line for each dispatch.
pub fn by_article(readings: &[Reading<'_>]) -> String {
    let mut out = format!(
        "{:24}{:>8}{:>8}{:>8}{:>8}{:>10}\n",
        "article", "labels", "found", "exact", "missed", "spurious"
    );
    for Reading {
        dispatch,
        judgement,
        ..
    } in readings
    {
        let required = |at: usize| !dispatch.labels[at].optional;
        let found = judgement.found.iter().filter(|found| required(found.label));
        let exact = found.clone().filter(|found| found.exact).count();
        let (found, missed) = (found.count(), judgement.missed.len());
        let spurious = judgement.spurious.len();
        line(
            &mut out,
            format_args!(
                "{:24}{:8}{found:8}{exact:8}{missed:8}{spurious:10}",
                dispatch.id,
                found + missed
            ),
        );
    }
    out
}

/// Everything that is not as labelled: by fact, what was missed, what is not exact, what was made up.
pub fn faults(readings: &[Reading<'_>]) -> String {
    let mut out = String::new();
    for fact in FactType::ALL {
        let missed: Vec<String> = readings.iter().flat_map(|one| missed(one, fact)).collect();
        let inexact: Vec<String> = readings.iter().flat_map(|one| inexact(one, fact)).collect();
        let spurious: Vec<String> = readings
            .iter()
            .flat_map(|one| spurious(one, fact))
            .collect();
        for (what, faults) in [
            ("missed", missed),
            ("inexact", inexact),
            ("spurious", spurious),
        ] {
            if !faults.is_empty() {
                let count = faults.len();
                line(
                    &mut out,
                    format_args!("\n{} - {count} {what}\n", fact.as_str()),
                );
                out.push_str(&faults.concat());
            }
        }
    }
    out
}

fn missed(reading: &Reading<'_>, fact: FactType) -> Vec<String> {
    let labels = &reading.dispatch.labels;
    let missed = reading.judgement.missed.iter().map(|at| &labels[*at]);
    missed
        .filter(|label| label.claim.fact == fact)
        .map(|label| {
            let told = described(&label.claim);
            format!(
                "  {:12} {told}\n{:15}{:?}\n",
                reading.dispatch.id, "", label.evidence
            )
        })
        .collect()
}

fn inexact(reading: &Reading<'_>, fact: FactType) -> Vec<String> {
    let found = reading.judgement.found.iter().filter(|found| !found.exact);
    let pairs = found.map(|found| (&reading.dispatch.labels[found.label], found.event));
    pairs
        .filter(|(label, _)| label.claim.fact == fact && !label.optional)
        .map(|(label, event)| {
            let differs = differences(&label.claim, &reading.claims[event]).join(", ");
            let (told, read) = (described(&label.claim), described(&reading.claims[event]));
            let rule = &reading.events[event].provenance.rule;
            format!(
                "  {:12} {differs}\n{:15}label {told}\n{:15}read  {read} [{rule}]\n{:15}{:?}\n",
                reading.dispatch.id, "", "", "", label.evidence
            )
        })
        .collect()
}

fn spurious(reading: &Reading<'_>, fact: FactType) -> Vec<String> {
    let events = reading.judgement.spurious.iter();
    events
        .map(|at| (&reading.claims[*at], &reading.events[*at].provenance))
        .filter(|(claim, _)| claim.fact == fact)
        .map(|(claim, provenance)| {
            let words: Vec<_> = provenance
                .evidence
                .iter()
                .map(|slice| &slice.text)
                .collect();
            let (told, rule) = (described(claim), &provenance.rule);
            format!(
                "  {:12} {told} [{rule}]\n{:15}{words:?}\n",
                reading.dispatch.id, ""
            )
        })
        .collect()
}

/// Which parts that count are not the same.
fn differences(label: &Claim, event: &Claim) -> Vec<&'static str> {
    let slots: &[&str] = match label.fact {
        FactType::DeploymentAnnounced => &["destination", "origin"],
        FactType::WithdrawalAnnounced => &["origin", "destination"],
        FactType::DeploymentRuledOut | FactType::ReadinessChanged => &["destination"],
        _ => &["location"],
    };
    let mut out = Vec::new();
    let mut differ = |what, differs: bool| out.extend(differs.then_some(what));
    differ("owner", label.owner != event.owner);
    differ("forces", label.forces != event.forces);
    for ((slot, label), event) in slots.iter().zip(&label.places).zip(&event.places) {
        differ(*slot, label != event);
    }
    differ("status", label.stage != event.stage);
    out
}

/// A claim in one line.
fn described(claim: &Claim) -> String {
    let mut out = joined(&claim.owner);
    if claim.fact == FactType::StatementMade {
        return format!("{} ({out})", claim.speaker);
    }
    if !claim.recipient.is_empty() {
        let _ = write!(out, " to {}", joined(&claim.recipient)); // writing to a string cannot fail
    }
    let _ = write!(out, ": {}", joined(&claim.forces));
    let (main, other) = match claim.fact {
        FactType::WithdrawalAnnounced => ("from", "to"),
        FactType::DeploymentAnnounced | FactType::DeploymentRuledOut => ("to", "from"),
        _ => ("at", ""),
    };
    for (word, places) in [main, other].into_iter().zip(&claim.places) {
        if !places.is_empty() {
            let _ = write!(out, " {word} {}", joined(places));
        }
    }
    if let Some(stage) = claim.stage {
        let _ = write!(out, " {stage}");
    }
    if let Some(period) = claim.effective {
        let _ = write!(out, " {}..{}", period.from, period.to);
    }
    out
}

fn joined<T: std::fmt::Display>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<_> = values.into_iter().map(|value| value.to_string()).collect();
    if values.is_empty() {
        "-".to_owned()
    } else {
        values.join(", ")
    }
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = writeln!(out, "{text}"); // writing to a string cannot fail
}
