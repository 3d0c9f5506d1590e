//! Announcements that arrivals fulfil with other numbers: further ones of a whole that has begun to
//! arrive, and more than were announced.

use events::Extent;
use events::fact::Status;

use super::blocks::Neighbours;
use super::movement::Movement;
use super::part::{adopt, fits_inside, leaves_room};
use super::reach::Reach;
use super::telling::Telling;
use chrono::NaiveDate;

/// "Another 300 have arrived", after the first 200 of 1,500: they go on from that part, and are of the
/// same whole as long as it has room.
pub(super) fn continued(
    on: NaiveDate,
    near: &Neighbours<'_>,
    all: &[Telling<'_>],
    movements: &mut [Movement],
) {
    for more in 0..movements.len() {
        let movement = &movements[more];
        let goes_on = movement.inside.is_none()
            && movement.is_additional(all)
            && movement.status(all, on) > Status::Announced;
        if !goes_on {
            continue;
        }
        let lead = movement.first(all);
        let has_begun = |whole: &Movement| {
            whole.parts.iter().any(|part| {
                let part = &movements[*part];
                let first = part.first(all);
                part.completed_on(all, on).is_some()
                    && first.published <= lead.published
                    && first.article != lead.article
            })
        };
        let whole = near
            .of(movement, all)
            .into_iter()
            .filter(|at| {
                let whole = &movements[*at];
                let stage = whole.status(all, on);
                stage < Status::Completed
                    && has_begun(whole)
                    && fits_inside(more, *at, all, movements)
                    && leaves_room(more, *at, movements)
            })
            .max_by_key(|at| (movements[*at].due(all), *at));
        if let Some(whole) = whole {
            adopt(whole, more, all, movements);
        }
    }
}

/// More than were announced have arrived: the announcement is refined, and nothing of it is to come.
pub(super) fn more_than_announced(
    on: NaiveDate,
    near: &Neighbours<'_>,
    all: &[Telling<'_>],
    movements: &mut [Movement],
) {
    for arrival in 0..movements.len() {
        if !is_plain_arrival(&movements[arrival], all, on) {
            continue;
        }
        let lead = movements[arrival].first(all);
        let announced = near
            .of(&movements[arrival], all)
            .into_iter()
            .filter(|at| {
                let open = &movements[*at];
                let first = open.first(all);
                open.inside.is_none()
                    && open.status(all, on) < Status::Completed
                    && first.extent != Some(Extent::Total)
                    && first.published <= lead.published
                    && first.published <= lead.date()
                    && first.article != lead.article
                    && first.places == lead.places
                    && fits_inside(*at, arrival, all, movements)
                    && leaves_room(*at, arrival, movements)
            })
            .max_by_key(|at| (movements[*at].figure.range.high, *at));
        if let Some(announced) = announced {
            adopt(arrival, announced, all, movements);
        }
    }
}

/// Whether all of it has come to one place, and nothing says that it is more than was announced, or
/// only a part.
fn is_plain_arrival(movement: &Movement, all: &[Telling<'_>], on: NaiveDate) -> bool {
    let plain = |telling: &Telling<'_>| !telling.is_additional() && !telling.is_part();
    movement.completed_on(all, on).is_some()
        && movement.reach(all) == Reach::Whole
        && movement.told(all).all(plain)
}
