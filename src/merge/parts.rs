//! The parts of a canonical N-Quads line, without reading what stands in them.

/// Slices of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// IRI without its brackets.
    pub(super) subject: &'a str,
    /// IRI without its brackets.
    pub(super) predicate: &'a str,
    /// As it stands.
    pub(super) object: &'a str,
    /// IRI without its brackets; `None` in the default graph.
    pub(super) graph: Option<&'a str>,
    /// Subject, predicate and object as they stand.
    pub(super) triple: &'a str,
}

/// The parts of a line that [`line`](super::line) gave; `None` for any other.
pub(super) fn of(line: &str) -> Option<Parts<'_>> {
    let (subject, rest) = line.strip_prefix('<')?.split_once("> <")?;
    let (predicate, rest) = rest.split_once("> ")?;
    let object = rest.get(..end(rest)?)?;
    let graph = rest.get(object.len()..)?.strip_suffix(" .")?;
    let triple = line.get(..line.len() - rest.len() + object.len())?;
    let graph = match graph {
        "" => None,
        graph => Some(graph.strip_prefix(" <")?.strip_suffix('>')?),
    };
    Some(Parts {
        subject,
        predicate,
        object,
        graph,
        triple,
    })
}

/// Where an object ends. Canonical lines have a blank behind it, and blanks only within texts and
/// triples.
fn end(rest: &str) -> Option<usize> {
    if rest.starts_with("<<(") {
        // A text within could hold these signs, but no predicate of ours is spoken of with a text.
        return Some(rest.find(")>>")? + 3);
    }
    if !rest.starts_with('"') {
        return rest.find(' ');
    }
    let mut escaped = false;
    let close = rest.bytes().skip(1).position(|byte| {
        let found = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        found
    })? + 1;
    Some(close + rest.get(close..)?.find(' ')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_what_a_parser_finds() {
        for line in [
            "<a:s> <a:p> <a:o> .",
            "<a:s> <a:p> <a:o> <a:g> .",
            r#"<a:s> <a:p> "x \" \\" <a:g> ."#,
            r#"<a:s> <a:p> "<a:o> . \\\" \n"@nl ."#,
            r#"<a:s> <a:p> "3"^^<http://www.w3.org/2001/XMLSchema#integer> <a:g> ."#,
            "<a:s> <a:p> <<( <a:s> <a:p> <a:o> )>> <a:g> .",
        ] {
            let parts = of(line).unwrap();
            let quad = super::super::input::quad(line.as_bytes()).unwrap();
            assert_eq!(quad.subject.to_string(), format!("<{}>", parts.subject));
            assert_eq!(quad.predicate.as_str(), parts.predicate);
            assert_eq!(quad.object.to_string(), parts.object);
            let graph = parts.graph.map(|graph| format!("<{graph}>"));
            assert_eq!(
                quad.graph_name.to_string(),
                graph.unwrap_or("DEFAULT".to_owned())
            );
            assert!(line.starts_with(parts.triple) && parts.triple.ends_with(parts.object));
        }
        assert_eq!(of("_:b <a:p> <a:o> ."), None);
        assert_eq!(of(""), None);
    }
}
