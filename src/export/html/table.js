// The claims as a table: the same as the picture, for eyes, keyboards and screen readers alike.

const ROWS = 200;
let allRows = false;

/** @type {Record<string, (claim: Claim) => string>} */
const COLUMNS = {
  subject: (c) => labelOf(c.source),
  predicate: (c) => predicateLabel(c.predicate),
  object: (c) => labelOf(c.target),
  status: (c) => String(LOOK.statuses.findIndex((s) => s.name === c.status)),
  where: (c) => (c.evidence[0] ? `${c.evidence[0].letter} ${c.evidence[0].question}` : "~"),
};

/** The claims in the order that is chosen: a column, with "-" before it for the other way. */
function sortedClaims() {
  const down = state.sort.startsWith("-");
  const name = state.sort.replace(/^-/, "");
  const of = COLUMNS[name];
  const claims = [...shown.claims];
  if (!of) return claims.sort((a, b) => Number(isStructural(a)) - Number(isStructural(b)));
  const keys = new Map(claims.map((c) => [c, of(c)]));
  claims.sort((a, b) => collator.compare(keys.get(a) ?? "", keys.get(b) ?? ""));
  return down ? claims.reverse() : claims;
}

function drawTable() {
  const claims = sortedClaims();
  const box = byId("rows");
  if (!claims.length) {
    box.replaceChildren(make("p", {}, say("noClaims")));
    return;
  }
  const focus = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.sort : undefined;
  const chosen = chosenClaim();
  const head = make("tr", {}, ...Object.keys(COLUMNS).map((name) => {
    const order = state.sort === name ? "ascending" : state.sort === `-${name}` ? "descending" : "none";
    const sign = order === "ascending" ? " ▲" : order === "descending" ? " ▼" : "";
    return make("th", { scope: "col", "aria-sort": order },
      button(say(name) + sign, () => choose({ sort: state.sort === name ? `-${name}` : name }), { "data-sort": name, title: say("sortBy", { name: say(name) }) }));
  }));
  const shownRows = allRows ? claims : claims.slice(0, ROWS);
  const body = make("tbody", {}, ...shownRows.map((claim) => {
    const relation = button(claimLabel(claim), () => chooseClaim(claim), { class: "as-link relation" });
    relation.style.setProperty("--line", STATUSES.get(claim.status)?.colour ?? PREDICATES.get(claim.predicate)?.colour ?? "#4d4d4d");
    const places = [...new Set(claim.evidence.map(placeLabel))];
    const where = places.length > 3 ? `${places.slice(0, 3).join(", ")} … (${places.length})` : places.join(", ");
    return make("tr", { "aria-current": claim === chosen ? "true" : null },
      make("th", { scope: "row", lang: "nl" }, nodeButton(claim.source)),
      make("td", {}, relation),
      make("td", { lang: "nl" }, nodeButton(claim.target)),
      make("td", {}, say(claim.status) + (claim.inferred ? `, ${say("inferred")}` : "")),
      make("td", {}, where));
  }));
  const rest = claims.length > shownRows.length
    ? button(say("showMore", { n: claims.length }), () => {
        allRows = true;
        drawTable();
      }, { class: "more" })
    : null;
  box.replaceChildren(make("table", { "aria-labelledby": "table-title" }, make("thead", {}, head), body), ...(rest ? [rest] : []));
  if (focus) {
    const again = box.querySelector(`[data-sort="${focus}"]`);
    if (again instanceof HTMLElement) again.focus();
  }
}
