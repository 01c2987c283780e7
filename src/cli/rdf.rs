//! How RDF is written.

use clap::Args;
use kamergraph::export::rdf::Options;
use kamergraph::pipeline::Knowledge;

/// How RDF is written.
#[derive(Debug, Default, Args)]
pub struct RdfArgs {
    /// Write claims as reifiers of RDF 1.2, where the syntax has them: all but JSON-LD. Not every
    /// program reads them yet
    #[arg(long)]
    pub rdf12: bool,
    /// Say in RDF when the letters were read: now, or at the moment given, as 2026-01-31T12:00:00Z
    #[arg(long, value_name = "MOMENT", num_args = 0..=1, require_equals = true,
          default_missing_value = "now", value_parser = moment)]
    pub time: Option<String>,
}

impl RdfArgs {
    /// The same for the library, with the hashes of what the program knows.
    pub fn options<'a>(&self, knowledge: &'a Knowledge) -> Options<'a> {
        Options {
            time: self.time.clone(),
            rdf12: self.rdf12,
            ..Options::of(knowledge)
        }
    }
}

/// A moment as an `xsd:dateTime` in UTC, to the second.
fn moment(text: &str) -> Result<String, String> {
    let moment = match text {
        "now" => jiff::Timestamp::now(),
        text => text
            .parse()
            .map_err(|_| "it is no moment; give it as 2026-01-31T12:00:00Z".to_owned())?,
    };
    jiff::Timestamp::from_second(moment.as_second())
        .map(|moment| moment.to_string())
        .map_err(|error| error.to_string())
}
