//! The words on a page, each stretch with its place and size (ISO 32000-1, chapters 8 and 9).

use super::{
    font::{Font, content, number},
    guard::Budget,
    ligature,
    matrix::{Matrix, SAME},
};
use crate::limits::{Limit, PDF_FORMS, PDF_STEPS};
use lopdf::{Dictionary, Document, Object, ObjectId, content::Content};
use std::{collections::HashMap, rc::Rc};

/// A stretch of glyphs in a row.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Where it begins, in points from the left.
    pub x: f64,
    /// Where it ends.
    pub end: f64,
    /// Its baseline, in points from the foot.
    pub y: f64,
    /// The size of its type, in points.
    pub size: f64,
    /// Its characters; private ones where the font does not say (see `ligature`).
    pub text: String,
    /// A quarter turn to the left, as often as this.
    turned: u8,
}

#[derive(Debug, Clone)]
struct State {
    space: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    between_glyphs: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Reads pages; fonts are read once a file.
pub(super) struct Pages<'d> {
    document: &'d Document,
    fonts: HashMap<ObjectId, Rc<Font>>,
    /// How many fonts were read.
    read: usize,
    /// The private characters of glyphs that have none, by font and code.
    shapes: HashMap<(usize, u32), char>,
    pub budget: Budget,
}

impl<'d> Pages<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            fonts: HashMap::new(),
            read: 0,
            shapes: HashMap::new(),
            budget: Budget::new(),
        }
    }

    /// The pieces of a page in the order in which they are drawn.
    pub(super) fn read(&mut self, page: ObjectId) -> Result<Vec<Piece>, Limit> {
        let Ok(dictionary) = self.document.get_dictionary(page) else {
            return Ok(Vec::new());
        };
        let mut bytes = Vec::new();
        let contents = dictionary.get_deref(b"Contents", self.document).ok();
        let streams: Vec<&Object> = match contents {
            Some(Object::Array(list)) => list
                .iter()
                .filter_map(|o| self.document.dereference(o).ok().map(|(_, o)| o))
                .collect(),
            other => other.into_iter().collect(),
        };
        for stream in streams {
            if let Object::Stream(stream) = stream {
                bytes.extend(content(stream, &mut self.budget)?);
                bytes.push(b'\n');
            }
        }
        let resources = self
            .inherited(dictionary, b"Resources")
            .and_then(|o| o.as_dict().ok());
        let mut drawing = Drawing {
            pieces: Vec::new(),
            shapes: std::mem::take(&mut self.shapes),
            steps: 0,
        };
        let state = State {
            space: SAME,
            font: None,
            size: 0.0,
            between_glyphs: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        self.draw(&bytes, resources, state, 0, &mut drawing)?;
        self.shapes = drawing.shapes;
        Ok(upright(drawing.pieces))
    }

    /// A page's entry, its own or that of the tree above it.
    fn inherited<'a>(&self, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object>
    where
        'd: 'a,
    {
        let mut node = page;
        for _ in 0..64 {
            if let Ok(found) = node.get_deref(key, self.document) {
                return Some(found);
            }
            node = node
                .get_deref(b"Parent", self.document)
                .and_then(Object::as_dict)
                .ok()?;
        }
        None
    }

    fn draw(
        &mut self,
        bytes: &[u8],
        resources: Option<&'d Dictionary>,
        mut state: State,
        depth: usize,
        out: &mut Drawing,
    ) -> Result<(), Limit> {
        let Ok(content) = Content::decode(bytes) else {
            return Ok(());
        };
        let mut saved: Vec<State> = Vec::new();
        let (mut matrix, mut line) = (SAME, SAME);
        for step in content.operations {
            out.steps += 1;
            if out.steps > PDF_STEPS {
                return Err(Limit::Steps);
            }
            let at = |i: usize| step.operands.get(i).and_then(number).unwrap_or(0.0);
            let text = |i: usize| {
                step.operands
                    .get(i)
                    .and_then(|o| o.as_str().ok())
                    .unwrap_or_default()
            };
            let named = |i: usize| {
                step.operands
                    .get(i)
                    .and_then(|o| o.as_name().ok())
                    .unwrap_or_default()
            };
            let matrix_of = || Matrix::new([at(0), at(1), at(2), at(3), at(4), at(5)]);
            match step.operator.as_str() {
                "q" if saved.len() < 1000 => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.space = matrix_of().then(&state.space),
                "BT" => (matrix, line) = (SAME, SAME),
                "Tf" => {
                    state.font = self.font(resources, named(0))?;
                    state.size = at(1);
                }
                "Tc" => state.between_glyphs = at(0),
                "Tw" => state.between_words = at(0),
                "Tz" => state.stretch = at(0) / 100.0,
                "TL" => state.leading = at(0),
                "Ts" => state.rise = at(0),
                "Tm" => {
                    line = matrix_of();
                    matrix = line;
                }
                "Td" | "TD" => {
                    if step.operator == "TD" {
                        state.leading = -at(1);
                    }
                    line = Matrix::shift(at(0), at(1)).then(&line);
                    matrix = line;
                }
                "T*" => {
                    line = Matrix::shift(0.0, -state.leading).then(&line);
                    matrix = line;
                }
                "Tj" => out.show(text(0), &state, &mut matrix),
                "'" | "\"" => {
                    let double = step.operator == "\"";
                    if double {
                        (state.between_words, state.between_glyphs) = (at(0), at(1));
                    }
                    line = Matrix::shift(0.0, -state.leading).then(&line);
                    matrix = line;
                    out.show(text(if double { 2 } else { 0 }), &state, &mut matrix);
                }
                "TJ" => {
                    for item in step
                        .operands
                        .first()
                        .and_then(|o| o.as_array().ok())
                        .into_iter()
                        .flatten()
                    {
                        if let Ok(text) = item.as_str() {
                            out.show(text, &state, &mut matrix);
                        } else if let Some(back) = number(item) {
                            let move_by = -back / 1000.0 * state.size * state.stretch;
                            matrix = Matrix::shift(move_by, 0.0).then(&matrix);
                        }
                    }
                }
                "Do" if depth < PDF_FORMS => {
                    self.form(resources, named(0), &state, depth, out)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Draws a form; pictures have no words.
    fn form(
        &mut self,
        resources: Option<&'d Dictionary>,
        name: &[u8],
        state: &State,
        depth: usize,
        out: &mut Drawing,
    ) -> Result<(), Limit> {
        let document = self.document;
        let found = resources
            .and_then(|r| {
                r.get_deref(b"XObject", document)
                    .and_then(Object::as_dict)
                    .ok()
            })
            .and_then(|d| d.get_deref(name, document).ok());
        let Some(Object::Stream(form)) = found else {
            return Ok(());
        };
        if form
            .dict
            .get_deref(b"Subtype", document)
            .and_then(Object::as_name)
            .ok()
            != Some(b"Form")
        {
            return Ok(());
        }
        let mut inner = state.clone();
        if let Ok(given) = form
            .dict
            .get_deref(b"Matrix", document)
            .and_then(Object::as_array)
        {
            let values: Vec<f64> = given.iter().filter_map(number).collect();
            if let Ok(given) = <[f64; 6]>::try_from(values) {
                inner.space = Matrix::new(given).then(&inner.space);
            }
        }
        let own = form
            .dict
            .get_deref(b"Resources", document)
            .and_then(Object::as_dict)
            .ok();
        let bytes = content(form, &mut self.budget)?;
        self.draw(&bytes, own.or(resources), inner, depth + 1, out)
    }

    fn font(
        &mut self,
        resources: Option<&'d Dictionary>,
        name: &[u8],
    ) -> Result<Option<Rc<Font>>, Limit> {
        let fonts = resources.and_then(|r| {
            r.get_deref(b"Font", self.document)
                .and_then(Object::as_dict)
                .ok()
        });
        let Some(entry) = fonts.and_then(|f| f.get(name).ok()) else {
            return Ok(None);
        };
        let id = entry.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Ok(Some(Rc::clone(known)));
        }
        let Ok((_, Object::Dictionary(font))) = self.document.dereference(entry) else {
            return Ok(None);
        };
        let font = Rc::new(Font::read(
            font,
            self.document,
            self.read,
            &mut self.budget,
        )?);
        self.read += 1;
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Ok(Some(font))
    }
}

/// A page while it is being drawn.
struct Drawing {
    pieces: Vec<Piece>,
    shapes: HashMap<(usize, u32), char>,
    steps: usize,
}

impl Drawing {
    /// Shows a string, and moves on by its width.
    fn show(&mut self, string: &[u8], state: &State, matrix: &mut Matrix) {
        let Some(font) = &state.font else { return };
        let scale = Matrix {
            right: (state.size * state.stretch, 0.0),
            up: (0.0, state.size),
            at: (0.0, state.rise),
        };
        for glyph in font.glyphs(string) {
            let here = scale.then(matrix).then(&state.space);
            let word = if glyph.space {
                state.between_words
            } else {
                0.0
            };
            let ink = glyph.width * state.size * state.stretch;
            let after = scale
                .then(&Matrix::shift(ink, 0.0).then(matrix))
                .then(&state.space);
            let advance = ink + (state.between_glyphs + word) * state.stretch;
            *matrix = Matrix::shift(advance, 0.0).then(matrix);
            self.steps += 1;
            match glyph.text {
                Some(text) => self.put(text, &here, after.at),
                // what takes no room cannot be seen
                None if glyph.width > 0.0 => {
                    let shape = ligature::shape(self.shapes.len());
                    let shape = *self
                        .shapes
                        .entry((font.number, glyph.code))
                        .or_insert(shape);
                    self.put(shape.encode_utf8(&mut [0; 4]), &here, after.at);
                }
                None => {}
            }
        }
    }

    fn put(&mut self, text: &str, here: &Matrix, after: (f64, f64)) {
        let (along, across) = here.right;
        let turned: u8 = match (along.abs() >= across.abs(), along >= 0.0, across > 0.0) {
            (true, true, _) => 0,
            (true, false, _) => 2,
            (false, _, true) => 1,
            (false, _, false) => 3,
        };
        let turn = |(x, y): (f64, f64)| match turned {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        let ((x, y), (end, _)) = (turn(here.at), turn(after));
        let size = here.up.0.hypot(here.up.1);
        // text at a slant is a stamp across the page
        let slanted = along.abs().min(across.abs()) > 0.1 * along.abs().max(across.abs());
        if slanted || ![x, y, end, size].iter().all(|n| n.is_finite()) {
            return;
        }
        if let Some(last) = self.pieces.last_mut() {
            let near = (last.y - y).abs() < 0.02 * size
                && (last.size - size).abs() < 0.02 * size
                && last.turned == turned;
            if near && (x - last.end).abs() < 0.1 * size {
                last.text.push_str(text);
                last.end = end;
                return;
            }
        }
        self.pieces.push(Piece {
            x,
            end,
            y,
            size,
            text: text.to_owned(),
            turned,
        });
    }
}

/// Keeps the pieces that stand the way most of the page does.
fn upright(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut counts = [0_usize; 4];
    for piece in &pieces {
        if let Some(count) = counts.get_mut(usize::from(piece.turned)) {
            *count += piece.text.len();
        }
    }
    let most = counts
        .iter()
        .enumerate()
        .max_by_key(|(i, n)| (**n, usize::MAX - i))
        .map_or(0, |(i, _)| i);
    pieces
        .into_iter()
        .filter(|p| usize::from(p.turned) == most)
        .collect()
}
