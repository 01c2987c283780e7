// Where nodes stand. Few are arranged in layers, from left to right as the claims point; many stand
// where the program put them.

/** @typedef {Map<string, [number, number]>} Places */

/** Up to how many nodes are arranged in layers. */
const LAYERED = 220;
const GAP_X = 120;
const GAP_Y = 14;
const GAP_PARTS = 36;

/**
 * @param {Shown} shown
 * @param {Map<string, Size>} sizes
 * @param {number} aspect width to height of the picture
 * @returns {Places}
 */
function arrange(shown, sizes, aspect) {
  if (shown.nodes.size > LAYERED) {
    return new Map([...shown.nodes].map((id) => [id, PLACES.get(id) ?? [0, 0]]));
  }
  const parts = partsOf(shown).map((part) => layered(part.nodes, part.claims, sizes));
  return pack(parts, aspect);
}

/**
 * Connected parts, the largest first.
 * @param {Shown} shown
 * @returns {{nodes: string[], claims: Claim[]}[]}
 */
function partsOf(shown) {
  /** @type {Map<string, string>} */
  const root = new Map([...shown.nodes].map((id) => [id, id]));
  const find = (/** @type {string} */ id) => {
    let at = id;
    for (let up = root.get(at); up !== undefined && up !== at; up = root.get(at)) at = up;
    root.set(id, at);
    return at;
  };
  for (const c of shown.claims) root.set(find(c.source), find(c.target));
  /** @type {Map<string, {nodes: string[], claims: Claim[]}>} */
  const parts = new Map();
  for (const node of GRAPH.nodes) {
    if (!shown.nodes.has(node.id)) continue;
    const key = find(node.id);
    const part = parts.get(key) ?? { nodes: [], claims: [] };
    part.nodes.push(node.id);
    parts.set(key, part);
  }
  for (const c of shown.claims) parts.get(find(c.source))?.claims.push(c);
  return [...parts.values()].sort((a, b) => b.nodes.length - a.nodes.length);
}

/** @typedef {{places: Places, w: number, h: number}} Part */

/**
 * One part in layers: each claim points to a later layer where no circle forbids it.
 * @param {string[]} nodes @param {Claim[]} claims @param {Map<string, Size>} sizes
 * @returns {Part}
 */
function layered(nodes, claims, sizes) {
  const { layer, after, before } = layersOf(nodes, claims);
  /** @type {string[][]} */
  const layers = [];
  for (const id of nodes) (layers[layer.get(id) ?? 0] ??= []).push(id);
  const near = (/** @type {string} */ id, /** @type {Map<string, number>} */ y) => {
    const ys = [...(before.get(id) ?? []), ...(after.get(id) ?? [])].map((n) => y.get(n)).filter((v) => v !== undefined);
    return ys.length ? ys.reduce((a, b) => a + b, 0) / ys.length : undefined;
  };
  const height = (/** @type {string} */ id) => (sizes.get(id)?.h ?? 24) + GAP_Y;
  /** @type {Map<string, number>} */
  const y = new Map();
  const stack = (/** @type {string[]} */ ids, /** @type {(id: string) => number | undefined} */ wish) => {
    const total = ids.reduce((sum, id) => sum + height(id), 0);
    let at = -total / 2;
    // A node stands where it wishes unless the one above is in its way; then all move up by the mean.
    let push = 0;
    const wishes = ids.map((id) => wish(id));
    ids.forEach((id, n) => {
      const middle = wishes[n] ?? at + height(id) / 2;
      const placed = n === 0 ? middle : Math.max(middle, at + height(id) / 2);
      push += placed - middle;
      y.set(id, placed);
      at = placed + height(id) / 2;
    });
    for (const id of ids) y.set(id, (y.get(id) ?? 0) - push / ids.length);
  };
  for (const ids of layers) stack(ids, () => undefined);
  for (let round = 0; round < 8; round += 1) {
    const order = round % 2 ? [...layers].reverse() : layers;
    for (const ids of order) {
      const wishes = new Map(ids.map((id) => [id, near(id, y) ?? y.get(id) ?? 0]));
      ids.sort((a, b) => (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0));
      stack(ids, (id) => wishes.get(id));
    }
  }
  /** @type {Places} */
  const places = new Map();
  let x = 0;
  for (const ids of layers) {
    const width = Math.max(...ids.map((id) => sizes.get(id)?.w ?? 40));
    for (const id of ids) places.set(id, [x + width / 2, y.get(id) ?? 0]);
    x += width + GAP_X;
  }
  const tops = nodes.map((id) => (y.get(id) ?? 0) - height(id) / 2);
  const ends = nodes.map((id) => (y.get(id) ?? 0) + height(id) / 2);
  const top = Math.min(...tops);
  for (const place of places.values()) place[1] -= top;
  return { places, w: x - GAP_X, h: Math.max(...ends) - top };
}

/**
 * The layer of each node, longest way from the left; claims that close a circle are turned round.
 * @param {string[]} nodes @param {Claim[]} claims
 */
function layersOf(nodes, claims) {
  /** @type {Map<string, Set<string>>} */
  const after = new Map(nodes.map((id) => [id, new Set()]));
  /** @type {Map<string, Set<string>>} */
  const before = new Map(nodes.map((id) => [id, new Set()]));
  for (const c of claims) if (c.source !== c.target) after.get(c.source)?.add(c.target);
  /** @type {Map<string, "open" | "done">} */
  const seen = new Map();
  /** @type {string[]} */
  const order = [];
  for (const start of nodes) {
    if (seen.has(start)) continue;
    /** @type {{id: string, todo: string[]}[]} */
    const path = [{ id: start, todo: [...(after.get(start) ?? [])] }];
    seen.set(start, "open");
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.todo.shift();
      if (next === undefined) {
        seen.set(top.id, "done");
        order.push(top.id);
        path.pop();
      } else if (seen.get(next) === "open") {
        after.get(top.id)?.delete(next);
        before.get(top.id)?.add(next);
      } else if (!seen.has(next)) {
        seen.set(next, "open");
        path.push({ id: next, todo: [...(after.get(next) ?? [])] });
      }
    }
  }
  /** @type {Map<string, number>} */
  const layer = new Map(nodes.map((id) => [id, 0]));
  for (const id of order.reverse()) {
    for (const next of after.get(id) ?? []) {
      before.get(next)?.add(id);
      layer.set(next, Math.max(layer.get(next) ?? 0, (layer.get(id) ?? 0) + 1));
    }
  }
  // A start stands just before what it points to, not at the far left.
  for (const id of order.reverse()) {
    const next = [...(after.get(id) ?? [])].map((n) => layer.get(n) ?? 0);
    if (next.length && !before.get(id)?.size) layer.set(id, Math.min(...next) - 1);
  }
  return { layer, after, before };
}

/**
 * Puts parts on shelves as wide as shows them largest in a picture of this shape.
 * @param {Part[]} parts @param {number} aspect
 * @returns {Places}
 */
function pack(parts, aspect) {
  const area = parts.reduce((sum, p) => sum + (p.w + GAP_PARTS) * (p.h + GAP_PARTS), 0);
  const widest = Math.max(0, ...parts.map((p) => p.w));
  let best = { places: /** @type {Places} */ (new Map()), scale: 0 };
  for (const factor of [0.7, 0.85, 1, 1.15, 1.3, 1.5, 1.8]) {
    const { places, w, h } = shelve(parts, Math.max(Math.sqrt(area * aspect) * factor, widest));
    const scale = Math.min(aspect / w, 1 / h);
    if (scale > best.scale) best = { places, scale };
  }
  return best.places;
}

/**
 * Puts parts on shelves of a width.
 * @param {Part[]} parts @param {number} width
 * @returns {{places: Places, w: number, h: number}}
 */
function shelve(parts, width) {
  /** @type {{x: number, y: number, h: number, used: number, widest: number}[]} */
  const shelves = [];
  /** @type {Places} */
  const places = new Map();
  let bottom = 0;
  let right = 1;
  for (const part of [...parts].sort((a, b) => b.h - a.h)) {
    // Below another on a shelf, beside it, or on a new shelf.
    let shelf = shelves.find((s) => s.used + part.h <= s.h && s.x + part.w <= width);
    if (!shelf) {
      shelf = shelves.find((s) => s.x + s.widest + GAP_PARTS + part.w <= width);
      if (shelf) {
        shelf.x += shelf.widest + GAP_PARTS;
        shelf.used = 0;
        shelf.widest = 0;
      } else {
        shelf = { x: 0, y: bottom, h: part.h, used: 0, widest: 0 };
        shelves.push(shelf);
        bottom += part.h + GAP_PARTS;
      }
    }
    for (const [id, [x, y]] of part.places) places.set(id, [shelf.x + x, shelf.y + shelf.used + y]);
    shelf.used += part.h + GAP_PARTS / 2;
    shelf.widest = Math.max(shelf.widest, part.w);
    right = Math.max(right, shelf.x + part.w);
  }
  return { places, w: right, h: Math.max(bottom, 1) };
}
