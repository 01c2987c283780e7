//! Names told by their capitals alone: "Waterbank", "Stille Straten".
//!
//! A capital at the beginning of a sentence says nothing, unless the same word stands capitalised
//! within another sentence. Adjectives of countries, inhabitants, places and titles are no names.

use super::{Candidate, Covered, Scene, Sign, What, names::Names, only, person};
use crate::{letter::PartKind, model::ClassId, prose::Kind, rule::Role, span::Span};
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;

/// All names told by capitals, in all parts of the letter.
pub(super) fn find<'l>(scene: &Scene<'l>, names: &Names, out: &mut Vec<Candidate<'l>>) {
    let capitals = capitals(scene);
    let named = Covered::by(out);
    // most words have no capital; of those only an address is a name
    let signs = [Sign::Capital, Sign::Address, Sign::Quote];
    let mut marked = scene.glances.with_any(&signs).peekable();
    let mut ahead = named.ahead();
    for sentence in &scene.prose.sentences {
        let part = scene.letter.parts.get(sentence.part);
        if part.is_none_or(|p| {
            !matches!(
                p.kind,
                PartKind::Question | PartKind::Answer | PartKind::Cover | PartKind::Closing
            )
        }) {
            continue;
        }
        let mut at = sentence.first;
        let mut quoted_until = 0;
        while let Some(next) = marked.next_if(|next| *next < sentence.last) {
            if next < at {
                continue;
            }
            at = next;
            if scene.signs(at).has(Sign::Quote) {
                quoted_until = quoted_until.max(closing(scene, at, sentence.last));
            }
            if let Some((last, candidate)) = coded(scene, at, sentence.part) {
                out.push(candidate);
                at = last + 1;
                continue;
            }
            let token = scene.tokens(at, at);
            let next_name = ahead.next(token);
            if let Some(name) = next_name.filter(|name| name.contains(token)) {
                at = scene.behind(at, name);
                continue;
            }
            let next_name = next_name.map_or(usize::MAX, |name| name.start);
            if let Some(last) = person::full_name(scene, at)
                && last < sentence.last
                && scene.tokens(at, last).end <= next_name
            {
                out.push(person::person(scene, names, scene.tokens(at, last)));
                at = last + 1;
                continue;
            }
            let Some(whole) = run(scene, at, sentence.last) else {
                at += 1;
                continue;
            };
            let last = (at..=whole)
                .take_while(|i| scene.tokens(*i, *i).start < next_name)
                .filter(|i| capital(scene, *i))
                .last()
                .unwrap_or(at);
            let opens = at == sentence.first || scene.signs(at - 1).has(Sign::Opens);
            let span = scene.tokens(at, last);
            let text = scene.text(span);
            let known = (last == at).then(|| capitals.words.get(text)).flatten();
            let word = known.copied().unwrap_or_default();
            let sure = !opens || last > at || word.inner;
            // within quotation marks speaks somebody else
            if !sure || at < quoted_until {
                at = last + 1;
                continue;
            }
            // a word met once may be anything
            let once = last == at && word.count < 2;
            let classes = class_of(scene, at, last);
            let guessed = classes == [scene.known.organisation];
            // what stands right before a name of the lexicon only describes it ("Groene"), and what stands
            // right after makes another name of it
            let before = || at.checked_sub(1).map(|b| scene.tokens(b, b));
            let after = || before().is_some_and(|b| named.over(b).is_some());
            let describes = || last == at && (last < whole || after());
            let place = || guessed && capitals.places.contains(text);
            if !(once && guessed || place() || describes())
                && names_something(scene, names, at, last)
            {
                let label = scene.written(span);
                out.push(candidate(
                    span,
                    sentence.part,
                    classes.into(),
                    label,
                    "capitals",
                ));
            }
            at = last + 1;
        }
    }
}

/// What its form tells to be a name, and its last token: a site's address, a norm's code.
fn coded<'l>(scene: &Scene<'l>, at: usize, part: usize) -> Option<(usize, Candidate<'l>)> {
    let named = |last: usize| {
        let span = scene.tokens(at, last);
        (span, scene.text(span))
    };
    if domain(scene, at) {
        let (span, label) = named(at);
        let bare = label.strip_prefix("www.").map(Cow::Borrowed);
        let classes = only(&scene.known.service);
        let mut site = candidate(span, part, classes, label.into(), "domain-name");
        site.aliases.extend(bare);
        return Some((at, site));
    }
    let last = norm(scene, at)?;
    let (span, label) = named(last);
    let classes = only(&scene.known.instrument);
    Some((last, candidate(span, part, classes, label.into(), "norm")))
}

fn candidate<'l>(
    span: Span,
    part: usize,
    classes: Cow<'l, [ClassId]>,
    label: Cow<'l, str>,
    rule: &'static str,
) -> Candidate<'l> {
    Candidate {
        span,
        part,
        what: What::Open {
            classes,
            label,
            canonical: None,
        },
        aliases: Vec::new(),
        rule,
        nested: false,
    }
}

/// Whether a word in lower case has the form of a site's address.
pub(super) fn is_address(word: &str) -> bool {
    let endings = [".nl", ".eu", ".org", ".com", ".net"];
    word.len() > 5 && endings.iter().any(|end| word.ends_with(end))
}

/// A site named by its address: "data.overheid.nl", but no whole URL.
fn domain(scene: &Scene<'_>, at: usize) -> bool {
    let beside = |at: usize| matches!(scene.prose.word(at), "/" | "@");
    scene.signs(at).has(Sign::Address) && (at == 0 || !beside(at - 1) && !beside(at + 1))
}

/// A norm by its code, "NEN 7510" or "ISO/IEC 27001": its last token.
fn norm(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let body = |i: usize| capital(scene, i) && scene.is(i, Role::Norm);
    if !body(at) {
        return None;
    }
    let mut last = at + 1;
    while scene.prose.word(last) == "/" && body(last + 1) {
        last += 2;
    }
    let token = scene.prose.tokens.get(last)?;
    (token.kind == Kind::Number && token.span.len() >= 3).then_some(last)
}

/// What the letter tells of a capitalised word.
#[derive(Debug, Clone, Copy, Default)]
struct Capital {
    /// How often it stands in the letter, alone or before the hyphen of a compound.
    count: usize,
    /// It stands capitalised within a sentence somewhere, with no other such word beside it.
    inner: bool,
}

/// What the letter's capitals tell.
#[derive(Default)]
struct Capitals<'l> {
    /// All capitalised words.
    words: HashMap<&'l str, Capital>,
    /// Words and runs of them that follow "in" or "te" without an article somewhere: "in Stilwijk".
    places: HashSet<&'l str>,
}

/// All capitalised words of the letter.
fn capitals<'l>(scene: &Scene<'l>) -> Capitals<'l> {
    let mut out = Capitals::default();
    // one word in sixteen or so is another one with a capital
    out.words.reserve(scene.prose.tokens.len() / 16);
    let mut sentences = scene.prose.sentences.iter().peekable();
    for at in scene.glances.with(Sign::Capital) {
        let text = scene.text(scene.tokens(at, at));
        let word = out.words.entry(text).or_default();
        word.count += 1;
        while sentences.next_if(|s| s.last <= at).is_some() {}
        if let Some(sentence) = sentences.peek().filter(|s| s.first < at) {
            let before = scene.signs(at - 1);
            let opened = before.has(Sign::Opens) || before.has(Sign::Capital);
            word.inner |= !(opened || capital(scene, at + 1));
            if before.has(Sign::Where)
                && let Some(last) = run(scene, at, sentence.last)
            {
                let runs = (at..=last).map(|end| scene.text(scene.tokens(at, end)));
                out.places.extend(runs);
            }
        }
        if scene.signs(at).has(Sign::Hyphen)
            && let Some((prefix, _)) = text.split_once('-')
        {
            out.words.entry(prefix).or_default().count += 1;
        }
    }
    out
}

/// The token that closes the quotation which a token opens, 0 where it opens none.
fn closing(scene: &Scene<'_>, at: usize, end: usize) -> usize {
    let close = match scene.prose.word(at) {
        "‘" => "’",
        "“" | "„" => "”",
        "«" => "»",
        _ => return 0,
    };
    (at + 1..end.min(at + 60))
        .find(|i| scene.prose.word(*i) == close)
        .unwrap_or(0)
}

/// Whether the name of a place may follow a word in lower case.
pub(super) fn leads_place(word: &str) -> bool {
    matches!(word, "in" | "te" | "nabij" | "vanuit" | "omgeving")
}

/// Whether a mark opens something, as before "– De", "1. De", ": De".
pub(super) fn opens(mark: &str) -> bool {
    matches!(
        mark,
        "–" | "-" | "•" | ":" | "?" | "!" | "." | ")" | "(" | "‘" | "“" | "«" | "»" | "\""
    )
}

/// Whether a token is a word with a capital.
fn capital(scene: &Scene<'_>, at: usize) -> bool {
    scene.signs(at).has(Sign::Capital)
}

/// The last token of a run of capitalised words that begins at a token: "Schuberg Phyllis", "Health-RI".
fn run(scene: &Scene<'_>, first: usize, end: usize) -> Option<usize> {
    let capital = |at: usize| at < end && capital(scene, at);
    if !capital(first) || !content(scene, first) {
        return None;
    }
    let mut last = first;
    let mut at = first + 1;
    while at < end && at < first + 8 {
        if capital(at) && scene.prose.tokens.get(at).is_some_and(|t| t.spaced) {
            last = at;
        } else if !(at - last == 1 && joins(scene, at) && capital(at + 1)) {
            break;
        }
        at += 1;
    }
    Some(last)
}

/// Whether a word in lower case ties two capitalised words into one name. "of" is Dutch for "or", unless
/// an English noun stands before it: "House of Rivers".
fn joins(scene: &Scene<'_>, at: usize) -> bool {
    match scene.prose.word(at) {
        "&" | "the" | "and" | "for" | "van" | "de" | "der" => true,
        "of" | "on" => scene.is(at - 1, Role::EnglishNoun),
        _ => false,
    }
}

/// The class of the noun with which the name ends or begins; an organisation where it has none.
fn class_of<'l>(scene: &Scene<'l>, first: usize, last: usize) -> &'l [ClassId] {
    let head = scene.head_of(last).or_else(|| scene.head_of(first));
    head.map_or(std::slice::from_ref(&scene.known.organisation), |head| {
        &head.classes
    })
}

fn content(scene: &Scene<'_>, at: usize) -> bool {
    let roles = scene.prose.roles(at);
    // "Commissaris Beek", "Kamerlid Beek": the title is no part of the name
    !roles.any(&[Role::OfficeTitle, Role::Title])
        && (roles.is_empty() || roles.any(&[Role::Nameless, Role::Transparent]))
        && scene.lexeme(at).form.is_none()
}

/// Whether the run names an entity: no adjective of a country, no inhabitants, no place, no title.
fn names_something(scene: &Scene<'_>, names: &Names, first: usize, last: usize) -> bool {
    let word = scene.prose.word(last);
    let text = scene.text(scene.tokens(first, last));
    if scene.is(last, Role::Nameless)
        || text.chars().count() < 3
        || word.matches('-').count() > 3
        || names.is_place(scene.tokens(first, last).of(&scene.prose.fold))
    {
        return false;
    }
    // "PvdB-Kamerlid"
    let nameless = |part: &str| scene.rules.words.is(part, Role::Nameless);
    if word
        .rsplit_once('-')
        .is_some_and(|(_, part)| nameless(part))
    {
        return false;
    }
    // compounds with a lower-case second part are common nouns: "AI-systemen", "EU-landen"
    if let Some((_, second)) = word.split_once('-')
        && scene
            .text(scene.tokens(last, last))
            .split_once('-')
            .is_some_and(|(_, s)| s.starts_with(char::is_lowercase))
        && second.chars().count() > 2
    {
        return false;
    }
    if last > first {
        return !names.is_place(word)
            && !text.contains('\n')
            && !word.ends_with("se")
            && !word.ends_with("sche");
    }
    // "A12", "N65"
    if text.chars().skip(1).any(|c| c.is_ascii_digit())
        && text.chars().filter(|c| c.is_alphabetic()).count() < 3
    {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_uppercase()).count();
    let acronym = letters >= 2 && letters == text.chars().filter(|c| c.is_alphabetic()).count();
    let derived = [
        "ige", "se", "sche", "ser", "sers", "aan", "anen", "er", "ers", "ees", "isch", "s", "en",
    ]
    .iter()
    .any(|e| word.ends_with(e));
    acronym && text.chars().count() >= 3 || !derived && !acronym
}
