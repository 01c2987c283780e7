// A whole letter, with everything marked that a shown claim rests on.

/**
 * Opens a letter, at a place if one is given.
 * @param {string} letter @param {Place} [here] in the script's own units
 */
function openLetter(letter, here) {
  const { text, at } = letterText(letter);
  const dialog = /** @type {HTMLDialogElement} */ (byId("letter"));
  /** @type {{place: Place, claim: Claim}[]} */
  const marks = [];
  for (const claim of shown.claims) {
    if (isStructural(claim)) continue;
    for (const e of claim.evidence) {
      if (e.letter === letter) marks.push({ place: { start: at(e.start), end: at(e.end) }, claim });
    }
  }
  const body = make("div", { class: "text", lang: "nl", tabindex: 0 });
  const cuts = [...new Set([0, text.length, ...(here ? [here.start, here.end] : []), ...marks.flatMap((m) => [m.place.start, m.place.end])])].sort((a, b) => a - b);
  marks.sort((a, b) => a.place.start - b.place.start);
  for (let n = 0; n + 1 < cuts.length; n += 1) {
    const [start, end] = [cuts[n] ?? 0, cuts[n + 1] ?? 0];
    const piece = text.slice(start, end);
    const over = marks.filter((m) => m.place.start <= start && end <= m.place.end);
    const isHere = !!here && here.start <= start && end <= here.end;
    if (!over.length && !isHere) {
      body.append(piece);
      continue;
    }
    const said = [...new Set(over.map(({ claim }) => `${labelOf(claim.source)} ${claimLabel(claim)} ${labelOf(claim.target)}`))];
    body.append(make("mark", { class: isHere ? "here" : null, title: said.join("\n") || null }, piece));
  }
  const subject = LETTERS.get(letter)?.subject;
  const close = button(say("close"), () => dialog.close(), { class: "close" });
  dialog.replaceChildren(
    make("div", { class: "bar" }, make("h2", { id: "letter-title" }, say("letterTitle", { letter }), subject ? make("span", { class: "hint", lang: "nl" }, ` ${subject}`) : null), close),
    body,
  );
  dialog.showModal();
  const target = body.querySelector(".here");
  if (target) target.scrollIntoView({ block: "center" });
  body.focus({ preventScroll: true });
}
