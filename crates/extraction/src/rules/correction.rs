//! An outlet corrects what it told: `we wrote that ... That was wrong`, `an earlier version of this
//! article said that ...`, `this newspaper reported ... It will not`.

use std::ops::Range;

use crate::draft::{Draft, Kind};
use crate::gazetteer::VerbClass;
use crate::grammar::clause::Spine;
use crate::reading::Reading;

use super::Findings;

/// Words that call something told wrong.
const WRONG: &[&str] = &[
    "wrong",
    "wrongly",
    "incorrect",
    "incorrectly",
    "mistaken",
    "mistakenly",
    "mistake",
    "erroneous",
    "erroneously",
    "error",
    "misstated",
    "misreported",
    "misunderstanding",
    "inaccurate",
    "inaccurately",
    "false",
    "astray",
    "apologise",
    "apologize",
    "regret",
    "retract",
    "corrected",
];

/// Adverbs with which an outlet owns up to what it reported.
const ERRING: &[&str] = &[
    "erroneously",
    "incorrectly",
    "mistakenly",
    "wrongly",
    "inaccurately",
];

/// Nouns for what an outlet has published.
const TOLD: &[&str] = &[
    "version", "report", "article", "story", "dispatch", "item", "post", "headline",
];

/// How many sentences later the outlet may say that it was wrong.
const LATER: usize = 3;

/// Turns the facts of a sentence that tells an earlier, wrong report into corrections.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    findings: &mut Findings,
    from: usize,
) {
    let doc = reading.doc;
    let tokens = reading.sentences[sentence].tokens.clone();
    let reports = |at: &usize| {
        spine.verb(*at).is_some_and(|verb| {
            verb.main.is(VerbClass::Saying)
                || matches!(verb.main.lemma(), "give" | "misstate" | "misreport")
        })
    };
    let Some(verb) = (0..spine.chunks.len()).find(reports) else {
        return;
    };
    let begin = spine.chunks[verb].tokens.start;
    let before = tokens.start..begin;
    let version = before.clone().any(|at| doc.word(at) == "version");
    // `The Associated Press erroneously reported`
    let end = spine.chunks[verb].tokens.end;
    let owned_up = begin > tokens.start && ERRING.contains(&doc.word(begin - 1))
        || ERRING.contains(&doc.word(end));
    let version = version || owned_up;
    if !owned_up && !is_own(reading, before) || !(version || is_wrong(reading, sentence)) {
        return;
    }
    let told = (0..verb)
        .filter_map(|at| spine.chunks[at].time())
        .find_map(|time| reading.period(time, false))
        .map(|period| period.from);
    for draft in &mut findings.drafts[from..] {
        let inside =
            draft.sentence == sentence && draft.evidence.iter().any(|span| span.end > begin);
        let kind = matches!(
            draft.kind,
            Kind::Deployment(_)
                | Kind::Withdrawal(_)
                | Kind::Posture
                | Kind::RuledOut
                | Kind::Aid { .. }
        );
        if inside && kind && !is_upheld(reading, sentence, draft) {
            if draft.destination.is_empty() {
                draft.destination = std::mem::take(&mut draft.origin);
            }
            draft.kind = Kind::Corrected { reported_on: told };
            draft.rule = "correction";
            draft.evidence = vec![tokens.clone()];
        }
    }
}

/// Whether the words before the verb name the outlet, or what it published before.
fn is_own(reading: &Reading<'_, '_>, before: Range<usize>) -> bool {
    let doc = reading.doc;
    let has = |wanted: &[&str]| before.clone().any(|at| wanted.contains(&doc.word(at)));
    if has(&["we", "our"]) {
        return true;
    }
    let outlet = before.clone().any(|at| {
        doc.word(at) == "this"
            && matches!(
                doc.word(at + 1),
                "newspaper"
                    | "paper"
                    | "agency"
                    | "website"
                    | "site"
                    | "magazine"
                    | "service"
                    | "bureau"
                    | "channel"
            )
    });
    outlet
        || has(TOLD) && has(&["earlier", "previous", "original", "initial"])
        || is_publisher(reading, before)
}

/// Whether the outlet's name stands among some tokens: `Equator Press reported`.
fn is_publisher(reading: &Reading<'_, '_>, tokens: Range<usize>) -> bool {
    let doc = reading.doc;
    let name: Vec<String> = doc
        .publisher
        .split_whitespace()
        .map(str::to_lowercase)
        .filter(|word| word != "the")
        .collect();
    !name.is_empty()
        && tokens.clone().any(|at| {
            name.iter()
                .enumerate()
                .all(|(n, word)| doc.word(at + n) == word)
        })
}

/// Whether the sentence, or one of the next, says that the report was wrong.
fn is_wrong(reading: &Reading<'_, '_>, sentence: usize) -> bool {
    let doc = reading.doc;
    let last = (sentence + LATER).min(reading.sentences.len() - 1);
    reading.sentences[sentence..=last].iter().any(|parsed| {
        let tokens = &parsed.tokens;
        let says = tokens.clone().any(|at| WRONG.contains(&doc.word(at)));
        // `It will not.`
        let denies = tokens.len() < 8
            && tokens
                .clone()
                .any(|at| matches!(doc.word(at), "not" | "n't"))
            && tokens
                .clone()
                .any(|at| matches!(doc.word(at), "it" | "that" | "this"));
        says || denies
    })
}

/// `The figure for Togo was right.`: what is told of one owner stands.
fn is_upheld(reading: &Reading<'_, '_>, sentence: usize, draft: &Draft) -> bool {
    let doc = reading.doc;
    let Some(next) = reading.sentences.get(sentence + 1) else {
        return false;
    };
    let tokens = next.tokens.clone();
    let right = tokens
        .clone()
        .any(|at| matches!(doc.word(at), "right" | "correct" | "correctly" | "accurate"));
    right && reading.named_actor(tokens) == draft.owner
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn what_was_wrongly_told() {
        check(
            "On Monday this newspaper reported that Denmark would send four F-35 fighters to Finland. That report was wrong.",
            &["correct DNK 4 COMBAT_AIRCRAFT"],
        );
        check(
            "An earlier version of this article said that Tajikistan had moved 2,500 soldiers to Kyrgyzstan.",
            &["correct TJK 2500 TROOPS"],
        );
        check(
            "In a story on Kosovo, The Associated Press erroneously reported that Austria would send 900 soldiers there.",
            &["correct AUT 900 TROOPS"],
        );
        check(
            "We wrote that Ghana would withdraw 850 peacekeepers from Lebanon. It will not.",
            &["correct GHA 850 TROOPS"],
        );
        check(
            "The ministry said that Kenya would send 200 soldiers to Haiti.",
            &["deploy KEN 200 TROOPS to HTI announced"],
        );
    }
}
