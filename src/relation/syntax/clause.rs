//! Clauses: the words that open one, and the comma or verb that closes it.

use super::{Clause, Item, Layout};
use crate::rule::{Form, Role};

/// What "waar" may be one word with.
const BEHIND_WAAR: &[&str] = &[
    "",
    "aan",
    "achter",
    "af",
    "bij",
    "binnen",
    "boven",
    "buiten",
    "door",
    "heen",
    "in",
    "langs",
    "mede",
    "mee",
    "na",
    "naar",
    "naast",
    "om",
    "omheen",
    "omtrent",
    "onder",
    "op",
    "over",
    "rond",
    "tegen",
    "tegenover",
    "toe",
    "tussen",
    "uit",
    "van",
    "vanaf",
    "vandaan",
    "voor",
];

/// "waar", "waarvoor", but not "waarschuwt".
fn is_waar(word: &str) -> bool {
    let rest = word.strip_prefix("waar");
    rest.is_some_and(|rest| BEHIND_WAAR.contains(&rest))
}

impl Layout<'_> {
    /// Gives every item its clause.
    pub(super) fn split(&mut self) {
        let mut current = 0;
        let mut brackets = Vec::new();
        for i in 0..self.items.len() {
            let item = &mut self.items[i];
            // no other word opens a clause, and most words are others
            let opens = matches!(
                item.word,
                "als" | "zoals" | "mocht" | "mochten" | "om" | "dat" | "en" | "of"
            ) || is_waar(item.word)
                || item
                    .roles
                    .any(&[Role::Subordinator, Role::Relative, Role::Adversative]);
            if !(item.mark || opens) {
                item.clause = current;
                continue;
            }
            let item = *item;
            let before = i.checked_sub(1).and_then(|b| self.items.get(b));
            let after_comma = before.is_some_and(|b| b.word == ",");
            let after_noun = before.is_some_and(|b| {
                b.mention.is_some() || (!b.mark && b.roles.is_empty() && b.form.is_none())
            });
            if item.mark {
                match item.word {
                    "(" => {
                        brackets.push(current);
                        current = self.open(Some(current), None, false);
                    }
                    ")" => current = brackets.pop().unwrap_or(current),
                    ":" if self.lists(i) => self.colon = Some(i),
                    ";" if self.colon.is_some() => {}
                    ";" | ":" => current = self.open(None, None, false),
                    "," if self.closes(i, current) => {
                        current = self
                            .clauses
                            .get(current)
                            .and_then(|c| c.parent)
                            .unwrap_or(0);
                    }
                    _ => {}
                }
            } else if item.roles.has(Role::Subordinator) || self.conditional_opener(i) {
                let conditional = matches!(
                    item.word,
                    "indien" | "mits" | "tenzij" | "wanneer" | "als" | "mocht" | "mochten"
                );
                let parent = if after_comma
                    && self
                        .clauses
                        .get(current)
                        .is_some_and(|c| c.opener.is_some())
                {
                    self.clauses[current].parent
                } else {
                    Some(current)
                };
                current = self.open(parent, Some(i), conditional);
            } else if self.relative(i, after_comma, after_noun)
                || self.infinitive_opener(i)
                || self.whether(i)
                || (item.word == "dat"
                    && before.is_some_and(|b| {
                        b.form.is_some() || !b.roles.is_empty() || b.mark || b.mention.is_none()
                    }))
                    && self.finite_later(i)
            {
                current = self.open(Some(current), Some(i), false);
            } else if item.word == "en" && self.clause_follows(i) {
                // "… en heeft", "… en wordt": a clause that may share its subject
                current = self.open(Some(current), None, false);
                if let Some(clause) = self.clauses.last_mut() {
                    clause.shares = true;
                }
            } else if item.roles.has(Role::Adversative) && after_comma {
                current = self.open(None, None, false);
            }
            self.items[i].clause = current;
        }
    }

    /// Whether a finite verb follows "en", at once or after an adverb: "en wordt", "en daarna zal ik",
    /// "en beschikken de …".
    fn clause_follows(&self, en: usize) -> bool {
        let mut at = en + 1;
        while self
            .items
            .get(at)
            .is_some_and(|n| n.roles.has(Role::Adverb))
            && at < en + 3
        {
            at += 1;
        }
        let Some(next) = self
            .items
            .get(at)
            .filter(|n| n.mention.is_none() && !n.mark)
        else {
            return false;
        };
        let plural = next.form == Some(Form::Infinitive)
            && self.items.get(at + 1).is_some_and(|n| {
                n.mention.is_some() || n.roles.any(&[Role::Determiner, Role::Own])
            });
        next.roles.auxiliary() || next.form == Some(Form::Finite) || plural
    }

    /// Whether what follows the colon at item `i` is a list of names, without a verb of its own.
    fn lists(&self, i: usize) -> bool {
        let rest = || self.items.iter().skip(i + 1);
        rest().any(|t| t.mention.is_some())
            && !rest().any(|t| t.roles.auxiliary() || t.form == Some(Form::Finite))
    }

    fn open(&mut self, parent: Option<usize>, opener: Option<usize>, conditional: bool) -> usize {
        self.clauses.push(Clause {
            parent,
            opener,
            conditional,
            shares: false,
        });
        self.clauses.len() - 1
    }

    /// "Als X …" at the start of a clause, "Mocht X …".
    fn conditional_opener(&self, i: usize) -> bool {
        let word = self.items.get(i).map_or("", |t| t.word);
        if !matches!(word, "als" | "mocht" | "mochten" | "zoals") {
            return false;
        }
        if i == 0 && word == "zoals" {
            let comma = self
                .items
                .iter()
                .take(25)
                .position(|t| t.word == ",")
                .unwrap_or(0);
            return self
                .items
                .iter()
                .take(comma)
                .skip(1)
                .any(|t| t.roles.auxiliary() || t.form.is_some());
        }
        let first = i == 0 || self.items.get(i - 1).is_some_and(|b| b.word == ",");
        let phrase = word != "als"
            || self.items.get(i + 1).is_some_and(|n| {
                n.mention.is_some()
                    || n.roles.any(&[Role::Determiner, Role::Personal, Role::Own])
                    || matches!(n.word, "er" | "u")
            });
        first && phrase && matches!(word, "als" | "mocht" | "mochten") && self.finite_later(i)
    }

    /// Whether a form of a verb follows in what is left of the sentence.
    fn finite_later(&self, i: usize) -> bool {
        self.items
            .iter()
            .skip(i + 1)
            .take(40)
            .any(|t| t.roles.auxiliary() || t.form.is_some())
    }

    /// A relative pronoun, or "waar" with a preposition, that opens a clause.
    fn relative(&self, i: usize, after_comma: bool, after_noun: bool) -> bool {
        let Some(item) = self.items.get(i) else {
            return false;
        };
        if !(after_comma
            || after_noun
            || self
                .items
                .get(i.wrapping_sub(1))
                .is_some_and(|b| b.word == ")"))
        {
            return false;
        }
        let pronoun = item.roles.has(Role::Relative)
            && !self.items.get(i + 1).is_some_and(|n| {
                n.mention.is_some() && item.word == "die" && !after_comma && !self.finite_later(i)
            });
        pronoun || is_waar(item.word)
    }

    /// "of" behind a verb, with another one later on: "de vraag is of …", "onderzoeken of …".
    fn whether(&self, i: usize) -> bool {
        let is_verb = |t: &Item<'_>| t.roles.auxiliary() || t.form.is_some();
        let before = i.checked_sub(1).and_then(|b| self.items.get(b));
        let of = self.items.get(i).is_some_and(|t| t.word == "of");
        of && before.is_some_and(is_verb)
            && !self.items.get(i + 1).is_some_and(is_verb)
            && self.finite_later(i)
    }

    /// "om" that is followed by "te" and an infinitive.
    fn infinitive_opener(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|t| t.word == "om")
            && self
                .items
                .iter()
                .skip(i + 1)
                .take(25)
                .take_while(|t| !t.mark || t.word == ",")
                .any(|t| t.word == "te")
    }

    /// Whether the comma at `i` closes the subordinate clause before it: a verb stands right before it,
    /// or a finite verb right after.
    fn closes(&self, i: usize, current: usize) -> bool {
        let Some(clause) = self.clauses.get(current) else {
            return false;
        };
        if clause.opener.is_none() || clause.parent.is_none() {
            return false;
        }
        let verb = |t: &Item<'_>| t.roles.auxiliary() || t.form.is_some();
        let before = i.checked_sub(1).and_then(|b| self.items.get(b));
        let after = self.items.get(i + 1);
        before.is_some_and(verb)
            || after.is_some_and(|t| t.roles.auxiliary() || t.form == Some(Form::Finite))
    }
}
