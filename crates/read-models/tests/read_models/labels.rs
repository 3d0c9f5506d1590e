//! Gold labels as facts: the label files of the development corpus.

use std::path::{Path, PathBuf};

use events::fact::{
    DeploymentAnnounced, DeploymentRuledOut, PostureReported, ReportCorrected, Status,
    WithdrawalAnnounced,
};
use events::{Actor, ActorKind, Extent, Fact, Force, Period, Place, PlaceKind, Quantity, Relation};
use serde_json::Value;

use crate::log::Told;

/// The folder of the labels, if it is there: `VEDETTE_EVAL`, else beside the workspace.
pub(crate) fn folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/eval");
    let folder = std::env::var_os("VEDETTE_EVAL").map_or_else(beside, PathBuf::from);
    let dev = folder.join("dev");
    dev.is_dir().then_some(dev)
}

/// The articles whose file names begin so, by day of publication.
pub(crate) fn articles(folder: &Path, prefixes: &[&str]) -> Vec<Told> {
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .filter(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy();
            prefixes.iter().any(|prefix| name.starts_with(prefix))
        })
        .collect();
    names.sort();
    let mut articles: Vec<Told> = names.iter().map(|path| article(path)).collect();
    articles.sort_by_key(|told| told.article.published);
    articles
}

pub(crate) fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a readable file");
    serde_json::from_str(&text).expect("a file of JSON")
}

fn article(path: &Path) -> Told {
    let label = json(path);
    let text =
        std::fs::read_to_string(path.with_extension("txt")).expect("a text beside the labels");
    let mut told = Told::new(
        label["publisher"].as_str().unwrap_or(""),
        label["url"].as_str(),
        text_of(&label["publishedAt"]),
        &text,
    );
    for event in list(&label["events"]) {
        if let Some(fact) = fact(event) {
            told.facts
                .push((fact, text_of(&event["evidence"]).to_owned()));
        }
    }
    told
}

/// Statements, aid, exercises and readiness change no posture and are left out.
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

pub(crate) fn actor(code: &str) -> Actor {
    Actor {
        code: code.parse().expect("an actor"),
        name: code.to_owned(),
        kind: ActorKind::State,
    }
}

/// `POL`, `near:UKR`, `black-sea`.
pub(crate) fn place(text: &str) -> Place {
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

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
