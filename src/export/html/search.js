// Search with suggestions: a combobox after the ARIA Authoring Practices.

/** @typedef {{label: string, hint: string, act: () => void}} Suggestion */

const MOST = 12;

/** What can be found of a node or a claim. @type {{text: string, node?: Thing, claim?: Claim, quote?: string}[]} */
const INDEX = [
  ...GRAPH.nodes.flatMap((node) => [node.label, ...node.altLabels].map((name) => ({ text: fold(name), node }))),
  ...GRAPH.edges.filter((c) => !isStructural(c)).flatMap((claim) =>
    claim.evidence.map((e) => ({ text: fold(e.quote), claim, quote: e.quote })),
  ),
  ...GRAPH.nodes.filter((n) => n.type === "Question").map((node) => ({ text: fold(node.text ?? ""), node, quote: node.text })),
];

/**
 * The best hits: names that begin so, names with a word that begins so, names that hold it, sentences.
 * @param {string} typed
 * @returns {Suggestion[]}
 */
function suggest(typed) {
  const wanted = fold(typed.trim());
  if (!wanted) return [];
  const found = [];
  for (const entry of INDEX) {
    const at = entry.text.indexOf(wanted);
    if (at < 0) continue;
    const whole = entry.text === wanted;
    const word = at > 0 && /[\s(\-‘“]/.test(entry.text[at - 1] ?? "");
    const rank = (whole ? 0 : at === 0 ? 1 : word ? 2 : 3) + (entry.quote ? 10 : 0) + (entry.node && isRecord(entry.node) ? 5 : 0);
    found.push({ entry, rank });
  }
  const degree = (/** @type {Thing | undefined} */ node) => (node ? (TOUCHING.get(node.id)?.length ?? 0) : 0);
  found.sort((a, b) => a.rank - b.rank || degree(b.entry.node) - degree(a.entry.node));
  const seen = new Set();
  /** @type {Suggestion[]} */
  const out = [];
  for (const { entry } of found) {
    const { node, claim } = entry;
    const key = node ?? entry.text;
    if (seen.has(key) || out.length >= MOST) continue;
    seen.add(key);
    if (node) {
      const hint = entry.quote ? excerpt(entry.quote, entry.text.indexOf(wanted)) : classLabel(node.type);
      out.push({ label: node.type === "Question" ? placeLabel({ letter: node.letter ?? "", question: node.number ?? 0, start: 0, end: 0, quote: "", rule: "" }) : node.label, hint, act: () => chooseNode(node.id) });
    } else if (claim) {
      const label = `${labelOf(claim.source)} ${claimLabel(claim)} ${labelOf(claim.target)}`;
      out.push({ label, hint: excerpt(entry.quote ?? "", entry.text.indexOf(wanted)), act: () => chooseClaim(claim) });
    }
  }
  return out;
}

/** Some words round a place. @param {string} text @param {number} at */
function excerpt(text, at) {
  const start = Math.max(0, at - 30);
  return `${start ? "…" : ""}${text.slice(start, start + 90)}${text.length > start + 90 ? "…" : ""}`;
}

function wireSearch() {
  const input = /** @type {HTMLInputElement} */ (byId("search"));
  const list = byId("suggestions");
  /** @type {Suggestion[]} */
  let offered = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const take = (/** @type {Suggestion | undefined} */ one) => {
    if (!one) return;
    close();
    input.value = "";
    one.act();
    // The panel is told only when the address has changed.
    setTimeout(() => byId("panel").focus({ preventScroll: false }));
  };
  const offer = () => {
    offered = suggest(input.value);
    at = -1;
    const empty = input.value.trim() && !offered.length;
    list.replaceChildren(
      ...offered.map((one, n) =>
        make("li", { role: "option", id: `suggestion-${n}`, "aria-selected": "false", pointerdown: (/** @type {Event} */ e) => e.preventDefault(), click: () => take(one) },
          make("span", { class: "name" }, one.label), make("span", { class: "hint" }, one.hint)),
      ),
    );
    if (empty) list.append(make("li", { class: "hint", role: "option", "aria-disabled": "true" }, say("nothingFound")));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    byId("now").textContent = input.value.trim() ? say(offered.length ? "found" : "nothingFound", { n: offered.length }) : "";
  };
  const move = (/** @type {number} */ step) => {
    if (list.hidden) offer();
    if (!offered.length) return;
    at = (at + step + offered.length + (at < 0 && step < 0 ? 1 : 0)) % offered.length;
    list.querySelectorAll("[role=option]").forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    input.setAttribute("aria-activedescendant", `suggestion-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  input.addEventListener("input", offer);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") take(offered[Math.max(at, 0)]);
    else if (event.key === "Escape" && !list.hidden) {
      close();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
}
