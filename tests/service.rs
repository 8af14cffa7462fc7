//! The web service of the guide, really served: a proposal goes in over HTTP, its report comes out.

#![cfg(feature = "catalogue")]
#![expect(clippy::unwrap_used, reason = "a test states what it expects in the plainest way")]

// The service of docs/guide/web.md, to the letter.
use std::time::SystemTime;

use amif::chrono::{DateTime, Utc};
use amif::{Instant, Proposal, catalogue};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Router, serve};
use tokio::net::TcpListener;

fn service() -> Router {
    Router::new().route("/check/{topic}", post(check))
}

/// A proposal as JSON in, its report as JSON out.
async fn check(Path(topic): Path<String>, body: Bytes) -> Response {
    let call = match catalogue::topic(&topic) {
        Ok(call) => call,
        // Names the nearest topics.
        Err(error) => return (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    };
    let proposal = match Proposal::from_json_bytes(&body) {
        Ok(proposal) => proposal,
        // Every problem, one a line, each with its place.
        Err(error) => return (StatusCode::UNPROCESSABLE_ENTITY, error.to_string()).into_response(),
    };
    let report = proposal.check(call, now());
    ([(header::CONTENT_TYPE, "application/json")], report.to_json()).into_response()
}

fn now() -> Instant {
    Instant::new(DateTime::<Utc>::from(SystemTime::now()).fixed_offset())
}
// The end of it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

/// The status line, the head and the body of the answer.
fn posted(to: SocketAddr, path: &str, body: &str) -> (String, String) {
    let mut stream = TcpStream::connect(to).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

#[test]
fn a_check_is_served() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let answers = runtime.block_on(async move {
        tokio::spawn(async move { serve(listener, service()).await });
        let asking = tokio::task::spawn_blocking(move || {
            let proposal = include_str!("../examples/data/eligible.json");
            let topic = "/check/AMIF-2024-TF2-AG-THB-01";
            [
                posted(address, topic, proposal),
                posted(address, topic, r#"{"participants": [{"nam": "A"}], "months": 3}"#),
                posted(address, "/check/AMIF-2024-TF2-AG-THB", proposal),
            ]
        });
        asking.await.unwrap()
    });

    let [(head, body), (broken, problems), (nowhere, nearest)] = answers;
    assert!(head.starts_with("HTTP/1.1 200 OK") && head.contains("content-type: application/json"), "{head}");
    let read: amif::StoredReport = body.parse().unwrap();
    assert_eq!(read.verdict(), amif::Verdict::Eligible);
    assert_eq!(read.to_json(), body);

    assert!(broken.starts_with("HTTP/1.1 422"), "{broken}");
    assert!(problems.contains("/participants/0/nam") && problems.contains("/months"), "{problems}");
    assert!(nowhere.starts_with("HTTP/1.1 404"), "{nowhere}");
    assert!(nearest.contains("AMIF-2024-TF2-AG-THB-01"), "{nearest}");
}

#[test]
fn the_guide_shows_this_service() {
    let own = include_str!("service.rs");
    let (_, rest) = own.split_once("to the letter.\n").unwrap();
    let (service, _) = rest.split_once("// The end of it.").unwrap();
    assert!(
        include_str!("../docs/guide/web.md").contains(service),
        "tests/service.rs and docs/guide/web.md differ"
    );
}
