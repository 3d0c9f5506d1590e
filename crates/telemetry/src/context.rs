//! The trace context of a span, as the header `traceparent` tells it
//! (<https://www.w3.org/TR/trace-context/>).

use opentelemetry::Context;
use opentelemetry::propagation::{Extractor, Injector, TextMapPropagator};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

const HEADER: &str = "traceparent";

/// Makes a span that was not entered yet a part of the trace that a header names. Does nothing when
/// the header cannot be read, or no spans are sent.
pub fn continue_from(span: &Span, traceparent: &str) {
    let carrier = Carrier(Some(traceparent.to_owned()));
    let parent = TraceContextPropagator::new().extract_with_context(&Context::new(), &carrier);
    // Only where no spans are sent is there nothing to set.
    let _ = span.set_parent(parent);
}

/// What a header must say for the next process to go on from a span; nothing when no spans are
/// sent.
pub fn current(span: &Span) -> Option<String> {
    let mut carrier = Carrier(None);
    TraceContextPropagator::new().inject_context(&span.context(), &mut carrier);
    carrier.0
}

/// The one header.
struct Carrier(Option<String>);

impl Injector for Carrier {
    fn set(&mut self, key: &str, value: String) {
        if key == HEADER {
            self.0 = Some(value);
        }
    }
}

impl Extractor for Carrier {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.as_deref().filter(|_| key == HEADER)
    }

    fn keys(&self) -> Vec<&str> {
        vec![HEADER]
    }
}

#[cfg(test)]
mod tests {
    use opentelemetry::trace::TracerProvider;
    use opentelemetry_sdk::trace::SdkTracerProvider;
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";

    fn traced(header: &str) -> Option<String> {
        let provider = SdkTracerProvider::builder().build();
        let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("test"));
        let subscriber = tracing_subscriber::registry().with(layer);
        tracing::subscriber::with_default(subscriber, || {
            let span = tracing::info_span!("test");
            continue_from(&span, header);
            current(&span)
        })
    }

    #[test]
    fn a_span_goes_on_with_the_trace_and_is_one_of_its_own() {
        let before = format!("00-{TRACE}-b7ad6b7169203331-01");
        let after = traced(&before).expect("spans are sent");
        assert!(after.starts_with(&format!("00-{TRACE}-")), "{after}");
        assert!(after.ends_with("-01") && after != before, "{after}");
    }

    #[test]
    fn without_a_header_that_can_be_read_a_trace_begins() {
        for header in ["", "00-0-0-01", "no"] {
            let begun = traced(header).expect("spans are sent");
            assert!(!begun.contains(TRACE) && begun.len() == 55, "{begun}");
        }
    }

    #[test]
    fn where_no_spans_are_sent_there_is_nothing_to_tell() {
        let span = tracing::info_span!("test");
        continue_from(&span, &format!("00-{TRACE}-b7ad6b7169203331-01"));
        assert_eq!(current(&span), None);
    }
}
