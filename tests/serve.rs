//! What the server answers and what it refuses; the sockets are the command line's.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/invented.rs"]
mod invented;

use invented::{graph, model, pair};
use kamergraph::export::json;
use kamergraph::serve::{Asked, Site};
use kamergraph::store::local::Limits;
use std::time::Duration;

fn site() -> Site {
    let model = model();
    let limits = Limits {
        time: Some(Duration::from_secs(20)),
        rows: Some(50),
    };
    let hosts = vec!["letters.example".to_owned()];
    Site::new(&graph(&model, &pair(&model)), &model, limits, hosts).expect("a site")
}

fn get(target: &str) -> Asked<'_> {
    Asked {
        method: "GET",
        target,
        host: Some("127.0.0.1:8765"),
        ..Asked::default()
    }
}

fn body(site: &Site, asked: Asked<'_>) -> (u16, String) {
    let answer = site.answer(asked);
    (
        answer.status,
        String::from_utf8(answer.body.into_owned()).expect("UTF-8"),
    )
}

const WHO: &str = "SELECT ?who { ?who kg:oversees ?what } ORDER BY ?who LIMIT 1";

#[test]
fn gives_the_page_the_graph_and_the_letters() {
    let site = site();
    let page = site.answer(get("/"));
    assert_eq!(
        (page.status, page.content_type),
        (200, "text/html; charset=utf-8")
    );
    assert!(page.policy.contains("frame-ancestors 'none'"));
    let data = site.answer(get("/graph.json"));
    let read = json::read(&data.body).expect("a graph");
    let model = model();
    assert_eq!(read, graph(&model, &pair(&model)));
    let (status, letter) = body(&site, get("/letters/naam%20met%20spatie%20%231%3F"));
    assert_eq!(status, 200);
    assert!(letter.contains("<mark id=\"c"), "{letter}");
    assert!(!letter.contains("<script"), "{letter}");
    for nothing in [
        "/letters/",
        "/letters/..%2F..%2Fetc%2Fpasswd",
        "/favicon.ico",
        "",
        "*",
        "/letters/%ff",
    ] {
        assert_eq!(body(&site, get(nothing)).0, 404, "{nothing}");
    }
}

#[test]
fn answers_queries_in_the_three_ways_of_the_protocol() {
    let site = site();
    let form: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("query", WHO)
        .finish();
    let target = format!("/sparql?{form}");
    let (status, by_get) = body(&site, get(&target));
    assert_eq!(status, 200, "{by_get}");
    let json: serde_json::Value = serde_json::from_str(&by_get).expect("JSON");
    assert_eq!(
        json["results"]["bindings"].as_array().map(Vec::len),
        Some(1)
    );
    for (content_type, sent) in [
        ("application/x-www-form-urlencoded", form.as_str()),
        ("application/sparql-query; charset=utf-8", WHO),
    ] {
        let asked = Asked {
            method: "POST",
            content_type,
            body: sent.as_bytes(),
            ..get("/sparql")
        };
        assert_eq!(body(&site, asked), (200, by_get.clone()), "{content_type}");
    }
    let csv = site.answer(Asked {
        accept: "text/csv",
        ..get(&target)
    });
    assert_eq!(csv.content_type, "text/csv");
    let construct = "/sparql?query=CONSTRUCT%20WHERE%20%7B?a%20kg:oversees%20?b%7D";
    assert_eq!(site.answer(get(construct)).content_type, "text/turtle");
}

#[test]
fn refuses_what_changes_what_is_too_much_and_what_is_wrong() {
    let site = site();
    let post = |content_type, sent: &'static str| Asked {
        method: "POST",
        content_type,
        body: sent.as_bytes(),
        ..get("/sparql")
    };
    let update = "application/sparql-update";
    let form = "application/x-www-form-urlencoded";
    for (wanted, asked) in [
        (403, post(update, "CLEAR ALL")),
        (403, post(form, "update=CLEAR+ALL")),
        (400, post("application/sparql-query", "CLEAR ALL")),
        (415, post("text/plain", WHO)),
        (400, post("application/sparql-query", "SELECT {")),
        (400, post(form, "query=ASK%7B%7D&query=ASK%7B%7D")),
        (400, get("/sparql?query=ASK%7B%7D&default-graph-uri=x:y")),
        (
            400,
            get("/sparql?query=ASK%7BSERVICE%20%3Chttp://127.0.0.1/%3E%7B?s%20?p%20?o%7D%7D"),
        ),
        (400, get("/sparql")),
        (
            406,
            Asked {
                accept: "image/png",
                ..get("/sparql?query=ASK%7B%7D")
            },
        ),
        (413, get("/sparql?query=SELECT%20*%7B?s%20?p%20?o%7D")),
        (
            405,
            Asked {
                method: "PUT",
                ..get("/sparql")
            },
        ),
        (
            405,
            Asked {
                method: "DELETE",
                ..get("/")
            },
        ),
    ] {
        let (status, text) = body(&site, asked);
        assert_eq!(status, wanted, "{asked:?}: {text}");
    }
}

#[test]
fn other_peoples_names_and_pages_are_refused() {
    let site = site();
    let by = |host| site.answer(Asked { host, ..get("/") }).status;
    for own in [
        "127.0.0.1",
        "127.0.0.1:8765",
        "localhost:1",
        "LOCALHOST",
        "[::1]:8765",
        "letters.example:80",
    ] {
        assert_eq!(by(Some(own)), 200, "{own}");
    }
    for other in [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        ":80",
    ] {
        assert_eq!(by(Some(other)), 421, "{other}");
    }
    assert_eq!(by(None), 421);
    let from = |origin| {
        site.answer(Asked {
            origin: Some(origin),
            ..get("/sparql?query=ASK%7B%7D")
        })
        .status
    };
    assert_eq!(from("http://127.0.0.1:8765"), 200);
    for other in [
        "null",
        "http://evil.example",
        "http://127.0.0.1:9999",
        "https://127.0.0.1:8765.evil.example",
    ] {
        assert_eq!(from(other), 403, "{other}");
    }
    // What a page elsewhere takes for a picture or a script bears no origin.
    let by_site = |target, fetch_site| {
        site.answer(Asked {
            fetch_site: Some(fetch_site),
            ..get(target)
        })
        .status
    };
    for target in ["/sparql?query=ASK%7B%7D", "/graph.json"] {
        assert_eq!(by_site(target, "same-origin"), 200, "{target}");
        assert_eq!(by_site(target, "none"), 200, "{target}");
        assert_eq!(by_site(target, "cross-site"), 403, "{target}");
        assert_eq!(by_site(target, "same-site"), 403, "{target}");
    }
    assert_eq!(by_site("/", "cross-site"), 200);
}
