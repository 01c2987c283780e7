//! Articles of laws: "artikel 10, derde lid, van de Waterwet", "artikelen 3:10 en 3:17 Wft".

use super::{Candidate, Scene, Sign, What, names::Names, only};
use crate::{prose::Kind, rule::Role};

/// "artikel 10, derde lid, van de AI-verordening", "overweging 7 van …", "artikelen 3:10 en 3:17 Wft":
/// an article counts with the law that it stands in, whose name follows it.
pub(super) fn find<'l>(scene: &Scene<'l>, names: &Names, out: &mut Vec<Candidate<'l>>) {
    for i in scene.glances.with(Sign::Article) {
        if scene.prose.tokens.get(i + 1).is_none_or(|n| {
            n.kind != Kind::Number
                && !n
                    .span
                    .of(&scene.prose.fold)
                    .starts_with(|c: char| c.is_ascii_digit())
        }) {
            continue;
        }
        for at in i + 2..i + 16 {
            let Some(next) = scene.prose.tokens.get(at) else {
                break;
            };
            if let Some(found) = names.longest(scene, at, false)
                && scene
                    .lexicon
                    .concepts()
                    .get(found.concept)
                    .is_some_and(|c| c.classes.first() == Some(&scene.known.legislation))
            {
                let span = scene.tokens(i, found.end - 1);
                let mut label = scene.written(span);
                if let Some(bracket) = label.find(" (") {
                    label.to_mut().truncate(bracket);
                }
                let part = scene.part_at(span.start);
                out.push(Candidate {
                    span,
                    part,
                    what: What::Open {
                        classes: only(&scene.known.legislation),
                        canonical: Some(article(scene, i, at, found.concept)),
                        label,
                    },
                    aliases: Vec::new(),
                    rule: "article-of-law",
                    nested: false,
                });
                out.push(Candidate {
                    span: scene.tokens(at, found.end - 1),
                    part,
                    what: What::Concept(found.concept),
                    aliases: Vec::new(),
                    rule: "lexicon-name",
                    nested: true,
                });
                break;
            }
            let inner = next.span.of(&scene.prose.fold);
            if !(scene.is(at, Role::Paragraph)
                || next.kind == Kind::Number
                || inner.len() < 3
                || inner.starts_with(|c: char| c.is_ascii_digit()))
            {
                break;
            }
        }
    }
}

/// "artikel-16" with the law's own id: the same article however the law is named.
fn article(scene: &Scene<'_>, first: usize, law: usize, concept: usize) -> String {
    let mut words: Vec<&str> = (first..law).map(|i| scene.prose.word(i)).collect();
    while words
        .last()
        .is_some_and(|w| matches!(*w, "van" | "de" | "het" | "," | "uit"))
    {
        words.pop();
    }
    let id = scene
        .lexicon
        .concepts()
        .get(concept)
        .map_or("", |c| c.id.as_str());
    format!(
        "{id}-{}",
        super::slug(&words.join(" ").replace("artikelen", "artikel"))
    )
}
