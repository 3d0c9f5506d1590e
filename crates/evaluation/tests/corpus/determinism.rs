//! The same text gives the same bytes.

use std::collections::BTreeMap;

use evaluation::{Corpus, snapshot};

use crate::dispatches;

const THREADS: usize = 4;

#[test]
fn in_any_order_and_on_several_threads_the_output_is_the_same() {
    let corpus = dispatches();
    let forwards = lines(&corpus, 0..corpus.dispatches.len());
    assert_eq!(lines(&corpus, (0..corpus.dispatches.len()).rev()), forwards);
    let shares = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let share = (thread..corpus.dispatches.len()).step_by(THREADS);
                scope.spawn(|| lines(&corpus, share))
            })
            .collect();
        let shares = threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"));
        shares.flatten().collect::<BTreeMap<_, _>>()
    });
    assert_eq!(shares, forwards);
}

fn lines(corpus: &Corpus, order: impl Iterator<Item = usize>) -> BTreeMap<&str, String> {
    let dispatches = order.map(|at| &corpus.dispatches[at]);
    let lines = dispatches.map(|dispatch| (dispatch.id.as_str(), snapshot::line(dispatch).json));
    lines.collect()
}
