//! The cheapest way to cut a run of characters into lines, by dynamic programming.
//!
//! The cheapest way to reach a place goes through one of the places where the line before it may
//! have ended. What a line costs depends on how full it is, in three ways: too wide, full, or short.
//! No line is longer than [`LONGEST_LINE`], so few places come into question, and the time grows with
//! the text alone.
//!
//! To look into a word for an end of a line is dear. It is done only where the line is full enough
//! for its end to be there ([`HOPELESS`]).

use super::cost::{BEHIND_A_SPACE, CHEAPEST, Cost, NEVER, Scale};
use super::{LONGEST_LINE, ends_paragraph, measure, measure_ascii};
use crate::letter::words::Words;

/// A break dearer than this is not believed.
const DOUBT: Cost = 3600;
/// A way that is dearer than another one by more than this will not become the cheapest.
const HOPELESS: i64 = 3000;

/// What a line costs that is not full, besides its room; and one with which something ends.
const SHORT: i64 = 500;
const SHUT: i64 = 300;

/// Most rows have no more stops.
const STOPS: usize = 128;

/// Where the lines of a row end.
pub(super) struct Plan {
    /// Where each line but the first begins, in bytes; only those that can be explained.
    pub(super) breaks: Vec<usize>,
    /// How many lines end within the row, explained or not.
    pub(super) count: usize,
    /// What it costs to believe so, in thousandths.
    pub(super) cost: usize,
}

/// A place where a line may end.
struct Stop {
    edge: Edge,
    /// What the cheapest way to it costs.
    best: i64,
    /// What the place itself costs.
    cost: Cost,
    /// Index of the stop before it on that way.
    back: usize,
}

impl Stop {
    /// What the cheapest way to it and on over a line of no width costs, but for what is the same
    /// for all stops.
    fn near(&self) -> i64 {
        self.best + self.edge.width
    }
}

/// A way to a place.
#[derive(Clone, Copy)]
struct Way {
    /// Index of the stop before it.
    from: usize,
    /// What it costs, but for the place itself.
    cost: i64,
    /// It is so dear, even if its end costs next to nothing, that another one over the stops of these
    /// lines will be cheaper.
    is_hopeless: bool,
}

/// The cheapest way to cut a row into lines of a column that is so wide.
pub(super) fn cheapest(row: &str, words: &Words, column: u32) -> Plan {
    let mut lines = Lines::new(column);
    let mut scale = Scale::new(row, words);
    let mut edge = Edge::default();
    let edge = loop {
        let piece = match Piece::behind(row, edge) {
            Ok(piece) => piece,
            Err(end) => break end,
        };
        edge = piece.end;
        if piece.is_plain {
            lines.pass_letters(row, &piece, &mut scale);
        } else {
            lines.pass(row, &piece, &mut scale);
        }
    };
    let end = End {
        edge,
        next: None,
        closes: false,
    };
    if let Some(way) = lines.way(&end) {
        lines.stop(&end, way, 0);
    }
    lines.plan(row.len())
}

/// A place in a row, and what the row holds before it.
#[derive(Clone, Copy, Default)]
struct Edge {
    /// How many bytes it has.
    at: usize,
    /// How many characters.
    chars: usize,
    /// How wide they are.
    width: i64,
}

impl Edge {
    fn pass(&mut self, c: char) {
        self.at += c.len_utf8();
        self.chars += 1;
        self.width += i64::from(measure(c));
    }

    /// Goes on over all bytes of a kind, which are ASCII.
    fn pass_all(&mut self, row: &[u8], is_kind: impl Fn(u8) -> bool) {
        let rest = row.get(self.at..).unwrap_or_default();
        let passed = rest.iter().take_while(|byte| is_kind(**byte));
        let (count, width) = passed.fold((0, 0), |(count, width), byte| {
            (count + 1, width + measure_ascii(*byte))
        });
        self.at += count;
        self.chars += count;
        self.width += width;
    }
}

/// A stretch that ends before a space or behind a hyphen.
struct Piece {
    start: Edge,
    end: Edge,
    /// It ends with a hyphen.
    has_hyphen: bool,
    /// It holds small letters only, and begins behind a space.
    is_plain: bool,
    /// A line may end in it before it is full.
    closes: bool,
}

impl Piece {
    /// The first from a place on; where nothing follows but spaces, the place behind them.
    fn behind(row: &str, mut edge: Edge) -> Result<Self, Edge> {
        let bytes = row.as_bytes();
        let from = edge.at;
        edge.pass_all(bytes, |byte| byte == b' ');
        let start = edge;
        if start.at == bytes.len() {
            return Err(start);
        }
        edge.pass_all(bytes, |byte| byte.is_ascii_lowercase());
        let is_plain = start.at > from && matches!(bytes.get(edge.at), None | Some(b' '));
        let (mut has_hyphen, mut closes) = (false, false);
        if !is_plain {
            let others = row.get(edge.at..).unwrap_or_default().chars();
            let mut before = ' ';
            for c in others.take_while(|c| *c != ' ') {
                edge.pass(c);
                has_hyphen = c == '-';
                closes |= has_hyphen || ends_paragraph(before, c);
                if has_hyphen {
                    break;
                }
                before = c;
            }
        }
        Ok(Self {
            start,
            end: edge,
            has_hyphen,
            is_plain,
            closes,
        })
    }
}

/// A place where a line may end, before the way to it is known.
struct End {
    edge: Edge,
    /// How wide all is up to where the next word ends, unless nothing follows.
    next: Option<i64>,
    /// A line may end here before it is full.
    closes: bool,
}

/// All stops up to a place.
struct Lines {
    stops: Vec<Stop>,
    /// How wide the column is.
    column: i64,
    /// How wide a line is that counts as full, without the space behind it. It may be a little
    /// short of the column by what its face differs from Helvetica.
    full: i64,
    /// How wide a line may be at most.
    widest: i64,
    /// The first stop from which a line up to here is not far too wide.
    possible: usize,
    /// What the cheapest way costs to a stop from there on, and to one and on over a line of no width.
    any: i64,
    near: i64,
}

impl Lines {
    fn new(column: u32) -> Self {
        let column = i64::from(column);
        let mut lines = Self {
            stops: Vec::with_capacity(STOPS),
            column,
            full: column - column / 50 - i64::from(measure(' ')),
            widest: column + column / 25,
            possible: 0,
            any: i64::MAX,
            near: i64::MAX,
        };
        lines.add(Stop {
            edge: Edge::default(),
            best: 0,
            cost: 0,
            back: 0,
        });
        lines
    }

    /// Looks for ends of lines in a piece of small letters: behind the space, and within its word.
    fn pass_letters(&mut self, row: &str, piece: &Piece, scale: &mut Scale<'_>) {
        let next = piece.end.width;
        // where lines would be far too short, none ends, neither behind a space nor within a word
        if next < self.wake() {
            return;
        }
        let mut end = End {
            edge: piece.start,
            next: Some(next),
            closes: false,
        };
        let Some(way) = self.way(&end) else { return };
        self.stop(&end, way, BEHIND_A_SPACE);
        let mut known = Some(way);
        // further on lines are only wider, so the ways are no cheaper
        if way.is_hopeless || !scale.may_cut(piece.start.at, piece.end.at) {
            return;
        }
        let word = row.get(piece.start.at..piece.end.at).unwrap_or_default();
        for c in word.chars() {
            if end.edge.at > piece.start.at && next >= self.wake() {
                known = self.within(&end, known, scale);
            }
            end.edge.pass(c);
        }
    }

    /// The same in any piece.
    fn pass(&mut self, row: &str, piece: &Piece, scale: &mut Scale<'_>) {
        let next = piece.end.width;
        if next < self.wake() && !piece.closes {
            return;
        }
        let text = row.get(piece.start.at..piece.end.at).unwrap_or_default();
        let mut edge = piece.start;
        let mut before = ' ';
        let mut known = None;
        for c in text.chars() {
            let is_within = before.is_ascii_lowercase() && c.is_ascii_lowercase();
            let end = End {
                edge,
                next: Some(next),
                // whether a printer would have broken the next word at its own hyphen cannot be told
                closes: piece.has_hyphen || ends_paragraph(before, c),
            };
            before = c;
            edge.pass(c);
            let sleeps = next < self.wake();
            if sleeps && (is_within || !end.closes) {
                continue;
            }
            let outside = if is_within {
                None
            } else {
                scale.outside(end.edge.at)
            };
            match outside {
                Some(NEVER) => {}
                Some(cost) => {
                    if let Some(way) = self.way(&end) {
                        self.stop(&end, way, cost);
                    }
                    known = None;
                }
                None if sleeps => {}
                None => known = self.within(&end, known, scale),
            }
        }
    }

    /// Looks for a line's end within a word, and gives the way to it. One that costs as much as the
    /// space before the word is not looked at: that end is as good. `known`: the way to a place before
    /// it, if all stops since then, and it, are of the same word or the space before that.
    fn within(&mut self, end: &End, known: Option<Way>, scale: &mut Scale<'_>) -> Option<Way> {
        let way = known.and_then(|way| self.way_on(end, way));
        let way = way.or_else(|| self.way(end))?;
        if !way.is_hopeless
            && let Some(cost) = scale.within(end.edge.at)
        {
            self.stop(end, way, cost);
        }
        Some(way)
    }

    /// Adds a place where a line may end.
    fn stop(&mut self, end: &End, way: Way, cost: Cost) {
        self.add(Stop {
            edge: end.edge,
            best: way.cost + i64::from(cost),
            cost,
            back: way.from,
        });
    }

    fn add(&mut self, stop: Stop) {
        self.any = self.any.min(stop.best);
        self.near = self.near.min(stop.near());
        self.stops.push(stop);
    }

    /// A word that ends before this width holds no end of a line: every line would be far too short.
    fn wake(&self) -> i64 {
        self.full + (self.near - self.any) - HOPELESS
    }

    /// Leaves the stops behind from which a line up to here would be far too wide.
    fn move_on(&mut self, edge: Edge) {
        let mut was_cheap = false;
        while let Some(stop) = self.stops.get(self.possible)
            && (edge.width - stop.edge.width > self.widest
                || edge.chars > stop.edge.chars + LONGEST_LINE)
        {
            was_cheap |= stop.best == self.any || stop.near() == self.near;
            self.possible += 1;
        }
        if was_cheap {
            let left = self.stops.get(self.possible..).unwrap_or_default();
            self.any = left.iter().map(|s| s.best).min().unwrap_or(i64::MAX);
            self.near = left.iter().map(Stop::near).min().unwrap_or(i64::MAX);
        }
    }

    /// The cheapest way to a place; of several as cheap, the one with the shortest last line.
    fn way(&mut self, end: &End) -> Option<Way> {
        self.move_on(end.edge);
        // where no word follows, no line could have held it
        let next = end.next.unwrap_or(i64::MAX / 2);
        // from a stop before the one a line is too wide, from one behind the other it is not full
        let (fits, fills) = (end.edge.width - self.column, next - self.full);
        let (short, each) = if end.closes { (SHUT, 0) } else { (SHORT, 1) };
        let mut cheapest = None;
        let mut least = i64::MAX;
        for (from, stop) in self.stops.iter().enumerate().skip(self.possible) {
            // what is left of a line when the next word stands in it, too
            let room = stop.edge.width - fills;
            let line = if room > 0 {
                let line = short + each * room;
                // the lines from all further stops are shorter still
                if least < self.any + line {
                    break;
                }
                line
            } else {
                4 * (fits - stop.edge.width).max(0)
            };
            let cost = stop.best + line;
            if cost <= least {
                (least, cheapest) = (cost, Some(from));
            }
        }
        cheapest.map(|from| self.judge(from, least))
    }

    /// The cheapest way to a place in a word, as it is known to one before it in the same word: further
    /// on lines are only wider, so while its last line fits it costs no more, and no other way less. None
    /// goes over a stop of the word, as each of them costs something itself. `None` where its line no
    /// longer fits.
    fn way_on(&mut self, end: &End, way: Way) -> Option<Way> {
        self.move_on(end.edge);
        let stop = self.stops.get(way.from)?;
        let fits = way.from >= self.possible && end.edge.width - stop.edge.width <= self.column;
        fits.then(|| self.judge(way.from, way.cost))
    }

    /// A way over a stop, which costs so much.
    fn judge(&self, from: usize, cost: i64) -> Way {
        Way {
            from,
            cost,
            is_hopeless: cost + i64::from(CHEAPEST) > self.any + HOPELESS,
        }
    }

    /// The way to the last stop, if that is the end.
    fn plan(&self, end: usize) -> Plan {
        let mut plan = Plan {
            breaks: Vec::new(),
            count: 0,
            cost: 0,
        };
        let mut stop = self.stops.last().filter(|stop| stop.edge.at == end);
        while let Some(from) = stop.and_then(|stop| self.stops.get(stop.back)) {
            if from.edge.at == 0 {
                break;
            }
            plan.count += 1;
            plan.cost += usize::try_from(from.cost).unwrap_or(usize::MAX);
            if from.cost <= DOUBT {
                plan.breaks.push(from.edge.at);
            }
            stop = Some(from);
        }
        plan.breaks.reverse();
        plan
    }
}
