//! Movements: the tellings of one deployment or withdrawal, gathered over outlets and stages.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use events::fact::Status;

use super::blocks::Blocks;
use super::designation::Likeness;
use super::findings::Findings;
use super::matching::{
    analysts_link, may_be_one, same_movement, same_outlet, same_places, within_places,
};
use super::number::{Number, Range};
use super::reach::Reach;
use super::telling::{Kind, Telling};
use super::turnover::Turnover;
use super::unit;
use crate::posture::Usage;

/// One movement, told by one or many.
#[derive(Clone, Debug)]
pub(crate) struct Movement {
    /// Its tellings in their order.
    pub(crate) tellings: Vec<usize>,
    /// Tellings of an uncounted part of it: "the first paratroopers", "most of the marines".
    pub(crate) uncounted: Vec<usize>,
    /// Movements that lie inside it.
    pub(crate) parts: Vec<usize>,
    /// The movement to the same place that counts this one.
    pub(crate) inside: Option<usize>,
    /// What of a sum told afterwards came only after the day asked.
    pub(crate) later: Range,
    /// How many: refined by the more exact and the further telling, widened by contradiction.
    pub(crate) figure: Number,
}

impl Movement {
    fn new(at: usize, number: Number) -> Self {
        Self {
            tellings: vec![at],
            uncounted: Vec::new(),
            parts: Vec::new(),
            inside: None,
            later: Range::ZERO,
            figure: number,
        }
    }

    pub(crate) fn first<'t, 'a>(&self, all: &'t [Telling<'a>]) -> &'t Telling<'a> {
        &all[self.tellings[0]]
    }

    pub(crate) fn told<'t, 'a: 't>(
        &'t self,
        all: &'t [Telling<'a>],
    ) -> impl Iterator<Item = &'t Telling<'a>> {
        self.tellings.iter().map(|at| &all[*at])
    }

    /// How it bears on the place asked, by its tellings with a number: where one tells of several
    /// places it is joint, else the nearest counts.
    pub(crate) fn reach(&self, all: &[Telling<'_>]) -> Reach {
        self.told(all)
            .filter(|telling| telling.number.is_some())
            .map(|telling| telling.reach)
            .min()
            .unwrap_or(self.first(all).reach)
    }

    pub(crate) fn is_additional(&self, all: &[Telling<'_>]) -> bool {
        self.told(all).any(Telling::is_additional)
    }

    /// How far it has come by a day.
    pub(crate) fn status(&self, all: &[Telling<'_>], on: NaiveDate) -> Status {
        let stages = self.told(all).map(|telling| stage(telling, on));
        stages.max().unwrap_or(Status::Announced)
    }

    /// When it was completed, by the first telling of that.
    pub(crate) fn completed_on(&self, all: &[Telling<'_>], on: NaiveDate) -> Option<NaiveDate> {
        self.told(all)
            .filter(|telling| stage(telling, on) == Status::Completed)
            .map(Telling::date)
            .min()
    }

    /// The last day on which it was told, or is still to be waited for.
    pub(crate) fn due(&self, all: &[Telling<'_>]) -> NaiveDate {
        let uncounted = self.uncounted.iter().map(|at| all[*at].due());
        self.told(all)
            .map(Telling::due)
            .chain(uncounted)
            .max()
            .unwrap_or(NaiveDate::MIN)
    }

    /// Whether one of its tellings is of the same unit, kind or type.
    pub(crate) fn is_of(&self, all: &[Telling<'_>], unit: &Telling<'_>) -> bool {
        self.told(all)
            .chain(self.uncounted.iter().map(|at| &all[*at]))
            .any(|telling| unit::same(telling, unit))
    }

    pub(crate) fn is_named(&self, all: &[Telling<'_>]) -> bool {
        self.told(all).any(|telling| telling.designation.is_named())
    }
}

/// The stage that a telling has reached by a day: what lies ahead is announced at most.
fn stage(telling: &Telling<'_>, on: NaiveDate) -> Status {
    if telling.begins() > on {
        telling.status.min(Status::Announced)
    } else {
        telling.status
    }
}

/// Gathers the tellings of each movement.
pub(crate) fn movements(
    on: NaiveDate,
    all: &[Telling<'_>],
    findings: &mut Findings,
) -> Vec<Movement> {
    let mut found: Vec<Movement> = Vec::new();
    let mut blocks = Blocks::new(all);
    let turnover = Turnover::new(all, |at| !findings.is_decided(at));
    let mut unnumbered = Vec::new();
    for (at, telling) in all.iter().enumerate() {
        if findings.is_decided(at) || !is_movement(on, at, telling, findings) {
            continue;
        }
        match telling.number {
            None => unnumbered.push(at),
            Some(number) => {
                let known = known(all, &found, &turnover, blocks.like(telling), telling);
                debug_assert_eq!(
                    known,
                    self::known(all, &found, &turnover, 0..found.len(), telling)
                );
                let movement = known.unwrap_or(found.len());
                match known {
                    Some(movement) => found[movement].tellings.push(at),
                    None => found.push(Movement::new(at, number)),
                }
                blocks.add(movement, telling);
            }
        }
    }
    for movement in &mut found {
        movement.figure = figure(movement, all, on);
    }
    for at in unnumbered {
        place_unnumbered(at, all, &mut found, findings);
    }
    call_off(all, &mut found, findings);
    found
}

/// Announced movements that were called off since, or that their owner later rules out, do not come.
fn call_off(all: &[Telling<'_>], found: &mut Vec<Movement>, findings: &mut Findings) {
    for off in all.iter().filter(|telling| telling.kind == Kind::RuledOut) {
        let ruled_out = off.is_own && off.wording.refuses && !off.is_additional();
        if !off.wording.cancels && !ruled_out {
            continue;
        }
        let (rule, note) = if off.wording.cancels {
            ("called off", "announced, and called off since")
        } else {
            (
                "ruled out since",
                "announced, and ruled out by its owner since",
            )
        };
        found.retain(|movement| {
            let called_off = movement.told(all).all(|telling| {
                telling.kind == Kind::Arrival
                    && telling.status < Status::UnderWay
                    && telling.published <= off.published
                    && (off.wording.cancels || telling.published < off.published)
                    && telling.event != off.event
                    && same_places(telling, off)
                    && unit::likeness(telling, off) != Likeness::Different
            });
            let agrees = off
                .number
                .is_none_or(|number| number.agrees(movement.figure));
            if called_off && agrees {
                for at in movement.tellings.iter().chain(&movement.uncounted) {
                    findings.decide(*at, Usage::CalledOff(off.event), rule, note);
                }
            }
            !(called_off && agrees)
        });
    }
}

/// Whether a telling is of a movement that can count; says of the others why not.
fn is_movement(on: NaiveDate, at: usize, telling: &Telling<'_>, findings: &mut Findings) -> bool {
    let bears = !matches!(telling.reach, Reach::Elsewhere | Reach::Nowhere);
    if telling.kind == Kind::RuledOut {
        if bears {
            findings.decide(
                at,
                Usage::RuledOut,
                "denial",
                "refused or denied: it counts for nothing, and makes no zero",
            );
        }
        return false;
    }
    if !matches!(telling.kind, Kind::Arrival | Kind::Departure) {
        return false;
    }
    if telling.status == Status::Considered {
        if bears {
            findings.decide(
                at,
                Usage::Considered,
                "considered",
                "only possible: it never counts",
            );
        }
        return false;
    }
    if stays(telling) {
        findings.decide(
            at,
            Usage::WithinPlace,
            "within the place",
            "a movement inside the place changes nothing there",
        );
        return false;
    }
    if telling.published > on && telling.begins() > on {
        if bears {
            findings.decide(
                at,
                Usage::OtherTime,
                "later movement",
                "told of a day after the one asked",
            );
        }
        return false;
    }
    true
}

/// Whether it both leaves and arrives in the place asked. The arrival of a movement between two
/// parts of it is kept: another outlet may tell it without the origin.
fn stays(telling: &Telling<'_>) -> bool {
    let within = |reach| matches!(reach, Reach::Whole | Reach::Inside);
    let between_parts = telling.kind == Kind::Arrival && telling.reach == Reach::Inside;
    within(telling.reach) && within(telling.other_reach) && !between_parts
}

/// The movement among some that a telling belongs to: the one that shares its name, then its
/// figure, then the newest.
fn known(
    all: &[Telling<'_>],
    found: &[Movement],
    turnover: &Turnover<'_, '_>,
    among: impl IntoIterator<Item = usize>,
    telling: &Telling<'_>,
) -> Option<usize> {
    let belongs = |movement: &Movement| {
        let linked = movement
            .told(all)
            .any(|before| analysts_link(before, telling) == Some(true));
        linked
            || (movement
                .told(all)
                .any(|before| same_movement(before, telling))
                && movement
                    .told(all)
                    .all(|before| may_be_one(before, telling) && figures_meet(before, telling))
                && !movement
                    .told(all)
                    .any(|before| turnover.lies_between(before, telling)))
    };
    among
        .into_iter()
        .map(|at| (at, &found[at]))
        .filter(|(_, movement)| belongs(movement))
        .max_by_key(|(at, movement)| {
            let equal = movement
                .told(all)
                .any(|before| before.number.map(|n| n.range) == telling.number.map(|n| n.range));
            let newest = movement.told(all).map(|before| before.published).max();
            (movement.is_of(all, telling), equal, newest, *at)
        })
        .map(|(at, _)| at)
}

/// A vague figure, which agrees with many, makes no bridge between two that cannot be one.
fn figures_meet(before: &Telling<'_>, telling: &Telling<'_>) -> bool {
    let revises = before.wording.revises || telling.wording.revises;
    before
        .number
        .zip(telling.number)
        .is_none_or(|(ours, theirs)| revises || ours.agrees(theirs) || ours.is_near(theirs))
}

/// The figure of a movement: that of its furthest stage; of these the more exact; of what then
/// contradicts, all.
fn figure(movement: &Movement, all: &[Telling<'_>], on: NaiveDate) -> Number {
    let status = movement.status(all, on);
    let revised = movement
        .told(all)
        .filter(|telling| telling.wording.revises && telling.number.is_some())
        .map(|telling| telling.published)
        .max();
    let mut of_outlet: BTreeMap<&str, Vec<&Telling<'_>>> = BTreeMap::new();
    for telling in movement.told(all) {
        of_outlet
            .entry(telling.publisher)
            .or_default()
            .push(telling);
    }
    // An outlet's later figure replaces its own.
    let replaced = |telling: &Telling<'_>, told: Number| {
        of_outlet[telling.publisher].iter().any(|newer| {
            newer.published > telling.published
                && same_outlet(telling, newer)
                && stage(newer, on) >= stage(telling, on)
                && newer.number.is_some_and(|number| !number.agrees(told))
        })
    };
    let (mut numbers, mut any) = (Vec::new(), Vec::new());
    for telling in movement.told(all) {
        let stands = revised.is_none_or(|day| telling.published >= day);
        let Some(number) = telling
            .number
            .filter(|told| stands && !replaced(telling, *told))
        else {
            continue;
        };
        if !any.contains(&number) {
            any.push(number);
        }
        if stage(telling, on) == status && !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    if numbers.is_empty() {
        numbers.clone_from(&any);
    }
    // "About 500 have left" is less exact than the 500 who were to leave.
    let exact_of_any = |number: &Number| {
        let mut any = any.iter();
        any.find(|other| number.less_exact_than(**other)).copied()
    };
    let numbers: Vec<Number> = numbers
        .iter()
        .map(|number| exact_of_any(number).unwrap_or(*number))
        .collect();
    let exact = numbers
        .iter()
        .filter(|number| !numbers.iter().any(|other| number.less_exact_than(*other)));
    let range = exact.clone().map(|number| number.range).reduce(Range::span);
    Number {
        range: range.unwrap_or(Range::ZERO),
        approximate: exact.clone().all(|number| number.approximate),
    }
}

/// A telling without a number belongs to a movement that is told with one, as a further stage of
/// all of it or as an uncounted part; alone it moves no bound.
fn place_unnumbered(
    at: usize,
    all: &[Telling<'_>],
    found: &mut Vec<Movement>,
    findings: &mut Findings,
) {
    let telling = &all[at];
    let whole = whole_of(at, all, found);
    if let Some(whole) = whole {
        let named = found[whole].told(all).any(|told| unit::same(told, telling));
        let event = found[whole].first(all).event;
        let is_part = (telling.is_part() || !named) && !telling.wording.is_of_the_last;
        if telling.status > Status::Announced && is_part {
            found[whole].uncounted.push(at);
            if matches!(telling.reach, Reach::Whole | Reach::Joint | Reach::Inside) {
                findings.decide(
                    at,
                    Usage::Part(event),
                    "uncounted part",
                    "an uncounted part: anything from none to the whole",
                );
            }
        } else {
            found[whole].tellings.push(at);
        }
        return;
    }
    match telling.part_of {
        Some(number) if telling.is_part() && telling.status > Status::Announced => {
            let any = Number {
                range: number.range.some_of(),
                approximate: number.approximate,
            };
            found.push(Movement::new(at, any));
        }
        _ if matches!(telling.reach, Reach::Whole | Reach::Joint | Reach::Inside) => {
            findings.decide(
                at,
                Usage::Uncounted,
                "no number",
                "no number is told, nor a whole that it is a part of",
            );
        }
        _ => {}
    }
}

/// The movement that an unnumbered telling is of, or is a part of: by its told whole, else by its
/// name, else the newest that is told before it.
pub(crate) fn whole_of(at: usize, all: &[Telling<'_>], found: &[Movement]) -> Option<usize> {
    let telling = &all[at];
    found
        .iter()
        .enumerate()
        .filter(|(_, movement)| {
            let first = movement.first(all);
            let fits = telling.part_of.is_none_or(|whole| {
                movement.figure.agrees(whole)
                    || movement
                        .told(all)
                        .any(|told| told.number.is_some_and(|n| n.agrees(whole)))
            });
            let placed = movement
                .told(all)
                .any(|told| same_places(told, telling) || within_places(telling, told));
            let linked = movement
                .told(all)
                .any(|told| analysts_link(told, telling) == Some(true));
            let not_before = first.published <= telling.published;
            linked
                || (fits
                    && placed
                    && not_before
                    && movement.told(all).all(|told| may_be_one(told, telling)))
        })
        .max_by_key(|(at, movement)| {
            let newest = movement.told(all).map(|told| told.published).max();
            // With the last of them the whole is complete, not one of its parts.
            let whole = telling
                .wording
                .is_of_the_last
                .then_some(movement.figure.range.high);
            (movement.is_of(all, telling), whole, newest, *at)
        })
        .map(|(at, _)| at)
}
