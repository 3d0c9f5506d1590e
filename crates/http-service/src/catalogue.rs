//! What the services count and time, in words for those who look at it.

use metrics::{describe_counter, describe_gauge, describe_histogram};

/// Says what each figure means; `GET /metrics` shows it.
pub(crate) fn describe() {
    describe_counter!(
        "vedette_articles_total",
        "Articles taken in, by outcome: NEW, REVISED or UNCHANGED"
    );
    describe_counter!(
        "vedette_extracted_articles_total",
        "Articles that were read and committed"
    );
    describe_counter!(
        "vedette_redeliveries_total",
        "Articles that a worker got though they had been delivered before"
    );
    describe_counter!(
        "vedette_dead_letters_total",
        "Articles that could not be read"
    );
    describe_counter!(
        "vedette_batches_total",
        "Atomic batches that this process appended, by stream"
    );
    describe_counter!(
        "vedette_events_total",
        "Events that this process appended, by type"
    );
    describe_counter!(
        "vedette_applied_records_total",
        "Records applied to the read models"
    );
    describe_gauge!("vedette_ready", "1 when it may be sent work");
    describe_gauge!(
        "vedette_dead_letters",
        "Dead letters that nobody has retried or dropped, up to 1000"
    );
    describe_gauge!(
        "vedette_checkpoint_position",
        "Up to where a consumer has worked its stream off"
    );
    describe_gauge!(
        "vedette_checkpoint_age_seconds",
        "For how long a consumer has stood still with records before it"
    );
    describe_gauge!(
        "vedette_lag_records",
        "Records that a consumer has before it"
    );
    describe_histogram!(
        "vedette_accept_seconds",
        "From a dispatch that was read to its article on disk"
    );
    describe_histogram!(
        "vedette_append_seconds",
        "From a batch to its acknowledgement, by stream"
    );
    describe_histogram!(
        "vedette_commit_seconds",
        "From the readings of one delivery to their commit"
    );
    describe_histogram!(
        "vedette_apply_seconds",
        "From a group of records to its checkpoint on disk"
    );
}
