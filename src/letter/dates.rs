//! Dutch dates: `24 april 2025`.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// Whether a word is the name of a month, in lower case.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// The first date in a text.
pub(super) fn find(text: &str) -> Option<Date> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    words.windows(3).find_map(|w| date(w[0], w[1], w[2]))
}

/// The date of a day, a month's name and a year in four figures.
pub(super) fn date(day: &str, month: &str, year: &str) -> Option<Date> {
    let month = MONTHS.iter().position(|m| m.eq_ignore_ascii_case(month))?;
    if year.len() != 4 {
        return None;
    }
    Date::new(
        year.parse().ok()?,
        i8::try_from(month + 1).ok()?,
        day.parse().ok()?,
    )
    .ok()
}

/// The parliamentary year of a day, "2024-2025": it begins on the third Tuesday of September.
pub(super) fn sitting(day: Date) -> String {
    let first = Date::new(day.year(), 9, 1).map_or(0, |d| d.weekday().to_sunday_zero_offset());
    // Tuesday is 2 when Sunday is 0
    let opening = 1 + (2 - first).rem_euclid(7) + 14;
    let begun = (day.month(), day.day()) >= (9, opening);
    let year = if begun { day.year() } else { day.year() - 1 };
    format!("{year}-{}", year + 1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a failed set-up is a failed test
mod tests {
    use super::*;

    #[test]
    fn dates_in_text() {
        assert_eq!(
            find("ingezonden op 24 april 2025 met").unwrap().to_string(),
            "2025-04-24"
        );
        assert_eq!(
            find("(ontvangen 3 Mei 2031)").unwrap().to_string(),
            "2031-05-03"
        );
        assert_eq!(find("nr. 24 2025, 31 februari 2025"), None);
    }

    #[test]
    fn sittings() {
        for (day, year) in [
            ("2024-09-16", "2023-2024"),
            ("2024-09-17", "2024-2025"),
            ("2025-03-01", "2024-2025"),
            ("2026-09-15", "2026-2027"),
        ] {
            assert_eq!(sitting(day.parse().unwrap()), year, "{day}");
        }
    }
}
