//! Prints the structure of letters, for eyes: `cargo run --example structure -- LETTER…`.
use kamergraph::{letter::Letter, source::Source, text::Text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let source = Source::read(path.as_ref())?;
        let letter = Letter::read(&Text::read(&source)?, &source);
        print(&letter);
    }
    Ok(())
}

fn print(letter: &Letter) {
    let text = letter.text.as_str();
    let of = |span: Option<kamergraph::span::Span>| span.map_or("-", |s| s.of(text));
    println!(
        "=== {} {:?} z={:?} ah={:?}",
        letter.id, letter.kind, letter.z_number, letter.aanhangsel
    );
    println!(
        "asked {:?}, answered {:?}",
        letter.asked_on.map(|d| d.to_string()),
        letter.answered_on.map(|d| d.to_string())
    );
    println!("subject: {}", of(letter.subject));
    for asker in &letter.askers {
        println!("asker: {} ({})", asker.name.of(text), of(asker.party));
    }
    for (role, officials) in [("to", &letter.addressees), ("by", &letter.answerers)] {
        for o in officials {
            println!(
                "{role}: person {} | office {} | portfolio {} | on behalf {}",
                of(o.person),
                of(o.office),
                of(o.portfolio),
                o.on_behalf
            );
        }
    }
    for part in &letter.parts {
        let numbers: Vec<u32> = part
            .questions
            .iter()
            .filter_map(|q| letter.questions.get(*q))
            .map(|q| q.number)
            .collect();
        println!("[{:?} {numbers:?}] {}", part.kind, part.span.of(text));
    }
    let answered = letter
        .questions
        .iter()
        .filter(|q| q.answer.is_some())
        .count();
    println!("{} questions, {answered} answered", letter.questions.len());
    for note in &letter.notes {
        let from = note.cited_at.map(|at| {
            text.get(..at)
                .unwrap_or_default()
                .chars()
                .rev()
                .take(20)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect::<String>()
        });
        let by: Vec<u32> = note
            .cited_by
            .iter()
            .filter_map(|q| letter.questions.get(*q))
            .map(|q| q.number)
            .collect();
        println!(
            "note {} by {by:?} behind {from:?}: {}",
            note.mark,
            of(note.body)
        );
    }
    for r in &letter.referrals {
        let number = |i: usize| letter.questions.get(i).map_or(0, |q| q.number);
        println!(
            "refers {} -> {}: {}",
            number(r.from),
            number(r.to),
            r.span.of(text)
        );
    }
    for warning in &letter.warnings {
        println!("warning: {warning}");
    }
}
