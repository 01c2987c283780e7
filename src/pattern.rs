//! Regular expressions that the program itself looks for.

use regex::{Error, Regex};

/// A pattern in which `\d` is one of 0 to 9. No letter has a number in the digits of another script, and
/// to take them in makes compiling three times as long: half of the time that a single letter took to
/// read.
pub(crate) fn ascii(pattern: &str) -> String {
    pattern.replace(r"\d", "[0-9]")
}

/// Compiles such a pattern.
pub(crate) fn compile(pattern: &str) -> Result<Regex, Error> {
    Regex::new(&ascii(pattern))
}

/// A regular expression under a name, made when it is first used. `Regex` is the one in scope, that of
/// text or that of bytes.
macro_rules! pattern {
    ($name:ident, $pattern:literal) => {
        // a pattern that does not compile fails every test
        #[allow(clippy::unwrap_used)]
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(&crate::pattern::ascii($pattern)).unwrap());
    };
}
pub(crate) use pattern;

#[cfg(test)]
mod tests {
    use super::compile;

    #[test]
    fn a_digit_is_one_of_ten() {
        let number = compile(r"^[\d.]+\d$").unwrap();
        assert!(number.is_match("1.000"));
        assert!(!number.is_match("1.٣"));
    }
}
