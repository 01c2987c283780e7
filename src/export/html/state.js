// What is chosen, as it stands in the address after "#": a link to it shows the same.

/**
 * @typedef {{classes: Set<string>, predicates: Set<string>, statuses: Set<string>, question: string, ministry: string,
 *   structure: boolean, alone: boolean, node: string, from: string, rel: string, to: string, around: boolean,
 *   sort: string, lang: Language | ""}} State
 */

/** @type {State} */
let state = stateOf("");

/** @param {string} hash @returns {State} */
function stateOf(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (/** @type {string} */ name) => given.get(name) ?? "";
  const set = (/** @type {string} */ name) => new Set(text(name).split(",").filter(Boolean));
  const lang = text("lang");
  return {
    classes: set("class"),
    predicates: set("predicate"),
    statuses: set("status"),
    question: text("question"),
    ministry: text("ministry"),
    structure: text("structure") === "1",
    alone: text("alone") === "1",
    node: text("node"),
    from: text("from"),
    rel: text("rel"),
    to: text("to"),
    around: text("around") === "1",
    sort: text("sort"),
    lang: lang === "nl" || lang === "en" ? lang : "",
  };
}

/** @param {State} of @returns {string} */
function hashOf(of) {
  const out = new URLSearchParams();
  const put = (/** @type {string} */ name, /** @type {string} */ value) => value && out.set(name, value);
  put("node", of.node);
  put("from", of.from);
  put("rel", of.rel);
  put("to", of.to);
  put("around", of.around ? "1" : "");
  put("class", [...of.classes].sort().join(","));
  put("predicate", [...of.predicates].sort().join(","));
  put("status", [...of.statuses].sort().join(","));
  put("question", of.question);
  put("ministry", of.ministry);
  put("structure", of.structure ? "1" : "");
  put("alone", of.alone ? "1" : "");
  put("sort", of.sort);
  put("lang", of.lang);
  return `#${out.toString().replace(/%2C/g, ",")}`;
}

/**
 * Changes what is chosen; the page follows the address. Each choice can be undone with "back".
 * @param {Partial<State>} change
 */
function choose(change) {
  const hash = hashOf({ ...state, ...change });
  if (hash !== location.hash && !(hash === "#" && !location.hash)) location.hash = hash;
}

/** @param {string} id */
function chooseNode(id) {
  choose({ node: id, from: "", rel: "", to: "" });
}

/** @param {Claim} claim */
function chooseClaim(claim) {
  choose({ node: "", from: claim.source, rel: claim.key, to: claim.target, around: false });
}

/** The claim that is chosen, if there is one of that name. */
function chosenClaim() {
  return state.from ? findClaim(state.from, state.rel, state.to) : undefined;
}
