//! The time that a letter takes, which runs only while a stage has it.

use crate::limits::Limit;
use crate::source::Source;
use crate::text::TextError;
use std::time::{Duration, Instant};

/// What a stage has made of a letter that is not through yet.
pub(super) struct OnTheWay<'s, T> {
    source: &'s Source,
    pub(super) made: T,
    /// The time that it may take, and that is left of it.
    most: Duration,
    left: Duration,
}

impl<'s, T> OnTheWay<'s, T> {
    /// What was made, and the clock that runs while the next is made of it.
    pub(super) fn go_on(self) -> (Clock<'s>, T) {
        let clock = Clock {
            source: self.source,
            most: self.most,
            left: self.left,
            begun: Instant::now(),
        };
        (clock, self.made)
    }
}

/// Runs while a stage has a letter.
pub(super) struct Clock<'s> {
    pub(super) source: &'s Source,
    most: Duration,
    left: Duration,
    begun: Instant,
}

impl<'s> Clock<'s> {
    /// For a letter that may take so long.
    pub(super) fn new(source: &'s Source, most: Duration) -> Self {
        Self {
            source,
            most,
            left: most,
            begun: Instant::now(),
        }
    }

    /// Whether time is left.
    pub(super) fn is_in_time(&self) -> bool {
        self.begun.elapsed() < self.left
    }

    /// An error when none is; `stage` says after what.
    pub(super) fn check(&self, stage: &'static str) -> Result<(), TextError> {
        if self.is_in_time() {
            return Ok(());
        }
        let limit = Limit::Time(self.most, stage);
        Err(TextError::over(&self.source.name, limit))
    }

    /// Stops it with what was made meanwhile, if that was in time.
    pub(super) fn stop<T>(
        self,
        made: T,
        stage: &'static str,
    ) -> Result<OnTheWay<'s, T>, TextError> {
        self.check(stage)?;
        Ok(OnTheWay {
            source: self.source,
            made,
            most: self.most,
            left: self.left.saturating_sub(self.begun.elapsed()),
        })
    }
}
