//! A letter, a lexicon and a file name that mean no good.

use crate::program::{kamergraph, said};
use std::path::PathBuf;
use std::process::Command;

/// Without the number that real letters bear, so that its file's name is its id.
pub const LETTER: &str = "Vragen van het lid Ter Horst (D66) aan de minister van Financiën over \
=HYPERLINK(\"https://evil.example\";\"klik\") <img src=x onerror=alert(1)> (ingezonden 10 januari 2030).

Antwoord van minister De Groot (Financiën) (ontvangen 1 februari 2030).

Vraag 1
=1+cmd|' /C calc'!A0 Kent u de Stichting Kwaad </script><script>alert(\"x\")</script> \\\" ]]> --> {{graph}} ''' \"\"\" %n ${7*7}?

Antwoord 1
@SUM(1) De Stichting Kwaad houdt toezicht op de Omgevingswet > <http://evil.example/p> \"; DROP ALL; # \\u0022 \u{1b}[31m\u{9b}1m\u{7}\u{202e}om &amp; &lt;b&gt; click n0 call alert().
";

/// A name with all that a format may take for its own, escape codes and marks of direction too.
pub const NAME: &str = "=cmd|' /C calc'!A0 \"q\" \\ <script>alert('n')</script> ]]> {{look}} \u{1b}[2J\u{9b}31m\u{202e}kwaad\u{2028}|#; & `x` $(id) %s";

/// A lexicon in which the foundation bears that name, and an address that is a script.
fn lexicon() -> String {
    let name = NAME.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
         @prefix kg: <https://w3id.org/kamergraph/def#> .\n\
         <https://example.org/kwaad> a kg:Regulator ;\n\
         skos:prefLabel \"{name}\"@nl ; skos:altLabel \"Stichting Kwaad\"@nl ;\n\
         skos:exactMatch <javascript:alert(1)> .\n"
    )
}

/// A name of a file that leads elsewhere, turns the terminal red and is markup.
pub const FILE: &str = "..\u{1b}[31m<img src=x>\"=1+1\\..\u{202e}.txt";

pub struct Case {
    pub dir: tempfile::TempDir,
}

impl Case {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(FILE), LETTER).unwrap();
        std::fs::write(dir.path().join("names.ttl"), lexicon()).unwrap();
        Self { dir }
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = kamergraph(self.dir.path());
        command.args(words).args(["--lexicon", "names.ttl"]);
        command
    }

    /// The files of all formats.
    pub fn exported(&self) -> PathBuf {
        const ALL: &str = "ttl,nt,nq,trig,rdf,jsonld,dot,svg,png,json,ndjson,html,graphml,gexf,csv,mermaid,cytoscape,jgf,neo4j";
        let done = self
            .command(&["export", FILE, "-q", "-f", ALL])
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", said(&done));
        let folders: Vec<_> = std::fs::read_dir(self.dir.path().join("output"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert_eq!(folders.len(), 1);
        folders[0].clone()
    }
}
