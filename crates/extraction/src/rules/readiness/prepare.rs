//! Orders to be ready, named by what they ask: `prepare-to-deploy orders`, `'be prepared to deploy'
//! orders`, `warning orders`.

use crate::reading::{Reading, Term};
use crate::rules::clause::Clause;

/// How many tokens after the verb such orders are looked for.
const REACH: usize = 18;

/// Whether the word at a token is `orders` of readiness.
fn is_order(reading: &Reading<'_, '_>, at: usize) -> bool {
    let doc = reading.doc;
    if !matches!(
        doc.word(at),
        "order" | "orders" | "status" | "notice" | "notices"
    ) {
        return false;
    }
    let before = at.saturating_sub(6)..at;
    let prepared = before.clone().any(|n| {
        let word = doc.word(n);
        matches!(word, "prepare" | "prepared")
            && (n + 1..at).any(|n| matches!(doc.word(n), "deploy" | "move" | "deployment"))
            || word.starts_with("prepare-to")
            || word.starts_with("be-prepared-to")
            || word.starts_with("ready-to-")
    });
    prepared || at > 0 && doc.word(at - 1) == "warning" && doc.word(at).starts_with("order")
}

/// Where in a clause `orders` of readiness stand after the verb.
fn orders_after(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<usize> {
    let start = clause.group.main.tokens.end;
    let end = (start + REACH).min(reading.sentences[clause.sentence].tokens.end);
    (start..end)
        .take_while(|at| !matches!(reading.doc.word(*at), ";" | "who" | "which" | "while"))
        .find(|at| is_order(reading, *at))
}

/// `deploy` of `prepare to deploy orders`: it names the orders and moves nobody.
pub(super) fn names_orders(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let own = clause.group.main.tokens.clone();
    let prepared = (own.start.saturating_sub(3)..own.start)
        .any(|at| matches!(reading.doc.word(at), "prepare" | "prepared"));
    let end = (own.end + 3).min(reading.sentences[clause.sentence].tokens.end);
    prepared && (own.end..end).any(|at| is_order(reading, at))
}

/// `issued prepare-to-deploy orders to 1,500 personnel`, `put two brigades under prepare-to-deploy
/// orders`, `have received warning orders`: who is to be ready.
pub(super) fn ordered(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Vec<Term>> {
    let spine = clause.spine;
    let lemma = clause.lemma();
    let gives = matches!(
        lemma,
        "issue"
            | "give"
            | "send"
            | "hand"
            | "deliver"
            | "sign"
            | "receive"
            | "get"
            | "put"
            | "place"
            | "be"
    );
    if !gives {
        return None;
    }
    let orders = orders_after(reading, clause)?;
    let takes = clause.group.passive || matches!(lemma, "receive" | "get" | "be");
    if takes {
        let terms = clause.subject_terms(reading);
        if !terms.is_empty() || lemma == "be" {
            return (!terms.is_empty()).then_some(terms);
        }
    }
    let beside = spine
        .get(clause.at + 1)
        .filter(|chunk| chunk.tokens.end <= orders)
        .and_then(|_| reading.term(spine, clause.at + 1));
    let after = || {
        let led = (clause.at + 1..spine.chunks.len()).find(|at| {
            spine.chunks[*at].tokens.start > orders
                && matches!(
                    reading.doc.word(spine.chunks[*at].tokens.start),
                    "to" | "for"
                )
        })?;
        reading.term(spine, led + 1)
    };
    let term = beside.or_else(after)?;
    Some(vec![term])
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn orders_to_be_ready() {
        check(
            "The French minister issued the 'be prepared to deploy' orders to 1,500 personnel from a range of units.",
            &["ready FRA 1500 TROOPS standby"],
        );
        check(
            "Canada has put 300 soldiers under prepare-to-deploy orders.",
            &["ready CAN 300 TROOPS standby"],
        );
        check(
            "Two Dutch companies have received warning orders for a move to Niger.",
            &["ready NLD 2 LAND_UNIT standby"],
        );
        check(
            "The school received fire warning orders for 300 desks.",
            &[],
        );
    }
}
