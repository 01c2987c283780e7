//! What the fuzzer starts from: one small input for each thing that a target tells apart, made from
//! the invented letters. They are kept as files, so that the fuzzer needs none of this.

use crate::targets;
use flate2::{Compression, write::DeflateEncoder};
use kamergraph::export::{Format, Options, render_files, render_letter};
use kamergraph::source::Source;
use kamergraph::vocab::BASE_IRI;
use std::fmt::Write as _;
use std::io::Write as _;

/// A seed: target, name and bytes.
pub type Seed = (&'static str, &'static str, Vec<u8>);

/// A letter in which every part is short.
const SHORT: &str = "Datum\n9 mei 2031\nOnderwerp\nBeantwoording Kamervragen over oude kades\n\n\
    Geachte voorzitter,\n\nHierbij zend ik u, mede namens de minister van Financiën, de antwoorden op de \
    vragen van het lid De Kade (CDA), nr. 2031Z00001.\n\nDe minister van Infrastructuur en Waterstaat,\n\
    J. Sluis\n\nVraag 1\nKent u het bericht ‘Kades verzakken’?1\n\nAntwoord vraag 1\nJa. De Inspectie \
    Leefomgeving en Transport (ILT) houdt toezicht op de Waterwet.\n\nVraag 2\nWie betaalt dat?\n\n\
    Antwoord vraag 2\nZie het antwoord op vraag 1. Rijkswaterstaat heeft de handreiking ‘Oude kades’ \
    opgesteld (Kamerstuk 99 123, nr. 4).\n\n1 De Kadekrant, 2 mei 2031, ‘Kades verzakken’\n";

/// All seeds, sorted by target and name.
pub fn all() -> Vec<Seed> {
    let mut seeds: Vec<Seed> = Vec::new();
    let mut add = |target, name, bytes: &[u8]| seeds.push((target, name, bytes.to_vec()));
    for target in ["text", "letter", "extract"] {
        add(target, "letter", SHORT.as_bytes());
    }
    for (name, letter) in letters() {
        add("letter", name, letter.as_bytes());
        add("extract", name, letter.as_bytes());
    }
    for (name, bytes) in texts() {
        add("text", name, &bytes);
    }
    for (name, parts) in word_parts() {
        add("docx", name, parts.as_bytes());
    }
    add(
        "docx",
        "zip",
        &targets::word_file(word_parts()[0].1.as_bytes()),
    );
    add("docx", "packed", &packed());
    for (name, content) in contents() {
        add("pdf", name, content.as_bytes());
    }
    add(
        "pdf",
        "file",
        &targets::pdf_file(contents()[0].1.as_bytes()),
    );
    for (name, page) in pages() {
        add("html", name, page.as_bytes());
    }
    for (name, page) in publications() {
        add("xml", name, page.as_bytes());
    }
    for (name, turtle) in LEXICONS {
        add("lexicon", name, turtle.as_bytes());
    }
    for (name, toml) in RULES {
        add("rules", name, toml.as_bytes());
    }
    for (name, question) in QUESTIONS {
        add("ask", name, question.as_bytes());
    }
    let (graph, record) = graphs();
    add("json", "graph", &graph);
    add("json", "gold", GOLD.as_bytes());
    add("ndjson", "record", &record);
    seeds.sort();
    seeds
}

/// Letters of other forms than the short one.
fn letters() -> Vec<(&'static str, String)> {
    let numbered = "1.\nKlopt dit?\n2.\nWaarom?\n\nAntwoord 1 en 2\nJa, zie het antwoord op vraag 3.\n\
        3\nEn nu?\nAntwoord\nNiets.\n";
    let line = "Vraag 1 Klopt dit? Antwoord 1 Ja. Vraag 2 Waarom? Antwoord 2 Het RIVM is onderdeel van het \
        ministerie van VWS. Vraag 3 en 4 En nu? Antwoord 3 en 4 Nee.\n";
    let postponed = "Mededeling\n\nDe vragen van de leden De Kade en Van der Sluis (beiden VVD) kunnen niet \
        binnen de gebruikelijke termijn worden beantwoord.\n";
    let notes = "Vraag 1\nKent u dit⟦1⟧ en dat [2]? 3)\nAntwoord 1\nJa.4\n\n[1] Kadekrant.\n[2] Stb. 2031, 4\n\
        3) Idem.\n4 https://kadekrant.example/kades-\nverzakken\n";
    let wrapped = "Aanhangsel van de Handelingen\nVergaderjaar 2030–2031\n99\nVragen van het lid De Kade (X) \
        aan de Minis-\nter van Financiën over oude kades (ingezonden 3 mei 2031).\nAntwoord van Minister \
        Sluis (Financiën) (ontvangen 9 mei 2031).\nVraag 1\nKlopt dat de minister de veen-\nkades \
        her\u{ad}stelt?\nAntwoord 1\nJa; zie ook Aanhangsel Handelingen, vergaderjaar 2029–2030, nr. 12.\n";
    vec![
        ("numbered", numbered.to_owned()),
        ("one-line", line.to_owned()),
        ("postponed", postponed.to_owned()),
        ("notes", notes.to_owned()),
        ("wrapped", wrapped.to_owned()),
    ]
}

/// Text as tools leave it.
fn texts() -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = "\u{feff}Vraag 1\nHoe groot is het café?\n".encode_utf16();
    let traces =
        "# Vraag 1\n\n**Kent** u _dit_?[^1]\n\n> Ja.\n\n- een\n* twee\n\n[^1]: Kadekrant\n";
    let marks = "\u{c}De \u{fb01}ets\u{a0}van cafe\u{301} Kostic ´ en Marie¨lle\r\nverte\u{ad}\rRij\u{133}n\u{85}\u{200b}x";
    vec![
        ("windows-1252", b"De \x93brug\x94 kost \x80 3.".to_vec()),
        ("utf-16", utf16.flat_map(u16::to_le_bytes).collect()),
        ("markdown", traces.as_bytes().to_vec()),
        ("marks", marks.as_bytes().to_vec()),
    ]
}

/// Parts of Word files, divided by NUL bytes.
fn word_parts() -> Vec<(&'static str, String)> {
    const SPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
        xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";
    let part = |root: &str, body: &str| format!("<w:{root} {SPACES}>{body}</w:{root}>");
    let say = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let plain = [
        part(
            "document",
            &format!(
                "<w:body>{}{}{}{}</w:body>",
                say("Vraag 1"),
                say("Klopt dit?"),
                say("Antwoord 1"),
                say("Ja.")
            ),
        ),
        part(
            "styles",
            "<w:style w:styleId='K' w:type='paragraph'><w:basedOn w:val='K'/><w:rPr><w:vanish/></w:rPr></w:style>",
        ),
        part(
            "numbering",
            "<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
            <w:numFmt w:val='lowerRoman'/><w:lvlText w:val='%1.%2)'/></w:lvl></w:abstractNum>\
            <w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'>\
            <w:startOverride w:val='5'/></w:lvlOverride></w:num>",
        ),
        part(
            "footnotes",
            &format!("<w:footnote w:id='2'>{}</w:footnote>", say("Kadekrant.")),
        ),
    ];
    let rich = part(
        "document",
        "<w:body><w:p><w:pPr><w:pStyle w:val='K'/><w:numPr><w:ilvl w:val='0'/>\
        <w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>\
        <w:t>1</w:t></w:r><w:r><w:tab/><w:t xml:space='preserve'> Kent u </w:t><w:br/>\
        <w:footnoteReference w:id='2'/></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del>\
        <w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText>\
        <w:fldChar w:fldCharType='separate'/><w:t>4</w:t><w:fldChar w:fldCharType='end'/></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl><mc:AlternateContent>\
        <mc:Choice><w:p><w:r><w:sym w:font='Symbol' w:char='F0B7'/><w:t>dit &amp; dat &#233;</w:t></w:r></w:p>\
        </mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent><w:sdt><w:sdtPr>\
        <w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt></w:body>",
    );
    let rich = [rich, plain[1].clone(), plain[2].clone(), plain[3].clone()];
    vec![
        ("plain", plain.join("\0")),
        ("rich", rich.join("\0")),
        ("broken", plain[0].replace("</w:p>", "<w:p>")),
    ]
}

/// A Word file whose document is packed.
fn packed() -> Vec<u8> {
    let document = word_parts()[0].1.split('\0').next().unwrap().to_owned();
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(document.as_bytes()).unwrap();
    let body = encoder.finish().unwrap();
    let mut crc = flate2::Crc::new();
    crc.update(document.as_bytes());
    let name = b"word/document.xml";
    let number = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    let sizes = [
        crc.sum().to_le_bytes(),
        number(body.len()),
        number(document.len()),
    ]
    .concat();
    // general flags, method 8, a date that says nothing
    let common = [
        &[20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0][..],
        &sizes,
        &[17, 0, 0, 0],
    ]
    .concat();
    let local = [&b"PK\x03\x04"[..], &common, name, &body].concat();
    let central = [&b"PK\x01\x02\x14\x00"[..], &common, &[0; 14], name].concat();
    let end = [
        &b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..],
        &number(central.len()),
        &number(local.len()),
        &[0, 0],
    ];
    [local, central, end.concat()].concat()
}

/// What is drawn on a page, and behind a NUL byte a table of characters.
fn contents() -> Vec<(&'static str, String)> {
    let mut letter = String::from("BT /F1 8 Tf\n");
    let lines = [
        (705, "Vergaderjaar 2030-2031"),
        (509, "Vragen van het lid De Kade (X) aan de Minister"),
        (499, "van Financien over kades \\(ingezonden 3 mei 2031\\)."),
        (465, "Vraag 1"),
        (455, "Kent u het bericht over de vertegenwoor-"),
        (446, "digers van de havens?"),
        (426, "Antwoord 1"),
        (416, "Ja."),
    ];
    for (y, words) in lines {
        let _ = writeln!(letter, "1 0 0 1 221 {y} Tm ({words}) Tj");
    }
    letter.push_str(
        "/F1 4.6 Tf 1 0 0 1 221 166 Tm (1) Tj /F1 6.5 Tf 1 0 0 1 227 163 Tm (Kadekrant.) Tj ET",
    );
    let moved = "q 1 0 0 1 50 50 cm BT /F1 12 Tf 14 TL 2 Tc 3 Tw 90 Tz 4 Ts 100 700 Td [(Vr) -20 (aag 1)] TJ T* (Klopt dit?) ' \
        0 0 (Ja.) \" 0 1 -1 0 50 50 Tm (dwars) Tj ET Q /X1 Do";
    let wide = "BT /F2 10 Tf 1 0 0 1 100 700 Tm <00010002000300040005> Tj ET\0begincmap\n1 begincodespacerange\n<0000> <ffff>\n\
        endcodespacerange\n2 beginbfchar\n<0001> <0056>\n<0002> <00660069>\nendbfchar\n2 beginbfrange\n<0003> <0004> <0061>\n\
        <0005> <0006> [<0067> <0020>]\nendbfrange\nendcmap";
    vec![
        ("letter", letter),
        ("moved", moved.to_owned()),
        ("wide", wide.to_owned()),
    ]
}

fn pages() -> Vec<(&'static str, String)> {
    let letter = "<!DOCTYPE html><html><head><title>Brief</title><meta name=\"DCTERMS.identifier\" content=\"ah-tk-20302031-99\">\
        <script>var a = '<p>';</script><style>p { color: red }</style></head><body><nav>Menu</nav><main><h1>Antwoorden</h1>\
        <h2>Vraag 1</h2><p>Kent u dit bericht?<sup>1</sup></p><h2>Antwoord 1</h2><p>Ja, &eacute;&nbsp;en &#8216;nee&#8217;.<br>Zie:</p>\
        <ol start=3 type=a><li>een<li>twee</ol><table><tr><td>3<td>4</table><p><sup>1</sup> Kadekrant.</p></main><footer>Voet</footer>";
    let loose = "<p>Vraag 1<p>Klopt dit<b><i>?</b></i><div class=vraag>Antwoord 1</p></div><a id=n1 href=#1>1</a>Ja<!-- weg -->.<![CDATA[x]]>&amp;&lt;&bogus;";
    vec![("letter", letter.to_owned()), ("loose", loose.to_owned())]
}

fn publications() -> Vec<(&'static str, String)> {
    let questions = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE officiele-publicatie [<!ENTITY a \"b\">]>\
        <officiele-publicatie><metadata><meta name=\"DC.identifier\" content=\"ah-tk-20302031-99\"/></metadata><kamervragen>\
        <kamervraagkop><kamervraagnummer>99</kamervraagnummer><kamervraagomschrijving>Vragen van het lid \
        <naam><achternaam>De Kade</achternaam></naam> (<politiek>X</politiek>) over \
        <kamervraagonderwerp>kades</kamervraagonderwerp> (ingezonden <datum isodatum=\"2031-05-03\"/>).\
        </kamervraagomschrijving></kamervraagkop><vraag nummer=\"1\"><nr>Vraag 1</nr><al>Kent u dit?\
        <noot id=\"n1\" type=\"voet\"><noot.nr>1</noot.nr><noot.al>Kadekrant, <extref doc=\"x\">hier</extref>.</noot.al></noot></al></vraag>\
        <antwoord><kop><label>Antwoord</label> <nr>1</nr></kop><al>Ja<sup>2</sup>, m<sup>2</sup>.</al><lijst><li><li.nr>a.</li.nr><al>een &a;</al></li></lijst>\
        <table><tgroup><tbody><row><entry>3</entry><entry>4</entry></row></tbody></tgroup></table></antwoord></kamervragen></officiele-publicatie>";
    let loose = "<stuk><al>Vraag 1<al>Klopt <b>dit?</al><antwoord>Ja</vraag>.<noot><noot.nr>1</noot></stuk>";
    vec![
        ("questions", questions.to_owned()),
        ("loose", loose.to_owned()),
    ]
}

const LEXICONS: [(&str, &str); 3] = [
    ("names", include_str!("names.ttl")),
    (
        "all",
        "@prefix kg: <https://w3id.org/kamergraph/def#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
        @prefix org: <http://www.w3.org/ns/org#> .\n@prefix id: <https://w3id.org/kamergraph/id/> .\n\
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\
        id:min-vro a kg:Ministry ; skos:prefLabel \"ministerie van Volkshuisvesting en Ruimtelijke Ordening\"@nl , \"Ministry of Housing\"@en ;\n\
        kg:abbreviation \"VRO\" ; kg:ambiguousLabel \"het ministerie\" ; kg:validFrom \"2024-07-02\"^^xsd:date ; kg:validUntil \"2031-01-01\"^^xsd:date ;\n\
        skos:exactMatch <https://example.org/vro> .\n\
        id:office a kg:Role ; skos:prefLabel \"minister van Volkshuisvesting en Ruimtelijke Ordening\"@nl ; kg:roleIn id:min-vro .\n\
        id:keijzer a kg:Person ; skos:prefLabel \"Mona Keijzer\"@nl ; kg:memberOf id:cda .\n\
        id:cda a kg:Party ; skos:prefLabel \"CDA\"@nl .\n\
        id:tenure a org:Membership ; org:member id:keijzer ; org:role id:office ; kg:validFrom \"2024-07-02\"^^xsd:date .\n\
        id:aw a kg:Regulator ; kg:alsoCountsAs kg:PublicBody ; skos:prefLabel \"Aw\"@nl ; kg:partOf id:ilt .\n\
        id:ilt a kg:Regulator ; skos:prefLabel \"Inspectie Leefomgeving en Transport\"@nl .\n",
    ),
    (
        "faults",
        "@prefix kg: <https://w3id.org/kamergraph/def#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
        <https://example.org/a> a kg:Nothing ; skos:prefLabel \"\"@nl , \"a\"@nl , \"b\"@nl ; kg:validFrom \"x\" ; kg:partOf <https://example.org/a> .\n\
        _:b skos:broader <https://example.org/a> .\n",
    ),
];

const RULES: [(&str, &str); 4] = [
    (
        "frame",
        "[words]\ndeterminer = [\"de\", \"het\", \"een\"]\npreposition = [\"op\", \"van\", \"door\"]\n\n[[frame]]\nname = \"oversees\"\n\
         predicate = \"oversees\"\nverbs = [\"handhaven\", \"toe+zien\"]\nnouns = [\"toezicht\"]\nphrases = [\"houdt toezicht\"]\nwith = []\n\
         without = [\"maken\"]\nsubject = [\"agent\"]\nobject = [\"op\", \"theme\"]\nsubject-classes = [\"Regulator\"]\nstatus = \"planned\"\n\
         example = [\"De [Regulator s: Aw] houdt toezicht op de [Legislation o: Woningwet].\"]\ncounter = [\"De [Regulator s: Aw] ziet de [Legislation o: Woningwet].\"]\n",
    ),
    (
        "pattern",
        "[[pattern]]\nname = \"part\"\npredicate = \"partOf\"\npattern = \"{s:Regulator} is? onderdeel|deel van {o:Regulator|Ministry}\"\n\
         example = [\"De [Regulator s: Aw] is onderdeel van de [Regulator o: ILT].\"]\ncounter = [\"De [Regulator s: Aw] is een deel van [Regulator o: ILT].\"]\n",
    ),
    (
        "head",
        "verbs = [\"maken\"]\n\n[irregular.doen]\npast = [\"deed\", \"deden\"]\nparticiple = \"gedaan\"\n\n[[head]]\nclass = \"Instrument\"\nalso = [\"Document\"]\n\
         nouns = [\"handreiking\", \"plan van aanpak/plannen van aanpak\"]\nbare = true\ncompound = true\ndescribed = true\nof = true\nexcept = [\"in het kader van\"]\n",
    ),
    (
        "faults",
        "[words]\nnothing = [\"x\"]\n[[frame]]\nname = \"a\"\npredicate = \"b\"\nsubject = [\"1\"]\nobject = []\nexample = []\ncounter = [\"[x\"]\n",
    ),
];

const QUESTIONS: [(&str, &str); 8] = [
    ("who", "who oversees Woningwet"),
    ("wie", "wie houdt toezicht op de Woningwet?"),
    ("what", "what does\nAw\noversee"),
    ("about", "about Huurcommissie"),
    ("path", "path\nWoonbond\nUniversiteit Utrecht"),
    ("why", "why Aw oversees Woningwet"),
    ("slip", "over Huurcomissie"),
    ("waarom", "waarom houdt Aw toezicht op Woningwet"),
];

const GOLD: &str = r#"{"document": "brief", "questions": 2, "refers": [[2, 1]], "askedBy": ["kade"], "answeredBy": [],
 "entities": [{"id": "kade", "types": ["Person"], "label": "De Kade", "aliases": ["kade"], "at": [1]},
              {"id": "aw", "types": ["Regulator", "PublicBody"], "label": "Autoriteit woningcorporaties", "at": [0, 2], "optional": true}],
 "relations": [{"s": "aw", "p": "oversees", "o": "kade", "at": 2, "cue": "houdt toezicht", "optional": false}]}"#;

/// The graph of the short letter in node-link JSON, and its record.
fn graphs() -> (Vec<u8>, Vec<u8>) {
    let source = Source::memory("brief", SHORT.as_bytes().to_vec()).unwrap();
    let extraction = targets::pipeline().extract(&source).unwrap();
    let graph = targets::pipeline().graph(BASE_IRI, "brief", [&extraction]);
    let (model, options) = (&targets::knowledge().model, Options::default());
    let json = render_files(&graph, model, &options, Format::Json).unwrap();
    let record = render_letter(&extraction, &graph, model, &options, Format::NdJson).unwrap();
    (json[0].clone(), record[0].clone())
}
