//! The noun phrases that speak of an exercise, and how it is called.

use std::ops::Range;

use crate::document::Known;
use crate::gazetteer::Entry;
use crate::grammar::clause::Spine;
use crate::grammar::{ChunkKind, VerbGroup};
use crate::reading::Reading;
use crate::token::TokenKind;

/// A noun phrase that speaks of an exercise.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Its position in the spine.
    pub(super) at: usize,
    /// The noun of the clause that it stands for: `a week of manoeuvres`, `the start of the drills`.
    pub(super) top: usize,
    /// The position after it, its `of` phrases and its apposition.
    pub(super) end: usize,
    /// Its name; empty when none is told.
    pub(super) name: String,
    /// It is pointed back to: `the drills`, `this year's exercise`, `their manoeuvres`.
    pub(super) definite: bool,
    /// A word of it says that it is military.
    pub(super) military: bool,
    /// A number of exercises: `nine drills`.
    pub(super) several: bool,
}

/// Words before the noun that make it another kind of exercise.
const CIVIL: &[&str] = &[
    "fire",
    "evacuation",
    "earthquake",
    "tsunami",
    "relations",
    "pr",
    "budget",
    "accounting",
    "registration",
    "census",
    "academic",
    "physical",
    "fitness",
    "breathing",
    "marketing",
    "rescue",
    "fact-finding",
    "consultation",
    "cost-cutting",
    "branding",
    "vocational",
    "school",
    "football",
    "voter",
    "vaccination",
    "democratic",
    "intellectual",
    "legal",
    "safety",
];

/// Words that say that an exercise is military.
const MILITARY: &[&str] = &[
    "military",
    "joint",
    "naval",
    "navy",
    "live-fire",
    "live",
    "army",
    "combat",
    "amphibious",
    "nuclear",
    "maritime",
    "airborne",
    "air",
    "anti-submarine",
    "anti-aircraft",
    "anti-terror",
    "anti-terrorist",
    "counter-terrorism",
    "counterterrorism",
    "multinational",
    "command-post",
    "command-staff",
    "trilateral",
    "bilateral",
    "tactical",
    "strategic",
    "artillery",
    "missile",
    "tank",
    "landing",
    "firing",
    "war",
    "large-scale",
    "snap",
    "field",
    "multilateral",
    "readiness",
    "mobilisation",
    "mobilization",
    "defence",
    "defense",
    "bomber",
    "submarine",
    "parachute",
    "sea",
    "battle",
    "armoured",
    "armored",
    "security",
    "surface",
    "gunnery",
    "passing",
    "multi-domain",
];

impl Mention {
    /// The exercise that the noun phrase at a position speaks of, if it does.
    pub(super) fn at(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> Option<Self> {
        let doc = reading.doc;
        let chunk = spine.chunks[at];
        let group = chunk.noun()?;
        let known = known_name(reading, chunk.tokens.clone());
        let noun = is_exercise(reading, group.head.end - 1, &chunk.tokens);
        let capital = doc.tokens[group.head.end - 1].capital
            || doc.tokens[group.head.end - 1].kind == TokenKind::Number;
        let titled = capital
            && chunk
                .tokens
                .clone()
                .any(|token| is_exercise(reading, token, &chunk.tokens));
        if known.is_none() && !noun && !titled || group.negative() || is_measure(reading, spine, at)
        {
            return None;
        }
        let words = || chunk.tokens.clone().map(|token| doc.word(token));
        if known.is_none() && words().any(|word| CIVIL.contains(&word)) {
            return None;
        }
        let name = known.map_or_else(
            || name_beside(reading, spine, at),
            |span| doc.slice(span).to_owned(),
        );
        let mut top = at;
        while top >= 2
            && spine.chunks[top - 1].is_preposition()
            && doc.word(spine.chunks[top - 1].tokens.start) == "of"
            && spine.chunks[top - 2].noun().is_some()
        {
            top -= 2;
        }
        let first = doc.word(chunk.tokens.start);
        let definite = group.possessor.is_some() && doc.closed(chunk.tokens.start).is_some()
            || matches!(first, "the" | "these" | "those" | "this" | "such")
            || at > 0
                && spine.chunks[at - 1].time().is_some()
                && doc.tokens[spine.chunks[at - 1].tokens.end].kind == TokenKind::Possessive;
        Some(Self {
            at,
            top,
            end: spine.over_of(doc, at),
            military: !name.is_empty() || words().any(|word| MILITARY.contains(&word)),
            name,
            definite,
            several: group
                .count
                .as_ref()
                .is_some_and(|count| count.quantity("").low > 1),
        })
    }
}

/// `last year's Zapad`, `earlier exercises`, `since the exercise`: what it is measured against.
fn is_measure(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> bool {
    let doc = reading.doc;
    let chunk = spine.chunks[at];
    let earlier = |word: &str| matches!(word, "previous" | "earlier" | "past" | "future");
    if chunk.tokens.clone().any(|token| earlier(doc.word(token))) {
        return true;
    }
    let before = chunk.tokens.start.checked_sub(1);
    let possessed = before.is_some_and(|at| doc.tokens[at].kind == TokenKind::Possessive);
    let last_year = at > 0 && spine.chunks[at - 1].time().is_some() && possessed && {
        let time = spine.chunks[at - 1].tokens.clone();
        !time.clone().any(|token| doc.word(token) == "this")
    };
    let whose = chunk.noun().and_then(|group| group.possessor.clone());
    let of_year = whose
        .is_some_and(|whose| doc.word(whose.end - 1) == "year" && doc.word(whose.start) != "this");
    last_year || of_year
}

/// Whether a word is a noun for an exercise: `drills`, `war games`, `joint training`.
pub(super) fn is_exercise(reading: &Reading<'_, '_>, token: usize, chunk: &Range<usize>) -> bool {
    let doc = reading.doc;
    let before = || chunk.start.min(token)..token;
    match doc.word(token) {
        "exercise" | "exercises" | "drill" | "drills" | "manoeuvres" | "maneuvers" | "wargames"
        | "wargame" | "manoeuvre" | "maneuver" | "war-games" | "ex" => {
            // `exercise equipment`, `drill sergeant`
            true
        }
        "games" | "game" => token > 0 && doc.word(token - 1) == "war",
        "training" => before().any(|at| {
            matches!(
                doc.word(at),
                "joint" | "field" | "live-fire" | "amphibious" | "combined" | "multinational"
            )
        }),
        _ => false,
    }
}

fn known_name(reading: &Reading<'_, '_>, tokens: Range<usize>) -> Option<Range<usize>> {
    tokens.clone().find_map(|token| {
        let mark = reading.doc.mark_from(token)?;
        matches!(mark.known, Known::Name(Entry::Exercise { .. })).then(|| mark.tokens.clone())
    })
}

/// `Exercise Union Resolve 2022`, `the Balikatan exercise`, `the drills, named Steady Lantern`, `drills
/// called "Iron Wolf"`: capitals beside the noun.
fn name_beside(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> String {
    let doc = reading.doc;
    let chunk = spine.chunks[at];
    let inside = capitals(reading, chunk.tokens.clone());
    if let Some(name) = inside {
        return doc.slice(name).to_owned();
    }
    let mut next = spine.over_of(doc, at);
    while spine
        .get(next)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma))
    {
        next += 1;
    }
    let called = spine.verb(next).is_some_and(is_naming);
    let named = spine
        .get(next + 1)
        .filter(|chunk| called && chunk.noun().is_some());
    if let Some(named) = named {
        return capitals(reading, named.tokens.clone())
            .map_or(String::new(), |name| doc.slice(name).to_owned());
    }
    let beside = spine.get(at + 1).filter(|chunk| chunk.noun().is_some());
    beside
        .filter(|chunk| {
            chunk.tokens.clone().all(|token| {
                doc.tokens[token].capital || doc.tokens[token].kind == TokenKind::Number
            })
        })
        .map_or(String::new(), |chunk| {
            doc.slice(chunk.tokens.clone()).to_owned()
        })
}

/// Whether a verb tells a name: `called`, `codenamed`.
pub(super) fn is_naming(group: &VerbGroup) -> bool {
    matches!(
        group.main.lemma(),
        "call" | "name" | "dub" | "codename" | "code-name" | "entitle" | "nickname" | "christen"
    )
}

/// The longest run of capitals in some tokens that no table knows for something else.
fn capitals(reading: &Reading<'_, '_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let doc = reading.doc;
    let start = tokens.start;
    let opens = |token: usize| token == 0 || token == start && is_sentence_start(reading, token);
    let plain = |token: usize| {
        let other = doc.mark(token).is_some_and(|mark| {
            !matches!(
                mark.known,
                Known::Designation(_) | Known::Name(Entry::Equipment { .. })
            )
        });
        let word = doc.word(token);
        doc.tokens[token].capital
            && !other
            && !is_exercise(reading, token, &tokens)
            && doc.closed(token).is_none()
            && !(opens(token) && MILITARY.contains(&word))
            && !(opens(token) && matches!(word, "annual" | "large-scale" | "major" | "regular"))
    };
    let mut best: Option<Range<usize>> = None;
    let mut at = tokens.start;
    while at < tokens.end {
        if !plain(at) {
            at += 1;
            continue;
        }
        let begin = at;
        while at < tokens.end
            && (plain(at)
                || doc.tokens[at].kind == TokenKind::Number
                || doc.word(at) == "-"
                || doc.tokens[at].capital && at > begin && !is_exercise(reading, at, &tokens))
        {
            at += 1;
        }
        if best.as_ref().is_none_or(|best| at - begin > best.len()) {
            best = Some(begin..at);
        }
    }
    best
}

fn is_sentence_start(reading: &Reading<'_, '_>, token: usize) -> bool {
    reading
        .doc
        .sentences
        .binary_search_by_key(&token, |sentence| sentence.tokens.start)
        .is_ok()
}

/// `Over the past few years`, `in recent years`: no exercise of now.
pub(super) fn over_the_years(reading: &Reading<'_, '_>, sentence: usize) -> bool {
    let doc = reading.doc;
    reading.sentences[sentence].tokens.clone().any(|at| {
        matches!(doc.word(at), "years" | "decades" | "months")
            && (at.saturating_sub(3)..at)
                .any(|before| matches!(doc.word(before), "past" | "recent" | "last" | "previous"))
    })
}

/// Whether the sentence speaks of armed forces: `a sudden exercise, the defence ministry said`.
pub(super) fn of_the_military(reading: &Reading<'_, '_>, sentence: usize) -> bool {
    let doc = reading.doc;
    reading.sentences[sentence].tokens.clone().any(|at| {
        matches!(
            doc.word(at),
            "military"
                | "army"
                | "navy"
                | "troops"
                | "soldiers"
                | "warships"
                | "marines"
                | "combat"
        ) || matches!(doc.word(at), "defence" | "defense")
            && matches!(doc.word(at + 1), "ministry" | "minister" | "forces")
            || doc.word(at) == "armed" && doc.word(at + 1) == "forces"
    })
}
