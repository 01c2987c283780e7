//! PDF files whose table of objects is damaged or missing: the table is made anew.
//!
//! A PDF file ends in a table that says at which byte each object begins (ISO 32000-1, section 7.5.4).
//! Where a download broke off, or a mail program changed the ends of lines, that table is gone or
//! wrong; the objects themselves still say `12 0 obj` where they begin. What is found so is written
//! behind the file as a new table.

use crate::pattern::pattern;
use regex::bytes::Regex;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// The largest number an object may bear: letters have some hundreds.
const LARGEST: u32 = 1_000_000;

pattern!(
    OBJECT,
    r"(?-u)(?:^|[\r\n\x00\t\f ]|endobj)(\d{1,7})[ \r\n\t]+(\d{1,5})[ \r\n\t]+obj\b"
);
pattern!(
    ROOT,
    r"(?-u)/Root[ \r\n\t]+(\d{1,7})[ \r\n\t]+(\d{1,5})[ \r\n\t]+R\b"
);
pattern!(CATALOG, r"(?-u)/Type[ \r\n\t]*/Catalog\b");
pattern!(ENCRYPT, r"(?-u)/Encrypt[ \r\n\t]*(?:\d|<<)");

/// The file with a new table of its objects behind it; `None` where it has none, or is locked.
pub(super) fn mend(file: &[u8]) -> Option<Vec<u8>> {
    if ENCRYPT.is_match(file) {
        return None;
    }
    // of two objects with one number the later one counts
    let mut objects: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    for found in OBJECT.captures_iter(file) {
        let (number, generation) = (found.get(1)?, found.get(2)?);
        let at = number.start();
        if let (Some(number), Some(generation)) =
            (parse(number.as_bytes()), parse(generation.as_bytes()))
            && number <= LARGEST
        {
            objects.insert(number, (at, generation));
        }
    }
    let root = root(file, &objects)?;
    let generation = objects.get(&root).map_or(0, |(_, generation)| *generation);
    let size = objects.keys().next_back()? + 1;
    let mut table = String::from("\nxref\n0 1\n0000000000 65535 f \n");
    for (number, (at, generation)) in &objects {
        // writing to a String cannot fail
        let _ = write!(table, "{number} 1\n{at:010} {generation:05} n \n");
    }
    let _ = write!(
        table,
        "trailer\n<< /Size {size} /Root {root} {generation} R >>\nstartxref\n{}\n%%EOF\n",
        file.len() + 1
    );
    Some([file, table.as_bytes()].concat())
}

/// The number of the object that leads to the pages: the last that a trailer names, else the last that
/// says what it is. It may lie in a stream of objects.
fn root(file: &[u8], objects: &BTreeMap<u32, (usize, u32)>) -> Option<u32> {
    if let Some(found) = ROOT.captures_iter(file).last() {
        return parse(found.get(1)?.as_bytes());
    }
    let at = CATALOG.find_iter(file).last()?.start();
    let before = objects.iter().filter(|(_, (start, _))| *start < at);
    let nearest = before.max_by_key(|(_, (start, _))| *start);
    nearest.map(|(number, _)| *number)
}

fn parse(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a failed set-up is a failed test
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_where_they_begin() {
        let file =
            b"%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj\n<<>>\nendobj\n";
        let mended = String::from_utf8(mend(file).unwrap()).unwrap();
        assert!(
            mended.contains("\n1 1\n0000000009 00000 n \n2 1\n"),
            "{mended}"
        );
        assert!(mended.contains("/Size 3 /Root 1 0 R"), "{mended}");
        assert_eq!(mend(b"%PDF-1.4\nniets"), None);
        assert_eq!(
            mend(b"1 0 obj <</Type/Catalog>> trailer <</Encrypt 3 0 R>>"),
            None
        );
    }
}
