//! The numbers that Word puts before paragraphs and that stand nowhere in their text (ECMA-376 part
//! 1, section 17.9).

use super::styles::Styles;
use crate::text::markup::{Fault, Markup, Node, Space, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// The most characters that stand before a paragraph of a list.
const LABEL: usize = 64;

/// How many levels a list has.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// What is printed: `%1.%2)`.
    text: String,
    /// All numbers in it are printed as digits.
    legal: bool,
    /// The paragraph style that stands for this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            legal: false,
            style: None,
        }
    }
}

/// A list as defined, shared by lists in use.
#[derive(Debug, Clone, Default)]
struct Definition {
    levels: BTreeMap<usize, Level>,
    /// A style whose list stands in for this one.
    link: Option<String>,
}

/// A list in use.
#[derive(Debug, Clone, Default)]
struct List {
    definition: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// All lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<String, Definition>,
    lists: BTreeMap<String, List>,
    counted: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: BTreeSet<(String, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    ///
    /// # Errors
    /// What is wrong with the XML.
    pub(super) fn read(xml: &str) -> Result<Self, Fault> {
        let mut out = Self::default();
        let mut at = Cursor::default();
        let mut markup = Markup::new(xml);
        loop {
            match markup.next()? {
                Node::Open(tag) => {
                    at.depth += 1;
                    if tag.space == Space::Word {
                        out.open(&tag, &mut at);
                    }
                }
                Node::Close => {
                    if at.depth == at.opened {
                        (at.definition, at.list) = (None, None);
                    }
                    if at.level.is_some_and(|(_, depth)| depth == at.depth) {
                        at.level = None;
                    }
                    at.depth = at.depth.saturating_sub(1);
                }
                Node::Words(_) => {}
                Node::End(_) => return Ok(out),
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>, at: &mut Cursor) {
        let value = || tag.attribute("val");
        let number = || value().and_then(|v| v.parse::<u32>().ok());
        let level_of = || {
            tag.attribute("ilvl")
                .and_then(|v| v.parse::<usize>().ok())
                .filter(|l| *l < LEVELS)
        };
        match tag.name() {
            "abstractNum" => {
                at.definition = tag.attribute("abstractNumId");
                at.opened = at.depth;
            }
            "num" => {
                at.list = tag.attribute("numId");
                at.opened = at.depth;
            }
            "abstractNumId" => {
                if let (Some(id), Some(value)) = (&at.list, value()) {
                    self.lists.entry(id.clone()).or_default().definition = value;
                }
            }
            "numStyleLink" => {
                if let Some(id) = &at.definition {
                    self.definitions.entry(id.clone()).or_default().link = value();
                }
            }
            "lvlOverride" => at.overridden = level_of(),
            "startOverride" => {
                if let (Some(id), Some(level), Some(start)) = (&at.list, at.overridden, number()) {
                    self.lists
                        .entry(id.clone())
                        .or_default()
                        .starts
                        .insert(level, start);
                }
            }
            "lvl" => at.level = level_of().map(|l| (l, at.depth)),
            name => {
                let Some((index, _)) = at.level else { return };
                let levels = match (&at.definition, &at.list) {
                    (Some(id), _) => &mut self.definitions.entry(id.clone()).or_default().levels,
                    (None, Some(id)) => &mut self.lists.entry(id.clone()).or_default().levels,
                    _ => return,
                };
                let level = levels.entry(index).or_default();
                match name {
                    "start" => level.start = number().unwrap_or(1),
                    "numFmt" => level.format = value().unwrap_or_default(),
                    "lvlText" => {
                        let text = value().unwrap_or_default();
                        level.text = text.chars().take(LABEL).collect();
                    }
                    "isLgl" => level.legal = value().is_none_or(|v| super::styles::is_on(&v)),
                    "pStyle" => level.style = value(),
                    _ => {}
                }
            }
        }
    }

    /// Counts a paragraph and gives what Word prints before it: `3.`, `b)`, `•`. `level` is `None`
    /// where only the paragraph's style, `style`, names the list.
    pub(super) fn count(
        &mut self,
        list: &str,
        level: Option<usize>,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<String> {
        let used = self.lists.get(list)?;
        let mut id = &used.definition;
        if let Some(link) = self.definitions.get(id).and_then(|d| d.link.as_deref()) {
            let (other, _) = styles.list(Some(link))?;
            id = &self.lists.get(other)?.definition;
        }
        let defined = self.definitions.get(id);
        let levels = |i: usize| used.levels.get(&i).or_else(|| defined?.levels.get(&i));
        let named = || {
            (0..LEVELS).find(|i| {
                style.is_some() && levels(*i).is_some_and(|l| l.style.as_deref() == style)
            })
        };
        let level = level.or_else(named).unwrap_or(0);
        let this = levels(level)?;
        let counts = self.counted.entry(id.clone()).or_default();
        if let Some(start) = used
            .starts
            .get(&level)
            .filter(|_| self.begun.insert((list.to_owned(), level)))
        {
            *counts.get_mut(level)? = start.checked_sub(1);
            if *start == 0 {
                *counts.get_mut(level)? = None;
            }
        }
        let start = used.starts.get(&level).copied().unwrap_or(this.start);
        for (i, count) in counts.iter_mut().enumerate() {
            *count = match i.cmp(&level) {
                std::cmp::Ordering::Less => {
                    Some(count.unwrap_or_else(|| levels(i).map_or(1, |l| l.start)))
                }
                std::cmp::Ordering::Equal => Some(count.map_or(start, |c| c.saturating_add(1))),
                std::cmp::Ordering::Greater => None,
            };
        }
        Some(print(this, levels, counts)).filter(|label| !label.is_empty())
    }
}

/// Where the reader stands in `numbering.xml`.
#[derive(Debug, Default)]
struct Cursor {
    depth: usize,
    opened: usize,
    definition: Option<String>,
    list: Option<String>,
    overridden: Option<usize>,
    level: Option<(usize, usize)>,
}

fn print<'l>(
    this: &Level,
    levels: impl Fn(usize) -> Option<&'l Level>,
    counts: &[Option<u32>; LEVELS],
) -> String {
    if this.format == "bullet" {
        return "•".to_owned();
    }
    if this.format == "none" && !this.text.contains('%') {
        return this.text.trim().to_owned();
    }
    let mut out = String::new();
    let mut chars = this.text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars
            .peek()
            .and_then(|d| d.to_digit(10))
            .filter(|d| c == '%' && *d > 0);
        let Some(index) = digit.map(|d| d as usize - 1) else {
            out.push(c);
            continue;
        };
        chars.next();
        let count = counts.get(index).copied().flatten().unwrap_or(1);
        let format = levels(index).map_or("decimal", |l| l.format.as_str());
        out.push_str(&figure(count, if this.legal { "decimal" } else { format }));
    }
    out.trim().chars().take(LABEL).collect()
}

/// A number as a list prints it.
pub(super) fn figure(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(count),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerRoman" => roman(count),
        "upperRoman" => roman(count).to_uppercase(),
        "ordinal" => format!("{count}e"),
        "decimalZero" => format!("{count:02}"),
        "none" | "bullet" => String::new(),
        _ => count.to_string(),
    }
}

/// `a` to `z`, then `aa` to `zz`, as Word counts.
fn letters(count: u32) -> String {
    let index = count.saturating_sub(1);
    let letter = u8::try_from(index % 26).map_or('a', |i| char::from(b'a' + i));
    std::iter::repeat_n(letter, (index / 26 + 1).min(20) as usize).collect()
}

fn roman(count: u32) -> String {
    const FIGURES: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&count) {
        return count.to_string();
    }
    let mut left = count;
    let mut out = String::new();
    for (value, figure) in FIGURES {
        while left >= value {
            out.push_str(figure);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a failed set-up is a failed test
mod tests {
    use super::*;

    const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

    fn numbering(body: &str) -> Numbering {
        Numbering::read(&format!("<w:numbering {W}>{body}</w:numbering>")).unwrap()
    }

    #[test]
    fn lists_count_by_level() {
        let mut lists = numbering(
            "<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
             <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1%2)'/></w:lvl></w:abstractNum>\
             <w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num>\
             <w:num w:numId='4'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>",
        );
        let styles = Styles::default();
        let printed: Vec<Option<String>> = [
            ("3", 0),
            ("3", 1),
            ("3", 1),
            ("3", 0),
            ("3", 1),
            ("4", 0),
            ("4", 0),
            ("9", 0),
        ]
        .map(|(list, level)| lists.count(list, Some(level), None, &styles))
        .into();
        let want = ["1.", "1a)", "1b)", "2.", "2a)", "5.", "6."].map(|l| Some(l.to_owned()));
        assert_eq!(printed, [&want[..], &[None]].concat());
    }

    #[test]
    fn figures_of_every_kind() {
        let printed: Vec<String> = [
            ("lowerLetter", 28),
            ("upperLetter", 2),
            ("lowerRoman", 14),
            ("upperRoman", 1999),
            ("ordinal", 3),
            ("cardinalText", 3),
            ("lowerRoman", 0),
        ]
        .map(|(format, n)| figure(n, format))
        .into();
        assert_eq!(printed, ["bb", "B", "xiv", "MCMXCIX", "3e", "3", "0"]);
    }
}
