//! Ministries and offices: "het ministerie van BZK", "de minister van Justitie en Veiligheid",
//! "Minister Van Weel (Justitie en Veiligheid)".

use super::{Candidate, Scene, Sign, What, names::Names, only};
use crate::{
    prose::{Kind, Token},
    rule::Role,
    span::Span,
};
use std::borrow::Cow;

/// Whether a word in lower case is one of those with which [`find`] begins.
pub(super) fn is_title(word: &str) -> bool {
    word.starts_with("minister")
        || word.starts_with("staats")
        || matches!(word, "departement" | "bewindspersoon" | "premier")
}

/// All ministries and offices in all parts, and those of the heading.
pub(super) fn find<'l>(scene: &Scene<'l>, names: &Names, out: &mut Vec<Candidate<'l>>) {
    for i in scene.glances.with(Sign::Office) {
        match scene.prose.word(i) {
            "ministerie" | "ministeries" | "departement" => ministries(scene, names, i, out),
            "minister"
            | "ministers"
            | "staatssecretaris"
            | "staatssecretarissen"
            | "staatsecretaris"
            | "bewindspersoon" => offices(scene, names, i, out),
            "minister-president" | "premier" if !is_foreign(scene, i) => {
                let span = scene.tokens(i, i);
                out.push(role(
                    scene,
                    names,
                    span,
                    "minister-president".into(),
                    Vec::new(),
                ));
            }
            _ if scene.is(i, Role::Post) => out.extend(post(scene, names, i)),
            _ => {}
        }
    }
    heading(scene, names, out);
}

/// Whether an adjective of another country stands before an office: "de Noordlandse premier".
fn is_foreign(scene: &Scene<'_>, at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .map_or("", |before| scene.prose.word(before));
    let capital = at > 0 && scene.signs(at - 1).has(Sign::Capital);
    capital && before.ends_with('e') && before != "nederlandse"
}

/// "burgemeester van Waterdam", "inspecteur-generaal van de NVWA".
fn post<'l>(scene: &Scene<'l>, names: &Names, at: usize) -> Option<Candidate<'l>> {
    if !link_at(scene, at + 1) {
        return None;
    }
    let article = matches!(scene.prose.word(at + 2), "de" | "het");
    let first = at + 2 + usize::from(article);
    let last = if let Some(found) = names.longest(scene, first, false) {
        found.end - 1
    } else {
        // behind a comma stands who it is
        let end = capitals(scene, first)?;
        let place = (first..=end).take_while(|at| scene.prose.word(*at) != ",");
        place.last()?
    };
    let span = scene.tokens(at, last);
    Some(role(scene, names, span, scene.written(span), Vec::new()))
}

/// An office by its title: the lexicon's where it has one of that name.
fn role<'l>(
    scene: &Scene<'l>,
    names: &Names,
    span: Span,
    label: Cow<'l, str>,
    aliases: Vec<Cow<'l, str>>,
) -> Candidate<'l> {
    let what = names.office(scene, &label).map_or_else(
        || What::Open {
            classes: only(&scene.known.role),
            label,
            canonical: None,
        },
        What::Concept,
    );
    Candidate {
        span,
        part: scene.part_at(span.start),
        what,
        aliases,
        rule: "office",
        nested: false,
    }
}

fn ministry<'l>(scene: &Scene<'l>, span: Span, concept: usize, nested: bool) -> Candidate<'l> {
    let written = scene.text(span);
    let aliases = if written.contains("inisterie") {
        vec![written.into()]
    } else {
        vec![written.into(), format!("ministerie van {written}").into()]
    };
    Candidate {
        span,
        part: scene.part_at(span.start),
        what: What::Concept(concept),
        aliases,
        rule: "ministry",
        nested,
    }
}

/// "ministerie van A", "ministeries van A (X), B (Y) en C".
fn ministries<'l>(scene: &Scene<'l>, names: &Names, at: usize, out: &mut Vec<Candidate<'l>>) {
    let mut next = at + 1;
    if !link_at(scene, next) {
        return;
    }
    next += 1;
    let mut first = at;
    let several = scene.prose.word(at) == "ministeries";
    while let Some(found) = names.longest(scene, next, true) {
        out.push(ministry(
            scene,
            scene.tokens(first, found.end - 1),
            found.concept,
            false,
        ));
        next = found.end;
        if scene.prose.word(next) == "(" && scene.prose.word(next + 2) == ")" {
            if let Some(short) = names
                .longest(scene, next + 1, true)
                .filter(|s| s.concept == found.concept)
            {
                out.push(ministry(
                    scene,
                    scene.tokens(next + 1, short.end - 1),
                    found.concept,
                    false,
                ));
            }
            next += 3;
        }
        if !several {
            break;
        }
        while matches!(scene.prose.word(next), "," | "en" | "van" | "het") {
            next += 1;
        }
        first = next;
    }
}

/// "minister van A", "ministers van A en voor B", "ministers van A, B en C", "staatssecretaris
/// Participatie en Integratie".
fn offices<'l>(scene: &Scene<'l>, names: &Names, at: usize, out: &mut Vec<Candidate<'l>>) {
    let title = title(scene.prose.word(at));
    let mut next = at + 1;
    let mut first = at;
    if let Some(country) = country_before(scene, at) {
        out.extend(foreign_office(scene, names, country, next));
        return;
    }
    if !link_at(scene, next) {
        if let Some(end) = capitals(scene, next).filter(|end| portfolio_like(scene, next, *end)) {
            let span = scene.tokens(at, end);
            out.push(role(
                scene,
                names,
                span,
                format!("{title} {}", scene.text(scene.tokens(next, end))).into(),
                Vec::new(),
            ));
        }
        return;
    }
    let several = matches!(scene.prose.word(at), "ministers" | "staatssecretarissen");
    let mut link = "";
    let mut begin = next;
    loop {
        if link_at(scene, begin) {
            link = scene.prose.word(begin);
            begin += 1;
        }
        if let Some(found) = names.longest(scene, begin, true) {
            let span = scene.tokens(first, found.end - 1);
            let field = scene.tokens(begin, found.end - 1);
            out.push(office_of(scene, names, title, link, span, found.concept));
            out.push(ministry(scene, field, found.concept, true));
            next = found.end;
        } else if let Some(end) = capitals(scene, begin) {
            let label = format!("{title} {link} {}", scene.text(scene.tokens(begin, end)));
            out.push(role(
                scene,
                names,
                scene.tokens(first, end),
                label.into(),
                Vec::new(),
            ));
            next = end + 1;
        } else {
            break;
        }
        // "minister van A en van B"
        while scene.prose.word(next) == "(" && scene.prose.word(next + 2) == ")" {
            next += 3;
        }
        let joins = scene.prose.word(next) == "en" && link_at(scene, next + 1)
            || several
                && matches!(scene.prose.word(next), "," | "en")
                && names.longest(scene, next + 1, true).is_some();
        if !joins {
            break;
        }
        begin = next + 1;
        first = begin;
    }
}

/// The adjective of another country before an office: "de Noordlandse minister van Handel".
fn country_before(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let word = scene.prose.word(before);
    let is_country = scene.signs(before).has(Sign::Capital)
        && (word.ends_with("se") || word.ends_with("sche"))
        && !word.starts_with("nederlandse");
    is_country.then_some(before)
}

/// An office of another country, though a ministry here is called so, too: from the adjective to the end
/// of its field of work, which begins behind token `link`.
fn foreign_office<'l>(
    scene: &Scene<'l>,
    names: &Names,
    adjective: usize,
    link: usize,
) -> Option<Candidate<'l>> {
    if !link_at(scene, link) {
        return None;
    }
    let field = names.longest(scene, link + 1, true);
    let last = field.map_or_else(|| capitals(scene, link + 1), |found| Some(found.end - 1))?;
    let span = scene.tokens(adjective, last);
    Some(role(scene, names, span, scene.written(span), Vec::new()))
}

/// "van" or "voor", but not the "Van" of a surname.
fn link_at(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.prose.word(at), "van" | "voor")
        && scene.prose.tokens.get(at).is_some_and(|t| !t.capital)
}

fn title(word: &str) -> &'static str {
    match word {
        "staatssecretaris" | "staatssecretarissen" | "staatsecretaris" => "staatssecretaris",
        "bewindspersoon" => "bewindspersoon",
        _ => "minister",
    }
}

/// The office of a ministry: the lexicon's where it has one of that title.
fn office_of<'l>(
    scene: &Scene<'l>,
    names: &Names,
    title: &str,
    link: &str,
    span: Span,
    ministry: usize,
) -> Candidate<'l> {
    let concepts = scene.lexicon.concepts();
    let full = concepts
        .get(ministry)
        .map(|c| c.label.strip_prefix("ministerie van ").unwrap_or(&c.label))
        .unwrap_or_default();
    let label = format!("{title} {link} {full}");
    let mut aliases = vec![Cow::Owned(label.clone()), scene.written(span)];
    for short in concepts
        .get(ministry)
        .into_iter()
        .flat_map(|c| &c.names)
        .filter(|n| n.kind == crate::lexicon::NameKind::Abbreviation)
    {
        aliases.push(format!("{title} {link} {}", short.text).into());
    }
    role(scene, names, span, label.into(), aliases)
}

/// The last of a run of capitalised words that begins at token `first`, with "en", "," and the like
/// between them.
fn capitals(scene: &Scene<'_>, first: usize) -> Option<usize> {
    let capital = |t: &Token| t.kind == Kind::Word && t.capital;
    let start = scene.prose.tokens.get(first).filter(|t| capital(t))?;
    let part_end = scene
        .letter
        .parts
        .get(scene.part_at(start.span.start))?
        .span
        .end;
    let mut last = first;
    for at in first + 1..first + 14 {
        let Some(token) = scene
            .prose
            .tokens
            .get(at)
            .filter(|t| t.span.start < part_end)
        else {
            break;
        };
        if token.broken {
            break;
        }
        if capital(token) {
            last = at;
        } else if at - last > 2
            || !(scene.prose.word(at) == ","
                || scene.is(at, Role::Connective)
                    && !matches!(
                        scene.prose.word(at),
                        "met" | "over" | "in" | "op" | "aan" | "tot"
                    ))
        {
            break;
        }
    }
    Some(last)
}

/// A field of work is several words joined by "en" or a comma; a person's name is not.
fn portfolio_like(scene: &Scene<'_>, first: usize, last: usize) -> bool {
    (first..=last).any(|i| matches!(scene.prose.word(i), "en" | ","))
}

/// "Minister Van Weel (Justitie en Veiligheid)": the field of work stands apart from the title.
fn heading<'l>(scene: &Scene<'l>, names: &Names, out: &mut Vec<Candidate<'l>>) {
    for official in scene
        .letter
        .answerers
        .iter()
        .chain(&scene.letter.addressees)
    {
        let Some(field) = official.portfolio else {
            continue;
        };
        let office = official.office.map(|o| scene.text(o)).unwrap_or_default();
        if office.contains(" van ") || office.contains(" voor ") {
            // the title names a ministry already; the field of work is one more name of the office
            let name = scene.written(field);
            let word = title(
                office
                    .split_whitespace()
                    .find(|w| !matches!(w.to_lowercase().as_str(), "de" | "het"))
                    .unwrap_or_default()
                    .to_lowercase()
                    .as_str(),
            );
            let span = official.office.unwrap_or(field);
            for candidate in out
                .iter_mut()
                .filter(|c| c.rule == "office" && span.contains(c.span))
            {
                candidate
                    .aliases
                    .extend([name.clone(), format!("{word} {name}").into()]);
            }
            continue;
        }
        let word = title(office.to_lowercase().trim());
        let first = scene.prose.token_at(field.start);
        if let Some(found) = names.longest(scene, first, true) {
            let span = scene.tokens(first, found.end - 1);
            out.push(office_of(scene, names, word, "van", span, found.concept));
            out.push(ministry(scene, span, found.concept, true));
        } else {
            let name = scene.written(field);
            out.push(role(
                scene,
                names,
                field,
                format!("{word} voor {name}").into(),
                vec![format!("{word} van {name}").into(), name],
            ));
        }
    }
}
