//! Sentences and paragraphs, and what stands before a sentence without being part of it: datelines,
//! the date at the head of a text, times of a live page, the speaker's name in a transcript.

use std::ops::Range;

use crate::token::{TokenKind, Tokens};

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its tokens, the dateline left out.
    pub(crate) tokens: Range<usize>,
    /// Dateline, time or speaker's name before it; mostly empty.
    pub(crate) lead: Range<usize>,
    /// The number of its paragraph.
    pub(crate) paragraph: usize,
}

/// Words with a full stop that ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "adm", "approx", "apr", "aug", "brig", "capt", "cmdr", "co", "col", "corp", "cpl", "dec",
    "dept", "dr", "eg", "est", "feb", "fig", "fr", "ft", "gen", "gov", "hon", "inc", "jan", "jr",
    "jul", "jun", "lt", "ltd", "maj", "mar", "mr", "mrs", "ms", "mt", "no", "nov", "oct", "pres",
    "prof", "pvt", "rep", "rev", "sen", "sep", "sept", "sgt", "sr", "st", "supt", "vs",
];

/// A sentence has at most this many tokens: what goes on longer is no prose, and is cut.
const SENTENCE_MAX: usize = 300;
/// A lead has at most this many tokens.
const LEAD_MAX: usize = 18;

/// The sentences of a text, in order.
pub(crate) fn sentences(tokens: &Tokens) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut paragraph = 0;
    let mut start = 0;
    while start < tokens.len() {
        let end = block_end(tokens, start);
        split_block(tokens, start..end, paragraph, &mut out);
        paragraph += 1;
        start = end;
    }
    out
}

/// Where a paragraph ends: at an empty line, or at a line break after which a sentence, a bullet or
/// a headline begins.
fn block_end(tokens: &Tokens, start: usize) -> usize {
    let mut at = start + 1;
    while let Some(token) = tokens.get(at) {
        let begins = token.breaks >= 2 || token.breaks == 1 && begins_line(tokens, at);
        if begins {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a line that begins here begins something new, and is no line wrapped by width.
fn begins_line(tokens: &Tokens, at: usize) -> bool {
    let bullet = matches!(tokens.word(at), "-" | "•" | "*" | "·" | "▪" | "‣");
    let closed = matches!(
        tokens.word(at - 1),
        "." | "!" | "?" | "\"" | ":" | ";" | ")"
    );
    bullet || closed || tokens[at].kind == TokenKind::Number && tokens.word(at).contains(':')
}

fn split_block(tokens: &Tokens, block: Range<usize>, paragraph: usize, out: &mut Vec<Sentence>) {
    let body = lead_end(tokens, &block);
    let mut lead = block.start..body;
    let mut start = body;
    let mut at = body;
    while at < block.end {
        let too_long = at - start >= SENTENCE_MAX;
        if let Some(end) = stop_end(tokens, at, block.end).or_else(|| too_long.then_some(at + 1)) {
            if end > start {
                let sentence = Sentence {
                    tokens: start..end,
                    lead: lead.clone(),
                    paragraph,
                };
                out.push(sentence);
            }
            (start, at) = (end, end);
            lead = end..end;
        } else {
            at += 1;
        }
    }
    if start < block.end {
        out.push(Sentence {
            tokens: start..block.end,
            lead,
            paragraph,
        });
    }
}

/// Whether a sentence ends at this token, and where the next begins.
fn stop_end(tokens: &Tokens, at: usize, limit: usize) -> Option<usize> {
    let mark = tokens.word(at);
    let word_with_stop = tokens[at].kind == TokenKind::Word && mark.ends_with('.');
    if !matches!(mark, "." | "!" | "?" | "…") && !word_with_stop {
        return None;
    }
    if mark == "." && at > 0 && is_abbreviation(tokens, at) {
        return None;
    }
    let mut end = at + 1;
    while end < limit {
        let next = &tokens[end];
        let closes = matches!(next.kind, TokenKind::Close)
            || matches!(tokens.word(end), ")" | "]" | "'" | "." | "!" | "?");
        if closes && !next.spaced {
            end += 1;
        } else {
            break;
        }
    }
    let Some(next) = tokens.get(end).filter(|_| end < limit) else {
        return Some(end);
    };
    let quoted = (at + 1..end).any(|n| tokens[n].kind == TokenKind::Close);
    if quoted && matches!(mark, "!" | "?") && next.breaks < 2 && is_attribution(tokens, end, limit)
    {
        return None;
    }
    if !next.spaced && next.breaks == 0 && !next.capital {
        return None;
    }
    let fresh = next.capital
        || next.breaks > 0
        || matches!(next.kind, TokenKind::Number | TokenKind::Open)
        || matches!(tokens.word(end), "(" | "[" | "•" | "-");
    // `U.S. Army` goes on; `in the U.S. The army` does not, which only a new article can show.
    let after_initials = word_with_stop
        && !matches!(
            tokens.word(end),
            "the" | "a" | "an" | "he" | "she" | "it" | "they" | "in" | "on" | "but" | "this"
        );
    (fresh && !after_initials).then_some(end)
}

/// Words for the saying of a quotation before them.
const SAID: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "wrote",
    "writes",
    "tweeted",
    "posted",
    "added",
    "declared",
    "told",
    "shouted",
    "exclaimed",
    "warned",
    "replied",
];

/// How many tokens the name of a speaker between a quotation and its verb may have.
const SPEAKER_MAX: usize = 12;

/// `"Is this war?" Foreign Minister Hassan asked.`: what follows the quotation only says whose it is.
fn is_attribution(tokens: &Tokens, start: usize, limit: usize) -> bool {
    let end = limit.min(start + SPEAKER_MAX);
    (start..end)
        .take_while(|at| {
            !matches!(tokens.word(*at), "." | "!" | "?" | ";" | ":")
                && !matches!(tokens[*at].kind, TokenKind::Open)
        })
        .find(|at| SAID.contains(&tokens.word(*at)))
        .is_some_and(|said| {
            let next = tokens.get(said + 1).filter(|_| said + 1 < limit);
            next.is_none_or(|next| {
                next.kind != TokenKind::Number
                    && (next.capital
                        || matches!(
                            tokens.word(said + 1),
                            "." | ","
                                | "in"
                                | "on"
                                | "at"
                                | "to"
                                | "during"
                                | "when"
                                | "after"
                                | "reporters"
                                | "journalists"
                                | "parliament"
                                | "lawmakers"
                        ))
            })
        })
}

fn is_abbreviation(tokens: &Tokens, at: usize) -> bool {
    let before = &tokens[at - 1];
    if tokens[at].spaced || before.kind != TokenKind::Word {
        return false;
    }
    let word = tokens.word(at - 1);
    let initial = word.chars().count() == 1 && before.capital;
    let month_or_number = matches!(word, "no" | "mar" | "dec" | "jan" | "est" | "fig" | "co");
    if month_or_number {
        let next = tokens.get(at + 1);
        return before.capital
            && next.is_some_and(|next| next.kind == TokenKind::Number || word == "co");
    }
    initial || before.capital && ABBREVIATIONS.contains(&word)
}

/// Where the lead of a block ends; its start when it has none.
fn lead_end(tokens: &Tokens, block: &Range<usize>) -> usize {
    let start = block.start;
    if tokens.word(start) == "date" && tokens.word(start + 1).len() == 10 {
        return (start + 2).min(block.end);
    }
    let limit = block.end.min(start + LEAD_MAX);
    let mut at = start;
    let mut depth = 0_u32;
    let mut capitals = 0;
    while at < limit {
        let token = &tokens[at];
        let word = tokens.word(at);
        match word {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "-" if token.spaced && at > start => {
                let next = tokens.get(at + 1).filter(|_| at + 1 < block.end);
                return if next.is_some() { at + 1 } else { start };
            }
            ":" if depth == 0 && capitals > 0 && at > start => {
                let shouted =
                    (start..at).all(|n| tokens[n].shouted || tokens[n].kind != TokenKind::Word);
                return if shouted && at + 1 < block.end {
                    at + 1
                } else {
                    start
                };
            }
            // `MOSCOW, February 5. /Agency/.`
            "/" if tokens.word(at + 2) == "/" && at > start => {
                let end = at + 3 + usize::from(tokens.word(at + 3) == ".");
                return if end < block.end { end } else { start };
            }
            "," | "/" | "." => {}
            _ if depth > 0 => {}
            _ if token.kind == TokenKind::Number => {}
            _ if token.kind == TokenKind::Word && token.capital => capitals += 1,
            "of" | "de" | "al" | "el" => {}
            _ => return start,
        }
        at += 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let tokens = Tokens::of(text);
        let got: Vec<_> = sentences(&tokens)
            .iter()
            .map(|s| {
                let (first, last) = (&tokens[s.tokens.start], &tokens[s.tokens.end - 1]);
                text[first.bytes.start..last.bytes.end].to_owned()
            })
            .collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn sentences_end_where_they_should() {
        check(
            "Gen. Smith left. He came back.",
            &["Gen. Smith left.", "He came back."],
        );
        check(
            "The U.S. Army sent 3,000. Two F-16s came.",
            &["The U.S. Army sent 3,000.", "Two F-16s came."],
        );
        check(
            "On Feb. 2 he spoke. Really?",
            &["On Feb. 2 he spoke.", "Really?"],
        );
        check(
            "They go to the U.S. The rest stays.",
            &["They go to the U.S.", "The rest stays."],
        );
        check("\"We go.\" He left.", &["\"We go.\"", "He left."]);
        check(
            "\"Is it war?\" Minister Hassan asked on Monday. He left.",
            &[
                "\"Is it war?\" Minister Hassan asked on Monday.",
                "He left.",
            ],
        );
        check(
            "\"Enough!\" The minister said that he would go.",
            &["\"Enough!\"", "The minister said that he would go."],
        );
        check(
            "“It is over,” he said. “We go.”",
            &["“It is over,” he said.", "“We go.”"],
        );
        check(
            "WARSAW, Poland, Jan. 28 (Wire) - Jets came. More will.",
            &["Jets came.", "More will."],
        );
        check("LVIV — Jets came.", &["Jets came."]);
        check("MOSCOW, May 5. /Wire/. Jets came.", &["Jets came."]);
        check("19:50 GMT - Jets came.", &["Jets came."]);
        check("COLONEL HALVORSEN: Jets came.", &["Jets came."]);
        check(" date 2022-02-02 US jets came.", &["US jets came."]);
        check("A headline\n\nJets came", &["A headline", "Jets came"]);
        check(
            "Wrapped by\nwidth at sixty. Next.",
            &["Wrapped by\nwidth at sixty.", "Next."],
        );
        check("- one jet\n- two jets", &["- one jet", "- two jets"]);
        check(
            "It cost 4.5 million. No. 5 came.",
            &["It cost 4.5 million.", "No. 5 came."],
        );
        check(
            "The destroyer John S. McCain came.",
            &["The destroyer John S. McCain came."],
        );
    }
}
