//! What a noun that was met may name: one reading after the other, the surest first.

use super::{COMPLEMENTS, Noun, Place, extent::PARTICLES};
use crate::{
    mention::Candidate,
    rule::{Form, Role},
};
use std::borrow::Cow;

/// A noun that was met, with what all readings ask of it.
pub(super) struct Met<'h> {
    pub(super) noun: Noun<'h>,
    /// Token at which the capitalised words before it begin, else the noun's own.
    pub(super) start: usize,
    /// Token at which the adjectives before that begin.
    pub(super) full: usize,
    /// "de", "het", "deze", … stands before it.
    pub(super) definite: bool,
    /// Heads a public body or an organisation.
    body: bool,
    /// Heads a document.
    document: bool,
    /// Heads a law.
    law: bool,
}

/// What a reading says: these words, under this label, with these further names.
type Reading = for<'l> fn(&Place<'_, 'l>, &Met<'l>) -> Option<Vec<Candidate<'l>>>;

/// Whether a word ends in a noun for what a court gives, which bears the name of its case: "Havenarrest".
pub(crate) fn is_ruling(word: &str) -> bool {
    ["uitspraak", "arrest", "vonnis"]
        .iter()
        .any(|noun| word.ends_with(noun))
}

/// All readings, in the order in which they are tried; the first that fits is taken.
const READINGS: &[Reading] = &[
    titled,
    titled_later,
    statute,
    name_after,
    hyphenated,
    name_around,
    located,
    body_without_name,
    dated,
    name_in_lower_case,
    name_before,
    of_agent,
    complement,
    complement_apart,
    relative,
    alone,
];

impl<'l> Place<'_, 'l> {
    /// Adds what the noun at a token names, if there is one and it names something.
    pub(super) fn noun(&self, at: usize, out: &mut Vec<Candidate<'l>>) {
        let Some(noun) = self.noun_at(at).filter(|n| !self.idiom(n)) else {
            return;
        };
        let known = self.scene.known;
        let class = noun.head.classes.first().copied();
        let (start, definite) = self.start(&noun);
        let met = Met {
            start,
            full: self.adjectives(start),
            definite,
            body: class == Some(known.public_body) || class == Some(known.organisation),
            document: class == Some(known.document),
            law: class == Some(known.legislation),
            noun,
        };
        if let Some(found) = READINGS.iter().find_map(|reading| reading(self, &met)) {
            out.extend(found);
        }
    }

    /// The words from `first` to `last` as a candidate under a label of its own.
    fn says(
        &self,
        met: &Met<'l>,
        span: (usize, usize),
        label: Cow<'l, str>,
        aliases: Vec<Cow<'l, str>>,
        rule: &'static str,
    ) -> Candidate<'l> {
        self.candidate(
            span.0,
            span.1,
            Cow::Borrowed(&met.noun.head.classes),
            label,
            aliases,
            rule,
        )
    }

    /// Whether a word is an adjective of a country or a people by its ending.
    fn of_people(&self, at: usize) -> bool {
        ["se", "sche"].iter().any(|e| self.word(at).ends_with(e))
    }
}

/// "handreiking ‘Open deuren’".
fn titled<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let (close, inner) = place.quoted(met.noun.last + 1)?;
    let opens = met.noun.last
        + if place.word(met.noun.last + 1) == ":" {
            3
        } else {
            2
        };
    if place.scene.speaks(opens) {
        return None;
    }
    Some(vec![place.titled(&met.noun, met.start, close, inner)])
}

/// "artikel in de Waterkrant van 3 mei ‘De beek is vol’": the title alone is the name, so that what stands
/// between stays readable.
fn titled_later<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    if !met.document || met.noun.plural {
        return None;
    }
    let (close, title) = place.quoted_later(met.noun.last)?;
    let words = place
        .scene
        .prose
        .token_at(place.scene.tokens(close, close).start);
    let open = (met.noun.last + 1..words).find(|at| place.quoted(*at).is_some())?;
    if place.scene.speaks(open + 1) {
        return None;
    }
    Some(vec![place.says(
        met,
        (open + 1, close - 1),
        title,
        Vec::new(),
        "head-title-apart",
    )])
}

/// "Wet gegevensverwerking door samenwerkingsverbanden".
fn statute<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    // "Regeling vaste kaden" within a sentence is law, "de regeling" may be anything
    let law = place.scene.known.legislation;
    let may_be_law = noun.head.classes.contains(&law) && noun.first > place.first;
    if !((met.law || may_be_law) && place.capital(noun.first) && !noun.compound) {
        return None;
    }
    let last = place.statute(noun.last)?;
    let others = noun.head.classes.iter().copied().filter(|c| *c != law);
    let classes = std::iter::once(law).chain(others).collect();
    let label = place.text(met.start, last);
    let rule = "head-statute";
    let statute = place.candidate(met.start, last, classes, label, Vec::new(), rule);
    Some(vec![statute])
}

/// "programma Waterkracht", "Agenda Schone Lucht".
fn name_after<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    let capital = met.start < noun.first || (place.capital(noun.first) && noun.first > place.first);
    let last = place
        .run(noun.last + 1, capital)
        .filter(|_| !(met.body && noun.plural))?;
    // "het bedrijf Waterlands": the noun only says what the name of the lexicon names
    let known = || place.names.longest(place.scene, noun.last + 1, false);
    if met.body && known().is_some_and(|name| name.end == last + 1 && !name.ambiguous) {
        return Some(Vec::new());
    }
    Some(vec![place.named(noun, met.start, last)])
}

/// "Strategische Milieukamer", "Signaalformulier" within a sentence.
fn name_around<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    let capital = place.capital(noun.first);
    let before = met.start < noun.first
        && (capital || met.body)
        && !place.nationality(met.start)
        && (capital || !place.of_people(met.start));
    let own = noun.compound
        && !noun.plural
        && capital
        && noun.first > place.first
        && !place.word(noun.first).contains('-');
    if !(before || own) {
        return None;
    }
    // "National Institute of Rivers and Lakes"
    let english = matches!(place.word(noun.last + 1), "of" | "for" | "on")
        .then(|| place.run(noun.last + 2, true))
        .flatten();
    let last = english
        .or_else(|| place.lower(noun, met.definite).filter(|_| !met.body))
        .unwrap_or(noun.last);
    let aliases = if met.start < noun.first && last > noun.first {
        vec![place.text(noun.first, last)]
    } else {
        Vec::new()
    };
    Some(vec![place.says(
        met,
        (met.start, last),
        place.text(met.start, last),
        aliases,
        "head-capitals",
    )])
}

/// "de inspectie", "een bank": a body counts by its name only.
fn body_without_name<'l>(_place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    met.body.then(Vec::new)
}

/// "het politiebureau in Havenstad", "de Noordlandse ambassade te Havenstad".
fn located<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    let stands = matches!(place.word(noun.last + 1), "in" | "te");
    if !noun.head.located || noun.plural || !met.definite || !stands {
        return None;
    }
    let last = place.run(noun.last + 2, false)?;
    Some(vec![place.says(
        met,
        (met.start, last),
        place.text(met.start, last),
        vec![place.text(met.start, noun.last)],
        "head-located",
    )])
}

/// "brief van 4 juli 2023".
fn dated<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let last = place.dated(met.noun.last + 1).filter(|_| met.document)?;
    let first = met.noun.first;
    Some(vec![place.says(
        met,
        (first, last),
        place.text(first, last),
        Vec::new(),
        "head-date",
    )])
}

/// "WODC-onderzoek", "Schuberg Phyllis-onderzoek".
fn hyphenated<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    if !noun.compound || noun.plural || !place.capital(noun.first) {
        return None;
    }
    let (prefix, _) = place.word(noun.first).split_once('-')?;
    if place.scene.rules.words.is(prefix, Role::Nameless) {
        return None;
    }
    // who stands before "project" or "vonnis" did not make it, but gave it its name
    let made = met.document && !is_ruling(&noun.head.noun);
    let maker = place.maker(noun.first).filter(|_| made);
    let mut out: Vec<Candidate> = maker.into_iter().collect();
    out.push(place.says(
        met,
        (met.start, noun.last),
        place.text(met.start, noun.last),
        Vec::new(),
        "head-compound",
    ));
    Some(out)
}

/// "richtlijn milieucriminaliteit".
fn name_in_lower_case<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    // "een routekaart waterstof": a noun so narrow takes its name without an article, too
    let narrow = met.noun.head.described && !met.noun.plural && met.noun.head.noun.len() > 8;
    let definite =
        met.definite || narrow || met.start < met.noun.first && !place.nationality(met.start);
    let last = place.lower(&met.noun, definite)?;
    Some(vec![place.named(&met.noun, met.start, last)])
}

/// "de `StilWater` methode": the name stands before its noun.
fn name_before<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    if met.start >= noun.first
        || noun.plural
        || place.of_people(noun.first - 1)
        || place.nationality(met.start) && !met.definite
    {
        return None;
    }
    let name = place.text(met.start, noun.first - 1);
    Some(vec![place.says(
        met,
        (met.start, noun.last),
        place.text(met.start, noun.last),
        vec![name],
        "head-after-name",
    )])
}

/// "richtsnoeren van de AI HLEG".
fn of_agent<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    let last = place
        .of_agent(noun.last + 1)
        .filter(|_| met.definite || met.document && !noun.plural)?;
    let aliases = vec![
        place.text(noun.first, noun.last),
        place.text(met.full, noun.last),
        place.text(noun.first, last),
    ];
    // "brief van het RIVM van 3 mei"
    let last = place
        .dated(last + 1)
        .filter(|_| met.document)
        .unwrap_or(last);
    Some(vec![place.says(
        met,
        (noun.first, last),
        place.text(met.full, last),
        aliases,
        "head-of-agent",
    )])
}

/// "plan van aanpak tegen witwassen", "onderzoek naar de straftoemeting".
fn complement<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    let (first, end) = (noun.first, noun.last);
    // "monitoringsprogramma voor Waterscore": narrow enough with a name behind it
    let named = noun.compound
        && matches!(place.word(end + 1), "voor" | "rond" | "inzake")
        && (place.in_name(end + 2) || place.capital(end + 2));
    if !(noun.head.described || met.document || named) || noun.plural {
        return None;
    }
    let last = place.complement(end + 1, noun.head.of)?;
    // "een wetsvoorstel ter implementatie van …": what it carries out is told by a rule
    if place.word(end + 1) == "ter" && place.is(end + 2, Role::Transparent) {
        return Some(vec![place.says(
            met,
            (first, end),
            place.text(met.full, last),
            vec![place.text(first, end)],
            "head-bare",
        )]);
    }
    let mut aliases = vec![
        place.text(first, end),
        place.text(first, last),
        place.text(met.full, end),
        place.text(met.start, last),
    ];
    let joint = |at: usize| place.is(at, Role::Preposition) || place.is(at, Role::Coordinator);
    aliases.extend(
        (end + 1..last)
            .filter(|at| place.plain(*at) && joint(*at + 1))
            .map(|at| place.text(first, at)),
    );
    Some(vec![place.says(
        met,
        (met.start, last),
        place.text(met.full, last),
        aliases,
        "head-complement",
    )])
}

/// "een advies uitgebracht over de zeedijk", "een onderzoek gestart naar de waterkwaliteit": the participle of
/// the clause stands between the noun and its complement.
fn complement_apart<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    let end = noun.last;
    let document = noun.head.classes.contains(&place.scene.known.document);
    if !document || noun.plural || met.definite {
        return None;
    }
    let form = |at: usize| place.lexeme(at).form;
    // "uitgebracht", "op te stellen", "te doen"
    let te = (end + 1..end + 3).find(|at| place.word(*at) == "te" && form(at + 1).is_some());
    let verb = match te {
        Some(te) => Some(te + 1),
        None => Some(end + 1)
            .filter(|at| matches!(form(*at), Some(Form::Participle | Form::Infinitive))),
    };
    // "bracht een advies uit over"
    let particle =
        || PARTICLES.contains(&place.word(end + 1)) && COMPLEMENTS.contains(&place.word(end + 2));
    let verb = verb.or_else(|| particle().then_some(end + 1))?;
    let auxiliary = place.lexeme(verb + 1).roles.auxiliary();
    let after = verb + if auxiliary { 2 } else { 1 };
    let last = place.complement(after, false)?;
    let label = format!("{} {}", place.text(met.full, end), place.text(after, last)).into();
    let aliases = vec![
        place.text(noun.first, end),
        place.text(met.full, end),
        format!(
            "{} {}",
            place.text(noun.first, end),
            place.text(after, last)
        )
        .into(),
    ];
    Some(vec![place.says(
        met,
        (noun.first, end),
        label,
        aliases,
        "head-complement-apart",
    )])
}

/// "het manifest dat …": said once what it is.
fn relative<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    let follows = matches!(
        place.word(noun.last + 1),
        "dat" | "die" | "waarin" | "waarover"
    );
    if noun.plural || !met.definite || !follows || noun.head.bare || met.law {
        return None;
    }
    let (first, end) = (noun.first, noun.last);
    Some(vec![place.says(
        met,
        (first, end),
        place.text(met.full, end),
        vec![place.text(first, end)],
        "head-relative",
    )])
}

/// "het regeerprogramma", "het signaalformulier", "een landelijk sturingsmodel", "privacywetgeving":
/// a noun so narrow that it names one thing.
fn alone<'l>(place: &Place<'_, 'l>, met: &Met<'l>) -> Option<Vec<Candidate<'l>>> {
    let noun = &met.noun;
    let word = place.word(noun.first);
    let single = noun.first == noun.last;
    let bare = noun.head.bare && !noun.compound;
    let described =
        met.full < noun.first && (noun.compound || single && word.chars().count() >= 12);
    let long = (noun.compound || single && (met.definite || described)) && word.len() > 10;
    let narrow = met.definite && (noun.compound || !met.law)
        || noun.compound && (noun.head.described || met.law)
        || described;
    let listed = noun.plural && met.definite && word.len() > 13 && !met.document;
    if !(bare || long && (!noun.plural && narrow || listed)) {
        return None;
    }
    let (first, end) = (noun.first, noun.last);
    let label = if bare {
        place.text(first, end)
    } else {
        place.text(met.full, end)
    };
    Some(vec![place.says(
        met,
        (first, end),
        label,
        vec![place.text(first, end)],
        "head-bare",
    )])
}
