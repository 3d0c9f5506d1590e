//! How far a movement has come, where more than the tense of its verb tells it.

use events::fact::Status;

use crate::draft::{Draft, Kind};
use crate::gazetteer::VerbClass;
use crate::grammar::{ChunkKind, Modal};
use crate::reading::status::{Stage, stage};
use crate::reading::{Reading, Term};
use crate::rules::clause::Clause;

use super::mood::{Gerund, denied, first_to, wished};
use super::nominal;
use super::purpose::purpose_place;
use super::theme::Theme;
use super::unreal::asked_whether;

/// `will operate from Bulgaria`, `will be based in`, `US Marines to train on its soil`: to be
/// somewhere in future is to go there.
pub(super) fn settles(clause: &Clause<'_, '_>) -> bool {
    let stays = matches!(
        clause.lemma(),
        "operate"
            | "base"
            | "station"
            | "serve"
            | "train"
            | "patrol"
            | "garrison"
            | "fly"
            | "host"
            | "house"
            | "post"
            | "rotate"
    );
    let chained = clause.group.chain.iter().any(|word| {
        word.is(VerbClass::Deciding)
            || word.is(VerbClass::Considering)
            || matches!(word.lemma(), "be" | "go" | "prepare")
    });
    let future = matches!(
        clause.group.modal,
        Some(Modal::Will | Modal::Would | Modal::May)
    ) || clause.group.infinitive
        || chained;
    // `has not stationed soldiers in`
    let denied = clause.group.negated && clause.group.perfect;
    // `about 2,000 soldiers will be on the border`
    let there = clause.lemma() == "be"
        && clause.group.modal == Some(Modal::Will)
        && clause.bundles[0].placed
        && !clause.group.negated;
    there || stays && (future || denied) && clause.lemma() != "host"
}

/// `are on their way to`, `is en route to`, `is bound for`, `are headed for`, `is under way`.
pub(super) fn on_the_way(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Status> {
    let headed = clause.lemma() == "head" && clause.group.passive && !clause.group.negated;
    if headed && clause.group.modal.is_none() {
        return Some(Status::UnderWay);
    }
    let doc = reading.doc;
    // `are expected in Kabul this weekend`
    let expected = matches!(clause.lemma(), "expect" | "await")
        && clause.group.passive
        && !clause.group.negated
        && clause.bundles.iter().any(|bundle| !bundle.there.is_empty());
    if expected {
        return Some(Status::Considered);
    }
    let making = clause.lemma() == "make" && doc.word(clause.group.main.tokens.end) == "for";
    if making && !clause.group.negated {
        return Some(Status::UnderWay);
    }
    if clause.lemma() != "be" {
        return None;
    }

    let start = clause.group.main.tokens.end;
    let words: Vec<&str> = (start..start + 5).map(|at| doc.word(at)).collect();
    let bound = words[0] == "bound" && words[1] == "for"
        || words[0] == "en" && words[1] == "route"
        || words.windows(3).any(|w| w[0] == "on" && w[2] == "way")
        || words.windows(2).any(|w| w[0] == "under" && w[1] == "way");
    let due = words.iter().take(3).any(|word| *word == "due")
        && (clause.bundles.iter().any(|bundle| !bundle.there.is_empty())
            || !clause.subject_course(reading).0.is_empty()
            || reading.is_told(clause.sentence)
                && clause
                    .subject_terms(reading)
                    .iter()
                    .any(|term| term.bare && term.force.quantity.is_some()));
    if clause.group.negated && !(due && words.contains(&"before")) {
        return None;
    }
    if due {
        Some(Status::Announced)
    } else {
        bound.then_some(Status::UnderWay)
    }
}

/// `A contingent left Toulon for Albania. Six hundred men left on a ferry`: the same setting out, told on.
pub(super) fn resumes<'r>(
    reading: &'r Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    terms: &[Term],
) -> Option<&'r Draft> {
    let sets_out = matches!(
        clause.lemma(),
        "leave" | "depart" | "sail" | "fly out" | "set off" | "embark"
    );
    reading.last_draft.as_ref().filter(|last| {
        sets_out
            && terms.iter().all(|term| term.owners.is_empty())
            && last.sentence + 1 >= clause.sentence
            && matches!(last.kind, Kind::Deployment(_))
            && !last.origin.is_empty()
            && !last.destination.is_empty()
    })
}

/// `have left port and are sailing for the Baltic`: the verb joined to this one tells them on their way.
fn goes_on(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    (clause.at + 1..(clause.at + 8).min(spine.chunks.len())).any(|at| {
        spine.verb(at).is_some_and(|verb| {
            verb.progressive
                && verb.main.lemma() != "leave"
                && (verb.main.is(VerbClass::Going) || verb.main.is(VerbClass::Withdrawing))
                && spine.subject(reading.doc, at).heads == clause.subject.heads
        })
    })
}

/// `were greeted in Sofia after leaving their base`: before something that has happened.
fn comes_after(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let gerund = clause.group.finite == crate::grammar::Finite::No && !clause.group.infinitive;
    let after = clause.at > 0
        && matches!(
            reading
                .doc
                .word(clause.spine.chunks[clause.at - 1].tokens.start),
            "after" | "since" | "upon"
        );
    gerund
        && !clause.noun
        && after
        && (0..clause.at - 1)
            .rev()
            .find_map(|at| clause.spine.verb(at))
            .is_some_and(|verb| (verb.past || verb.perfect) && verb.modal.is_none())
}

/// `demands that Russia withdraw its troops`, `insisted that Moscow complete the withdrawal`.
fn demanded(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let (doc, spine) = (reading.doc, clause.spine);
    let base = |verb: usize| {
        spine.verb(verb).is_some_and(|group| {
            group.main.form == crate::gazetteer::VerbForm::Base && group.modal.is_none()
        })
    };
    // `requested that`, `was requesting an additional 400 soldiers be deployed`
    let plain = clause.group.passive
        && clause.group.modal.is_none()
        && clause.group.chain.is_empty()
        && doc.word(spine.chunks[clause.at].tokens.start) == "be";
    let wishes = |at: usize| {
        spine.verb(at).is_some_and(|group| {
            matches!(
                group.main.lemma(),
                "request" | "ask" | "demand" | "propose" | "recommend"
            )
        })
    };
    if plain && (0..clause.at).rev().take(6).any(wishes) {
        return true;
    }
    let verb = if clause.noun {
        clause.at.checked_sub(1)
    } else {
        Some(clause.at)
    };
    let Some(verb) = verb.filter(|at| spine.verb(*at).is_some()) else {
        return false;
    };
    let that = (0..verb).rev().take(5).find(|at| {
        matches!(spine.chunks[*at].kind, ChunkKind::Subordinator)
            && doc.word(spine.chunks[*at].tokens.start) == "that"
    });
    let asked = that
        .and_then(|that| that.checked_sub(1))
        .and_then(|at| spine.verb(at));
    let (Some(asked), Some(that)) = (asked, that) else {
        return false;
    };
    let alone = (that + 1..verb).all(|at| spine.verb(at).is_none());
    alone
        && match asked.main.lemma() {
            "demand" | "request" | "ask" | "urge" => true,
            "insist" | "propose" | "recommend" | "suggest" => base(verb),
            _ => false,
        }
}

/// How far the movement of a clause has come; absent where the clause tells none of its own.
pub(super) fn reached(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    theme: &Theme,
    way: Option<Status>,
    gerund: Gerund,
) -> Option<Stage> {
    if denied(reading, clause) {
        return Some(Stage::Not);
    }
    if clause.group.infinitive && (wished(reading, clause) || asked_whether(reading, clause)) {
        return Some(Stage::Is(Status::Considered));
    }
    if comes_after(reading, clause) {
        return Some(Stage::Is(Status::Completed));
    }
    if clause.group.infinitive && first_to(reading, clause) {
        return Some(Stage::Is(Status::Completed));
    }
    if demanded(reading, clause) {
        return Some(Stage::Is(Status::Considered));
    }
    if let Gerund::Tells(told) = gerund {
        return Some(told);
    }
    if let Some(way) = way {
        return Some(Stage::Is(way));
    }
    if clause.noun {
        return nominal::stage(reading, clause, theme);
    }
    let motion = theme.of_subject && !clause.group.passive;
    let told = stage(reading.doc, &clause.group, motion);
    let says = |wanted: &[&str]| {
        let tokens = clause.spine.chunks[clause.at].tokens.clone();
        tokens
            .clone()
            .any(|at| wanted.contains(&reading.doc.word(at)))
    };
    // `are not to arrive before May`: they will, later.
    let end = clause.group.main.tokens.end;
    let later = told == Stage::Not
        && clause.is(VerbClass::Going)
        && (end..end + 6).any(|at| matches!(reading.doc.word(at), "before" | "until"));
    if later {
        return Some(Stage::Is(Status::Announced));
    }
    // `would send more troops if Russia attacked`
    let conditional = clause.group.modal == Some(Modal::Would)
        && told == Stage::Is(Status::Announced)
        && (clause.at + 1..(clause.at + 8).min(clause.spine.chunks.len())).any(|at| {
            let chunk = clause.spine.chunks[at];
            matches!(chunk.kind, ChunkKind::Subordinator)
                && reading.doc.word(chunk.tokens.start) == "if"
        });
    if conditional {
        return Some(Stage::Is(Status::Considered));
    }
    // `must leave by Sunday`: they have been told to.
    if clause.is(VerbClass::Withdrawing) && motion && says(&["must"]) && told != Stage::Not {
        return Some(Stage::Is(Status::Announced));
    }
    // `has left Townsville for the Philippines`: it is not there yet.
    let sets_out = matches!(
        clause.lemma(),
        "leave" | "depart" | "set off" | "set sail" | "set out"
    ) || matches!(clause.lemma(), "sail" | "head")
        && clause.has_word(reading, &["for", "towards", "toward"]);
    let gone = told == Stage::Is(Status::Completed)
        && sets_out
        && (clause.bundles[0].directed
            || goes_on(reading, clause)
            || !purpose_place(reading, clause).is_empty());
    Some(if gone {
        Stage::Is(Status::UnderWay)
    } else {
        told
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn how_far_it_has_come() {
        check(
            "The 35 Danish soldiers will not arrive in Nepal before May.",
            &["deploy DNK 35 TROOPS to NPL announced"],
        );
        check(
            "Japan is preparing to send 300 soldiers to Mozambique.",
            &["deploy JPN 300 TROOPS to MOZ announced"],
        );
        check(
            "Rome tentatively plans to send 150 soldiers to Niger.",
            &["deploy ITA 150 TROOPS to NER considered"],
        );
        check(
            "Turkish troops must leave Iraq by Sunday.",
            &["withdraw TUR TROOPS from IRQ announced"],
        );
        check(
            "Two Indian frigates have left Mumbai and are sailing for the Red Sea.",
            &["deploy IND 2 WARSHIP from IND to red-sea under way"],
        );
        check(
            "The frigate HMS Duncan has left Portsmouth to relieve HMS Diamond in the Red Sea.",
            &["deploy GBR 1 WARSHIP from GBR to red-sea under way"],
        );
        check(
            "Russia has not stationed special forces in Libya.",
            &["rule out RUS TROOPS to LBY"],
        );
        check(
            "Kenya's president approved the deployment of 1,000 police officers to Haiti.",
            &["deploy KEN 1000 TROOPS to HTI announced"],
        );
        check(
            "Japan would send 300 soldiers to Mali if the council asked.",
            &["deploy JPN 300 TROOPS to MLI considered"],
        );
        check(
            "Lawmakers urged Canberra to withdraw all 200 troops from Iraq.",
            &["withdraw AUS 200 TROOPS from IRQ considered"],
        );
        check(
            "The French carrier sailed from the Red Sea to the Arabian Sea.",
            &["deploy FRA 1 WARSHIP from red-sea to arabian-sea completed"],
        );
    }

    #[test]
    fn a_setting_out_told_on() {
        check(
            "A second contingent of French troops left Toulon for Albania. Six hundred men left on a ferry.",
            &["deploy FRA 600 TROOPS from FRA to ALB under way"],
        );
    }

    #[test]
    fn bodies_that_were_counted_before() {
        check(
            "The African Union has 8,000 soldiers in Somalia. The AU force will leave the country in May.",
            &[
                "posture AU 8000 TROOPS in SOM",
                "withdraw AU 8000 TROOPS from SOM announced",
            ],
        );
    }
}
