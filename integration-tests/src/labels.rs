//! Labels as facts: what a careful reader finds in a dispatch, as if an extractor had told it.

use std::path::Path;

use anyhow::Context;
use events::fact::{
    DeploymentAnnounced, DeploymentRuledOut, Manner, PostureReported, ReportCorrected, Speaker,
    StatementMade, Status, WithdrawalAnnounced,
};
use events::{
    Actor, ActorKind, Article, Evidence, Extent, Fact, Force, Period, Place, PlaceKind, Published,
    PublishedBasis, Quantity, Relation,
};
use serde_json::Value;

use crate::record::Told;

/// The labelled dispatches of a folder whose names begin so, in the order of their names.
///
/// # Errors
/// When a file cannot be read, or is no label file.
pub fn labelled(folder: &Path, prefixes: &[&str]) -> anyhow::Result<Vec<Told>> {
    let mut texts = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let wanted = prefixes.iter().any(|prefix| name.starts_with(prefix));
        if wanted && path.extension().is_some_and(|end| end == "txt") {
            texts.push(path);
        }
    }
    texts.sort();
    texts.iter().map(|text| told(text)).collect()
}

fn told(path: &Path) -> anyhow::Result<Told> {
    let text = std::fs::read_to_string(path)?;
    let labels = path.with_extension("json");
    let file = std::fs::read_to_string(&labels).with_context(|| labels.display().to_string())?;
    let file: Value = serde_json::from_str(&file)?;
    let url = file["url"].as_str().map(str::parse).transpose()?;
    let at = file["publishedAt"].as_str().map(str::parse).transpose()?;
    let published = at.map(|at| Published {
        at,
        basis: PublishedBasis::Stated,
    });
    let (title, publisher) = (text_of(&file["title"]), text_of(&file["publisher"]));
    let facts = list(&file["events"]).iter().filter_map(|event| {
        let words = evidence(&text, text_of(&event["evidence"]));
        Some((fact(event)?, vec![words]))
    });
    Ok(Told {
        facts: facts.collect(),
        article: Article::new(title, publisher, url, published, text.as_str()),
    })
}

fn evidence(text: &str, words: &str) -> Evidence {
    let start = text.find(words).map_or(0, |at| text[..at].chars().count());
    Evidence {
        start: u32::try_from(start).expect("a short text"),
        end: u32::try_from(start + words.chars().count()).expect("a short text"),
        text: words.to_owned(),
    }
}

/// Aid, exercises and readiness change no posture and are left out.
fn fact(event: &Value) -> Option<Fact> {
    let effective = period(&event["effective"]);
    let forces = || list(&event["forces"]).iter().map(force).collect();
    let owner = || actor(text_of(&event["owner"]));
    let places = |slot: &str| {
        list(&event[slot])
            .iter()
            .map(|place| self::place(text_of(place)))
            .collect()
    };
    Some(match text_of(&event["type"]) {
        "deploymentAnnounced" => Fact::DeploymentAnnounced(DeploymentAnnounced {
            owner: owner(),
            forces: forces(),
            origin: places("origin"),
            destination: places("destination"),
            status: status(&event["status"]),
            effective,
            temporary: false,
            announced_by: None,
        }),
        "withdrawalAnnounced" => Fact::WithdrawalAnnounced(WithdrawalAnnounced {
            owner: owner(),
            forces: forces(),
            origin: places("origin"),
            destination: places("destination"),
            status: status(&event["status"]),
            effective,
            announced_by: None,
        }),
        "deploymentRuledOut" => Fact::DeploymentRuledOut(DeploymentRuledOut {
            owner: owner(),
            forces: forces(),
            destination: places("destination"),
            announced_by: None,
        }),
        "postureReported" => Fact::PostureReported(PostureReported {
            owner: owner(),
            forces: forces(),
            location: places("location"),
            effective,
            reported_by: event["reportedBy"]
                .as_str()
                .filter(|code| !code.is_empty())
                .map(actor),
        }),
        "reportCorrected" => Fact::ReportCorrected(ReportCorrected {
            owner: owner(),
            location: places("location"),
            forces: forces(),
            reported_on: None,
        }),
        "statementMade" => Fact::StatementMade(StatementMade {
            speaker: Speaker {
                name: text_of(&event["speaker"]).to_owned(),
                office: String::new(),
                actor: event["actor"]
                    .as_str()
                    .filter(|code| !code.is_empty())
                    .map(actor),
            },
            manner: Manner::Paraphrased,
            channel: String::new(),
            text: text_of(&event["evidence"]).to_owned(),
            about: Vec::new(),
        }),
        _ => return None,
    })
}

fn force(label: &Value) -> Force {
    Force {
        category: text_of(&label["category"]).parse().expect("a category"),
        quantity: quantity(label),
        designation: text_of(&label["designation"]).to_owned(),
        extent: match label["extent"].as_str() {
            Some("ADDITIONAL") => Some(Extent::Additional),
            Some("TOTAL") => Some(Extent::Total),
            Some("PART") => Some(Extent::Part),
            _ => None,
        },
        part_of: quantity(&label["partOf"]),
    }
}

/// Labels do not say whether the words are approximate: a wide range is.
fn quantity(label: &Value) -> Option<Quantity> {
    let number = |value: &Value| {
        value
            .as_u64()
            .map(|n| u32::try_from(n).expect("a small number"))
    };
    let low = number(&label["low"])?;
    let high = number(&label["high"]);
    Some(Quantity {
        low,
        high,
        approximate: low > 0 && high.is_some_and(|high| high > low * 2),
        text: String::new(),
    })
}

fn status(label: &Value) -> Status {
    match text_of(label) {
        "CONSIDERED" => Status::Considered,
        "ANNOUNCED" => Status::Announced,
        "UNDER_WAY" => Status::UnderWay,
        _ => Status::Completed,
    }
}

fn period(label: &Value) -> Option<Period> {
    let days = label.as_array()?;
    let day = |at: usize| text_of(&days[at]).parse().expect("a date");
    Period::new(day(0), day(1))
}

/// A state by its code.
pub fn actor(code: &str) -> Actor {
    Actor {
        code: code.parse().expect("an actor"),
        name: code.to_owned(),
        kind: ActorKind::State,
    }
}

/// `POL`, `near:UKR`, `black-sea`.
pub fn place(text: &str) -> Place {
    let (code, relation) = match text.strip_prefix("near:") {
        Some(code) => (code, Relation::Near),
        None => (text, Relation::In),
    };
    let code: events::PlaceCode = code.parse().expect("a place");
    let country = code.is_country().then(|| code.clone());
    Place {
        name: code.to_string(),
        kind: if country.is_some() {
            PlaceKind::Country
        } else {
            PlaceKind::Region
        },
        country,
        code,
        relation,
        coordinates: None,
    }
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
