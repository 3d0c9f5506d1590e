//! Whose an office or a body is that the text names without its state: `Defence Minister Wilk`,
//! `the ministry`, `the alliance`.

use std::ops::Range;

use events::{Actor, ActorKind};

use crate::document::{Document, Known};
use crate::gazetteer::{self, Entry, OfficeKind, VerbForm};
use crate::grammar::words::Closed;
use crate::sentence::Sentence;
use crate::token::TokenKind;

use super::people::{actor_in, office_in};
use super::subject::{earlier_in_paragraph, opening_subject, sentence_at};

/// How many tokens back the state of an office is looked for: more than most dispatches have.
const REACH: usize = 1_500;
/// How many names are looked through for the same.
const NAMES_MAX: usize = 300;

/// How many sentences may stand before the dateline.
const HEADLINES: usize = 4;

/// Cities where everybody's ministers meet: `said in Brussels` tells nothing.
const MEETING_CITIES: [&str; 6] = [
    "brussels", "geneva", "vienna", "munich", "new-york", "davos",
];

/// Whose the office or body at a token is. Asked in this order: the state whose forces the
/// outlet is of, the capital where it was said, the
/// subject of what is told when it decides something, a body told before in the paragraph, the dateline, the subjects of the paragraph,
/// the state named last, who was heard last, whose government or forces were named, the state that the
/// outlet writes for.
pub(super) fn setting(doc: &Document<'_>, at: usize, heard: Option<&Actor>) -> Option<Actor> {
    let number = sentence_at(doc, at)?;
    let own = &doc.sentences[number];
    let home = gazetteer::home_of(doc.publisher);
    let found = home
        .filter(|home| home.forces)
        .map(|home| home.state.clone())
        .or_else(|| capital_in(doc, own))
        .or_else(|| decider(doc, own, at))
        .or_else(|| body_of_paragraph(doc, number))
        .or_else(|| dateline(doc))
        .or_else(|| subject_of_paragraph(doc, number))
        .or_else(|| named_before(doc, own.tokens.start..at))
        .or_else(|| heard.cloned())
        .or_else(|| governed_before(doc, at.saturating_sub(REACH)..at))
        .or_else(|| home.map(|home| home.state.clone()))
        .or_else(|| named_before(doc, at.saturating_sub(REACH)..at))
        .or_else(|| governed_before(doc, at..doc.tokens.len().min(at + REACH)))
        .or_else(|| first_state(doc));
    found.map(sovereign)
}

/// Whose a ministry, army or alliance is that is named without it.
pub(super) fn setting_of_body(
    doc: &Document<'_>,
    at: usize,
    heard: Option<&Actor>,
) -> Option<Actor> {
    let word = doc.word(at);
    let wanted = match word {
        "alliance" | "bloc" | "organisation" | "organization" | "secretariat" | "coalition"
        | "commission" => ActorKind::Organisation,
        // The IAEA, or a news agency that speaks for nobody.
        "agency" | "watchdog" if at > 0 && doc.word(at - 1) == "the" => ActorKind::Organisation,
        "group" | "movement" | "militia" | "faction" => ActorKind::ArmedGroup,
        _ => return namesake(doc, at).or_else(|| setting(doc, at, heard)),
    };
    let before = doc.marks.partition_point(|mark| mark.tokens.start < at);
    let marks = doc.marks[..before].iter().rev().take(NAMES_MAX);
    let mut actors = marks.filter_map(|mark| match &mark.known {
        Known::Name(entry) => entry.actor(),
        _ => None,
    });
    let found = actors.find(|actor| actor.kind == wanted).cloned();
    found.or_else(|| (word == "alliance").then(|| gazetteer::actor("NATO").cloned())?)
}

/// `Mali's Defence Ministry ... the ministry`: the same noun told before with its state.
fn namesake(doc: &Document<'_>, at: usize) -> Option<Actor> {
    let determined = at > 0 && doc.word(at - 1) == "the";
    let word = doc.word(at);
    (at.saturating_sub(REACH)..at.saturating_sub(2))
        .rev()
        .filter(|n| determined && doc.word(*n) == word)
        .find_map(|n| actor_in(doc, &(n.saturating_sub(4)..n + 1)))
}

/// `told parliament in Kyiv`.
fn capital_in(doc: &Document<'_>, sentence: &Sentence) -> Option<Actor> {
    sentence.tokens.clone().find_map(|n| {
        let Known::Name(Entry::Capital { city, .. }) = &doc.mark_from(n)?.known else {
            return None;
        };
        let said_there =
            n > 0 && doc.word(n - 1) == "in" && !MEETING_CITIES.contains(&city.code.as_str());
        if said_there {
            gazetteer::actor(city.country.as_ref()?.as_str()).cloned()
        } else {
            None
        }
    })
}

/// `France will send 500 soldiers, the minister said`: who decides is whose minister speaks. What
/// somebody else does is told in other tenses: `Russia has massed`.
fn decider(doc: &Document<'_>, sentence: &Sentence, at: usize) -> Option<Actor> {
    let tokens = sentence.tokens.start..at;
    let named = opening_subject(doc, &tokens, at)?;
    let verb = named.head.end.max(named.apposition.end);
    // `Finland's security is our own`: Finland decides nothing there, and a quotation is no report.
    let itself = doc
        .mark(named.head.end - 1)
        .is_some_and(|mark| matches!(mark.known, Known::Name(_)));
    if !itself || doc.quoted[named.head.start] {
        return None;
    }
    let perfect = |n: usize| {
        doc.verb_from(n + 1)
            .is_some_and(|next| matches!(next.form, VerbForm::Past | VerbForm::Participle))
    };
    let decides = (verb..at.min(verb + 3)).any(|n| {
        doc.closed(n) == Some(Closed::Modal)
            || matches!(doc.word(n), "is" | "does" | "plans" | "wants")
            || doc.word(n) == "has" && !perfect(n)
    });
    actor_in(doc, &named.head).filter(|actor| decides && actor.kind == ActorKind::State)
}

/// The state of the place that the text is dated from, when it is one: `WARSAW, Jan 28 (Wire) -`,
/// `WARSAW, 28 January.`
fn dateline(doc: &Document<'_>) -> Option<Actor> {
    let first = doc.sentences.first()?.lead.clone();
    let shouted = (0..doc.tokens.len())
        .take_while(|n| doc.tokens[*n].shouted || matches!(doc.word(*n), "," | "/"));
    dated_from(doc, 0..first.end.max(shouted.count())).or_else(|| {
        // A headline and a note to editors may stand before it.
        let mut leads = doc.sentences.iter().take(HEADLINES).skip(1);
        leads.find_map(|sentence| dated_from(doc, sentence.lead.clone()))
    })
}

/// The one state whose places some tokens name.
fn dated_from(doc: &Document<'_>, opening: Range<usize>) -> Option<Actor> {
    let mut states = opening.filter_map(|n| match &doc.mark_from(n)?.known {
        // A country in capitals further down is a heading.
        Known::Name(Entry::State { .. }) if n > 0 => None,
        Known::Name(entry) => {
            let place = entry.place()?;
            let meeting = MEETING_CITIES.contains(&place.code.as_str());
            let state = gazetteer::actor(place.country.as_ref()?.as_str()).filter(|_| !meeting)?;
            Some(sovereign(state.clone()))
        }
        _ => None,
    });
    let first = states.next()?;
    states.all(|other| other == first).then_some(first)
}

/// The ministry or government that an earlier sentence of the paragraph has as its subject.
fn body_of_paragraph(doc: &Document<'_>, number: usize) -> Option<Actor> {
    earlier_in_paragraph(doc, number).find_map(|sentence| {
        let named = opening_subject(doc, &sentence.tokens, sentence.tokens.end)?;
        let body = office_in(doc, &named.head).is_some_and(|(_, kind)| kind == OfficeKind::Body);
        actor_in(doc, &named.head).filter(|_| body)
    })
}

/// The actor that a sentence of the paragraph has as its subject, this one or the nearest before.
fn subject_of_paragraph(doc: &Document<'_>, number: usize) -> Option<Actor> {
    let own = std::iter::once(&doc.sentences[number]);
    own.chain(earlier_in_paragraph(doc, number))
        .find_map(|sentence| {
            let named = opening_subject(doc, &sentence.tokens, sentence.tokens.end)?;
            actor_in(doc, &named.head).filter(|_| !doc.quoted[named.head.start])
        })
}

/// The state or government named last, not as a place or an aim.
fn named_before(doc: &Document<'_>, tokens: Range<usize>) -> Option<Actor> {
    tokens.rev().find_map(|n| {
        let Known::Name(entry) = &doc.mark_from(n)?.known else {
            return None;
        };
        let aim = n > 0
            && matches!(
                doc.word(n - 1),
                "in" | "to" | "near" | "against" | "from" | "into" | "with"
            );
        // `reached the Haitian capital`: where, and not who.
        let end = doc.mark_from(n)?.tokens.end;
        let place = matches!(
            doc.word(end),
            "capital"
                | "city"
                | "town"
                | "village"
                | "border"
                | "side"
                | "soil"
                | "territory"
                | "coast"
                | "port"
                | "waters"
                | "airspace"
                | "region"
                | "province"
                | "mission"
        );
        let aim = aim || place;
        let state = matches!(
            entry,
            Entry::State { .. }
                | Entry::Demonym { .. }
                | Entry::Capital { .. }
                | Entry::Metonym { .. }
        );
        entry.actor().filter(|_| state && !aim).cloned()
    })
}

/// The state whose government, forces or leader were named last: `the Danish government`, `Uganda
/// People's Defence Force`, `Tony Blair`. It acts where others are only spoken of.
fn governed_before(doc: &Document<'_>, tokens: Range<usize>) -> Option<Actor> {
    const GOVERNING: &[&str] = &[
        "government",
        "parliament",
        "cabinet",
        "ministry",
        "minister",
        "president",
        "chancellor",
        "military",
        "army",
        "navy",
        "troops",
        "soldiers",
        "forces",
        "council",
        "people's",
        "contribution",
        "contingent",
        "premier",
        "secretary",
        "armed",
        "air",
        "defence",
        "defense",
        "foreign",
        "prime",
    ];
    tokens.rev().find_map(|n| {
        let mark = doc.mark_from(n)?;
        let Known::Name(entry) = &mark.known else {
            return None;
        };
        if let Entry::Leader { actor, .. } = entry {
            return Some(actor.clone());
        }
        let whose = matches!(entry, Entry::State { .. } | Entry::Demonym { .. });
        let mut next = mark.tokens.end;
        if doc
            .tokens
            .get(next)
            .is_some_and(|token| token.kind == TokenKind::Possessive)
        {
            next += 1;
        }
        let governs = (next..next + 2)
            .take_while(|at| {
                doc.tokens
                    .get(*at)
                    .is_some_and(|token| token.kind == TokenKind::Word)
            })
            .any(|at| GOVERNING.contains(&doc.word(at)));
        entry.actor().filter(|_| whose && governs).cloned()
    })
}

fn first_state(doc: &Document<'_>) -> Option<Actor> {
    doc.marks
        .iter()
        .take(NAMES_MAX)
        .find_map(|mark| match &mark.known {
            Known::Name(entry @ (Entry::State { .. } | Entry::Demonym { .. })) => {
                entry.actor().cloned()
            }
            _ => None,
        })
}

/// Whose forces and offices a territory has.
fn sovereign(actor: Actor) -> Actor {
    let of = match actor.code.as_str() {
        "GUM" | "PRI" | "MNP" | "ASM" | "VIR" => "USA",
        "GRL" | "FRO" => "DNK",
        "IOT" | "GIB" | "FLK" | "BMU" => "GBR",
        "NCL" | "PYF" | "GUF" | "REU" | "MTQ" | "GLP" | "MYT" => "FRA",
        "SJM" => "NOR",
        _ => return actor,
    };
    gazetteer::actor(of).cloned().unwrap_or(actor)
}
