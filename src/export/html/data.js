// The graph as the page carries it, and ways through it.

/**
 * @typedef {{letter: string, question: number, start: number, end: number, quote: string, rule: string,
 *   place?: {page?: number, line?: number, paragraph?: number}}} Evidence
 * @typedef {{id: string, iri: string, type: string, types: string[], label: string, altLabels: string[], sameAs: string[],
 *   number?: number, text?: string, answer?: string, letter?: string, subject?: string, sha256?: string,
 *   askedOn?: string, answeredOn?: string}} Thing
 * @typedef {{source: string, target: string, key: string, predicate: string, status: string, inferred?: boolean, evidence: Evidence[]}} Claim
 * @typedef {{graph: {name: string, generator: string, letters: string[]}, nodes: Thing[], edges: Claim[]}} GraphDocument
 * @typedef {{name: string, nl: string, en: string, shape: string, style: string, fill: string, line: string, borders: number}} ClassLook
 * @typedef {{name: string, nl: string, en: string, family: string, colour: string, head: string, width: string, symmetric: boolean, structural: boolean}} PredicateLook
 * @typedef {{name: string, line: string, colour: string | null, head: string | null}} StatusLook
 * @typedef {{classes: ClassLook[], predicates: PredicateLook[], statuses: StatusLook[], places: Record<string, [number, number]>, letters: string | null}} Look
 */

const GRAPH = /** @type {GraphDocument} */ (JSON.parse(byId("graph").textContent ?? ""));
const LOOK = /** @type {Look} */ (JSON.parse(byId("look").textContent ?? ""));

/** @type {Map<string, Thing>} */
const THINGS = new Map(GRAPH.nodes.map((node) => [node.id, node]));
/** @type {Map<string, ClassLook>} */
const CLASSES = new Map(LOOK.classes.map((look) => [look.name, look]));
/** @type {Map<string, PredicateLook>} */
const PREDICATES = new Map(LOOK.predicates.map((look) => [look.name, look]));
/** @type {Map<string, StatusLook>} */
const STATUSES = new Map(LOOK.statuses.map((look) => [look.name, look]));
const PLACES = new Map(Object.entries(LOOK.places));

/** Claims by either end. @type {Map<string, Claim[]>} */
const TOUCHING = new Map(GRAPH.nodes.map((node) => [node.id, []]));
for (const claim of GRAPH.edges) {
  TOUCHING.get(claim.source)?.push(claim);
  if (claim.target !== claim.source) TOUCHING.get(claim.target)?.push(claim);
}

/** Letters by their id. @type {Map<string, Thing>} */
const LETTERS = new Map(GRAPH.nodes.filter((n) => n.type === "Letter").map((n) => [n.label, n]));
/** Questions by letter and number. @type {Map<string, Thing>} */
const QUESTIONS = new Map(
  GRAPH.nodes.filter((n) => n.type === "Question").map((n) => [`${n.letter} ${n.number}`, n]),
);

/** @param {Thing | undefined} thing */
const isRecord = (thing) => !thing || ["Question", "Letter", "Dossier"].includes(thing.type);

/** @param {string} id @returns {string} */
const labelOf = (id) => THINGS.get(id)?.label ?? id;

/** @param {string} name */
function classLabel(name) {
  return CLASSES.get(name)?.[language] || name;
}

/** @param {string} name */
function predicateLabel(name) {
  return PREDICATES.get(name)?.[language] || name;
}

/** @param {Claim} claim Whether it belongs to the letter's structure, not to what the letter says. */
function isStructural(claim) {
  const look = PREDICATES.get(claim.predicate);
  return !!look?.structural || isRecord(THINGS.get(claim.source)) || isRecord(THINGS.get(claim.target));
}

/** @param {Claim} claim */
function claimLabel(claim) {
  const name = predicateLabel(claim.predicate);
  if (claim.status === "denied") return say("not") + name;
  if (claim.status === "planned") return `${name} (${say("planned")})`;
  return claim.status === "asked" ? `${name}?` : name;
}

/** @param {string} source @param {string} key @param {string} target */
function findClaim(source, key, target) {
  return TOUCHING.get(source)?.find((c) => c.source === source && c.key === key && c.target === target);
}

/** @param {Evidence} evidence */
function placeLabel(evidence) {
  const where = evidence.question ? say("question", { n: String(evidence.question) }) : say("before");
  return GRAPH.graph.letters.length > 1 ? `${evidence.letter}, ${where}` : where;
}

/** Where each character of a letter begins in the script's own units; most letters need no table. */
/** @type {Map<string, {text: string, total: number, at: (character: number) => number}>} */
const TEXTS = new Map();

/**
 * The text of a letter, and how places in characters are found in it.
 * @param {string} letter
 */
function letterText(letter) {
  const known = TEXTS.get(letter);
  if (known) return known;
  const text = LETTERS.get(letter)?.text ?? "";
  /** @type {number[]} */
  const starts = [];
  if (/[\ud800-\udbff]/.test(text)) {
    let unit = 0;
    for (const character of text) {
      starts.push(unit);
      unit += character.length;
    }
  }
  const made = {
    text,
    total: starts.length || text.length,
    at: (/** @type {number} */ n) => (starts.length ? (starts[n] ?? text.length) : Math.min(n, text.length)),
  };
  TEXTS.set(letter, made);
  return made;
}

/** For search: without case and accents. @param {string} text */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const collator = new Intl.Collator("nl", { numeric: true });
