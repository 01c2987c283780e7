"use strict";
// What the page says of itself, in both languages. Names, sentences and letters stay as they are.

/** @typedef {"nl" | "en"} Language */

/** @type {Record<string, Record<Language, string>>} */
const WORDS = {
  skip: { nl: "Naar de tabel", en: "Skip to the table" },
  search: { nl: "Zoek", en: "Search" },
  searchHint: { nl: "naam, afkorting, woord uit een zin", en: "name, abbreviation, word of a sentence" },
  suggestions: { nl: "Suggesties", en: "Suggestions" },
  nothingFound: { nl: "Niets gevonden", en: "Nothing found" },
  found: { nl: "{n} suggesties", en: "{n} suggestions" },
  oversight: { nl: "Wie houdt toezicht op wat?", en: "Who oversees what?" },
  language: { nl: "English", en: "Nederlands" },
  filters: { nl: "Filters", en: "Filters" },
  active: { nl: "{n} actief", en: "{n} active" },
  picture: { nl: "Beeld", en: "Picture" },
  drawing: { nl: "Graaf van {nodes} namen en {claims} beweringen; dezelfde staan in de tabel", en: "Graph of {nodes} names and {claims} claims; the table holds the same" },
  keys: { nl: "Pijltjes: naar een naam in die richting · Enter: kies · + en −: zoom · 0: alles · / : zoek · Esc: wis keuze", en: "Arrows: to a name in that direction · Enter: choose · + and −: zoom · 0: everything · / : search · Esc: clear" },
  closer: { nl: "Dichterbij", en: "Zoom in" },
  farther: { nl: "Verder weg", en: "Zoom out" },
  fit: { nl: "Alles in beeld", en: "Fit" },
  around: { nl: "Alleen buren", en: "Neighbours only" },
  clear: { nl: "Wis keuzes", en: "Clear all" },
  claims: { nl: "Beweringen", en: "Claims" },
  details: { nl: "Gekozen", en: "Chosen" },
  shown: { nl: "{nodes} van {allNodes} namen, {claims} van {allClaims} beweringen", en: "{nodes} of {allNodes} names, {claims} of {allClaims} claims" },
  noClaims: { nl: "Geen bewering voldoet aan deze filters.", en: "No claim meets these filters." },
  classes: { nl: "Soort", en: "Class" },
  predicates: { nl: "Relatie", en: "Predicate" },
  statuses: { nl: "Status", en: "Status" },
  questions: { nl: "Vraag", en: "Question" },
  ministries: { nl: "Ministerie", en: "Ministry" },
  anyQuestion: { nl: "alle vragen", en: "all questions" },
  anyMinistry: { nl: "alle ministeries", en: "all ministries" },
  ministryHint: { nl: "Beweringen waaraan het ministerie of een ambt ervan deelneemt", en: "Claims in which the ministry or an office of it takes part" },
  wholeLetter: { nl: "hele brief {letter}", en: "whole letter {letter}" },
  more: { nl: "Ook tonen", en: "Also show" },
  structure: { nl: "vragen, brieven en wat zij noemen", en: "questions, letters and what they mention" },
  alone: { nl: "namen zonder bewering", en: "names in no claim" },
  subject: { nl: "Wie of wat", en: "Subject" },
  predicate: { nl: "Relatie", en: "Predicate" },
  object: { nl: "Wie of wat", en: "Object" },
  status: { nl: "Status", en: "Status" },
  where: { nl: "Waar", en: "Where" },
  stated: { nl: "gesteld", en: "stated" },
  planned: { nl: "voorgenomen", en: "planned" },
  denied: { nl: "ontkend", en: "denied" },
  asked: { nl: "alleen gevraagd", en: "only asked" },
  inferred: { nl: "afgeleid", en: "derived" },
  not: { nl: "niet: ", en: "not: " },
  question: { nl: "vraag {n}", en: "question {n}" },
  questionOf: { nl: "Vraag {n} van brief {letter}", en: "Question {n} of letter {letter}" },
  before: { nl: "buiten de vragen", en: "outside the questions" },
  showMore: { nl: "Toon alle {n} rijen", en: "Show all {n} rows" },
  sortBy: { nl: "sorteer op {name}", en: "sort by {name}" },
  also: { nl: "Ook", en: "Also" },
  elsewhere: { nl: "Elders", en: "Elsewhere" },
  opensNew: { nl: "opent een nieuw tabblad", en: "opens a new tab" },
  neighbours: { nl: "Buren", en: "Neighbours" },
  mentionedIn: { nl: "Genoemd in", en: "Mentioned in" },
  mentions: { nl: "Noemt", en: "Mentions" },
  others: { nl: "Verder", en: "Besides" },
  evidence: { nl: "Bewijs", en: "Evidence" },
  noEvidence: { nl: "Geen zin zegt dit: het volgt uit andere beweringen, uit de namenlijst of uit de opbouw van de brief.", en: "No sentence states this: it follows from other claims, from the lexicon or from the structure of the letter." },
  asksText: { nl: "De vraag", en: "The question" },
  answerText: { nl: "Het antwoord", en: "The answer" },
  passage: { nl: "In de brief", en: "In the letter" },
  place: { nl: "Teken {start} tot {end} van {total} ({share} %)", en: "Character {start} to {end} of {total} ({share} %)" },
  page: { nl: "bladzijde {n}", en: "page {n}" },
  line: { nl: "regel {n}", en: "line {n}" },
  paragraph: { nl: "alinea {n}", en: "paragraph {n}" },
  inSource: { nl: "In het bestand: {place}", en: "In the file: {place}" },
  ownPage: { nl: "Brief op een eigen bladzijde", en: "Letter on a page of its own" },
  rule: { nl: "Regel {rule}", en: "Rule {rule}" },
  openLetter: { nl: "Lees in de brief", en: "Read in the letter" },
  letterTitle: { nl: "Brief {letter}", en: "Letter {letter}" },
  close: { nl: "Sluit", en: "Close" },
  permalink: { nl: "Vaste koppeling", en: "Permalink" },
  between: { nl: "Ook tussen deze twee", en: "Also between these two" },
  subjectOf: { nl: "Over", en: "About" },
  askedOn: { nl: "gesteld op {date}", en: "asked on {date}" },
  answeredOn: { nl: "beantwoord op {date}", en: "answered on {date}" },
  start: { nl: "Kies een naam of een lijn in het beeld, of een rij van de tabel: hier komen de zinnen die het zeggen, met hun plaats in de brief.", en: "Choose a name or a line in the picture, or a row of the table: here come the sentences that say so, with their place in the letter." },
  legend: { nl: "Legenda", en: "Legend" },
  unknown: { nl: "Wat deze koppeling aanwijst, staat niet in deze graaf.", en: "What this link points at is not in this graph." },
  letters: { nl: "{n} brieven", en: "{n} letters" },
  madeBy: { nl: "Gemaakt met {generator}; werkt zonder netwerk.", en: "Made with {generator}; works without a network." },
};

/** @type {Language} */
let language = "nl";

/**
 * A text of the page in the present language, `{name}` filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
function say(key, values = {}) {
  const text = WORDS[key]?.[language] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? value.toLocaleString(language) : value;
  });
}
