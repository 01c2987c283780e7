//! Regular expressions that the program itself looks for.

use regex::{Error, Regex};

/// Compiles a pattern in which `\d` is one of 0 to 9. No letter has a number in the digits of another
/// script, and to take them in makes compiling three times as long: half of the time that a single
/// letter took to read.
pub(crate) fn compile(pattern: &str) -> Result<Regex, Error> {
    Regex::new(&pattern.replace(r"\d", "[0-9]"))
}

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
