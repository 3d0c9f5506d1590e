//! Time on the processor, so that others on the machine do not count.

use std::fs;
use std::sync::LazyLock;
use std::time::Instant;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The seconds that this thread has run; where the system does not tell, those that have passed.
pub(crate) fn seconds() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    told.and_then(|told| told.split_whitespace().next()?.parse::<f64>().ok())
        .map_or_else(
            || START.elapsed().as_secs_f64(),
            |nanoseconds| nanoseconds / 1e9,
        )
}
