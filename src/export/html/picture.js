// The picture: drawn once for each choice of filters, then moved, marked and walked through.

/** @typedef {{key: string, source: string, target: string, claims: Claim[], bend: number}} Line */

const drawing = /** @type {SVGSVGElement} */ (byId("drawing"));

/** Above how many lines their labels are left out, and nodes are named only close by. */
const LABELLED = 700;
/** How many names at most stay readable from afar, and the room for each in points of the screen. */
const LANDMARKS = 40;
/** @type {[number, number]} */
const LANDMARK_ROOM = [150, 26];

/** @type {{shown: Shown, places: Places, sizes: Map<string, Size>, lines: Line[], groups: Map<string, SVGGElement>, labels: Map<string, SVGTextElement>, world: SVGGElement | null}} */
let scene = { shown: { claims: [], nodes: new Set() }, places: new Map(), sizes: new Map(), lines: [], groups: new Map(), labels: new Map(), world: null };

/** Where the picture stands in its frame. */
const view = { x: 0, y: 0, k: 1 };

/** The node on which the keyboard stands. */
let cursor = "";

/**
 * The claims of one family and one status between the same two nodes: one line, as in the DOT export.
 * @param {Claim[]} claims
 * @returns {Line[]}
 */
function linesOf(claims) {
  /** @type {Map<string, Line>} */
  const lines = new Map();
  /** @type {Map<string, number>} */
  const between = new Map();
  for (const claim of claims) {
    const family = PREDICATES.get(claim.predicate)?.family ?? "";
    const key = [claim.source, claim.target, family, claim.status].join(" ");
    const line = lines.get(key);
    if (line) {
      line.claims.push(claim);
      continue;
    }
    const pair = [claim.source, claim.target].sort().join(" ");
    const before = between.get(pair) ?? 0;
    between.set(pair, before + 1);
    const side = claim.source < claim.target ? 1 : -1;
    const bend = side * Math.ceil(before / 2) * (before % 2 ? 1 : -1) * 22;
    lines.set(key, { key, source: claim.source, target: claim.target, claims: [claim], bend });
  }
  return [...lines.values()];
}

/** Draws what is shown. @param {Shown} shown */
function drawPicture(shown) {
  const sizes = new Map([...shown.nodes].map((id) => [id, sizeOf(/** @type {Thing} */ (THINGS.get(id)))]));
  const frame = drawing.getBoundingClientRect();
  const places = arrange(shown, sizes, frame.width / Math.max(frame.height, 1));
  const lines = linesOf(shown.claims);
  const world = draw("g", { id: "world" });
  const edges = draw("g", {});
  const nodes = draw("g", {});
  // Above all lines, so that none crosses them.
  const names = draw("g", {});
  world.append(edges, names, nodes);
  const groups = new Map();
  const labels = new Map();
  scene = { shown, places, sizes, lines, groups, labels, world };
  for (const line of lines) {
    const group = drawLine(line, lines.length <= LABELLED);
    if (!group) continue;
    groups.set(line.key, group.line);
    edges.append(group.line);
    if (!group.label) continue;
    labels.set(line.key, group.label);
    names.append(group.label);
  }
  for (const id of shown.nodes) {
    const group = drawNode(id);
    groups.set(id, group);
    nodes.append(group);
  }
  drawing.replaceChildren(world);
  drawing.classList.toggle("dense", lines.length > LABELLED);
  drawing.setAttribute("aria-label", say("drawing", { nodes: shown.nodes.size, claims: shown.claims.length }));
  fitView();
  drawLandmarks(world);
}

/** @param {string} id */
function drawNode(id) {
  const thing = /** @type {Thing} */ (THINGS.get(id));
  const size = scene.sizes.get(id) ?? { w: 40, h: 24, lines: [] };
  const [x, y] = scene.places.get(id) ?? [0, 0];
  const text = draw("text", { class: "label" });
  size.lines.forEach((line, n) => {
    const at = (n - (size.lines.length - 1) / 2) * LINE_HEIGHT + 4;
    text.append(draw("tspan", { x: 0, y: at }, line));
  });
  const title = draw("title", {}, `${thing.label} (${classLabel(thing.type)})`);
  return draw("g", { class: "node", transform: `translate(${x},${y})`, "data-node": id }, title, ...shapeOf(lookOf(thing), size.w, size.h), text);
}

/**
 * The point where a line from the middle of a box to somewhere else leaves it.
 * @param {[number, number]} from @param {[number, number]} to @param {Size | undefined} size @param {number} gap
 * @returns {[number, number]}
 */
function border(from, to, size, gap) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const w = (size?.w ?? 40) / 2 + gap;
  const h = (size?.h ?? 24) / 2 + gap;
  const t = Math.min(dx ? w / Math.abs(dx) : Infinity, dy ? h / Math.abs(dy) : Infinity, 1);
  return [from[0] + dx * t, from[1] + dy * t];
}

/** @param {Line} line @param {boolean} labelled */
function drawLine(line, labelled) {
  const claim = line.claims[0];
  const a = scene.places.get(line.source);
  const b = scene.places.get(line.target);
  if (!a || !b || !claim || line.source === line.target) return null;
  const look = PREDICATES.get(claim.predicate);
  const status = STATUSES.get(claim.status);
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  // The control point lies beside the middle, so that lines between the same two do not cover each other.
  /** @type {[number, number]} */
  const middle = [
    (a[0] + b[0]) / 2 - ((b[1] - a[1]) / length) * line.bend * 2,
    (a[1] + b[1]) / 2 + ((b[0] - a[0]) / length) * line.bend * 2,
  ];
  const start = border(a, middle, scene.sizes.get(line.source), 1);
  const end = border(b, middle, scene.sizes.get(line.target), 3);
  const round = (/** @type {number[]} */ p) => p.map((v) => v.toFixed(1)).join(",");
  const d = `M${round(start)}Q${round(middle)} ${round(end)}`;
  const angle = (Math.atan2(end[1] - middle[1], end[0] - middle[0]) * 180) / Math.PI;
  const head = arrowhead(status?.head ?? look?.head ?? "normal");
  const group = draw(
    "g",
    { class: "line", "data-line": line.key },
    draw("path", { d, class: "reach" }),
    draw("path", {
      d,
      class: "stroke",
      "stroke-width": line.claims.every((c) => c.inferred) ? 0.8 : (look?.width ?? 1),
      "stroke-dasharray": dashes(status?.line ?? "solid"),
    }),
    draw("path", {
      d: head.d,
      class: head.hollow ? "head hollow" : "head",
      transform: `translate(${round(end)}) rotate(${angle.toFixed(1)})`,
    }),
  );
  if (look?.symmetric) {
    const back = (Math.atan2(start[1] - middle[1], start[0] - middle[0]) * 180) / Math.PI;
    group.append(draw("path", { d: head.d, class: head.hollow ? "head hollow" : "head", transform: `translate(${round(start)}) rotate(${back.toFixed(1)})` }));
  }
  const colour = status?.colour ?? look?.colour ?? "#4d4d4d";
  group.style.setProperty("--line", colour);
  /** @type {SVGTextElement | null} */
  let label = null;
  const names = line.claims.map(claimLabel);
  group.prepend(draw("title", {}, `${labelOf(line.source)} — ${names.join(", ")} — ${labelOf(line.target)}`));
  if (labelled) {
    const x = (start[0] + 2 * middle[0] + end[0]) / 4;
    const y = (start[1] + 2 * middle[1] + end[1]) / 4;
    label = draw("text", { class: "line", "data-line": line.key });
    for (const [n, name] of names.entries()) {
      label.append(draw("tspan", { x, y: y - 2 + (n - (names.length - 1) / 2) * 12 }, name));
    }
    label.style.setProperty("--line", colour);
  }
  return { line: group, label };
}

/**
 * Names the most joined nodes so that they can be read from afar, where there is room.
 * @param {SVGGElement} world
 */
function drawLandmarks(world) {
  /** @type {Map<string, number>} */
  const degree = new Map();
  for (const c of scene.shown.claims) {
    for (const id of [c.source, c.target]) degree.set(id, (degree.get(id) ?? 0) + 1);
  }
  const most = [...degree].sort((a, b) => b[1] - a[1]);
  /** @type {[number, number][]} */
  const taken = [];
  const frame = drawing.getBoundingClientRect();
  const layer = draw("g", { class: "landmarks", "aria-hidden": "true" });
  for (const [id] of most) {
    if (taken.length >= LANDMARKS) break;
    const [x, y] = scene.places.get(id) ?? [0, 0];
    const [w, h] = [LANDMARK_ROOM[0] / view.k, LANDMARK_ROOM[1] / view.k];
    if (taken.some((t) => Math.abs(t[0] - x) < w && Math.abs(t[1] - y) < h)) continue;
    taken.push([x, y]);
    const lines = scene.sizes.get(id)?.lines ?? [];
    const left = view.x + x * view.k < LANDMARK_ROOM[0] / 2;
    const right = view.x + x * view.k > frame.width - LANDMARK_ROOM[0] / 2;
    const text = draw("text", { y: 4, class: left ? "left" : right ? "right" : null }, lines.length > 1 ? `${lines[0]} …` : (lines[0] ?? ""));
    layer.append(draw("g", { transform: `translate(${x},${y})` }, text));
  }
  world.append(layer);
}

/** Sets the place of the picture. */
function applyView() {
  scene.world?.setAttribute("transform", `translate(${view.x.toFixed(2)},${view.y.toFixed(2)}) scale(${view.k.toFixed(4)})`);
  drawing.classList.toggle("far", view.k < 0.45);
  drawing.classList.toggle("middle", view.k < 0.7);
  drawing.style.setProperty("--unscale", String(1 / view.k));
}

/** Shows everything that is drawn, no larger than life and a half. */
function fitView() {
  const frame = drawing.getBoundingClientRect();
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [id, [x, y]] of scene.places) {
    const size = scene.sizes.get(id) ?? { w: 40, h: 24 };
    left = Math.min(left, x - size.w / 2);
    right = Math.max(right, x + size.w / 2);
    top = Math.min(top, y - size.h / 2);
    bottom = Math.max(bottom, y + size.h / 2);
  }
  if (left > right || !frame.width) return;
  const room = 14;
  view.k = Math.min((frame.width - 2 * room) / (right - left), (frame.height - 2 * room) / (bottom - top), 1.5);
  view.x = (frame.width - (left + right) * view.k) / 2;
  view.y = (frame.height - (top + bottom) * view.k) / 2;
  // For paper, which has another shape.
  const box = [left - room, top - room, right - left + 2 * room, bottom - top + 2 * room];
  drawing.dataset.box = box.map((v) => v.toFixed(1)).join(" ");
  applyView();
}

/** @param {number} factor @param {number} [x] @param {number} [y] the point that stays where it is */
function zoom(factor, x, y) {
  const frame = drawing.getBoundingClientRect();
  const [cx, cy] = [x ?? frame.width / 2, y ?? frame.height / 2];
  const k = Math.min(6, Math.max(0.02, view.k * factor));
  view.x = cx - ((cx - view.x) * k) / view.k;
  view.y = cy - ((cy - view.y) * k) / view.k;
  view.k = k;
  applyView();
}

/** Brings a node into the frame, if it is outside or too small to read. @param {string} id */
function reveal(id) {
  const place = scene.places.get(id);
  const frame = drawing.getBoundingClientRect();
  if (!place || !frame.width) return;
  const x = view.x + place[0] * view.k;
  const y = view.y + place[1] * view.k;
  const inside = x > 40 && y > 30 && x < frame.width - 40 && y < frame.height - 30;
  if (inside && view.k >= 0.45) return;
  view.k = Math.max(view.k, 0.8);
  view.x = frame.width / 2 - place[0] * view.k;
  view.y = frame.height / 2 - place[1] * view.k;
  applyView();
}

/** @param {string} key @param {string} mark @param {boolean} on */
function markLine(key, mark, on) {
  scene.groups.get(key)?.classList.toggle(mark, on);
  scene.labels.get(key)?.classList.toggle(mark, on);
}

/** Marks what is chosen, and dims what has nothing to do with it. */
function markChosen() {
  const claim = chosenClaim();
  const near = new Set(claim ? [claim.source, claim.target] : state.node ? [state.node] : []);
  const some = near.size > 0;
  for (const line of scene.lines) {
    const chosen = claim ? line.claims.includes(claim) : line.source === state.node || line.target === state.node;
    markLine(line.key, "chosen", chosen && some);
    if (chosen && !claim) near.add(line.source).add(line.target);
  }
  for (const id of scene.shown.nodes) {
    const group = scene.groups.get(id);
    group?.classList.toggle("chosen", id === state.node || (!!claim && near.has(id)));
    group?.classList.toggle("near", near.has(id));
  }
  drawing.classList.toggle("choosing", some);
}

/** @param {string} id Marks a node and its lines while the pointer is on it. @param {boolean} on */
function hover(id, on) {
  drawing.classList.toggle("hovering", on);
  for (const line of scene.lines) {
    if (line.source !== id && line.target !== id) continue;
    markLine(line.key, "hover", on);
    scene.groups.get(line.source)?.classList.toggle("hover", on);
    scene.groups.get(line.target)?.classList.toggle("hover", on);
  }
  scene.groups.get(id)?.classList.toggle("hover", on);
}

/**
 * Moves the keyboard's place to the nearest node in a direction, and tells it.
 * @param {number} dx @param {number} dy
 */
function walk(dx, dy) {
  const from = scene.places.get(cursor) ?? scene.places.get(state.node);
  let best = "";
  let least = Infinity;
  for (const [id, [x, y]] of scene.places) {
    if (id === cursor) continue;
    const [ox, oy] = from ? [x - from[0], y - from[1]] : [x, y];
    const ahead = ox * dx + oy * dy;
    const aside = Math.abs(ox * dy) + Math.abs(oy * dx);
    if (from && ahead <= 0) continue;
    const cost = from ? ahead + 2.5 * aside : Math.hypot(x, y);
    if (cost < least) [best, least] = [id, cost];
  }
  if (best) stand(best);
}

/** @param {string} id */
function stand(id) {
  scene.groups.get(cursor)?.classList.remove("cursor");
  cursor = id;
  scene.groups.get(id)?.classList.add("cursor");
  reveal(id);
  const thing = THINGS.get(id);
  const claims = scene.shown.claims.filter((c) => c.source === id || c.target === id);
  const told = claims.slice(0, 5).map((c) => `${labelOf(c.source)} ${claimLabel(c)} ${labelOf(c.target)}`);
  byId("now").textContent = thing ? `${thing.label}, ${classLabel(thing.type)}. ${told.join(". ")}` : "";
}

/** @param {EventTarget | null} target The node or the line under the pointer. */
function hit(target) {
  const group = target instanceof Element ? target.closest("[data-node], [data-line]") : null;
  return group instanceof SVGElement ? group.dataset : null;
}

/** Pan, zoom, hover, click and keys. */
function wirePicture() {
  /** @type {Map<number, [number, number]>} */
  const fingers = new Map();
  let moved = 0;
  drawing.addEventListener("wheel", (event) => {
    event.preventDefault();
    const frame = drawing.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), event.clientX - frame.left, event.clientY - frame.top);
  }, { passive: false });
  drawing.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = 0;
  });
  drawing.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before[0], event.clientY - before[1]];
    moved += Math.abs(dx) + Math.abs(dy);
    if (moved > 4) drawing.setPointerCapture(event.pointerId);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (other) {
      const frame = drawing.getBoundingClientRect();
      const apart = Math.hypot(before[0] - other[0], before[1] - other[1]);
      const now = Math.hypot(event.clientX - other[0], event.clientY - other[1]);
      zoom(now / Math.max(apart, 1), other[0] - frame.left, other[1] - frame.top);
    } else {
      view.x += dx;
      view.y += dy;
      applyView();
    }
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    drawing.addEventListener(end, (event) => fingers.delete(/** @type {PointerEvent} */ (event).pointerId));
  }
  drawing.addEventListener("click", (event) => {
    if (moved > 4) return;
    const at = hit(event.target);
    const line = at?.line ? scene.lines.find((l) => l.key === at.line) : undefined;
    if (at?.node) chooseNode(at.node);
    else if (line?.claims[0]) chooseClaim(line.claims[0]);
    else choose({ node: "", from: "", rel: "", to: "", around: false });
  });
  drawing.addEventListener("dblclick", (event) => {
    const at = hit(event.target);
    if (at?.node) choose({ node: at.node, around: true });
  });
  for (const [name, on] of /** @type {[string, boolean][]} */ ([["pointerover", true], ["pointerout", false]])) {
    drawing.addEventListener(name, (event) => {
      const at = hit(event.target);
      if (at?.node) hover(at.node, on);
    });
  }
  drawing.addEventListener("keydown", pressed);
  byId("closer").addEventListener("click", () => zoom(1.4));
  byId("farther").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", fitView);
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowLeft: () => walk(-1, 0),
    ArrowRight: () => walk(1, 0),
    ArrowUp: () => walk(0, -1),
    ArrowDown: () => walk(0, 1),
    Enter: () => cursor && chooseNode(cursor),
    " ": () => cursor && chooseNode(cursor),
    "+": () => zoom(1.4),
    "=": () => zoom(1.4),
    "-": () => zoom(1 / 1.4),
    0: fitView,
  };
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
