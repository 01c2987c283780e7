//! Names of files that are made of what letters say.

/// The longest name in bytes: file systems take 255, and some of them need more for a letter.
const LONGEST: usize = 200;

/// Any text as the name of one file or folder, on every file system: letters, digits and `-_.+` stay,
/// everything else becomes `-`. Never empty, never hidden, never a way to another folder, never a
/// device of Windows (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>).
pub fn safe_name(text: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
    let mut name = String::new();
    for c in text.chars().map(|c| if safe(c) { c } else { '-' }) {
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        name.push(c);
    }
    let name = name.trim_matches(['.', '-']);
    if name.is_empty() {
        "letter".to_owned()
    } else if is_device(name) {
        match name.split_once('.') {
            Some((stem, rest)) => format!("{stem}_.{rest}"),
            None => format!("{name}_"),
        }
    } else {
        name.to_owned()
    }
}

/// Whether Windows takes a name for a device, whatever stands after its first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end().to_ascii_uppercase();
    let numbered = |stem: &str| {
        let mut digit = stem.chars().skip(3);
        matches!(stem.get(..3), Some("COM" | "LPT"))
            && digit
                .next()
                .is_some_and(|c| matches!(c, '0'..='9' | '¹' | '²' | '³'))
            && digit.next().is_none()
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered(&stem)
}

#[cfg(test)]
mod tests {
    use super::safe_name;

    #[test]
    fn a_name_leads_nowhere_and_is_taken_everywhere() {
        for (text, name) in [
            ("2030Z00007", "2030Z00007"),
            ("Brief van één minister", "Brief-van-één-minister"),
            ("../../etc/passwd", "etc-passwd"),
            ("/etc/passwd", "etc-passwd"),
            (r"C:\Windows\system.ini", "C--Windows-system.ini"),
            ("..", "letter"),
            ("", "letter"),
            ("\0", "letter"),
            (".hidden", "hidden"),
            ("-rf", "rf"),
            ("a\0b\nc", "a-b-c"),
            ("nul", "nul_"),
            ("con.txt", "con_.txt"),
            ("COM1", "COM1_"),
            ("lpt²", "lpt²_"),
            ("COM10", "COM10"),
            ("console", "console"),
            ("a.", "a"),
        ] {
            assert_eq!(safe_name(text), name, "{text:?}");
        }
        assert_eq!(safe_name(&"é".repeat(500)).len(), 200);
    }
}
