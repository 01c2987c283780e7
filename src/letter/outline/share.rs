//! Questions under one head: which paragraph, or which sentence, is whose.

use super::asks;
use crate::letter::{flow, row::Para};

/// Gives each question under a shared head its own paragraphs, where that can be told; else one
/// group of paragraphs for all.
pub(in crate::letter) fn share(paras: Vec<Para>, count: usize) -> Vec<Vec<Para>> {
    if count <= 1 || count > 200 || paras.is_empty() {
        return vec![paras];
    }
    if paras.len() > count {
        // sub-questions belong to the question above them; what leads up to a question, to that below
        let mut merged: Vec<Vec<Para>> = Vec::new();
        let mut lead = false;
        for para in paras {
            let follows = lead || follow_up(&para.text) || flow::is_item(&para.text);
            lead = !asks(&para.text);
            match merged.last_mut() {
                Some(last) if follows => last.push(para),
                _ => merged.push(vec![para]),
            }
        }
        return if merged.len() == count {
            merged
        } else {
            vec![merged.into_iter().flatten().collect()]
        };
    }
    let needed = count - paras.len();
    if needed == 0 {
        return paras.into_iter().map(|p| vec![p]).collect();
    }
    let seams: Vec<Vec<usize>> = paras.iter().map(question_seams).collect();
    let strict: Vec<Vec<usize>> = paras
        .iter()
        .zip(&seams)
        .map(|(p, s)| {
            s.iter()
                .copied()
                .filter(|at| !p.text.get(*at..).is_some_and(follow_up))
                .collect()
        })
        .collect();
    let sentences: Vec<Vec<usize>> = paras.iter().map(sentence_seams).collect();
    let closed: Vec<Vec<usize>> = paras.iter().map(closed_seams).collect();
    for cuts in [strict, seams, sentences, closed] {
        if cuts.iter().map(Vec::len).sum::<usize>() == needed {
            return paras
                .into_iter()
                .zip(cuts)
                .flat_map(|(p, c)| cut(p, &c))
                .map(|p| vec![p])
                .collect();
        }
    }
    vec![paras]
}

/// Whether a text asks on from the question before it.
fn follow_up(text: &str) -> bool {
    [
        "Zo ja",
        "Zo nee",
        "Zo niet",
        "Zo neen",
        "Waarom niet",
        "En zo",
        "Indien ",
    ]
    .iter()
    .any(|s| text.trim_start().starts_with(s))
}

/// Seams that stand behind a question mark.
fn question_seams(para: &Para) -> Vec<usize> {
    para.seams
        .iter()
        .copied()
        .filter(|at| para.text.get(..*at).is_some_and(asks))
        .collect()
}

/// Places behind a question mark where a new sentence begins that is no follow-up.
fn sentence_seams(para: &Para) -> Vec<usize> {
    let mut out = Vec::new();
    for (at, _) in para.text.match_indices("? ") {
        let rest = para.text.get(at + 2..).unwrap_or_default();
        if rest.starts_with(char::is_uppercase) && !follow_up(rest) {
            out.push(at + 2);
        }
    }
    out
}

/// Those of them behind a follow-up: "Zo nee, waarom niet?" ends most questions that have it.
fn closed_seams(para: &Para) -> Vec<usize> {
    let closes = |at: &usize| {
        let before = para.text.get(..at - 2).unwrap_or_default();
        let last = before.rfind(['?', '.']).map_or(0, |end| end + 1);
        before.get(last..).is_some_and(follow_up)
    };
    sentence_seams(para).into_iter().filter(closes).collect()
}

fn cut(para: Para, at: &[usize]) -> Vec<Para> {
    let mut out = Vec::with_capacity(at.len() + 1);
    let mut rest = para;
    for cut in at.iter().rev() {
        let (left, right) = rest.split(*cut);
        out.push(right);
        rest = left;
    }
    out.push(rest);
    out.reverse();
    out
}
