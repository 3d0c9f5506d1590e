//! What a careful reader found in a dispatch, as the label files tell it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use events::fact::{Level, Status};
use events::{ActorCode, Category, Extent, FactType, Period, PlaceCode, Relation};
use serde::Deserialize;

use crate::claim::{At, Claim, Count, Stage};

/// A fact that the extractor should find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it says.
    pub claim: Claim,
    /// The words it rests on.
    pub evidence: String,
    /// Right when found and no miss when not.
    pub optional: bool,
}

/// Why a label cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLabel {
    /// A type that the contract does not have.
    #[error("{0:?} is no fact")]
    Fact(String),
    /// A code, category, status, level or extent that the contract does not have.
    #[error("{0}")]
    Value(String),
    /// A period whose last day is before its first.
    #[error("{0} to {1} is no period")]
    Period(NaiveDate, NaiveDate),
    /// Words that are not in the text.
    #[error("{0:?} is not in the text")]
    Evidence(String),
}

/// A label as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Written {
    r#type: String,
    owner: String,
    supplier: String,
    recipient: String,
    participants: Vec<String>,
    speaker: String,
    actor: String,
    forces: Vec<WrittenForce>,
    materiel: Vec<WrittenForce>,
    origin: Vec<String>,
    destination: Vec<String>,
    location: Vec<String>,
    status: String,
    level: String,
    effective: Option<(NaiveDate, NaiveDate)>,
    evidence: String,
    optional: bool,
}

#[derive(Debug, Deserialize)]
struct WrittenForce {
    category: String,
    low: Option<u32>,
    high: Option<u32>,
    #[serde(default)]
    extent: String,
}

impl Written {
    /// The label of a text.
    pub(crate) fn label(self, text: &str) -> Result<Label, InvalidLabel> {
        let fact = FactType::ALL
            .into_iter()
            .find(|fact| fact.as_str() == self.r#type)
            .ok_or_else(|| InvalidLabel::Fact(self.r#type.clone()))?;
        let mut claim = Claim::empty(fact);
        let span = span(text, &self.evidence);
        claim.spans = vec![span.ok_or_else(|| InvalidLabel::Evidence(self.evidence.clone()))?];
        self.fill(&mut claim)?;
        Ok(Label {
            claim,
            evidence: self.evidence,
            optional: self.optional,
        })
    }

    fn fill(&self, claim: &mut Claim) -> Result<(), InvalidLabel> {
        claim.owner = actors(match claim.fact {
            FactType::StatementMade => std::slice::from_ref(&self.actor),
            FactType::MilitaryAidAnnounced => std::slice::from_ref(&self.supplier),
            FactType::ExerciseReported => &self.participants,
            _ => std::slice::from_ref(&self.owner),
        })?;
        if claim.fact == FactType::StatementMade {
            claim.speaker = self.speaker.to_lowercase();
            return Ok(());
        }
        claim.recipient = actors(std::slice::from_ref(&self.recipient))?;
        let slots: &[&[String]] = match claim.fact {
            FactType::DeploymentAnnounced => &[&self.destination, &self.origin],
            FactType::WithdrawalAnnounced => &[&self.origin, &self.destination],
            FactType::DeploymentRuledOut | FactType::ReadinessChanged => &[&self.destination],
            FactType::MilitaryAidAnnounced | FactType::StatementMade => &[],
            FactType::PostureReported | FactType::ExerciseReported | FactType::ReportCorrected => {
                &[&self.location]
            }
        };
        claim.places = slots
            .iter()
            .map(|slot| places(slot))
            .collect::<Result<_, _>>()?;
        claim.stage = match claim.fact {
            FactType::DeploymentAnnounced
            | FactType::WithdrawalAnnounced
            | FactType::MilitaryAidAnnounced => Some(Stage::Status(status(&self.status)?)),
            FactType::ReadinessChanged => Some(Stage::Level(level(&self.level)?)),
            _ => None,
        };
        let period = |(from, to)| Period::new(from, to).ok_or(InvalidLabel::Period(from, to));
        claim.effective = self.effective.map(period).transpose()?;
        let forces = match claim.fact {
            FactType::MilitaryAidAnnounced => &self.materiel,
            _ => &self.forces,
        };
        for force in forces {
            let category: Category = value(&force.category)?;
            let low = force.low.or(force.high.map(|_| 0));
            let high = force.high;
            claim.forces.push(Count {
                category,
                low,
                high,
            });
            if let Some(extent) = extent(&force.extent)? {
                claim.extents.push((category, extent));
            }
        }
        claim.forces.sort();
        claim.extents.sort();
        Ok(())
    }
}

/// Where words stand first in a text, in code points.
fn span(text: &str, words: &str) -> Option<std::ops::Range<u32>> {
    let at = text.find(words).filter(|_| !words.is_empty())?;
    let start = text[..at].chars().count() as u32;
    Some(start..start + words.chars().count() as u32)
}

fn value<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, InvalidLabel> {
    text.parse()
        .map_err(|error: T::Err| InvalidLabel::Value(error.to_string()))
}

fn actors(codes: &[String]) -> Result<BTreeSet<ActorCode>, InvalidLabel> {
    let told = codes.iter().filter(|code| !code.is_empty());
    told.map(|code| value(code)).collect()
}

fn places(codes: &[String]) -> Result<BTreeSet<At>, InvalidLabel> {
    let at = |code: &String| {
        let near = code.strip_prefix("near:");
        let code: PlaceCode = value(near.unwrap_or(code))?;
        let relation = near.map_or(Relation::In, |_| Relation::Near);
        Ok(At { relation, code })
    };
    codes.iter().map(at).collect()
}

fn status(text: &str) -> Result<Status, InvalidLabel> {
    Ok(match text {
        "CONSIDERED" => Status::Considered,
        "ANNOUNCED" => Status::Announced,
        "UNDER_WAY" => Status::UnderWay,
        "COMPLETED" => Status::Completed,
        _ => return Err(InvalidLabel::Value(format!("{text:?} is no status"))),
    })
}

fn level(text: &str) -> Result<Level, InvalidLabel> {
    Ok(match text {
        "HEIGHTENED" => Level::Heightened,
        "STANDBY" => Level::Standby,
        "LOWERED" => Level::Lowered,
        _ => return Err(InvalidLabel::Value(format!("{text:?} is no level"))),
    })
}

fn extent(text: &str) -> Result<Option<Extent>, InvalidLabel> {
    Ok(Some(match text {
        "" => return Ok(None),
        "ADDITIONAL" => Extent::Additional,
        "TOTAL" => Extent::Total,
        "PART" => Extent::Part,
        _ => return Err(InvalidLabel::Value(format!("{text:?} is no extent"))),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(label: &str) -> Result<Label, InvalidLabel> {
        let written: Written = serde_json::from_str(label).unwrap();
        written.label("In Łódź 300 troops arrived.")
    }

    #[track_caller]
    fn refused(label: &str, expect: &str) {
        assert_eq!(read(label).unwrap_err().to_string(), expect);
    }

    #[test]
    fn a_label_says_what_counts() {
        let label = read(
            r#"{"type": "deploymentAnnounced", "owner": "USA", "forces": [{"category": "TROOPS",
                "low": null, "high": 300, "extent": "PART"}], "destination": ["POL", "near:UKR"],
                "status": "COMPLETED", "effective": ["2022-02-01", "2022-02-02"],
                "evidence": "300 troops", "optional": true}"#,
        )
        .unwrap();
        let claim = &label.claim;
        assert!(label.optional);
        assert_eq!((claim.spans[0].start, claim.spans[0].end), (8, 18));
        assert_eq!(claim.forces[0].to_string(), "0-300 TROOPS");
        assert_eq!(claim.extents, [(Category::Troops, Extent::Part)]);
        let places: Vec<_> = claim.places[0].iter().map(ToString::to_string).collect();
        assert_eq!(places, ["POL", "near:UKR"]);
        assert!(claim.places[1].is_empty(), "the origin");
        assert_eq!(claim.stage, Some(Stage::Status(Status::Completed)));
    }

    #[test]
    fn what_the_contract_does_not_know_is_refused() {
        refused(r#"{"type": "rumour"}"#, r#""rumour" is no fact"#);
        refused(
            r#"{"type": "statementMade", "evidence": "400 troops"}"#,
            r#""400 troops" is not in the text"#,
        );
        refused(
            r#"{"type": "deploymentAnnounced", "evidence": "300", "status": "DONE"}"#,
            r#""DONE" is no status"#,
        );
        refused(
            r#"{"type": "postureReported", "evidence": "300", "effective": ["2022-02-02", "2022-02-01"]}"#,
            "2022-02-02 to 2022-02-01 is no period",
        );
    }
}
