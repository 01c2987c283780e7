// From the address to the page: whatever is chosen changes the address, and the page follows it.

/** What the filters let through now. @type {Shown} */
let shown = { claims: [], nodes: new Set() };

/** What the picture and the table were last drawn for. */
let drawn = "";

/** Puts the present language on everything that stands in the page itself. */
function drawWords() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = say(element.getAttribute("data-t") ?? "");
  for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", say(element.getAttribute("data-t-label") ?? ""));
  for (const element of document.querySelectorAll("[data-t-placeholder]")) element.setAttribute("placeholder", say(element.getAttribute("data-t-placeholder") ?? ""));
  const letters = [...LETTERS.values()];
  const subject = letters.length === 1 ? letters[0]?.subject : say("letters", { n: letters.length });
  byId("title").replaceChildren(GRAPH.graph.name, subject ? make("span", { class: "hint" }, ` ${subject}`) : "");
  const count = GRAPH.edges.filter((c) => c.predicate === "oversees").length;
  byId("oversight").textContent = `${say("oversight")} (${count})`;
  byId("language").textContent = say("language");
  byId("language").lang = language === "nl" ? "en" : "nl";
  byId("about").textContent = say("madeBy", { generator: GRAPH.graph.generator });
}

/** Whether just "who oversees what" is shown. */
function isOversight() {
  return state.predicates.size === 1 && state.predicates.has("oversees") && activeFilters(state) === 1;
}

/** Draws what the address says; only what has changed. */
function follow() {
  state = stateOf(location.hash);
  language = state.lang || (navigator.language.toLowerCase().startsWith("nl") ? "nl" : "en");
  drawWords();
  drawFacets();
  const { sort, from, rel, to, node, ...filters } = state;
  const key = JSON.stringify([hashOf({ ...state, ...filters, sort: "", from: "", rel: "", to: "", node: state.around || !shown.nodes.has(node) ? node : "" }), language]);
  if (key !== drawn) {
    drawn = key;
    allRows = false;
    shown = shownBy(state);
    drawPicture(shown);
    const all = GRAPH.edges.filter((c) => state.structure || !isStructural(c));
    byId("shown").textContent = shown.claims.length || shown.nodes.size ? say("shown", {
      nodes: shown.nodes.size,
      allNodes: GRAPH.nodes.filter((n) => state.structure || !isRecord(n)).length,
      claims: shown.claims.length,
      allClaims: all.length,
    }) : say("noClaims");
  }
  drawTable();
  drawPanel();
  markChosen();
  byId("oversight").setAttribute("aria-pressed", String(isOversight()));
  const around = byId("around");
  around.setAttribute("aria-pressed", String(state.around));
  around.toggleAttribute("disabled", !THINGS.has(state.node));
  byId("clear").toggleAttribute("disabled", !activeFilters(state) && !state.node && !state.from);
  const claim = chosenClaim();
  if (state.node) reveal(state.node);
  else if (claim) reveal(claim.source);
}

/** On paper all rows are there, and the picture has the width of the page. */
function wirePrint() {
  let more = false;
  addEventListener("beforeprint", () => {
    more = allRows;
    allRows = true;
    drawTable();
    if (drawing.dataset.box) drawing.setAttribute("viewBox", drawing.dataset.box);
    scene.world?.removeAttribute("transform");
    drawing.classList.remove("far", "middle");
  });
  addEventListener("afterprint", () => {
    allRows = more;
    drawTable();
    drawing.removeAttribute("viewBox");
    applyView();
  });
}

function start() {
  wirePicture();
  wireSearch();
  wirePrint();
  /** @type {HTMLDetailsElement} */ (byId("filter-box")).open = matchMedia("(min-width: 900px)").matches;
  const none = { classes: new Set(), predicates: new Set(), statuses: new Set(), question: "", ministry: "", around: false, node: "", from: "", rel: "", to: "" };
  byId("oversight").addEventListener("click", () => {
    choose(isOversight() ? { predicates: new Set() } : { ...none, predicates: new Set(["oversees"]) });
  });
  byId("language").addEventListener("click", () => choose({ lang: language === "nl" ? "en" : "nl" }));
  byId("around").addEventListener("click", () => choose({ around: !state.around }));
  byId("clear").addEventListener("click", () => choose(none));
  byId("skip").addEventListener("click", (event) => {
    // The address is for choices; the link only moves the focus.
    event.preventDefault();
    byId("table").focus();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape" && !document.querySelector("dialog[open]") && (state.node || state.from)) {
      choose({ node: "", from: "", rel: "", to: "", around: false });
    }
  });
  addEventListener("hashchange", follow);
  let width = drawing.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(drawing.clientWidth - width) < 2) return;
    width = drawing.clientWidth;
    fitView();
  }).observe(drawing);
  follow();
}

start();
