use events::{LogEvent, Published, PublishedBasis, Subject};
use serde_json::{Value, json};

use super::*;

const TEXT: &str = "OSLO, March 1 - Norway will send 120 soldiers and a frigate to Łódź in Poland, \
    \"within days\", Defence Minister Kari Lund said. Norway has several hundred troops in \
    Lithuania. Poland will get $60 million.";

fn article() -> Article {
    let published = Published {
        at: "2031-03-01".parse().unwrap(),
        basis: PublishedBasis::Stated,
    };
    let url = "https://example.org/one".parse().unwrap();
    Article::new("Title", "Outlet", Some(url), Some(published), TEXT)
}

fn norway() -> Value {
    json!({ "code": "NOR", "name": "Norway", "kind": "STATE" })
}

fn poland() -> Value {
    json!({ "code": "POL", "name": "Poland", "kind": "COUNTRY", "country": "POL" })
}

fn troops(low: u32) -> Value {
    json!({ "category": "TROOPS", "quantity": { "low": low, "high": low } })
}

/// A fact that stands in the text.
fn deployment() -> Value {
    json!({
        "evidence": [{ "text": "Norway will send 120 soldiers and a frigate to Łódź in Poland" }],
        "deploymentAnnounced": {
            "owner": norway(),
            "forces": [troops(120)],
            "destination": [poland()],
            "status": "ANNOUNCED",
        },
    })
}

fn submission(facts: &[Value]) -> Value {
    json!({
        "extractor": { "name": "desk", "version": "1.0.0" },
        "kind": "HUMAN",
        "facts": facts,
    })
}

fn told(body: &Value) -> Result<Reading, SubmissionError> {
    read(body.to_string().as_bytes())
}

fn read(body: &[u8]) -> Result<Reading, SubmissionError> {
    Submission::parse(body)?.held_to(&article(), Position(7))
}

/// Puts a value in place of another, by its JSON pointer.
fn with(mut value: Value, pointer: &str, other: Value) -> Value {
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    value.pointer_mut(parent).unwrap()[field] = other;
    value
}

#[track_caller]
fn taken(body: &Value) -> Reading {
    told(body).unwrap_or_else(|error| panic!("{error:?}"))
}

/// What is refused, each fault as `place: what is wrong`.
#[track_caller]
fn refused(body: &Value, expect: &[&str]) {
    let Err(SubmissionError::Invalid(refusals)) = told(body) else {
        panic!("taken: {body}")
    };
    let faults: Vec<_> = refusals
        .iter()
        .map(|refusal| format!("{}: {}", refusal.place, refusal.problem))
        .collect();
    assert_eq!(faults.len(), expect.len(), "{faults:#?}");
    for (fault, expect) in faults.iter().zip(expect) {
        assert!(fault.starts_with(expect), "{fault}\n{expect}");
    }
}

/// One fact with one thing changed.
#[track_caller]
fn fault(pointer: &str, other: Value, expect: &str) {
    let fact = with(deployment(), pointer, other);
    refused(&submission(&[fact]), &[expect]);
}

#[test]
fn a_reading_is_a_batch_like_our_own() {
    let reading = taken(&submission(&[deployment()]));
    let article = article();
    assert_eq!(reading.subject, Subject::extraction(article.id, "desk"));
    assert_eq!(reading.precedence.article_position, Position(7));
    let decoded = reading.batch.iter().map(|message| {
        proto::codec::decode(message.subject.as_str(), &message.payload, None).unwrap()
    });
    let [LogEvent::Fact(event), LogEvent::Extraction(marker)] = &decoded.collect::<Vec<_>>()[..]
    else {
        panic!("a fact and its marker")
    };
    let evidence = &event.provenance.evidence[0];
    assert_eq!((evidence.start, evidence.end), (16, 77), "in code points");
    assert!(evidence.holds_in(TEXT));
    assert_eq!(event.provenance.published, article.published);
    assert_eq!(
        (marker.facts, marker.extractor_kind),
        (1, ExtractorKind::Human)
    );
}

#[test]
fn nothing_found_is_a_reading_too() {
    assert_eq!(taken(&submission(&[])).batch.len(), 1);
}

#[test]
fn the_same_submission_is_the_same_batch() {
    let body = submission(&[deployment()]);
    let payloads = || {
        let batch = taken(&body).batch;
        batch
            .into_iter()
            .map(|message| (message.id, message.payload))
            .collect::<Vec<_>>()
    };
    assert_eq!(payloads(), payloads());
}

#[test]
fn who_read_it_is_told_and_no_one_else() {
    let body = || submission(&[]);
    for (name, expect) in [
        ("Desk", "extractor.name: an extractor's name is"),
        ("", "extractor.name: an extractor's name is"),
        ("rules", "extractor.name: \"rules\" is the name"),
    ] {
        refused(&with(body(), "/extractor/name", json!(name)), &[expect]);
    }
    let version = with(body(), "/extractor/version", json!("one"));
    refused(
        &version,
        &["extractor.version: a version is that of Semantic Versioning"],
    );
    refused(
        &with(body(), "/kind", json!("RULES")),
        &["kind: unknown variant `RULES`"],
    );
    refused(
        &with(body(), "/revision", json!("abc")),
        &["revision: a revision is 64"],
    );
    refused(
        &with(body(), "/reader", json!("x")),
        &["reader: unknown field"],
    );
}

#[test]
fn evidence_is_the_articles_own_slice() {
    let evidence = |slice: Value, expect| fault("/evidence", json!([slice]), expect);
    evidence(
        json!({ "text": "130 soldiers" }),
        "facts[0].evidence[0]: does not stand",
    );
    evidence(
        json!({ "text": "Norway" }),
        "facts[0].evidence[0]: stands in the text more than once",
    );
    evidence(json!({ "text": "" }), "facts[0].evidence[0]: has no text");
    evidence(
        json!({ "text": "120", "start": 3 }),
        "facts[0].evidence[0]: tells one of start and end",
    );
    evidence(
        json!({ "text": "120 soldiers", "start": 32, "end": 44 }),
        "facts[0].evidence[0]: is not the article's own slice: from code point 32 to 44 it reads \" 120",
    );
    evidence(
        json!({ "text": "x".repeat(401) }),
        "facts[0].evidence[0]: has 401 characters",
    );
    fault(
        "/evidence",
        json!([]),
        "facts[0].evidence: a fact rests on at least one",
    );
}

#[test]
fn evidence_with_its_place_may_stand_twice() {
    let slice = json!([
        { "text": "Norway", "start": 16, "end": 22 },
        { "text": "120 soldiers" },
    ]);
    taken(&submission(&[with(deployment(), "/evidence", slice)]));
}

#[test]
fn quantities_stand_in_the_evidence() {
    let quantity = "/deploymentAnnounced/forces/0/quantity";
    let place = "facts[0].deploymentAnnounced.forces[0].quantity";
    let bad = |value, expect: &str| fault(quantity, value, &format!("{place}.{expect}"));
    bad(
        json!({ "low": 120, "high": 300 }),
        "high: 300 does not stand",
    );
    bad(json!({ "low": 2, "high": 120 }), "low: 2 does not stand");
    bad(
        json!({ "low": 120, "high": 120, "text": "130" }),
        "text: \"130\" does not stand",
    );
    bad(json!({ "approximate": true }), "low: tells no number");
    let part = json!({ "low": 500, "high": 500 });
    let fact = with(deployment(), "/deploymentAnnounced/forces/0/partOf", part);
    let expect = "facts[0].deploymentAnnounced.forces[0].partOf.low: 500 does not stand";
    refused(&submission(&[fact]), &[expect]);
}

#[test]
fn a_frigate_is_one_and_indefinite_numbers_are_the_contracts() {
    let quantity = |quantity: Value| {
        let fact = with(
            deployment(),
            "/deploymentAnnounced/forces/0/quantity",
            quantity,
        );
        with(
            fact,
            "/evidence",
            json!([{ "text": "a frigate" }, { "text": "Norway has several hundred troops" }]),
        )
    };
    taken(&submission(&[quantity(
        json!({ "low": 1, "high": 1, "text": "a" }),
    )]));
    taken(&submission(&[quantity(
        json!({ "low": 300, "high": 900, "approximate": true, "text": "several hundred" }),
    )]));
    taken(&submission(&[quantity(json!({ "low": 300 }))]));
}

#[test]
fn codes_exist() {
    let owner = |field: &str, value| with(norway(), field, value);
    let pointer = "/deploymentAnnounced/owner";
    let place = "facts[0].deploymentAnnounced.owner";
    let unknown = owner("/code", json!("XXX"));
    fault(
        pointer,
        unknown,
        &format!("{place}.code: XXX is no state's"),
    );
    let group = owner("/kind", json!("ARMED_GROUP"));
    fault(
        pointer,
        group,
        &format!("{place}.kind: NOR, Norway, is STATE"),
    );
    let malformed = owner("/code", json!("Norway"));
    fault(
        pointer,
        malformed,
        &format!("{place}.code: \"Norway\" is no actor code"),
    );

    let destination = |code: &str, kind: &str, country: &str| json!([{ "code": code, "name": code, "kind": kind, "country": country }]);
    let pointer = "/deploymentAnnounced/destination";
    let place = "facts[0].deploymentAnnounced.destination[0]";
    let bad = |value, expect: &str| fault(pointer, value, &format!("{place}.{expect}"));
    bad(
        destination("atlantis", "SEA", ""),
        "code: atlantis is no country's",
    );
    bad(
        destination("kyiv", "CITY", "RUS"),
        "country: kyiv lies in UKR",
    );
    bad(
        destination("black-sea", "SEA", "RUS"),
        "country: black-sea lies in no one country",
    );
    taken(&submission(&[with(
        deployment(),
        pointer,
        destination("black-sea", "SEA", ""),
    )]));
}

#[test]
fn values_are_the_contracts() {
    let name = "facts[0].deploymentAnnounced";
    fault(
        "/deploymentAnnounced/status",
        json!("SOON"),
        &format!("{name}.status: unknown"),
    );
    let turned = json!({ "from": "2031-03-05", "to": "2031-03-01" });
    fault(
        "/deploymentAnnounced/effective",
        turned,
        &format!("{name}.effective.to: "),
    );
    fault(
        "/deploymentAnnounced/owner",
        Value::Null,
        &format!("{name}.owner: is missing"),
    );
    fault("/moreThanOne", json!({}), "facts[0]");
    fault("/rule", json!("x".repeat(101)), "facts[0].rule: is longer");
    let none = json!({ "evidence": [{ "text": "120 soldiers" }] });
    refused(&submission(&[none]), &["facts[0]"]);
}

#[test]
fn a_statement_is_verbatim_and_money_is_told() {
    let statement = |text: &str| {
        json!({
            "evidence": [{ "text": "\"within days\", Defence Minister Kari Lund said" }],
            "statementMade": {
                "speaker": { "name": "Kari Lund", "office": "Defence Minister", "actor": norway() },
                "manner": "PARAPHRASED",
                "text": text,
            },
        })
    };
    taken(&submission(&[statement("within days")]));
    taken(&submission(&[statement(
        "Norway will send 120 soldiers within days",
    )]));
    taken(&submission(&[statement("a frigate to Łódź within days")]));
    for other in [
        "within weeks",
        "within days a frigate to Łódź",
        "",
        "days within soldiers 120",
    ] {
        refused(
            &submission(&[statement(other)]),
            &["facts[0].statementMade.text: is not the verbatim clause"],
        );
    }

    let aid = |amount: &str| {
        json!({
            "evidence": [{ "text": "Poland will get $60 million" }],
            "militaryAidAnnounced": {
                "supplier": norway(),
                "recipient": { "code": "POL", "name": "Poland", "kind": "STATE" },
                "value": { "amount": amount, "currency": "USD" },
                "status": "ANNOUNCED",
            },
        })
    };
    taken(&submission(&[aid("60000000")]));
    refused(
        &submission(&[aid("90000000")]),
        &["facts[0].militaryAidAnnounced.value.amount: 90000000 does not stand"],
    );
}

#[test]
fn every_fault_is_told_at_once() {
    let first = with(
        deployment(),
        "/evidence",
        json!([{ "text": "no such words" }]),
    );
    let third = with(
        deployment(),
        "/deploymentAnnounced/owner/code",
        json!("XXX"),
    );
    let body = submission(&[first, deployment(), third]);
    refused(
        &with(body, "/extractor/name", json!("rules")),
        &[
            "extractor.name",
            "facts[0].evidence[0]",
            "facts[2].deploymentAnnounced.owner.code",
        ],
    );
}

#[test]
fn a_stale_revision_is_no_reading_of_what_is_stored() {
    let older = Revision::of("Title", "An older text", "Outlet", "2031-03-01");
    let body = with(submission(&[]), "/revision", json!(older.to_string()));
    assert!(matches!(told(&body), Err(SubmissionError::Stale { .. })));
    let newest = with(
        submission(&[]),
        "/revision",
        json!(article().revision.to_string()),
    );
    taken(&newest);
    let broken = read(b"{");
    assert!(matches!(broken, Err(SubmissionError::Json(_))));
}
