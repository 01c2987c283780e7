//! Reading frames: what they state, where their arguments stand, and the words that trigger them.

use super::{Origin, Placed, Reader, Verb};
use crate::{
    model::ClassId,
    rule::{ClassSet, Frame, Rules, Trigger, raw::RawFrame},
};
use toml::Spanned;

impl Reader<'_> {
    pub(super) fn frame(
        &mut self,
        rules: &mut Rules,
        raw: RawFrame,
        verbs: &mut Vec<Verb>,
        triggers: &mut Vec<Placed>,
    ) {
        let Some(predicate) = self.predicate(&raw.predicate) else {
            return;
        };
        let examples = self.examples(&raw.example, &raw.counter, &raw.name);
        let at = raw.name.span();
        self.lists(
            at.clone(),
            &[
                ("subject", raw.subject.len()),
                ("object", raw.object.len()),
                ("with", raw.with.len()),
                ("without", raw.without.len()),
            ],
        );
        for phrase in &raw.phrases {
            self.phrase(at.clone(), phrase);
        }
        if raw.verbs.is_empty() && raw.nouns.is_empty() && raw.phrases.is_empty() {
            self.fault(
                raw.name.span(),
                format!(
                    "frame '{}' has no verbs, nouns or phrases; name at least one",
                    raw.name.get_ref()
                ),
            );
        }
        let info = self.model.predicate_info(predicate);
        let frame = Frame {
            name: raw.name.get_ref().clone(),
            predicate,
            subject: self.slots(&raw.subject),
            object: self.slots(&raw.object),
            subject_classes: self.narrowed(&info.domain, &raw.subject_classes),
            object_classes: self.narrowed(&info.range, &raw.object_classes),
            with: raw.with.clone(),
            without: raw.without.clone(),
            status: self.status(raw.status.as_ref()),
            symmetric: info.symmetric,
            examples,
        };
        let known = rules.frames.iter().position(|f| f.name == frame.name);
        let index = known.unwrap_or(rules.frames.len());
        if known.is_some() {
            if self.file.starts_with("ontology/rules/") {
                self.fault(
                    raw.name.span(),
                    format!(
                        "a rule '{}' stands already; give this one another name",
                        frame.name
                    ),
                );
            }
            // the user's rule takes the place of the built-in one
            verbs.retain(|v| v.frame != index);
            triggers.retain(|t| !matches!(&t.trigger, Trigger::Noun { frame } | Trigger::Phrase { frame, .. } if *frame == index));
            rules.frames[index] = frame;
        } else {
            rules.frames.push(frame);
        }
        let origin = Origin {
            file: self.index,
            byte: at.start,
        };
        self.verbs(index, origin, &raw.verbs, verbs);
        let mut push = |word, trigger| {
            triggers.push(Placed {
                word,
                trigger,
                at: origin,
            });
        };
        for noun in raw.nouns {
            push(noun, Trigger::Noun { frame: index });
        }
        for phrase in &raw.phrases {
            let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first().cloned() {
                push(
                    first,
                    Trigger::Phrase {
                        frame: index,
                        words,
                    },
                );
            }
        }
    }

    fn verbs(
        &mut self,
        frame: usize,
        at: Origin,
        given: &[Spanned<String>],
        verbs: &mut Vec<Verb>,
    ) {
        for verb in given {
            if !verb.get_ref().ends_with('n') {
                self.fault(
                    verb.span(),
                    format!(
                        "'{}' is no infinitive; write it in full, a separable verb as op+stellen",
                        verb.get_ref()
                    ),
                );
            }
            verbs.push(Verb {
                frame,
                infinitive: verb.get_ref().clone(),
                at,
            });
        }
    }

    fn narrowed(&mut self, given: &[ClassId], names: &[Spanned<String>]) -> ClassSet {
        let whole = if given.is_empty() {
            ClassSet(u128::MAX)
        } else {
            ClassSet::of(self.model, given)
        };
        if names.is_empty() {
            return whole;
        }
        let own: Vec<ClassId> = names.iter().filter_map(|n| self.class(n)).collect();
        ClassSet::of(self.model, &own)
    }
}
