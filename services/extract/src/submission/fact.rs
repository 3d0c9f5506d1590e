//! Whether a fact is what its evidence tells, in codes that exist.

use std::collections::BTreeSet;

use events::{Actor, Evidence, Fact, Force, Place, Quantity};
use extraction::{gazetteer, numbers};
use proto::v1;
use serde_json::{Map, Value};

use super::Refusal;
use super::body::shaped;
use super::parts::Parts;

/// Reads the fact's own JSON.
pub(super) fn read(json: Map<String, Value>) -> Result<Fact, Refusal> {
    let wire: v1::Fact = shaped(Value::Object(json))?;
    Fact::try_from(wire).map_err(|error| Refusal::new(error.path, error.problem))
}

/// Refuses codes that do not exist.
pub(super) fn check_codes(fact: &Fact, refuse: &mut impl FnMut(Refusal)) {
    let parts = Parts::of(fact);
    for (place, actor) in &parts.actors {
        refuse_at(place, known_actor(actor), refuse);
    }
    for (place, at) in &parts.places {
        refuse_at(place, known_place(at), refuse);
    }
}

/// Refuses words that are not the article's, and numbers that the evidence does not tell. Without
/// evidence there is nothing to hold numbers to.
pub(super) fn check_words(
    fact: &Fact,
    evidence: Option<&[Evidence]>,
    text: &str,
    refuse: &mut impl FnMut(Refusal),
) {
    if let Fact::StatementMade(statement) = fact
        && !is_verbatim(&statement.text, text)
    {
        let problem = "is not the verbatim clause or quotation of the article";
        refuse(Refusal::new("statementMade.text", problem));
    }
    let Some(evidence) = evidence else { return };
    let told = Told::by(evidence);
    for (place, force) in &Parts::of(fact).forces {
        for (field, quantity) in [("quantity", &force.quantity), ("partOf", &force.part_of)] {
            if let Some(quantity) = quantity {
                refuse_at(
                    &format!("{place}.{field}"),
                    told.tells(quantity, force),
                    refuse,
                );
            }
        }
    }
    if let Fact::MilitaryAidAnnounced(aid) = fact
        && let Some(value) = &aid.value
        && !told.numbers.contains(&value.amount)
    {
        let problem = format!("{} does not stand in the fact's evidence", value.amount);
        refuse(Refusal::new("militaryAidAnnounced.value.amount", problem));
    }
}

/// Whether these are the article's words: one slice, or those around an attribution that breaks a
/// quotation ("A," he said, "B"), in the order of the text, with or without a mark of omission.
fn is_verbatim(words: &str, text: &str) -> bool {
    let (mut words, mut text) = (words.trim(), text);
    if words.is_empty() || words.chars().count() > STATEMENT_CHARS_MAX {
        return false;
    }
    for _ in 0..SLICES_MAX {
        if text.contains(words) {
            return true;
        }
        let mut cuts = words.rmatch_indices(char::is_whitespace).map(|(at, _)| at);
        let longest = cuts.find_map(|cut| Some((cut, text.find(&words[..cut])?)));
        let Some((cut, at)) = longest else {
            return false;
        };
        text = &text[at + cut..];
        words = words[cut..].trim_start_matches(|c: char| c.is_whitespace() || c == '…');
    }
    false
}

/// Longer is no statement, and would take long to look for.
const STATEMENT_CHARS_MAX: usize = 4_000;
/// An attribution breaks a quotation once or twice.
const SLICES_MAX: usize = 3;

fn refuse_at(place: &str, checked: Result<(), Refusal>, refuse: &mut impl FnMut(Refusal)) {
    if let Err(refusal) = checked {
        refuse(refusal.within(place));
    }
}

fn known_actor(actor: &Actor) -> Result<(), Refusal> {
    let code = &actor.code;
    let Some(known) = gazetteer::actor(code.as_str()) else {
        let problem = format!(
            "{code} is no state's ISO 3166-1 alpha-3 code and no organisation or armed group that is known"
        );
        return Err(Refusal::new("code", problem));
    };
    if known.kind == actor.kind {
        Ok(())
    } else {
        let (name, kind) = (&known.name, v1::actor::Kind::from(known.kind).as_str_name());
        Err(Refusal::new("kind", format!("{code}, {name}, is {kind}")))
    }
}

fn known_place(place: &Place) -> Result<(), Refusal> {
    let code = &place.code;
    let Some(known) = gazetteer::place(code.as_str()) else {
        let problem = format!(
            "{code} is no country's ISO 3166-1 alpha-3 code and no place that is known: tell the country instead"
        );
        return Err(Refusal::new("code", problem));
    };
    if known.country == place.country {
        return Ok(());
    }
    let country = known.country.as_ref();
    let problem = country.map_or_else(
        || format!("{code} lies in no one country: leave it empty"),
        |country| format!("{code} lies in {country}"),
    );
    Err(Refusal::new("country", problem))
}

/// What the evidence of a fact tells.
struct Told<'a> {
    evidence: &'a [Evidence],
    numbers: BTreeSet<u64>,
    one: bool,
}

impl<'a> Told<'a> {
    fn by(evidence: &'a [Evidence]) -> Self {
        let slices = || evidence.iter().map(|slice| slice.text.as_str());
        let mut words = slices().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        Self {
            evidence,
            numbers: slices().flat_map(numbers).collect(),
            one: words.any(|word| ONE.iter().any(|one| word.eq_ignore_ascii_case(one))),
        }
    }

    fn has(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        let mut slices = self.evidence.iter();
        slices.any(|slice| slice.text.to_lowercase().contains(&words))
    }

    /// Whether a quantity's words and bounds stand in the evidence.
    fn tells(&self, quantity: &Quantity, force: &Force) -> Result<(), Refusal> {
        let Quantity {
            low, high, text, ..
        } = quantity;
        if !text.is_empty() && !self.has(text) {
            let problem = format!("{text:?} does not stand in the fact's evidence");
            return Err(Refusal::new("text", problem));
        }
        if *low == 0 && high.is_none() {
            let problem = "tells no number: leave the quantity out";
            return Err(Refusal::new("low", problem));
        }
        let bounds = [("low", (*low > 0).then_some(*low)), ("high", *high)];
        for (field, bound) in bounds {
            let Some(bound) = bound else { continue };
            let single = bound == 1 && (self.one || self.names(force));
            if !single && !self.numbers.contains(&u64::from(bound)) {
                let problem = format!("{bound} does not stand in the fact's evidence");
                return Err(Refusal::new(field, problem));
            }
        }
        Ok(())
    }

    /// One ship is told by its name, without any number.
    fn names(&self, force: &Force) -> bool {
        !force.designation.is_empty() && self.has(&force.designation)
    }
}

/// Words that tell one thing.
const ONE: [&str; 7] = ["a", "an", "one", "another", "single", "its", "the"];
