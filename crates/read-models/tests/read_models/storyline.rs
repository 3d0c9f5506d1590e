//! The gate: what a careful analyst answers, from the labels of the storyline.

use chrono::NaiveDate;
use read_models::{AsKnown, Bounds, Posture, PostureQuestion, View};
use serde_json::Value;

use crate::labels;
use crate::log::{Log, Told, models};

#[test]
fn answers_are_those_of_a_careful_analyst() {
    let Some(folder) = labels::folder() else {
        println!("not present");
        return;
    };
    let mut log = Log::new(1);
    for told in labels::articles(&folder, &["seed", "ukr"]) {
        log.tell(&told);
    }
    let (_dir, models) = models(&log.records);
    let view = models.view(AsKnown::Now).expect("a view of now");
    let expected = labels::json(&folder.join("storyline-expected.json"));
    let keys = labels::list(&expected["keys"]);
    let wrong: Vec<String> = keys.iter().filter_map(|key| wrong(&view, key)).collect();
    let right = keys.len() - wrong.len();
    assert!(
        wrong.is_empty(),
        "{right} of {} keys are right\n{}",
        keys.len(),
        wrong.join("\n")
    );
}

/// Two runs over the same articles in another order differ in nothing but positions.
#[test]
fn the_order_of_articles_does_not_matter() {
    let Some(folder) = labels::folder() else {
        println!("not present");
        return;
    };
    let told = labels::articles(&folder, &["seed", "ukr", "wld"]);
    let answers = |told: &mut dyn Iterator<Item = &Told>| -> Vec<Value> {
        let mut log = Log::new(1);
        for article in told {
            log.tell(article);
        }
        let (_dir, models) = models(&log.records);
        let view = models.view(AsKnown::Now).expect("a view of now");
        let postures = view.postures(&PostureQuestion::default());
        let postures = postures.expect("a readable store");
        let shown = postures.iter().map(|posture| {
            let mut json = serde_json::to_value(posture).expect("an answer serialises");
            json.as_object_mut().expect("an object").remove("position");
            json
        });
        shown.collect()
    };
    let forwards = answers(&mut told.iter());
    assert!(forwards.len() > 100, "{} postures", forwards.len());
    assert_eq!(forwards, answers(&mut told.iter().rev()));
}

/// What is wrong about one key, if anything.
fn wrong(view: &View, key: &Value) -> Option<String> {
    let text = |slot: &str| key[slot].as_str().expect("a text");
    let day: NaiveDate = text("asOf").parse().expect("a date");
    let place = labels::place(text("place"));
    let question = PostureQuestion {
        owner: Some(text("owner").parse().expect("an actor")),
        place: Some(place.code),
        relation: Some(place.relation),
        category: Some(text("category").parse().expect("a category")),
        on: Some(day),
        as_published: Some(day),
        ..PostureQuestion::default()
    };
    let postures = view.postures(&question).expect("a readable store");
    let [posture] = &postures[..] else {
        panic!("a full question has one answer");
    };
    let right =
        agrees(posture.in_place, &key["expected"]) && agrees(posture.committed, &key["committed"]);
    (!right).then(|| explain(posture, key))
}

/// Both bounds within a tenth; an open high counts as its low; no baseline only where none is.
fn agrees(got: Option<Bounds>, expect: &Value) -> bool {
    let (Some(got), Some(expect)) = (got, expect.as_array()) else {
        return got.is_none() && expect.is_null();
    };
    let bound = |at: usize| expect[at].as_u64().expect("a bound");
    let close = |got: u64, expect: u64| got.abs_diff(expect) * 10 <= expect;
    close(got.low, bound(0)) && close(got.high.unwrap_or(got.low), bound(1))
}

fn explain(posture: &Posture, key: &Value) -> String {
    let claims: Vec<String> = posture
        .claims
        .iter()
        .map(|told| {
            let day = told.published_at.as_deref().unwrap_or("-");
            format!(
                "      {day} {:?} [{}] {} | {}",
                told.usage,
                told.rule,
                told.note,
                told.evidence.join(" / ")
            )
        })
        .collect();
    format!(
        "{} {} {} {}: {:?} {:?}, not {} {}\n{}",
        posture.owner,
        key["place"],
        posture.category,
        key["asOf"],
        posture.in_place,
        posture.committed,
        key["expected"],
        key["committed"],
        claims.join("\n")
    )
}
