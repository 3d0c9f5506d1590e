//! Missions that are known by a name alone, and where they stand.

use std::ops::Range;

use events::Place;

use super::Reading;

/// The country of a mission, by the mission's name in small letters.
fn country(word: &str) -> Option<(&'static str, &'static str)> {
    Some(match word {
        "kfor" | "unmik" => ("XKX", "Kosovo"),
        "unifil" => ("LBN", "Lebanon"),
        "monusco" | "monuc" | "samidrc" => ("COD", "DR Congo"),
        "minusma" => ("MLI", "Mali"),
        "amisom" | "atmis" | "aussom" => ("SOM", "Somalia"),
        "minusca" | "minurca" | "misca" => ("CAF", "Central African Republic"),
        "unmiss" => ("SSD", "South Sudan"),
        "eufor" => ("BIH", "Bosnia and Herzegovina"),
        "isaf" => ("AFG", "Afghanistan"),
        "unamid" | "amis" => ("SDN", "Sudan"),
        "unficyp" => ("CYP", "Cyprus"),
        "minustah" => ("HTI", "Haiti"),
        "unmil" | "ecomil" => ("LBR", "Liberia"),
        "samim" => ("MOZ", "Mozambique"),
        "untaet" | "unmiset" | "unmit" | "interfet" => ("TLS", "Timor-Leste"),
        "unoci" | "onuci" | "minuci" => ("CIV", "Ivory Coast"),
        "ecomig" => ("GMB", "Gambia"),
        "ecomib" => ("GNB", "Guinea-Bissau"),
        "onub" => ("BDI", "Burundi"),
        "unmin" => ("NPL", "Nepal"),
        "undof" => ("SYR", "Syria"),
        "unamsil" => ("SLE", "Sierra Leone"),
        _ => return None,
    })
}

/// How many sentences back a mission is looked for.
const SENTENCES: usize = 6;

impl Reading<'_, '_> {
    /// Where a mission known by its name stands.
    pub(crate) fn mission_place(&self, tokens: Range<usize>) -> Option<Place> {
        let (code, name) = tokens
            .filter(|at| self.doc.tokens[*at].capital)
            .find_map(|at| country(self.doc.word(at)))?;
        super::places::country(code, name)
    }

    /// Where the mission stands that a paragraph has named up to a sentence.
    pub(crate) fn last_paragraph_mission(&self, number: usize) -> Option<Place> {
        let paragraph = self.sentences[number].paragraph;
        (0..=number)
            .rev()
            .take(SENTENCES)
            .take_while(|at| self.sentences[*at].paragraph == paragraph)
            .find_map(|at| self.mission_place(self.sentences[at].tokens.clone()))
    }
}
