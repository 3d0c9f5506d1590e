//! An outlet corrects what it told: `we wrote that ... That was wrong`, `an earlier version of this
//! article said that ...`.

use crate::draft::Kind;
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
    "erroneous",
    "erroneously",
    "error",
    "misstated",
    "inaccurate",
    "inaccurately",
    "false",
];

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
    let Some(verb) = (0..spine.chunks.len()).find(|at| {
        spine.verb(*at).is_some_and(|verb| {
            verb.main.is(VerbClass::Saying)
                || verb.main.lemma() == "give"
                || verb.main.lemma() == "misstate"
        })
    }) else {
        return;
    };
    let before = tokens.start..spine.chunks[verb].tokens.start;
    let words: Vec<&str> = before.clone().map(|at| doc.word(at)).collect();
    let own = words.contains(&"we")
        || words
            .iter()
            .any(|word| matches!(*word, "earlier" | "previous" | "original" | "initial"))
            && words.iter().any(|word| {
                matches!(
                    *word,
                    "version" | "report" | "article" | "story" | "dispatch"
                )
            });
    let next = reading
        .sentences
        .get(sentence + 1)
        .map_or(tokens.end..tokens.end, |next| next.tokens.clone());
    let wrong_here = tokens.clone().any(|at| WRONG.contains(&doc.word(at)));
    let wrong_next = next.len() < 12 && next.clone().any(|at| WRONG.contains(&doc.word(at)));
    let version = words.contains(&"version");
    if !own || !(wrong_here || wrong_next || version) {
        return;
    }
    let begin = spine.chunks[verb].tokens.start;
    let told = (0..verb)
        .filter_map(|at| spine.chunks[at].time())
        .find_map(|time| reading.period(time, false))
        .map(|period| period.from);
    for draft in &mut findings.drafts[from..] {
        let inside =
            draft.sentence == sentence && draft.evidence.iter().any(|span| span.end > begin);
        if inside
            && matches!(
                draft.kind,
                Kind::Deployment(_) | Kind::Withdrawal(_) | Kind::Posture | Kind::RuledOut
            )
        {
            draft.kind = Kind::Corrected { reported_on: told };
            draft.rule = "correction";
            draft.evidence = vec![tokens.clone()];
        }
    }
}
