//! What holds for the structure of any letter.

use kamergraph::{
    letter::{Letter, PartKind},
    span::Span,
};

/// Panics where a letter breaks a promise of its type.
pub fn check(letter: &Letter) {
    let text = letter.text.as_str();
    let whole = |span: Span, what: &str| {
        assert!(
            span.start <= span.end && text.get(span.start..span.end).is_some(),
            "{what} {span:?} is no piece of the text"
        );
    };
    let mut end = 0;
    for part in &letter.parts {
        whole(part.span, "part");
        assert!(
            part.span.start >= end,
            "parts overlap or are out of order at {}",
            part.span.start
        );
        assert!(!part.span.is_empty(), "a part is empty");
        end = part.span.end;
        assert!(
            part.questions.iter().all(|q| *q < letter.questions.len()),
            "a part names a question that is not there"
        );
        assert_eq!(part.note.is_some(), part.kind == PartKind::Note);
        assert!(part.note.is_none_or(|n| n < letter.notes.len()));
    }
    let mut numbers: Vec<u32> = letter.questions.iter().map(|q| q.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(
        numbers.len(),
        letter.questions.len(),
        "a number is used twice"
    );
    for (index, question) in letter.questions.iter().enumerate() {
        whole(question.text, "question");
        let asked = letter.parts.iter().any(|p| {
            p.kind == PartKind::Question && p.span == question.text && p.questions.contains(&index)
        });
        assert!(
            asked || question.text.is_empty(),
            "question {} is in no part",
            question.number
        );
        if let Some(answer) = question.answer {
            whole(answer, "answer");
            assert!(letter.parts.iter().any(|p| p.kind == PartKind::Answer
                && p.span == answer
                && p.questions.contains(&index)));
        }
    }
    for official in letter.addressees.iter().chain(&letter.answerers) {
        [official.person, official.office, official.portfolio]
            .into_iter()
            .flatten()
            .for_each(|s| whole(s, "official"));
    }
    for asker in &letter.askers {
        whole(asker.name, "asker");
        asker.party.into_iter().for_each(|s| whole(s, "party"));
    }
    letter.subject.into_iter().for_each(|s| whole(s, "subject"));
    for note in &letter.notes {
        note.body.into_iter().for_each(|s| whole(s, "note"));
        assert!(note.cited_at.is_none_or(|at| text.is_char_boundary(at)));
        assert!(note.cited_by.iter().all(|q| *q < letter.questions.len()));
    }
    for pair in letter.referrals.windows(2) {
        assert!(pair[0] < pair[1], "referrals are not sorted");
    }
    for referral in &letter.referrals {
        whole(referral.span, "referral");
        assert!(
            referral.from != referral.to && referral.from.max(referral.to) < letter.questions.len()
        );
    }
    assert!(
        letter.origins.windows(2).all(|w| w[0].0 <= w[1].0),
        "origins are not sorted"
    );
    assert!(
        letter
            .origins
            .iter()
            .all(|(at, place)| text.is_char_boundary(*at) && place.line.max(place.paragraph) > 0)
    );
}

/// Panics where a part's words do not stand on the line of the source that it is said to come from.
pub fn check_origins(letter: &Letter, source: &str) {
    let lines: Vec<Vec<String>> = source.split('\n').map(words).collect();
    for (at, place) in &letter.origins {
        let Some(first) = words(letter.text.get(*at..).unwrap().split('\n').next().unwrap())
            .into_iter()
            .next()
        else {
            continue;
        };
        let line = &lines[place.line as usize - 1].concat();
        let start: String = first.chars().take(4).collect();
        assert!(
            line.contains(&start),
            "{first:?} is not on line {}: {line:?}",
            place.line
        );
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}
