//! A triple store on this machine that speaks what `load` speaks: the SPARQL 1.1 Graph Store HTTP
//! Protocol at `/store`, updates at `/update`, queries at `/query`. It holds what it is sent in memory
//! until it is dropped.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::NamedNode;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use std::sync::Arc;
use std::thread::JoinHandle;
use tiny_http::{Header, Method, Request, Response, Server};

/// A store that listens.
pub struct GraphStore {
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
    /// Where: `127.0.0.1:PORT`.
    pub address: String,
}

impl GraphStore {
    /// An empty one, at a port that is free.
    pub fn start() -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").unwrap());
        let address = server.server_addr().to_string();
        let store = Store::new().unwrap();
        let listening = Arc::clone(&server);
        let thread = std::thread::spawn(move || {
            for request in listening.incoming_requests() {
                answer(&store, request);
            }
        });
        Self {
            server,
            thread: Some(thread),
            address,
        }
    }
}

impl Drop for GraphStore {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn answer(store: &Store, mut request: Request) {
    let url = request.url().to_owned();
    let (path, parameters) = url.split_once('?').unwrap_or((&url, ""));
    let mut body = String::new();
    request.as_reader().read_to_string(&mut body).unwrap();
    let parameter = |text: &str, name: &str| {
        form_urlencoded::parse(text.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    let (status, media, text) = match path {
        "/update" => {
            store.update(&body).unwrap();
            (204, "text/plain", Vec::new())
        }
        "/query" => (
            200,
            "application/sparql-results+json",
            rows(store, &parameter(&body, "query").unwrap()),
        ),
        _ => {
            let graph = NamedNode::new(parameter(parameters, "graph").unwrap()).unwrap();
            graph_store(store, request.method(), &graph, &body)
        }
    };
    let media = Header::from_bytes("Content-Type", media).unwrap();
    let response = Response::from_data(text)
        .with_status_code(status)
        .with_header(media);
    let _ = request.respond(response);
}

fn graph_store(
    store: &Store,
    method: &Method,
    graph: &NamedNode,
    body: &str,
) -> (u16, &'static str, Vec<u8>) {
    const MEDIA: &str = "application/n-triples";
    if *method == Method::Put {
        let parser = RdfParser::from_format(RdfFormat::Turtle)
            .without_named_graphs()
            .with_default_graph(graph.clone());
        store.clear_graph(graph).unwrap();
        store.load_from_slice(parser, body.as_bytes()).unwrap();
        return (204, MEDIA, Vec::new());
    }
    if !store.contains_named_graph(graph).unwrap() {
        return (404, MEDIA, Vec::new());
    }
    let triples = store
        .dump_graph_to_writer(graph, RdfFormat::NTriples, Vec::new())
        .unwrap();
    (200, MEDIA, triples)
}

fn rows(store: &Store, query: &str) -> Vec<u8> {
    let query = SparqlEvaluator::new()
        .parse_query(query)
        .unwrap()
        .on_store(store);
    let QueryResults::Solutions(solutions) = query.execute().unwrap() else {
        panic!("no query of rows");
    };
    let mut rows = QueryResultsSerializer::from_format(QueryResultsFormat::Json)
        .serialize_solutions_to_writer(Vec::new(), solutions.variables().to_vec())
        .unwrap();
    for solution in solutions {
        rows.serialize(&solution.unwrap()).unwrap();
    }
    rows.finish().unwrap()
}
