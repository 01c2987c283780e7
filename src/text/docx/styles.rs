//! What a style says of the paragraphs and runs that bear it (ECMA-376 part 1, section 17.7).
//!
//! Of all that a style can say, two things change the words: that they are hidden, and that they
//! are numbered.

use crate::text::markup::{Fault, Markup, Node, Space};
use std::collections::BTreeMap;

/// How deep styles may rest on each other, so that a circle ends.
const DEEPEST: usize = 20;

/// One style, as far as it says so itself.
#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<String>,
    hidden: Option<bool>,
    list: Option<String>,
    level: Option<usize>,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    ///
    /// # Errors
    /// What is wrong with the XML.
    pub(super) fn read(xml: &str) -> Result<Self, Fault> {
        let mut out = Self::default();
        let mut markup = Markup::new(xml);
        let mut id: Option<String> = None;
        let mut depth = 0_usize;
        let mut opened = 0_usize;
        loop {
            match markup.next()? {
                Node::Open(tag) => {
                    depth += 1;
                    if tag.space != Space::Word {
                        continue;
                    }
                    if tag.name() == "style" {
                        id = tag.attribute("styleId");
                        opened = depth;
                        let default = tag.attribute("default").is_some_and(|v| is_on(&v));
                        if default && tag.attribute("type").as_deref() == Some("paragraph") {
                            out.default.clone_from(&id);
                        }
                        continue;
                    }
                    let Some(id) = &id else { continue };
                    let value = tag.attribute("val");
                    let style = out.styles.entry(id.clone()).or_default();
                    match tag.name() {
                        "basedOn" => style.based_on = value,
                        "vanish" => style.hidden = Some(value.is_none_or(|v| is_on(&v))),
                        "numId" => style.list = value,
                        "ilvl" => style.level = value.and_then(|v| v.parse().ok()),
                        _ => {}
                    }
                }
                Node::Close => {
                    if depth == opened {
                        id = None;
                    }
                    depth = depth.saturating_sub(1);
                }
                Node::Words(_) => {}
                Node::End(_) => return Ok(out),
            }
        }
    }

    /// A style and those that it rests on, nearest first; without a name, those of a paragraph that
    /// names none.
    fn chain<'a>(&'a self, name: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let mut next = name.or(self.default.as_deref());
        std::iter::from_fn(move || {
            let style = self.styles.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        })
        .take(DEEPEST)
    }

    /// Whether a paragraph's style hides its words.
    pub(super) fn hides(&self, name: Option<&str>) -> Option<bool> {
        self.chain(name).find_map(|s| s.hidden)
    }

    /// The list that a paragraph's style belongs to, and the level in it where it says so.
    pub(super) fn list<'a>(&'a self, name: Option<&'a str>) -> Option<(&'a str, Option<usize>)> {
        let list = self.chain(name).find_map(|s| s.list.as_deref())?;
        Some((list, self.chain(name).find_map(|s| s.level)))
    }
}

/// Whether an attribute's value says yes.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}
