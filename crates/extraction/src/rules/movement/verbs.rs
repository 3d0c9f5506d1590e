//! Verbs of movement by what their object is.

/// Verbs whose object is the place gone to.
pub(super) const TO_OBJECT: &[&str] = &[
    "enter",
    "reach",
    "invade",
    "cross",
    "cross into",
    "roll into",
    "pass through",
    "sail through",
    "cross over",
    "transit",
    "join",
    "approach",
    "approach",
];

/// Verbs whose object is the place left.
pub(super) const FROM_OBJECT: &[&str] = &["leave", "exit", "quit", "vacate", "depart", "evacuate"];

/// Verbs of deciding that move forces when they stand with a place (`ordered 3,000 soldiers to Poland`).
pub(super) const DECIDING: &[&str] = &[
    "order",
    "pledge",
    "promise",
    "commit",
    "authorise",
    "authorize",
    "approve",
    "offer",
    "consider",
    "want",
    "weigh",
    "propose",
    "direct",
    "call for",
    "request",
    "ask",
    "add",
    "contribute",
    "supply",
    "provide",
    "intend",
    "plan",
    "mull",
];
