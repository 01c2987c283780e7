//! Lines on their way to a letter, and the paragraphs they make.

use crate::text::Place;

/// What a row is before its meaning is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A line of running text that may go on in the next.
    Wrapped,
    /// A whole paragraph.
    Paragraph,
    /// A line that never goes on in the next: a label, a number, a name under a letter.
    Apart,
    /// A footnote's body, marked as such by the source; holds its mark.
    Note(String),
    /// An empty line.
    Blank,
    /// A page ended here.
    Break,
}

/// One line of the source, cleaned further with each step.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its words, without blanks at either end.
    pub text: String,
    /// Where it stood.
    pub place: Place,
    /// What it is.
    pub kind: RowKind,
    /// Footnote marks taken out of it: byte offset in `text` just past the word, and the mark.
    pub marks: Vec<(usize, String)>,
    /// Byte offsets in `text` where the source ran two lines together after a sentence's end: a
    /// paragraph may begin there.
    pub seams: Vec<usize>,
    /// Whether the next row's first word had no room in it, where the source shows that.
    pub full: Option<bool>,
}

impl Row {
    /// A row of words.
    pub(super) fn new(text: &str, place: Place, kind: RowKind) -> Self {
        Self {
            text: text.trim().to_owned(),
            place,
            kind,
            marks: Vec::new(),
            seams: Vec::new(),
            full: None,
        }
    }

    /// Whether it holds words of running text.
    pub(super) const fn is_words(&self) -> bool {
        matches!(
            self.kind,
            RowKind::Wrapped | RowKind::Paragraph | RowKind::Apart
        )
    }

    /// The same row with other words; its marks and seams are dropped.
    pub(super) fn with(&self, text: &str) -> Self {
        Self::new(text, self.place, self.kind.clone())
    }
}

/// One paragraph, with what is known of each place in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Para {
    /// Its text, without line breaks.
    pub text: String,
    /// Start of each source line in it, in bytes.
    pub origins: Vec<(usize, Place)>,
    /// Footnote marks: byte offset just past the word, and the mark.
    pub marks: Vec<(usize, String)>,
    /// Byte offsets where another paragraph may begin: a sentence ended with its line.
    pub seams: Vec<usize>,
}

impl Para {
    /// Cuts the paragraph at a byte offset; the second half loses its leading blanks.
    pub(super) fn split(self, at: usize) -> (Self, Self) {
        let Some((left, right)) = self.text.split_at_checked(at) else {
            return (self, Self::default());
        };
        let skipped = right.len() - right.trim_start().len();
        let from = at + skipped;
        let first = Self {
            text: left.trim_end().to_owned(),
            origins: self
                .origins
                .iter()
                .copied()
                .filter(|(o, _)| *o < at || *o == 0)
                .collect(),
            marks: self
                .marks
                .iter()
                .filter(|(o, _)| *o <= at)
                .cloned()
                .collect(),
            seams: self.seams.iter().copied().filter(|o| *o < at).collect(),
        };
        let place = self
            .origins
            .iter()
            .rev()
            .find(|(o, _)| *o <= from)
            .map(|(_, p)| *p);
        let mut origins: Vec<_> = place.map(|p| (0, p)).into_iter().collect();
        origins.extend(
            self.origins
                .iter()
                .filter(|(o, _)| *o > from)
                .map(|(o, p)| (o - from, *p)),
        );
        let second = Self {
            text: right.trim_start().to_owned(),
            origins,
            marks: self
                .marks
                .iter()
                .filter(|(o, _)| *o > at)
                .map(|(o, m)| (o.saturating_sub(from), m.clone()))
                .collect(),
            seams: self
                .seams
                .iter()
                .filter(|o| **o > from)
                .map(|o| o - from)
                .collect(),
        };
        (first, second)
    }
}
