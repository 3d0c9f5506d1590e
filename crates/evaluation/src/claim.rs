//! What a label and an event are compared by.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use events::fact::{Level, Status};
use events::{
    Actor, ActorCode, Category, Event, Extent, Fact, FactType, Force, Period, Place, PlaceCode,
    Relation,
};

/// A fact, reduced to what counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Which fact.
    pub fact: FactType,
    /// Whose: the owner, the supplier, the participants; of a statement, the actor spoken for.
    pub owner: BTreeSet<ActorCode>,
    /// Of aid, who receives it.
    pub recipient: BTreeSet<ActorCode>,
    /// Of a statement, who speaks: the name, else the office or body; in small letters.
    pub speaker: String,
    /// The fact's places, slot by slot; the first slot is the one that must not contradict.
    pub places: Vec<BTreeSet<At>>,
    /// The forces, in order.
    pub forces: Vec<Count>,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// When.
    pub effective: Option<Period>,
    /// How the numbers stand to others, where that is told; in order.
    pub extents: Vec<(Category, Extent)>,
    /// Where it stands in the text, in code points.
    pub spans: Vec<Range<u32>>,
}

/// A place as postures are kept: by country where there is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// In it or near it.
    pub relation: Relation,
    /// Which.
    pub code: PlaceCode,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.relation {
            Relation::In => write!(f, "{}", self.code),
            Relation::Near => write!(f, "near:{}", self.code),
        }
    }
}

/// Forces of one kind with their bounds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count {
    /// Of what kind.
    pub category: Category,
    /// At least; absent when no number is told.
    pub low: Option<u32>,
    /// At most; absent when open or when no number is told.
    pub high: Option<u32>,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => write!(f, "{low} {}", self.category),
            (Some(low), Some(high)) => write!(f, "{low}-{high} {}", self.category),
            (Some(low), None) => write!(f, "{low}+ {}", self.category),
            _ => write!(f, "{}", self.category),
        }
    }
}

/// How far a fact has come: a status or a level of readiness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Stage {
    Status(Status),
    Level(Level),
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Status(Status::Considered) => "CONSIDERED",
            Self::Status(Status::Announced) => "ANNOUNCED",
            Self::Status(Status::UnderWay) => "UNDER_WAY",
            Self::Status(Status::Completed) => "COMPLETED",
            Self::Level(Level::Heightened) => "HEIGHTENED",
            Self::Level(Level::Standby) => "STANDBY",
            Self::Level(Level::Lowered) => "LOWERED",
        })
    }
}

impl Claim {
    /// A claim of this fact that says nothing yet.
    pub fn empty(fact: FactType) -> Self {
        Self {
            fact,
            owner: BTreeSet::new(),
            recipient: BTreeSet::new(),
            speaker: String::new(),
            places: Vec::new(),
            forces: Vec::new(),
            stage: None,
            effective: None,
            extents: Vec::new(),
            spans: Vec::new(),
        }
    }

    /// What an event claims.
    pub fn of_event(event: &Event) -> Self {
        let evidence = &event.provenance.evidence;
        Self {
            spans: evidence
                .iter()
                .map(|slice| slice.start..slice.end)
                .collect(),
            ..Self::of_fact(&event.fact)
        }
    }

    fn of_fact(fact: &Fact) -> Self {
        let mut claim = Self::empty(fact.fact_type());
        claim.owner = codes(fact.owner());
        match fact {
            Fact::DeploymentAnnounced(fact) => {
                claim.places = vec![places(&fact.destination), places(&fact.origin)];
                claim.stage = Some(Stage::Status(fact.status));
                claim.effective = fact.effective;
                claim.set_forces(&fact.forces);
            }
            Fact::WithdrawalAnnounced(fact) => {
                claim.places = vec![places(&fact.origin), places(&fact.destination)];
                claim.stage = Some(Stage::Status(fact.status));
                claim.effective = fact.effective;
                claim.set_forces(&fact.forces);
            }
            Fact::DeploymentRuledOut(fact) => {
                claim.places = vec![places(&fact.destination)];
                claim.set_forces(&fact.forces);
            }
            Fact::PostureReported(fact) => {
                claim.places = vec![places(&fact.location)];
                claim.effective = fact.effective;
                claim.set_forces(&fact.forces);
            }
            Fact::ReadinessChanged(fact) => {
                claim.places = vec![places(&fact.destination)];
                claim.stage = Some(Stage::Level(fact.level));
                claim.effective = fact.effective;
                claim.set_forces(&fact.forces);
            }
            Fact::MilitaryAidAnnounced(fact) => {
                claim.recipient = codes([&fact.recipient]);
                claim.stage = Some(Stage::Status(fact.status));
                claim.effective = fact.effective;
                claim.set_forces(&fact.materiel);
            }
            Fact::ExerciseReported(fact) => {
                claim.owner = codes(&fact.participants);
                claim.places = vec![places(&fact.location)];
                claim.effective = fact.effective;
                claim.set_forces(&fact.forces);
            }
            Fact::StatementMade(fact) => {
                let speaker = &fact.speaker;
                let actor = speaker.actor.as_ref().map(|actor| &actor.name);
                let told = [Some(&speaker.name), Some(&speaker.office), actor];
                let first = told.into_iter().flatten().find(|told| !told.is_empty());
                claim.speaker = first.map_or_else(String::new, |told| told.to_lowercase());
            }
            Fact::ReportCorrected(fact) => {
                claim.places = vec![places(&fact.location)];
                claim.set_forces(&fact.forces);
            }
        }
        claim
    }

    fn set_forces(&mut self, forces: &[Force]) {
        self.forces = forces.iter().map(count).collect();
        self.forces.sort();
        self.extents = forces
            .iter()
            .filter_map(|force| Some((force.category, force.extent?)))
            .collect();
        self.extents.sort();
    }
}

fn count(force: &Force) -> Count {
    // From zero to anything is no number at all.
    let told = force
        .quantity
        .as_ref()
        .filter(|told| told.low > 0 || told.high.is_some());
    Count {
        category: force.category,
        low: told.map(|told| told.low),
        high: told.and_then(|told| told.high),
    }
}

fn codes<'a>(actors: impl IntoIterator<Item = &'a Actor>) -> BTreeSet<ActorCode> {
    actors.into_iter().map(|actor| actor.code.clone()).collect()
}

fn places(places: &[Place]) -> BTreeSet<At> {
    places
        .iter()
        .map(|place| At {
            relation: place.relation,
            code: place.posture_code().clone(),
        })
        .collect()
}
