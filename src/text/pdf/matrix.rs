//! Mappings of the plane (ISO 32000-1, section 8.3).

/// A mapping of the plane: where one step to the right leads, one step up, and where the origin is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix {
    pub right: (f64, f64),
    pub up: (f64, f64),
    pub at: (f64, f64),
}

/// Nothing moves.
pub(super) const SAME: Matrix = Matrix {
    right: (1.0, 0.0),
    up: (0.0, 1.0),
    at: (0.0, 0.0),
};

impl Matrix {
    /// The six numbers in the order in which files write them.
    pub(super) const fn new(numbers: [f64; 6]) -> Self {
        let [right, right_up, up_right, up, from_left, from_foot] = numbers;
        Self {
            right: (right, right_up),
            up: (up_right, up),
            at: (from_left, from_foot),
        }
    }

    /// All moves by so many points.
    pub(super) const fn shift(right: f64, up: f64) -> Self {
        Self {
            at: (right, up),
            ..SAME
        }
    }

    /// This mapping, then another.
    pub(super) fn then(&self, next: &Self) -> Self {
        let turn = |(right, up): (f64, f64)| {
            (
                right * next.right.0 + up * next.up.0,
                right * next.right.1 + up * next.up.1,
            )
        };
        let (right, up) = turn(self.at);
        Self {
            right: turn(self.right),
            up: turn(self.up),
            at: (right + next.at.0, up + next.at.1),
        }
    }
}
