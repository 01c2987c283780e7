// Which claims and names the filters let through.

/** @typedef {{claims: Claim[], nodes: Set<string>}} Shown */

/** @param {string} id The node and what stands for it: the offices of a ministry. */
function withOffices(id) {
  const out = new Set([id]);
  for (const claim of TOUCHING.get(id) ?? []) {
    if (claim.predicate === "roleIn" && claim.target === id) out.add(claim.source);
  }
  return out;
}

/**
 * Whether a claim is said in a question, or in a letter as a whole; what belongs to a question itself
 * counts, too.
 * @param {Claim} claim
 * @param {Thing} place
 */
function isSaidIn(claim, place) {
  if (claim.source === place.id || claim.target === place.id) return true;
  return claim.evidence.some((e) =>
    place.type === "Letter"
      ? e.letter === place.label
      : e.letter === place.letter && e.question === place.number,
  );
}

/**
 * What of the graph is shown. A filter with nothing ticked lets everything through.
 * @param {State} of
 * @returns {Shown}
 */
function shownBy(of) {
  const place = THINGS.get(of.question);
  const ministry = of.ministry ? withOffices(of.ministry) : null;
  const ofClass = (/** @type {string} */ id) => !!THINGS.get(id)?.types.some((t) => of.classes.has(t));
  let claims = GRAPH.edges.filter(
    (c) =>
      (of.structure || !isStructural(c)) &&
      (!of.predicates.size || of.predicates.has(c.predicate)) &&
      (!of.statuses.size || of.statuses.has(c.status)) &&
      (!of.classes.size || ofClass(c.source) || ofClass(c.target)) &&
      (!place || isSaidIn(c, place)) &&
      (!ministry || ministry.has(c.source) || ministry.has(c.target)),
  );
  if (of.around && THINGS.has(of.node)) {
    const near = new Set([of.node]);
    for (const c of claims) {
      if (c.source === of.node) near.add(c.target);
      if (c.target === of.node) near.add(c.source);
    }
    claims = claims.filter((c) => near.has(c.source) && near.has(c.target));
  }
  const nodes = new Set(claims.flatMap((c) => [c.source, c.target]));
  const free = !of.around && !of.predicates.size && !of.statuses.size && !of.question && !of.ministry;
  if (of.alone && free) {
    for (const node of GRAPH.nodes) {
      if ((of.structure || !isRecord(node)) && (!of.classes.size || ofClass(node.id))) nodes.add(node.id);
    }
  }
  // What is chosen is there, whatever the filters say.
  if (THINGS.has(of.node)) nodes.add(of.node);
  return { claims, nodes };
}

/** How many filters are set. @param {State} of */
function activeFilters(of) {
  return (
    of.classes.size + of.predicates.size + of.statuses.size + Number(!!of.question) + Number(!!of.ministry) +
    Number(of.around)
  );
}
