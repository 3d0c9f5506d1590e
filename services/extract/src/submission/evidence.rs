//! The article's own words.

use events::Evidence;

use super::Refusal;
use super::body::EvidenceBody;

/// The slices of the text that are told; what is none is refused, and then there are none.
pub(super) fn find(
    told: &[EvidenceBody],
    text: &str,
    refuse: &mut impl FnMut(Refusal),
) -> Option<Vec<Evidence>> {
    if told.is_empty() {
        refuse(Refusal::new(
            "evidence",
            "a fact rests on at least one slice of the text",
        ));
    }
    let mut found = Vec::new();
    for (at, slice) in told.iter().enumerate() {
        match locate(slice, text) {
            Ok(evidence) => found.push(evidence),
            Err(problem) => refuse(Refusal::new(format!("evidence[{at}]"), problem)),
        }
    }
    (!told.is_empty() && found.len() == told.len()).then_some(found)
}

fn locate(told: &EvidenceBody, text: &str) -> Result<Evidence, String> {
    let length = told.text.chars().count();
    if length == 0 {
        return Err("has no text".to_owned());
    }
    if length > Evidence::MAX_CHARS {
        return Err(format!(
            "has {length} characters: at most {} are allowed",
            Evidence::MAX_CHARS
        ));
    }
    let (start, end) = match (told.start, told.end) {
        (Some(start), Some(end)) => (start, end),
        (None, None) => {
            let start = only_place(&told.text, text)?;
            (start, start + length as u32)
        }
        _ => return Err("tells one of start and end: tell both or neither".to_owned()),
    };
    let evidence = Evidence {
        start,
        end,
        text: told.text.clone(),
    };
    if evidence.holds_in(text) {
        return Ok(evidence);
    }
    let stands = text.chars().skip(start as usize);
    let stands: String = stands
        .take(end.saturating_sub(start) as usize)
        .take(80)
        .collect();
    Err(format!(
        "is not the article's own slice: from code point {start} to {end} it reads {stands:?}"
    ))
}

/// Where words stand in the text, if they do so once.
fn only_place(words: &str, text: &str) -> Result<u32, String> {
    let Some(first) = text.find(words) else {
        return Err("does not stand in the article's text".to_owned());
    };
    let next = first + text[first..].chars().next().map_or(0, char::len_utf8);
    if text[next..].contains(words) {
        return Err("stands in the text more than once: tell start and end".to_owned());
    }
    Ok(text[..first].chars().count() as u32)
}
