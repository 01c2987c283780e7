//! How classes and predicates look in a picture.
//!
//! Fills are tints, and lines shades, of the palette by Okabe and Ito ("Color Universal Design",
//! 2008), which the colour-blind tell apart. Every class has a shape of its own or a border of its
//! own besides, and every family of predicates an arrowhead, so that a print without colour reads
//! as well.

use crate::relation::Status;
use std::fmt::Write as _;

/// How the nodes of one class look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeStyle {
    /// Name of the class.
    pub class: &'static str,
    /// Graphviz shape.
    pub shape: &'static str,
    /// Graphviz `style`, besides the fill.
    pub style: &'static str,
    /// Colour within.
    pub fill: &'static str,
    /// Colour of the border.
    pub line: &'static str,
    /// Number of border lines.
    pub borders: u8,
}

impl NodeStyle {
    /// The look as DOT attributes.
    pub fn attributes(&self) -> String {
        let Self {
            shape,
            style,
            fill,
            line,
            borders,
            ..
        } = self;
        let mut out =
            format!("shape={shape}, style=\"{style}\", fillcolor=\"{fill}\", color=\"{line}\"");
        if *borders != 1 {
            let _ = write!(out, ", peripheries={borders}");
        }
        out
    }
}

impl NodeStyle {
    /// The colour within, as red, green and blue.
    pub fn rgb(&self) -> [u8; 3] {
        let part = |at: usize| {
            let digits = self.fill.get(at..at + 2);
            digits
                .and_then(|d| u8::from_str_radix(d, 16).ok())
                .unwrap_or(255)
        };
        [part(1), part(3), part(5)]
    }
}

const fn node(
    class: &'static str,
    shape: &'static str,
    style: &'static str,
    fill: &'static str,
    line: &'static str,
    borders: u8,
) -> NodeStyle {
    NodeStyle {
        class,
        shape,
        style,
        fill,
        line,
        borders,
    }
}

/// All classes that have a look of their own, in the order of the legend.
pub const NODES: &[NodeStyle] = &[
    node("Ministry", "box", "filled,bold", "#9fc9e6", "#00507d", 1),
    node(
        "Regulator",
        "octagon",
        "filled,bold",
        "#fbc978",
        "#8f5f00",
        1,
    ),
    node("Court", "octagon", "filled", "#fde7c2", "#8f5f00", 2),
    node("PublicBody", "box", "filled", "#d8ebf7", "#00507d", 1),
    node(
        "InternationalBody",
        "box",
        "filled",
        "#d8ebf7",
        "#00507d",
        2,
    ),
    node(
        "Organisation",
        "box",
        "filled,rounded",
        "#e9e9e9",
        "#4d4d4d",
        1,
    ),
    node("Party", "tab", "filled", "#e9e9e9", "#4d4d4d", 1),
    node("Person", "ellipse", "filled", "#ffffff", "#4d4d4d", 1),
    node("Role", "ellipse", "filled", "#d8ebf7", "#00507d", 1),
    node("State", "box3d", "filled", "#ffffff", "#00507d", 1),
    node("Legislation", "folder", "filled", "#eec4dc", "#83375f", 1),
    node("Instrument", "component", "filled", "#b5e3d3", "#00664a", 1),
    node("Programme", "hexagon", "filled", "#dff3ec", "#00664a", 1),
    node("Service", "cylinder", "filled", "#b5e3d3", "#00664a", 1),
    node("Document", "note", "filled", "#fdf8cf", "#7d7421", 1),
    node("Letter", "note", "filled,bold", "#ffffff", "#000000", 1),
    node(
        "Question",
        "box",
        "filled,rounded,bold",
        "#ffffff",
        "#000000",
        1,
    ),
    node("Dossier", "tab", "filled", "#fdf8cf", "#7d7421", 1),
];

/// How a class looks that the table does not know.
const OTHER: NodeStyle = node("", "box", "filled,dashed", "#ffffff", "#4d4d4d", 1);

/// The look of a node: that of the first of its classes that has one.
pub fn of_types(types: &[String]) -> NodeStyle {
    types
        .iter()
        .find_map(|t| NODES.iter().find(|s| s.class == t))
        .copied()
        .unwrap_or(OTHER)
}

/// A family of predicates, which are drawn alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Who oversees, answers for, is appointed.
    Oversight,
    /// Who pays and who orders.
    Money,
    /// Who makes, runs and offers.
    Making,
    /// Who works with whom.
    Together,
    /// How things rest on one another.
    Things,
    /// Persons, offices and parties.
    Persons,
    /// The structure of the letter.
    Structure,
}

/// How the edges of a family look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EdgeStyle {
    /// Colour of line and label.
    pub colour: &'static str,
    /// Graphviz arrowhead.
    pub head: &'static str,
    /// Width of the line in points.
    pub width: &'static str,
    /// What the legend calls it.
    pub title: &'static str,
}

impl Family {
    /// The family of a predicate; one that the table does not know counts among the things.
    pub fn of(predicate: &str) -> Self {
        match predicate {
            "oversees" | "designatedUnder" | "responsibleFor" | "coordinates" => Self::Oversight,
            "funds" | "commissions" => Self::Money,
            "develops" | "provides" | "establishes" | "evaluates" => Self::Making,
            "participatesIn" | "cooperatesWith" | "supports" => Self::Together,
            "holdsOffice" | "roleIn" | "memberOf" => Self::Persons,
            "mentions" | "askedBy" | "answeredBy" | "refersTo" | "cites" | "inLetter"
            | "inDossier" => Self::Structure,
            _ => Self::Things,
        }
    }

    /// How its edges look.
    pub const fn style(self) -> EdgeStyle {
        let (colour, head, width, title) = match self {
            Self::Oversight => ("#a83f00", "normal", "2.2", "oversight and responsibility"),
            Self::Money => ("#8f5f00", "diamond", "1.8", "money and orders"),
            Self::Making => ("#00664a", "normal", "1.2", "making and offering"),
            Self::Together => ("#00507d", "vee", "1.2", "working together"),
            Self::Things => ("#4d4d4d", "onormal", "1.0", "how things rest on each other"),
            Self::Persons => ("#83375f", "dot", "0.8", "persons and offices"),
            Self::Structure => ("#9a9a9a", "vee", "0.6", "structure of the letter"),
        };
        EdgeStyle {
            colour,
            head,
            width,
            title,
        }
    }
}

/// How the status of a claim shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusStyle {
    /// Graphviz line style.
    pub line: &'static str,
    /// Colour, if not the family's.
    pub colour: Option<&'static str>,
    /// Arrowhead, if not the family's.
    pub head: Option<&'static str>,
    /// What stands before the predicate.
    pub before: &'static str,
    /// What stands after it.
    pub after: &'static str,
    /// What the legend calls it.
    pub title: &'static str,
}

/// The look of a status.
pub const fn of_status(status: Status) -> StatusStyle {
    let (line, colour, head, before, after, title) = match status {
        Status::Stated => ("solid", None, None, "", "", "stated"),
        Status::Planned => ("dashed", None, None, "", " (planned)", "planned"),
        Status::Denied => (
            "solid",
            Some("#c00000"),
            Some("tee"),
            "× not: ",
            "",
            "denied",
        ),
        Status::Asked => (
            "dotted",
            Some("#767676"),
            None,
            "",
            "?",
            "only asked, not answered",
        ),
    };
    StatusStyle {
        line,
        colour,
        head,
        before,
        after,
        title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_classes_look_the_same() {
        for (i, a) in NODES.iter().enumerate() {
            for b in &NODES[i + 1..] {
                assert!(
                    (a.shape, a.style, a.fill, a.borders) != (b.shape, b.style, b.fill, b.borders),
                    "{} and {}",
                    a.class,
                    b.class
                );
            }
        }
    }

    #[test]
    fn the_first_known_class_decides() {
        let types = [
            "MarketSurveillanceAuthority".to_owned(),
            "Regulator".to_owned(),
        ];
        assert_eq!(of_types(&types).shape, "octagon");
        assert_eq!(of_types(&[]).style, "filled,dashed");
    }
}
