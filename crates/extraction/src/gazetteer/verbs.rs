//! The verbs of dispatches: saying, moving, withdrawing, giving, readying, in all their forms.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::matcher::Matcher;
use super::table::rows;
use super::words::Words;

/// What a verb tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerbClass {
    /// Somebody speaks: say, tell, announce, warn, accuse.
    Saying,
    /// Forces are made to go somewhere: send, deploy, dispatch, shift.
    Sending,
    /// Forces go somewhere: move, head, sail, arrive, enter.
    Going,
    /// Forces come together: mass, gather, build up.
    Massing,
    /// Forces are somewhere: station, base, keep, host, have.
    Holding,
    /// Forces leave or are taken away: withdraw, pull out, leave, return.
    Withdrawing,
    /// Forces grow or shrink in place: reinforce, bolster, increase; cut, reduce.
    Changing,
    /// Readiness: alert, mobilise, activate, stand down.
    Readying,
    /// Arms change hands: give, supply, donate, sell, deliver.
    Giving,
    /// Exercises: drill, train, rehearse.
    Drilling,
    /// Will, plan, order, approve, agree, pledge: what follows is decided.
    Deciding,
    /// Consider, weigh, offer, could: what follows is open.
    Considering,
    /// Refuse, rule out, deny: what follows is not so.
    Refusing,
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerbForm {
    /// `send`
    Base,
    /// `sends`
    Third,
    /// `sending`
    Gerund,
    /// `went`, and `sent` where past and participle are one word.
    Past,
    /// `gone`, where it differs from the past.
    Participle,
}

/// A verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verb {
    /// Its base form, with its particle: `pull out`.
    pub lemma: String,
    /// What it tells; most verbs tell one thing.
    pub classes: Vec<VerbClass>,
    /// Its base form is a noun as often: `move`, `report`.
    pub noun: bool,
    /// Its past is no participle (`began`, `flew`), so that it stands for nothing but a past.
    pub plain_past: bool,
}

impl Verb {
    /// Whether it can tell this.
    pub fn is(&self, class: VerbClass) -> bool {
        self.classes.contains(&class)
    }
}

/// A verb found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbMention {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Which verb.
    pub verb: &'static Verb,
    /// In which form.
    pub form: VerbForm,
}

type Sense = (Verb, VerbForm);

static VERBS: LazyLock<Matcher<Sense>> = LazyLock::new(|| {
    let mut named = Vec::new();
    let nouns: BTreeSet<&str> = rows(include_str!("../../data/noun-verbs.tsv"))
        .map(|row| row.field(0))
        .collect();
    let telling = rows(include_str!("../../data/verbs.tsv"));
    let plain = rows(include_str!("../../data/plain-verbs.tsv"));
    for row in telling.chain(plain) {
        let verb = Verb {
            lemma: row.field(0).to_owned(),
            classes: row.list(1).map(class).collect(),
            noun: nouns.contains(row.field(0)),
            plain_past: row.list(2).nth(1).is_some_and(|word| word != "-"),
        };
        let mut irregular = row.list(2);
        let (head, particle) = verb.lemma.split_once(' ').unwrap_or((&verb.lemma, ""));
        let past = irregular
            .next()
            .map_or_else(|| regular_past(head), str::to_owned);
        let participle = irregular.next().unwrap_or("").to_owned();
        let gerund = irregular
            .next()
            .map_or_else(|| regular_gerund(head), str::to_owned);
        // `canceled`, `traveling`: the American spelling beside the British.
        let american = past == format!("{head}led");
        let forms = [
            (VerbForm::Base, head.to_owned()),
            (VerbForm::Third, third(head)),
            (VerbForm::Gerund, gerund),
            (VerbForm::Past, past),
            (VerbForm::Participle, participle),
            (
                VerbForm::Past,
                if american {
                    format!("{head}ed")
                } else {
                    String::new()
                },
            ),
            (
                VerbForm::Gerund,
                if american {
                    format!("{head}ing")
                } else {
                    String::new()
                },
            ),
        ];
        for (form, word) in forms {
            if !word.is_empty() && word != "-" {
                let phrase = format!("{word} {particle}").trim_end().to_owned();
                named.push((vec![phrase], (verb.clone(), form)));
            }
        }
    }
    Matcher::ignoring_case(named)
});

/// Every known verb in the text, in order and without overlaps, the longest first: `pulled out`
/// before `pulled`. A word that is a noun as often (`move`, `report`) is found too.
pub fn find_verbs(words: &Words<'_>) -> Vec<VerbMention> {
    VERBS
        .find(words)
        .into_iter()
        .map(|found| VerbMention {
            start: found.start,
            end: found.end,
            verb: &found.value.0,
            form: found.value.1,
        })
        .collect()
}

fn class(name: &str) -> VerbClass {
    match name {
        "saying" => VerbClass::Saying,
        "sending" => VerbClass::Sending,
        "going" => VerbClass::Going,
        "massing" => VerbClass::Massing,
        "holding" => VerbClass::Holding,
        "withdrawing" => VerbClass::Withdrawing,
        "changing" => VerbClass::Changing,
        "readying" => VerbClass::Readying,
        "giving" => VerbClass::Giving,
        "drilling" => VerbClass::Drilling,
        "deciding" => VerbClass::Deciding,
        "considering" => VerbClass::Considering,
        "refusing" => VerbClass::Refusing,
        other => unreachable!("verbs.tsv tells no class {other:?}"),
    }
}

fn third(base: &str) -> String {
    if ends_in_consonant_y(base) {
        return format!("{}ies", &base[..base.len() - 1]);
    }
    match base {
        "have" => "has".to_owned(),
        "be" => "is".to_owned(),
        _ if ["s", "x", "z", "ch", "sh", "o"]
            .iter()
            .any(|end| base.ends_with(end)) =>
        {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

fn regular_past(base: &str) -> String {
    if ends_in_consonant_y(base) {
        format!("{}ied", &base[..base.len() - 1])
    } else if base.ends_with('e') {
        format!("{base}d")
    } else {
        format!("{base}ed")
    }
}

fn regular_gerund(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") && base != "be" => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}

fn ends_in_consonant_y(base: &str) -> bool {
    let mut last = base.chars().rev();
    last.next() == Some('y') && !last.next().is_some_and(|c| "aeiou".contains(c))
}
