//! Names that are other things in some contexts: `Jordan Smith`, `Fort Stewart, Georgia`.

use super::entry::Entry;

/// Names of states that are given names or surnames too.
const PERSONAL: [&str; 8] = [
    "Jordan", "Chad", "Georgia", "Israel", "Kenya", "China", "Dominica", "Ireland",
];

/// Whether a found name stands for what the data say, seeing the words about it.
pub(super) fn stands(text: &str, start: usize, end: usize, entry: &Entry) -> bool {
    let name = &text[start..end];
    let before = word_before(text, start);
    let after = word_after(text, end);
    if is_ship_prefix(before) || is_title(before) && !matches!(entry, Entry::Leader { .. }) {
        return false;
    }
    match entry {
        Entry::State { actor, .. } => {
            let american = actor.code.as_str() == "GEO" && in_the_united_states(text, start, end);
            let person = PERSONAL.contains(&name) && is_given_or_surname(name, before, after);
            !american && !person
        }
        // `the Central African country`: a country of that region, which need not be the republic.
        Entry::Demonym { .. } if name.eq_ignore_ascii_case("Central African") => !matches!(
            after,
            "country" | "countries" | "nation" | "nations" | "state" | "states" | "region" | "bloc"
        ),
        // `Sofia Petrova`, `Paris Hilton`; but `Moscow Mayor`, `London Bridge`, `Kyiv Oblast`.
        Entry::Capital { .. } => !matches!(name, "Sofia" | "Victoria" | "Paris") || !is_name(after),
        // `tankers in the Gulf`; but `Gulf Coast`, `a gulf`, `the Gulf of Whatever`.
        Entry::Place(_) if matches!(name, "Gulf" | "GULF" | "gulf") => {
            name == "Gulf"
                && before == "the"
                && after != "of"
                && !after.starts_with(char::is_uppercase)
        }
        _ => true,
    }
}

/// The word before a name, with one blank between them.
pub(super) fn word_before(text: &str, start: usize) -> &str {
    let Some(head) = text[..start].strip_suffix(' ') else {
        return "";
    };
    let from = head.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '\u{201c}'));
    &head[from.map_or(0, |at| {
        at + head[at..].chars().next().map_or(1, char::len_utf8)
    })..]
}

/// The word after a name, with one blank between them.
pub(super) fn word_after(text: &str, end: usize) -> &str {
    let Some(tail) = text[end..].strip_prefix(' ') else {
        return "";
    };
    let to = tail.find(|c: char| !c.is_alphabetic() && c != '-');
    &tail[..to.unwrap_or(tail.len())]
}

fn is_ship_prefix(word: &str) -> bool {
    matches!(
        word,
        "USS"
            | "USNS"
            | "HMS"
            | "HMAS"
            | "HMCS"
            | "HMNZS"
            | "HNLMS"
            | "FGS"
            | "INS"
            | "TCG"
            | "ROKS"
    )
}

/// A rank or honorific before it makes a surname of the name: `Colonel Santiago`, `Mr London`.
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mr."
            | "Mrs"
            | "Mrs."
            | "Ms"
            | "Ms."
            | "Dr"
            | "Dr."
            | "Colonel"
            | "Col."
            | "Captain"
            | "Capt."
            | "Major"
            | "Maj."
            | "Lieutenant"
            | "Lt."
            | "Sergeant"
            | "Sgt."
            | "Admiral"
            | "Adm."
            | "COLONEL"
            | "CAPTAIN"
            | "ADMIRAL"
    )
}

/// `Fort Stewart, Georgia`, `Atlanta, Georgia`, `the US state of Georgia`, `Georgia Governor`.
fn in_the_united_states(text: &str, start: usize, end: usize) -> bool {
    const OF_THE_STATE: [&str; 9] = [
        "Atlanta, ",
        "Stewart, ",
        "Benning, ",
        "Savannah, ",
        "Augusta, ",
        "Gordon, ",
        "Moore, ",
        "Columbus, ",
        "Robins, ",
    ];
    let head = &text[..start];
    OF_THE_STATE.iter().any(|city| head.ends_with(city))
        || head.ends_with("state of ")
        || [
            "Governor",
            "Republican",
            "Democrat",
            "Senator",
            "Tech",
            "Bulldogs",
            "Guard",
        ]
        .contains(&word_after(text, end))
}

/// `Jordan Smith` and `Michael Jordan`, but `Jordan Army`, `President Deby of Chad`.
fn is_given_or_surname(name: &str, before: &str, after: &str) -> bool {
    let given = matches!(
        before,
        "Michael"
            | "Vernon"
            | "Hamilton"
            | "Jim"
            | "Robert"
            | "David"
            | "John"
            | "Kathy"
            | "Barbara"
    );
    let first_name =
        is_name(after) && matches!(name, "Jordan" | "Chad" | "Israel" | "Georgia" | "Kenya");
    given || first_name
}

/// Whether a word looks like a surname: capitalised, and none that begins the name of an institution.
fn is_name(word: &str) -> bool {
    const INSTITUTIONAL: [&str; 44] = [
        "Air",
        "Ambassador",
        "Armed",
        "Army",
        "Border",
        "Central",
        "Chief",
        "Christian",
        "Civil",
        "Council",
        "Defence",
        "Defense",
        "Embassy",
        "Finance",
        "Force",
        "Forces",
        "Foreign",
        "General",
        "Government",
        "Interior",
        "Intelligence",
        "King",
        "Military",
        "Minister",
        "Ministry",
        "National",
        "Navy",
        "News",
        "Parliament",
        "Police",
        "President",
        "Prime",
        "Republic",
        "River",
        "Royal",
        "Security",
        "State",
        "Times",
        "Today",
        "Valley",
        "War",
        "Mayor",
        "Summit",
        "Airport",
    ];
    word.len() > 1
        && word.starts_with(|c: char| c.is_uppercase())
        && word.chars().skip(1).any(char::is_lowercase)
        && !INSTITUTIONAL.contains(&word)
        && !CALENDAR.contains(&word)
}

/// Days and months: a capital after a name that belongs to no name.
pub(super) const CALENDAR: [&str; 19] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
