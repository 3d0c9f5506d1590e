//! Sending spans to a collector by OTLP over HTTP.

use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{ExporterBuildError, Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkError;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::registry::LookupSpan;

/// The variables that name the collector: the second with the path, the first without
/// (<https://opentelemetry.io/docs/specs/otel/protocol/exporter/>).
const VARIABLES: [&str; 2] = [
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
];

/// What sends the spans of this process.
pub struct Exporter {
    provider: SdkTracerProvider,
}

/// Why no spans can be sent.
#[derive(Debug, thiserror::Error)]
#[error(
    "spans cannot be sent to the collector that {} or {} names (http://host:4318)",
    VARIABLES[0], VARIABLES[1]
)]
pub struct StartError(#[from] ExporterBuildError);

/// Begins to send the spans that the layer sees, in the name of a service (`OTEL_SERVICE_NAME` goes
/// before it); nothing where the environment names no collector. Which traces are sampled is the
/// affair of `OTEL_TRACES_SAMPLER`: by default all, unless whoever began the trace says otherwise.
///
/// # Errors
/// When the collector's address is none.
pub fn start<S>(service: &str) -> Result<Option<(Exporter, impl Layer<S>)>, StartError>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    let named = |variable: &str| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    if !VARIABLES.iter().any(|variable| named(variable)) {
        return Ok(None);
    }
    let sender = SpanExporter::builder()
        .with_http()
        .with_protocol(Protocol::HttpBinary)
        .build()?;
    let mut resource = Resource::builder();
    if !named("OTEL_SERVICE_NAME") {
        resource = resource.with_service_name(service.to_owned());
    }
    let provider = SdkTracerProvider::builder()
        .with_batch_exporter(sender)
        .with_resource(resource.build())
        .build();
    let layer = tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("vedette"))
        .with_threads(false)
        .with_location(false);
    Ok(Some((Exporter { provider }, layer)))
}

impl Exporter {
    /// Sends what is left; waits for it, and so may hold its thread up for seconds.
    ///
    /// # Errors
    /// When the collector does not take it.
    pub fn finish(self) -> Result<(), OTelSdkError> {
        self.provider.shutdown()
    }
}
