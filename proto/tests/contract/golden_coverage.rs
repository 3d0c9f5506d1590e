//! Every field and every value of the contract stands in a golden message: what is added later
//! fails here until it has one.

use std::collections::BTreeSet;

use prost::Message as _;
use prost_reflect::{DescriptorPool, DynamicMessage, EnumDescriptor, Kind, Value};

use crate::golden;

/// Left out on purpose: the log stamps it, and no payload carries it.
const NOT_IN_PAYLOADS: [&str; 1] = ["vedette.v1.Event.recorded_at"];

#[test]
fn golden_messages_hold_every_field_and_value() {
    let pool = contract();
    let mut seen = BTreeSet::from(NOT_IN_PAYLOADS.map(str::to_owned));
    for name in golden::NAMES {
        let descriptor = pool
            .get_message_by_name(golden::message_type(name))
            .expect("a message of the contract");
        let message = DynamicMessage::decode(descriptor, golden::payload(name).as_slice())
            .expect("a golden message");
        record(&message, &mut seen);
    }
    let missing: Vec<_> = promised(&pool).difference(&seen).cloned().collect();
    assert!(missing.is_empty(), "in no golden message: {missing:#?}");
}

fn contract() -> DescriptorPool {
    let folder = env!("CARGO_MANIFEST_DIR");
    let files = ["vedette/v1/article.proto", "vedette/v1/log.proto"];
    let files = files.map(|file| format!("{folder}/{file}"));
    let descriptors = protox::compile(files, [folder]).expect("the contract compiles");
    let bytes = descriptors.encode_to_vec();
    DescriptorPool::decode(bytes.as_slice()).expect("a set of descriptors")
}

/// All fields, and all values of enumerations but the unspecified ones.
fn promised(pool: &DescriptorPool) -> BTreeSet<String> {
    let ours = |name: &str| name.starts_with("vedette.v1.");
    let fields = pool
        .all_messages()
        .filter(|message| ours(message.full_name()))
        .flat_map(|message| message.fields().collect::<Vec<_>>())
        .map(|field| field.full_name().to_owned());
    let values = pool
        .all_enums()
        .filter(|kind| ours(kind.full_name()))
        .flat_map(|kind| {
            let values: Vec<_> = kind.values().filter(|value| value.number() != 0).collect();
            values
                .into_iter()
                .map(move |value| named(&kind, value.name()))
        });
    fields.chain(values).collect()
}

fn record(message: &DynamicMessage, seen: &mut BTreeSet<String>) {
    for (field, value) in message.fields() {
        seen.insert(field.full_name().to_owned());
        let values = match value {
            Value::List(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        for value in values {
            match (value, field.kind()) {
                (Value::Message(message), _) => record(message, seen),
                (Value::EnumNumber(number), Kind::Enum(kind)) => {
                    let value = kind.get_value(*number).expect("a known value");
                    seen.insert(named(&kind, value.name()));
                }
                _ => {}
            }
        }
    }
}

fn named(kind: &EnumDescriptor, value: &str) -> String {
    format!("{}.{value}", kind.full_name())
}
