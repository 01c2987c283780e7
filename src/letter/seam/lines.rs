//! The cheapest way to cut a run of characters into lines, by dynamic programming in linear time.
//!
//! The cheapest way to reach a place goes through one of the places where the line before it may
//! have ended. What a line costs depends on how full it is, in three ways: too wide, full, or short.
//! The places from which a line would be too wide, full or short stand side by side, and move on
//! with the line's end; so the cheapest of each kind is kept at hand ([`Lowest`]).
//!
//! To look into a word for an end of a line is dear. It is done only where the line is full enough
//! for its end to be there ([`HOPELESS`]).

use super::cost::{CHEAPEST, Cost, NEVER, Scale};
use super::{LONGEST_LINE, ends_paragraph, measure};
use crate::letter::words::Words;

/// A break dearer than this is not believed.
const DOUBT: Cost = 3600;
/// A way that is dearer than another one by more than this will not become the cheapest.
const HOPELESS: i64 = 3000;

/// Where the lines of a row end.
pub(super) struct Plan {
    /// Where each line but the first begins, in characters; only those that can be explained.
    pub(super) breaks: Vec<usize>,
    /// How many lines end within the row, explained or not.
    pub(super) count: usize,
    /// What it costs to believe so, in thousandths.
    pub(super) cost: usize,
}

/// A place where a line may end.
struct Stop {
    /// Characters before it.
    at: usize,
    /// How wide these are.
    edge: i64,
    /// What the cheapest way to it costs.
    best: i64,
    /// What the place itself costs.
    cost: Cost,
    /// Index of the stop before it on that way.
    back: usize,
}

/// The lowest of a window of stops that only moves on. Of several as low, the last.
#[derive(Default)]
struct Lowest {
    /// The way over each stop that no later one undercuts; those before `head` are past.
    ways: Vec<Way>,
    head: usize,
    /// The first stop that was not yet in the window.
    next: usize,
}

impl Lowest {
    /// The lowest of the stops from `first` up to, not including, `last`. Neither may be less than
    /// before.
    fn of(
        &mut self,
        stops: &[Stop],
        first: usize,
        last: usize,
        value: impl Fn(&Stop) -> i64,
    ) -> Option<Way> {
        self.next = self.next.max(first);
        while self.next < last {
            let from = self.next;
            let cost = value(stops.get(from)?);
            while self.ways.len() > self.head && self.ways.last()?.cost >= cost {
                self.ways.pop();
            }
            self.ways.push(Way { from, cost });
            self.next += 1;
        }
        while self.ways.get(self.head)?.from < first {
            self.head += 1;
        }
        self.ways.get(self.head).copied()
    }
}

/// A way to a place.
#[derive(Clone, Copy)]
struct Way {
    /// Index of the stop before it.
    from: usize,
    /// What it costs, but for the place itself.
    cost: i64,
}

/// The cheaper of two ways; of two as cheap, the first.
fn cheaper(one: Option<Way>, other: Option<Way>) -> Option<Way> {
    match (one, other) {
        (Some(a), Some(b)) if b.cost < a.cost => Some(b),
        (one, other) => one.or(other),
    }
}

/// The index of the first stop from `from` on that is not past.
fn advance(stops: &[Stop], from: usize, is_past: impl Fn(&Stop) -> bool) -> usize {
    let mut at = from;
    while stops.get(at).is_some_and(&is_past) {
        at += 1;
    }
    at
}

/// The cheapest way to cut `chars` into lines of a column that is so wide.
pub(super) fn cheapest(chars: &[char], words: &Words, column: u32) -> Plan {
    let edges = edges(chars);
    let edge = |at: usize| edges.get(at).copied().unwrap_or_default();
    let mut lines = Lines::new(column);
    let mut scale = Scale::new(chars, words);
    let mut from = 0;
    while let Some(piece) = Piece::at(chars, from) {
        from = piece.end;
        // before a space no line ends, and where lines would be far too short none within a word
        if piece.is_plain && edge(piece.end) < lines.wake() {
            continue;
        }
        for at in piece.start.max(1)..piece.end {
            let outside = scale.outside(at);
            if outside == Some(NEVER) {
                continue;
            }
            let closes = outside.is_some() && (piece.has_hyphen || ends_paragraph(chars, at));
            if !closes && edge(piece.end) < lines.wake() {
                continue;
            }
            let end = End {
                at,
                edge: edge(at),
                next: Some(edge(piece.end)),
                // whether a printer would have broken the next word at its own hyphen cannot be told
                closes: closes || piece.has_hyphen,
            };
            let Some(way) = lines.way(&end) else {
                continue;
            };
            let cost = match outside {
                Some(cost) => cost,
                None if lines.is_hopeless(way) => continue,
                None => scale.within(at),
            };
            lines.stop(&end, way, cost);
        }
    }
    let end = End {
        at: chars.len(),
        edge: edge(chars.len()),
        next: None,
        closes: ends_paragraph(chars, chars.len()),
    };
    if let Some(way) = lines.way(&end) {
        lines.stop(&end, way, 0);
    }
    lines.plan(chars.len())
}

/// A stretch that ends before a space or behind a hyphen.
struct Piece {
    start: usize,
    end: usize,
    /// It ends with a hyphen.
    has_hyphen: bool,
    /// It holds small letters only, and begins behind a space.
    is_plain: bool,
}

impl Piece {
    /// The first from a place on.
    fn at(chars: &[char], from: usize) -> Option<Self> {
        let start = from + chars.get(from..)?.iter().position(|c| *c != ' ')?;
        let rest = chars.get(start..)?;
        let stop = rest.iter().position(|c| matches!(c, ' ' | '-'));
        let has_hyphen = stop.is_some_and(|at| rest.get(at) == Some(&'-'));
        let end = start + stop.map_or(rest.len(), |at| at + usize::from(has_hyphen));
        let mut letters = chars.get(start..end)?.iter();
        Some(Self {
            start,
            end,
            has_hyphen,
            is_plain: start > from && letters.all(char::is_ascii_lowercase),
        })
    }
}

/// A place where a line may end, before the way to it is known.
struct End {
    at: usize,
    edge: i64,
    /// How wide all is up to where the next word ends, unless nothing follows.
    next: Option<i64>,
    /// A line may end here before it is full.
    closes: bool,
}

/// All stops up to a place, and the windows over them.
struct Lines {
    stops: Vec<Stop>,
    /// How wide the column is.
    column: i64,
    /// The first stop from which a line up to here is not far too wide, not too wide, short.
    possible: usize,
    fitting: usize,
    short: usize,
    /// The cheapest ways in lines that are too wide, full, short, and in any.
    from_wide: Lowest,
    from_full: Lowest,
    from_short: Lowest,
    from_any: Lowest,
    /// The cheapest way to the last stop and on over a line of no width, from any stop.
    from_near: Lowest,
    /// A word that ends before this width holds no end of a line: every line would be far too short.
    wake: i64,
    /// What `wake` rests on has changed since.
    stale: bool,
}

impl Lines {
    fn new(column: u32) -> Self {
        let start = Stop {
            at: 0,
            edge: 0,
            best: 0,
            cost: 0,
            back: 0,
        };
        Self {
            stops: vec![start],
            column: i64::from(column),
            possible: 0,
            fitting: 0,
            short: 0,
            from_wide: Lowest::default(),
            from_full: Lowest::default(),
            from_short: Lowest::default(),
            from_any: Lowest::default(),
            from_near: Lowest::default(),
            wake: 0,
            stale: false,
        }
    }

    /// How wide a line is that counts as full, without the space behind it. It may be a little
    /// short of the column by what its face differs from Helvetica.
    fn full(&self) -> i64 {
        self.column - self.column / 50 - i64::from(measure(' '))
    }

    /// Adds a place where a line may end.
    fn stop(&mut self, end: &End, way: Way, cost: Cost) {
        self.stops.push(Stop {
            at: end.at,
            edge: end.edge,
            best: way.cost + i64::from(cost),
            cost,
            back: way.from,
        });
        self.stale = true;
    }

    /// Up to where no line will end within a word.
    fn wake(&mut self) -> i64 {
        if std::mem::take(&mut self.stale) {
            self.sleep();
        }
        self.wake
    }

    fn sleep(&mut self) {
        let (stops, first, all) = (&self.stops, self.possible, self.stops.len());
        let any = self.from_any.of(stops, first, all, |s| s.best);
        let near = self.from_near.of(stops, first, all, |s| s.best + s.edge);
        self.wake = match (any, near) {
            (Some(any), Some(near)) => self.full() + near.cost - any.cost - HOPELESS,
            _ => 0,
        };
    }

    /// The cheapest way to a place.
    fn way(&mut self, end: &End) -> Option<Way> {
        let column = self.column;
        let stops = &self.stops;
        let widest = column + column / 25;
        // what is left of a line that begins at no width at all
        let room = end.next.map(|next| self.full() - next);
        let possible = advance(stops, self.possible, |s| {
            s.at + LONGEST_LINE < end.at || end.edge - s.edge > widest
        });
        let fitting = advance(stops, self.fitting.max(possible), |s| {
            end.edge - s.edge > column
        });
        let short = room.map_or(stops.len(), |room| {
            advance(stops, self.short.max(fitting), |s| room + s.edge <= 0)
        });
        let all = stops.len();
        let from_short = if end.closes {
            let ways = stops.iter().enumerate().skip(short).rev();
            ways.map(|(from, s)| Way {
                from,
                cost: s.best + 300,
            })
            .min_by_key(|way| way.cost)
        } else {
            let lowest = self.from_short.of(stops, short, all, |s| s.best + s.edge);
            lowest.zip(room).map(|(way, room)| Way {
                cost: way.cost + room + 500,
                ..way
            })
        };
        let from_full = self.from_full.of(stops, fitting, short, |s| s.best);
        let from_wide = self
            .from_wide
            .of(stops, possible, fitting, |s| s.best - 4 * s.edge);
        let from_wide = from_wide.map(|way| Way {
            cost: way.cost + 4 * (end.edge - column),
            ..way
        });
        self.stale |= self.possible != possible;
        (self.possible, self.fitting, self.short) = (possible, fitting, short);
        cheaper(cheaper(from_short, from_full), from_wide)
    }

    /// Whether a way is so dear, even if its end costs next to nothing, that another one over the
    /// stops of these lines will be cheaper.
    fn is_hopeless(&mut self, way: Way) -> bool {
        let all = self.stops.len();
        let lowest = self
            .from_any
            .of(&self.stops, self.possible, all, |s| s.best);
        lowest.is_some_and(|any| way.cost + i64::from(CHEAPEST) > any.cost + HOPELESS)
    }

    /// The way to the last stop, if that is the end.
    fn plan(&self, end: usize) -> Plan {
        let mut plan = Plan {
            breaks: Vec::new(),
            count: 0,
            cost: 0,
        };
        let mut stop = self.stops.last().filter(|stop| stop.at == end);
        while let Some(from) = stop.and_then(|stop| self.stops.get(stop.back)) {
            if from.at == 0 {
                break;
            }
            plan.count += 1;
            plan.cost += usize::try_from(from.cost).unwrap_or(usize::MAX);
            if from.cost <= DOUBT {
                plan.breaks.push(from.at);
            }
            stop = Some(from);
        }
        plan.breaks.reverse();
        plan
    }
}

/// How wide all is up to each place.
fn edges(chars: &[char]) -> Vec<i64> {
    let mut edges = Vec::with_capacity(chars.len() + 1);
    let mut edge = 0;
    edges.push(edge);
    for c in chars {
        edge += i64::from(measure(*c));
        edges.push(edge);
    }
    edges
}
