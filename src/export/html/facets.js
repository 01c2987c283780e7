// The filters: class, predicate, status, question, ministry.

/**
 * A box to tick, with how many claims or names it stands for.
 * @param {Set<string>} chosen @param {string} value @param {string} label @param {number} count
 * @param {(next: Set<string>) => void} act @param {Child} sample
 */
function tick(chosen, value, label, count, act, sample) {
  const input = make("input", {
    type: "checkbox",
    value,
    change: () => {
      const next = new Set(chosen);
      if (!next.delete(value)) next.add(value);
      act(next);
    },
  });
  input.checked = chosen.has(value);
  return make("label", { class: "tick" }, input, sample, make("span", { class: "name" }, label), make("span", { class: "count" }, String(count)));
}

/** @param {string} title @param {Child[]} children */
function group(title, ...children) {
  return make("fieldset", {}, make("legend", {}, say(title)), ...children);
}

/** A class as it is drawn. @param {ClassLook} look */
function classSample(look) {
  return draw("svg", { class: "sample", viewBox: "-20 -11 40 22", "aria-hidden": "true" }, ...shapeOf(look, 28, 13));
}

/** A line as it is drawn. @param {string} colour @param {string} width @param {string} head @param {string} [style] */
function lineSample(colour, width, head, style = "solid") {
  const tip = arrowhead(head);
  const svg = draw("svg", { class: "sample line", viewBox: "-20 -8 40 16", "aria-hidden": "true" },
    draw("path", { d: "M-19,0H16", class: "stroke", "stroke-width": width, "stroke-dasharray": dashes(style) }),
    draw("path", { d: tip.d, class: tip.hollow ? "head hollow" : "head", transform: "translate(18,0)" }));
  svg.style.setProperty("--line", colour);
  return svg;
}

/**
 * One value of many.
 * @param {string} title @param {string} any @param {string} value
 * @param {HTMLElement[]} options @param {(value: string) => void} act
 */
function pick(title, any, value, options, act) {
  const select = make("select", { id: `pick-${title}`, "aria-label": say(title) }, make("option", { value: "" }, say(any)), ...options);
  select.value = value;
  select.addEventListener("change", () => act(select.value));
  return group(title, select);
}

/** Draws all filters anew, and keeps the focus where it was. */
function drawFacets() {
  const focus = document.activeElement;
  const name = focus instanceof HTMLInputElement || focus instanceof HTMLSelectElement ? `${focus.closest("fieldset")?.dataset.name} ${focus instanceof HTMLInputElement ? focus.value : ""}` : "";
  const claims = GRAPH.edges.filter((c) => state.structure || !isStructural(c));
  const count = (/** @type {(c: Claim) => boolean} */ of) => claims.filter(of).length;
  const classCount = (/** @type {string} */ type) => GRAPH.nodes.filter((n) => n.types.includes(type)).length;
  const predicates = LOOK.predicates.filter((p) => state.structure || claims.some((c) => c.predicate === p.name));
  const facets = [
    group("classes", ...LOOK.classes.filter((c) => classCount(c.name) && (state.structure || !["Question", "Letter", "Dossier"].includes(c.name))).map((look) =>
      tick(state.classes, look.name, classLabel(look.name), classCount(look.name), (classes) => choose({ classes }), classSample(look)))),
    group("predicates", ...predicates.map((look) =>
      tick(state.predicates, look.name, predicateLabel(look.name), count((c) => c.predicate === look.name), (p) => choose({ predicates: p }), lineSample(look.colour, look.width, look.head)))),
    group("statuses", ...LOOK.statuses.filter((s) => count((c) => c.status === s.name)).map((look) =>
      tick(state.statuses, look.name, say(look.name), count((c) => c.status === look.name), (statuses) => choose({ statuses }), lineSample(look.colour ?? "#4d4d4d", "1.4", look.head ?? "normal", look.line)))),
    pick("questions", "anyQuestion", state.question, questionOptions(), (question) => choose({ question })),
    pick("ministries", "anyMinistry", state.ministry, ministryOptions(), (ministry) => choose({ ministry })),
    group("more",
      tick(new Set(state.structure ? ["1"] : []), "1", say("structure"), GRAPH.edges.filter(isStructural).length, (s) => choose({ structure: s.size > 0 }), null),
      tick(new Set(state.alone ? ["2"] : []), "2", say("alone"), GRAPH.nodes.filter((n) => !isRecord(n) && !(TOUCHING.get(n.id) ?? []).some((c) => !isStructural(c))).length, (s) => choose({ alone: s.size > 0 }), null)),
  ];
  ["class", "predicate", "status", "question", "ministry", "more"].forEach((id, n) => {
    const facet = facets[n];
    if (facet) facet.dataset.name = id;
  });
  const hint = make("p", { class: "hint", id: "ministry-hint" }, say("ministryHint"));
  facets[4]?.append(hint);
  facets[4]?.querySelector("select")?.setAttribute("aria-describedby", "ministry-hint");
  byId("facets").replaceChildren(...facets);
  const active = activeFilters(state);
  byId("filter-count").textContent = active ? say("active", { n: active }) : "";
  if (name) {
    const [set, value] = name.split(" ");
    const again = [...byId("facets").querySelectorAll("input, select")].find((e) =>
      e instanceof HTMLElement && e.closest("fieldset")?.dataset.name === set && (e instanceof HTMLSelectElement || (e instanceof HTMLInputElement && e.value === value)));
    if (again instanceof HTMLElement) again.focus();
  }
}

/** Questions under their letters, in the order of their numbers. */
function questionOptions() {
  return [...LETTERS].sort((a, b) => collator.compare(a[0], b[0])).map(([letter, node]) => {
    const questions = [...QUESTIONS.values()].filter((q) => q.letter === letter).sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
    return make("optgroup", { label: node.subject ? `${letter}: ${node.subject}` : letter },
      make("option", { value: node.id }, say("wholeLetter", { letter })),
      ...questions.map((q) => make("option", { value: q.id }, `${say("question", { n: String(q.number) })}: ${(q.text ?? "").slice(0, 60)}${(q.text ?? "").length > 60 ? "…" : ""}`)));
  });
}

function ministryOptions() {
  return GRAPH.nodes.filter((n) => n.types.includes("Ministry")).sort((a, b) => collator.compare(a.label, b.label))
    .map((n) => make("option", { value: n.id }, n.label));
}
