//! One trace follows an article from its POST to its application, through three processes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use event_log::Logs;
use events::{Position, SubjectFilter};
use futures::TryStreamExt;
use integration_tests::{SecuredBus, Up};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value::StringValue;
use prost::Message;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::time::{Instant, interval};

use crate::security::config;

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const SENDER: &str = "b7ad6b7169203331";

/// A span as a service sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sent {
    service: String,
    trace: String,
    id: String,
    parent: String,
}

/// A collector of OTLP over HTTP: what it was sent, by the spans' names.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<BTreeMap<String, Vec<Sent>>>>);

impl Collector {
    /// Starts it; its address.
    async fn start(&self) -> anyhow::Result<String> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let router = Router::new()
            .route("/v1/traces", post(collect))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(address)
    }

    /// The span of a name in a trace, waited for.
    async fn span(&self, name: &str, trace: &str) -> anyhow::Result<Sent> {
        let (deadline, mut look) = (
            Instant::now() + Duration::from_secs(30),
            interval(Duration::from_millis(10)),
        );
        loop {
            look.tick().await;
            let spans = self.0.lock().expect("nobody panicked").clone();
            let named = spans.get(name).into_iter().flatten();
            if let Some(span) = named.into_iter().find(|span| span.trace == trace) {
                return Ok(span.clone());
            }
            ensure!(Instant::now() < deadline, "{name} was not sent: {spans:#?}");
        }
    }
}

async fn collect(State(collector): State<Collector>, body: Bytes) {
    let request = ExportTraceServiceRequest::decode(body).expect("it is OTLP");
    let mut spans = collector.0.lock().expect("nobody panicked");
    for of_service in request.resource_spans {
        let attributes = of_service.resource.unwrap_or_default().attributes;
        let named = attributes
            .into_iter()
            .find(|told| told.key == "service.name");
        let Some(StringValue(service)) = named.and_then(|told| told.value?.value) else {
            panic!("a service without a name");
        };
        let sent = of_service
            .scope_spans
            .into_iter()
            .flat_map(|scope| scope.spans);
        for span in sent {
            let hexadecimal = |id: &[u8]| {
                let digits = id.iter().map(|byte| format!("{byte:02x}"));
                digits.collect::<Vec<_>>().concat()
            };
            spans.entry(span.name.clone()).or_default().push(Sent {
                service: service.clone(),
                trace: hexadecimal(&span.trace_id),
                id: hexadecimal(&span.span_id),
                parent: hexadecimal(&span.parent_span_id),
            });
        }
    }
}

/// Posts an article, as a part of a trace.
async fn tell(ingest: &Up, text: &str, trace: Option<&str>) -> anyhow::Result<()> {
    let article = json!({ "publisher": "Outlet", "publishedAt": "2031-03-03", "text": text });
    let (client, url) = ingest.client();
    let mut request = client.post(format!("{url}/v1/articles")).json(&article);
    if let Some(trace) = trace {
        request = request.header("traceparent", trace);
    }
    let _: Value = request.send().await?.error_for_status()?.json().await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn one_trace_covers_post_extraction_and_application() -> anyhow::Result<()> {
    let collector = Collector::default();
    let address = collector.start().await?;
    let bus = SecuredBus::made().await?;
    let data = tempfile::tempdir()?;
    let traced = [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", address.as_str()),
        ("OTEL_BSP_SCHEDULE_DELAY", "50"),
    ];
    let ingest = bus.serve("ingest", data.path(), &[], &traced).await?;
    let _extract = bus.serve("extract", data.path(), &[], &traced).await?;
    let query = bus.serve("query", data.path(), &[], &traced).await?;

    let sender = format!("00-{TRACE}-{SENDER}-01");
    tell(&ingest, "Norway has 120 soldiers in Latvia.", Some(&sender)).await?;
    tell(&ingest, "Norway has 12 tanks in Latvia.", None).await?;
    query.settled().await?;
    let posted = collector.span("POST /v1/articles", TRACE).await?;
    let read = collector.span("extract", TRACE).await?;
    let committed = collector.span("commit", TRACE).await?;
    let applied = collector.span("apply", TRACE).await?;
    for (span, service, parent) in [
        (&posted, "vedette-ingest", SENDER),
        (&read, "vedette-extract", &posted.id),
        (&committed, "vedette-extract", &read.id),
        (&applied, "vedette-query", &read.id),
    ] {
        assert_eq!(
            (span.service.as_str(), span.parent.as_str()),
            (service, parent)
        );
    }

    // An article that comes without a trace begins one of its own, which its facts name.
    let logs = Logs::open_jetstream(&config(&bus, "query", 1)).await?;
    let facts = "vedette.v1.fact.>".parse::<SubjectFilter>()?;
    let facts: Vec<_> = logs.events.read(Position(1), facts).try_collect().await?;
    let traces = facts.iter().map(|fact| fact.trace.as_ref());
    let traces: Vec<_> = traces.collect::<Option<_>>().context("each has a trace")?;
    let own = traces.iter().find(|trace| !trace.as_str().contains(TRACE));
    let own = own.context("the second has one of its own")?.as_str();
    let own = own.split('-').nth(1).unwrap_or_default();
    assert_eq!(collector.span("POST /v1/articles", own).await?.parent, "");
    collector.span("apply", own).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_collector_the_senders_trace_is_passed_on() -> anyhow::Result<()> {
    let bus = SecuredBus::made().await?;
    let data = tempfile::tempdir()?;
    let ingest = bus.serve("ingest", data.path(), &[], &[]).await?;
    let _extract = bus.serve("extract", data.path(), &[], &[]).await?;
    let query = bus.serve("query", data.path(), &[], &[]).await?;
    let sender = format!("00-{TRACE}-{SENDER}-01");
    tell(&ingest, "Norway has 120 soldiers in Latvia.", Some(&sender)).await?;
    query.settled().await?;
    let logs = Logs::open_jetstream(&config(&bus, "query", 1)).await?;
    let all: Vec<_> = logs
        .events
        .read(Position(2), SubjectFilter::all())
        .try_collect()
        .await?;
    assert_eq!(all.len(), 2, "a fact and its marker");
    for record in all {
        assert_eq!(record.trace, Some(sender.parse()?));
    }
    Ok(())
}
