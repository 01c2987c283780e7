//! Motions, amendments and bills of members, by who made them: "motie-De Wit c.s.".

use super::Place;
use crate::mention::{Candidate, person};

impl Place<'_, '_> {
    /// "motie-Van Baarle", "motie Hagen/Sneller", "motie van het lid De Wit c.s.": the last token.
    pub(super) fn motion(&self, at: usize, out: &mut Vec<Candidate>) -> Option<usize> {
        let word = self.word(at);
        let hyphen = word.starts_with("motie-") || word.starts_with("amendement-");
        if !hyphen
            && !matches!(
                word,
                "motie" | "amendement" | "initiatiefnota" | "initiatiefwetsvoorstel"
            )
        {
            return None;
        }
        let mut last = at;
        let mut begin = at + 1;
        if hyphen {
            // the tokenizer keeps "motie-Van" together
            while self.capital(last + 1) && last < at + 3 {
                last += 1;
            }
        } else {
            while matches!(
                self.word(begin),
                "van" | "het" | "de" | "lid" | "leden" | "kamerlid" | "kamerleden"
            ) && !(self.word(begin) == "van" && self.capital(begin))
                && !(self.word(begin) == "de" && self.capital(begin))
            {
                begin += 1;
            }
            last = person::surname(self.scene, begin).filter(|l| *l < self.last)?;
            if begin == at + 1 && !self.capital(begin) {
                return None;
            }
        }
        while matches!(self.word(last + 1), "/" | "en")
            && person::surname(self.scene, last + 2)
                .is_some_and(|l| l < self.last && self.capital(last + 2))
        {
            last = person::surname(self.scene, last + 2)?;
        }
        let name = self.text(at, last);
        if matches!(self.word(last + 1), "c.s" | "cs") {
            last += 1;
            if self.word(last + 1) == "." {
                last += 1;
            }
        }
        let noun = if word.starts_with("motie") {
            "motie"
        } else if word.starts_with("initiatief") {
            word
        } else {
            "amendement"
        };
        let who = if hyphen {
            name.split_once('-').map_or("", |(_, w)| w).to_owned()
        } else {
            self.text(begin, last)
        };
        let label = if hyphen {
            name.clone()
        } else {
            self.text(at, last)
        };
        let aliases = vec![format!("{noun}-{who}"), format!("{noun} {who}"), name];
        out.push(self.candidate(
            at,
            last,
            vec![self.scene.known.document],
            label,
            aliases,
            "motion",
        ));
        Some(last)
    }
}
