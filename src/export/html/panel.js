// What is known of the name or the claim that is chosen, with the sentences that say so.

/** Which register an address belongs to. @param {string} address */
function registerOf(address) {
  if (address.includes("identifier.overheid.nl/tooi/")) return "TOOI";
  if (address.includes("wikidata.org/")) return "Wikidata";
  if (address.includes("/eli/")) return "ELI";
  if (address.includes("wetten.overheid.nl") || address.includes("/BWBR")) return "BWB";
  if (address.includes("/celex/")) return "CELEX";
  if (address.includes("/corporate-body/")) return "EU";
  if (address.includes("/ecli") || address.includes("ECLI")) return "ECLI";
  try {
    return new URL(address).host;
  } catch {
    return "";
  }
}

/** A name that chooses its node. @param {string} id @param {string} [text] */
function nodeButton(id, text) {
  return button(text ?? labelOf(id), () => chooseNode(id), { class: "as-link" });
}

/** A claim in words; its predicate opens the sentences. @param {Claim} claim @param {string} [self] */
function claimLine(claim, self) {
  const end = (/** @type {string} */ id) => (id === self ? make("strong", {}, labelOf(id)) : nodeButton(id));
  const relation = button(claimLabel(claim), () => chooseClaim(claim), { class: `as-link relation ${claim.status}` });
  relation.style.setProperty("--line", STATUSES.get(claim.status)?.colour ?? PREDICATES.get(claim.predicate)?.colour ?? "#4d4d4d");
  return make("li", {}, end(claim.source), " ", relation, " ", end(claim.target), claim.inferred && make("span", { class: "hint" }, ` (${say("inferred")})`));
}

/** Draws the panel for what is chosen. */
function drawPanel() {
  const panel = byId("panel");
  const claim = chosenClaim();
  const thing = THINGS.get(state.node);
  if (claim) panel.replaceChildren(...claimPanel(claim));
  else if (thing) panel.replaceChildren(...nodePanel(thing));
  else panel.replaceChildren(...emptyPanel());
  // The sentence is in sight, however long its answer.
  for (const mark of panel.querySelectorAll("mark")) {
    const box = mark.parentElement;
    if (box) box.scrollTop = mark.offsetTop - box.offsetTop - 30;
  }
}

function emptyPanel() {
  const lost = state.node || state.from ? make("p", { class: "lost", role: "alert" }, say("unknown")) : null;
  const letters = [...LETTERS.values()].sort((a, b) => collator.compare(a.label, b.label)).map((letter) =>
    make("li", {}, nodeButton(letter.id, letter.label), letter.subject ? make("span", { class: "hint", lang: "nl" }, ` ${letter.subject}`) : null));
  return [...(lost ? [lost] : []), make("p", {}, say("start")), make("ul", { class: "plain" }, ...letters)];
}

/** The address of what is chosen now. */
function permalink() {
  return make("a", { href: hashOf(state), class: "permalink" }, say("permalink"));
}

/** @param {Thing} thing */
function nodePanel(thing) {
  const heading = make("div", { class: "heading" },
    make("p", { class: "kind" }, classSample(lookOf(thing)), thing.types.map(classLabel).join(" · ")),
    make("h2", { lang: "nl" }, thing.type === "Question" ? say("questionOf", { n: String(thing.number), letter: thing.letter ?? "" }) : thing.label));
  /** @type {HTMLElement[]} */
  const parts = [heading];
  if (thing.subject) parts.push(make("p", { lang: "nl" }, thing.subject));
  const dates = [thing.askedOn && say("askedOn", { date: thing.askedOn }), thing.answeredOn && say("answeredOn", { date: thing.answeredOn })].filter(Boolean);
  if (dates.length) parts.push(make("p", {}, dates.join(", ")));
  if (thing.type === "Letter") parts.push(button(say("openLetter"), () => openLetter(thing.label)));
  if (thing.altLabels.length) parts.push(make("p", {}, make("span", { class: "kind" }, `${say("also")}: `), make("span", { lang: "nl" }, thing.altLabels.join(" · "))));
  if (thing.sameAs.length) {
    parts.push(make("ul", { class: "plain elsewhere", "aria-label": say("elsewhere") }, ...thing.sameAs.map((address) => {
      const register = registerOf(address);
      return make("li", {}, make("span", { class: "badge" }, register), " ", link(address, address.replace(/^https?:\/\//, "")));
    })));
  }
  parts.push(make("p", { class: "tools" }, permalink()));
  if (thing.type === "Question") {
    const inLetter = button(say("openLetter"), () => openLetter(thing.letter ?? "", placeOf(thing)));
    parts.push(section("asksText", passage(thing.text ?? "", [])), section("answerText", passage(thing.answer ?? "—", [])), inLetter);
  }
  const claims = TOUCHING.get(thing.id) ?? [];
  const own = claims.filter((c) => !isStructural(c)).sort((a, b) => Number(b.source === thing.id) - Number(a.source === thing.id) || collator.compare(a.predicate, b.predicate));
  if (own.length) parts.push(section("neighbours", make("ul", { class: "plain claims" }, ...own.map((c) => claimLine(c, thing.id)))));
  const mentioned = claims.filter((c) => c.predicate === "mentions" && c.target === thing.id);
  const numbered = (/** @type {Claim} */ c) => THINGS.get(c.source)?.number ?? 0;
  if (mentioned.length) {
    mentioned.sort((a, b) => collator.compare(labelOf(a.source), labelOf(b.source)) || numbered(a) - numbered(b));
    parts.push(section("mentionedIn", make("ul", { class: "plain chips" }, ...mentioned.map((c) => {
      const question = THINGS.get(c.source);
      const text = GRAPH.graph.letters.length > 1 ? `${question?.letter} ${question?.number}` : labelOf(c.source);
      return make("li", {}, button(text, () => chooseClaim(c), { class: "as-link" }));
    }))));
  }
  const mentions = claims.filter((c) => c.predicate === "mentions" && c.source === thing.id);
  if (mentions.length) parts.push(section("mentions", make("ul", { class: "plain chips" }, ...mentions.map((c) => make("li", {}, button(labelOf(c.target), () => chooseClaim(c), { class: "as-link" }))))));
  const others = claims.filter((c) => isStructural(c) && c.predicate !== "mentions");
  if (others.length && others.length <= 200) parts.push(folded(say("others"), make("ul", { class: "plain claims" }, ...others.map((c) => claimLine(c, thing.id)))));
  parts.push(make("p", { class: "hint" }, make("code", {}, thing.iri)));
  return parts;
}

/** @param {string} title @param {Child[]} children */
function section(title, ...children) {
  return make("section", {}, make("h3", {}, say(title)), ...children);
}

/** @param {string} title @param {Child[]} children */
function folded(title, ...children) {
  return make("details", {}, make("summary", {}, title), ...children);
}

/** @param {Claim} claim */
function claimPanel(claim) {
  const line = claimLine(claim);
  /** @type {HTMLElement[]} */
  const parts = [
    make("div", { class: "heading" }, make("p", { class: "kind" }, say(claim.status), claim.inferred ? ` · ${say("inferred")}` : ""),
      make("h2", { lang: "nl", class: "claim" }, ...line.childNodes)),
    make("p", { class: "tools" }, permalink()),
  ];
  if (!claim.evidence.length) parts.push(make("p", {}, say("noEvidence")));
  for (const evidence of claim.evidence) parts.push(evidencePart(evidence));
  const other = (TOUCHING.get(claim.source) ?? []).filter((c) => c !== claim && !isStructural(c) && (c.target === claim.target || c.source === claim.target));
  if (other.length) parts.push(section("between", make("ul", { class: "plain claims" }, ...other.map((c) => claimLine(c)))));
  return parts;
}

/** One sentence: marked in its answer, with its place in the letter. @param {Evidence} evidence */
function evidencePart(evidence) {
  const { at, total } = letterText(evidence.letter);
  const question = QUESTIONS.get(`${evidence.letter} ${evidence.question}`);
  const letter = LETTERS.get(evidence.letter);
  const place = { start: at(evidence.start), end: at(evidence.end) };
  const round = surroundings(evidence.letter, place, question);
  const share = total ? Math.round((evidence.start / total) * 100) : 0;
  const strip = make("div", { class: "strip", "aria-hidden": "true" }, make("span", {}));
  strip.style.setProperty("--at", `${total ? (evidence.start / total) * 100 : 0}%`);
  strip.style.setProperty("--long", `${total ? ((evidence.end - evidence.start) / total) * 100 : 0}%`);
  return make("article", { class: "evidence" },
    make("h3", {}, question ? nodeButton(question.id, say("questionOf", { n: String(evidence.question), letter: evidence.letter })) : `${say("letterTitle", { letter: evidence.letter })}, ${say("before")}`),
    question && round.title !== "asksText" ? make("p", { class: "asked", lang: "nl" }, question.text ?? "") : null,
    make("h4", {}, say(round.title)),
    passage(round.text, [round.mark]),
    strip,
    make("p", { class: "hint" }, `${say("place", { start: evidence.start, end: evidence.end, total, share })} · ${say("rule", { rule: evidence.rule })}`),
    sourcePlace(evidence),
    letter ? button(say("openLetter"), () => openLetter(evidence.letter, place)) : null,
    letter && LOOK.letters ? make("p", {}, link(new URL(`${LOOK.letters}${encodeURIComponent(evidence.letter)}#c${evidence.start}`, location.href).href, say("ownPage"))) : null);
}

/** Where a sentence begins in the file that was read: page and line, or paragraph. @param {Evidence} evidence */
function sourcePlace(evidence) {
  const parts = Object.entries(evidence.place ?? {}).map(([unit, n]) => say(unit, { n: String(n) }));
  return parts.length ? make("p", { class: "hint" }, say("inSource", { place: parts.join(", ") })) : null;
}

/** @typedef {{start: number, end: number}} Place */

/**
 * The answer or the question that holds a place; else some lines round it. Where the letter's text is
 * not at hand, the sentence alone.
 * @param {string} letter @param {Place} place @param {Thing | undefined} question
 * @returns {{title: string, text: string, mark: Place}}
 */
function surroundings(letter, place, question) {
  const { text } = letterText(letter);
  for (const [title, part] of /** @type {[string, string | undefined][]} */ ([["answerText", question?.answer], ["asksText", question?.text]])) {
    if (!part) continue;
    for (let from = text.indexOf(part); from >= 0 && from <= place.start; from = text.indexOf(part, from + 1)) {
      if (place.end <= from + part.length) return { title, text: part, mark: { start: place.start - from, end: place.end - from } };
    }
  }
  const start = Math.max(0, text.lastIndexOf("\n", Math.max(0, place.start - 200)) + 1);
  const after = text.indexOf("\n", place.end + 200);
  const end = after < 0 ? text.length : after;
  return { title: "passage", text: text.slice(start, end), mark: { start: place.start - start, end: place.end - start } };
}

/** Where a question stands in its letter. @param {Thing} question @returns {Place | undefined} */
function placeOf(question) {
  const start = letterText(question.letter ?? "").text.indexOf(question.text ?? "");
  return start < 0 ? undefined : { start, end: start + (question.text ?? "").length };
}

/** A text of the letter with marks. @param {string} text @param {Place[]} marks */
function passage(text, marks) {
  const out = make("blockquote", { lang: "nl", tabindex: marks.length ? 0 : null });
  let at = 0;
  for (const mark of marks) {
    out.append(text.slice(at, mark.start), make("mark", {}, text.slice(mark.start, mark.end)));
    at = mark.end;
  }
  out.append(text.slice(at));
  return out;
}
