//! What every backend of the log promises, as named tests; and what the embedded one adds.
//!
//! A contract test takes a [`Bed`]: an empty place in which it opens logs. The list at the end runs
//! each of them on each backend.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod appending;
mod bed;
mod closing;
mod crash;
mod damage;
mod halting;
mod marker_protocol;
mod migrating;
mod nats;
mod outage;
mod purging;
mod reading;
mod safety;
mod working;

/// Runs every named contract test on every backend.
macro_rules! contract {
    ($($module:ident: $($name:ident)*;)*) => {
        mod embedded {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::$module::$name(&crate::bed::Bed::embedded()).await;
                }
            )*)*
        }

        mod jetstream {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::$module::$name(&crate::bed::Bed::jetstream().await).await;
                }
            )*)*
        }
    };
}

/// Runs what only the embedded backend promises, which owns a directory.
macro_rules! directory {
    ($($module:ident: $($name:ident)*;)*) => {
        mod directory {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::$module::$name(&crate::bed::Bed::embedded()).await;
                }
            )*)*
        }
    };
}

contract! {
    appending:
        a_new_log_begins_with_its_genesis
        positions_have_no_gaps
        a_refused_batch_leaves_nothing
        an_expectation_is_the_last_position_on_its_subject
        of_two_racing_writers_exactly_one_wins
        the_largest_record_comes_back_as_it_was
        recording_times_never_go_back;
    reading:
        wildcards_choose_subjects
        a_read_ends_where_the_log_ended_when_it_began
        a_follower_sees_every_record_once_while_others_append
        a_follower_never_waits_inside_a_batch
        a_follower_waits_for_what_is_to_come
        last_on_is_the_newest_record_of_a_subject
        a_position_holds_one_record_or_none;
    working:
        an_acknowledged_record_is_not_delivered_again
        a_refused_record_is_delivered_again
        a_forgotten_record_is_delivered_again
        work_in_progress_keeps_its_record
        a_late_worker_may_acknowledge_but_not_refuse
        a_record_runs_out_of_deliveries
        a_worker_gives_a_record_up
        a_dead_letter_can_be_retried_or_dropped
        workers_share_the_records
        several_records_are_taken_at_once
        giving_up_the_wait_loses_nothing
        open_records_are_bounded
        a_consumer_gets_only_what_it_wants
        a_consumer_that_makes_no_sense_is_refused
        settled_stops_before_the_first_open_record
        a_consumer_goes_on_where_it_stood;
    purging:
        a_purge_leaves_the_tombstone_and_the_others
        a_purge_needs_a_tombstone
        the_events_are_never_purged
        a_purged_record_is_not_worked_off;
    closing:
        a_reopened_log_holds_everything
        handles_of_a_closed_log_say_so
        closing_ends_followers_and_workers;
    marker_protocol:
        the_slow_worker_with_an_old_revision_loses
        an_old_version_during_an_upgrade_loses
        a_lost_reply_is_no_second_commit
        many_workers_commit_each_article_once;
}

directory! {
    closing:
        a_second_opener_is_refused
        a_backup_under_load_is_a_prefix
        a_backup_goes_on_as_a_log_of_its_own
        a_backup_overwrites_nothing;
}
