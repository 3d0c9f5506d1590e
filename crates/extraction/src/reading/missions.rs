//! Missions that are known by a name alone, and where they stand.

use std::ops::Range;

use events::{Actor, ActorKind, Place, Relation};

use crate::grammar::clause::Spine;

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
        "eufor" | "sfor" | "ifor" | "unprofor" | "althea" => ("BIH", "Bosnia and Herzegovina"),
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
        "minurcat" => ("TCD", "Chad"),
        "ramsi" => ("SLB", "Solomon Islands"),
        "unmee" => ("ERI", "Eritrea"),
        _ => return None,
    })
}

/// How many sentences back a mission is looked for.
const SENTENCES: usize = 6;

/// Nouns for what states send forces to in common.
const UNDERTAKINGS: &[&str] = &[
    "force",
    "mission",
    "operation",
    "coalition",
    "battlegroup",
    "peacekeepers",
];

/// How many paragraphs back the mission stands at most that a movement without a place joins.
const PARAGRAPHS: usize = 8;

impl Reading<'_, '_> {
    /// Takes note of a force or mission with its place: `the UN force in Liberia`, `KFOR`.
    pub(super) fn note_mission(&mut self, spine: &Spine<'_>, at: usize) {
        let Some(chunk) = spine.get(at) else { return };
        let Some(group) = chunk.noun() else { return };
        if let Some(place) = self.mission_place(chunk.tokens.clone()) {
            self.last_mission = self
                .paragraph_of(chunk.tokens.start)
                .map(|paragraph| (paragraph, place));
            return;
        }
        let word = self.doc.word(group.head.end - 1);
        let common = UNDERTAKINGS.contains(&word)
            && self
                .named_actor(chunk.tokens.clone())
                .is_none_or(|actor| actor.kind == ActorKind::Organisation);
        let led = spine.get(at + 1).filter(|chunk| chunk.is_preposition());
        let in_place = led
            .is_some_and(|chunk| matches!(self.doc.word(chunk.tokens.start), "in" | "for" | "to"));
        if !common || !in_place {
            return;
        }
        let places = self.places(spine, at + 2, Relation::In, None);
        if let [place] = places.as_slice()
            && let Some(paragraph) = self.paragraph_of(chunk.tokens.start)
        {
            self.last_mission = Some((paragraph, place.clone()));
        }
    }

    /// Whether a noun phrase names what states send forces to in common: `UNIFIL`, `the operation`.
    pub(crate) fn is_undertaking(&self, spine: &Spine<'_>, at: usize) -> bool {
        let Some(chunk) = spine.get(at) else {
            return false;
        };
        let noun = chunk
            .noun()
            .is_some_and(|noun| UNDERTAKINGS.contains(&self.doc.word(noun.head.end - 1)));
        noun || self
            .named_actor(chunk.tokens.clone())
            .is_some_and(|actor| actor.kind == ActorKind::Organisation)
    }

    /// Where forces go that are pledged to a mission told before: not to their own country.
    pub(crate) fn mission_goal(&self, paragraph: usize, owner: Option<&Actor>) -> Option<Place> {
        let (told, place) = self.last_mission.as_ref()?;
        let abroad = owner.is_none_or(|owner| owner.code.as_str() != place.posture_code().as_str());
        (abroad && told + PARAGRAPHS >= paragraph).then(|| place.clone())
    }

    /// Where a mission known by its name stands.
    pub(crate) fn mission_place(&self, tokens: Range<usize>) -> Option<Place> {
        let (code, name) = tokens
            .filter(|at| self.doc.tokens[*at].capital)
            .find_map(|at| country(self.doc.word(at)).or_else(|| self.stabilisation(at)))?;
        super::places::country(code, name)
    }

    /// `the Stabilization Force`: that of Bosnia.
    fn stabilisation(&self, at: usize) -> Option<(&'static str, &'static str)> {
        let force = self.doc.word(at) == "force"
            && at > 0
            && matches!(self.doc.word(at - 1), "stabilization" | "stabilisation");
        (force && self.doc.nato).then(|| country("sfor"))?
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

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn who_gives_to_a_mission_sends_where_it_stands() {
        check(
            "Talks went on about the enlarged UN force in Liberia. Swedish Prime Minister Fredrik Reinfeldt \
             pledged to provide 1,200 soldiers.",
            &["deploy SWE 1200 TROOPS to LBR announced"],
        );
        check(
            "Portugal on Monday gave the green light for 90 soldiers to join UNMISS.",
            &["deploy PRT 90 TROOPS to SSD announced"],
        );
        check(
            "The party pledged to provide 1,200 meals for the mission in Liberia.",
            &[],
        );
    }
}
