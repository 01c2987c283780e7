// Nodes and arrowheads in the shapes that Graphviz knows by these names.

/** @typedef {{w: number, h: number, lines: string[]}} Size */

const FONT_SIZE = 11;
const LINE_HEIGHT = 13;
const LABEL_WIDTH = 24;
const LABEL_LINES = 4;

const pen = document.createElement("canvas").getContext("2d");
if (pen) pen.font = `${FONT_SIZE}px Helvetica, Arial, sans-serif`;

/** @param {string} text */
function widthOf(text) {
  return pen ? pen.measureText(text).width : text.length * 6;
}

/** A label in lines of some characters each; what does not fit is cut. @param {string} label */
function wrap(label) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of label.split(/\s+/)) {
    if (line && line.length + word.length + 1 > LABEL_WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  if (line) lines.push(line);
  const cut = (/** @type {string} */ l) => (l.length > LABEL_WIDTH * 1.5 ? `${l.slice(0, LABEL_WIDTH * 1.5)}…` : l);
  if (lines.length > LABEL_LINES) lines.splice(LABEL_LINES - 1, lines.length, `${lines[LABEL_LINES - 1]} …`);
  return lines.map(cut);
}

/** @param {Thing} thing @returns {Size} */
function sizeOf(thing) {
  const lines = wrap(thing.label);
  const look = lookOf(thing);
  const room = ["ellipse", "hexagon", "octagon", "circle"].includes(look.shape) ? 30 : 20;
  const w = Math.max(30, ...lines.map(widthOf)) + room + (look.shape === "component" ? 10 : 0);
  return { w, h: lines.length * LINE_HEIGHT + (look.shape === "ellipse" ? 16 : 12), lines };
}

/** @type {ClassLook} */
const PLAIN = { name: "", nl: "", en: "", shape: "box", style: "dashed", fill: "#ffffff", line: "#4d4d4d", borders: 1 };

/** The look of the first of its classes that has one. @param {Thing} thing */
function lookOf(thing) {
  for (const type of thing.types) {
    const look = CLASSES.get(type);
    if (look) return look;
  }
  return PLAIN;
}

/**
 * The outline of a shape round the origin, as SVG path data.
 * @param {string} shape @param {number} w @param {number} h @param {boolean} [rounded]
 */
function outline(shape, w, h, rounded = false) {
  const [x, y] = [w / 2, h / 2];
  const box = `M${-x},${-y}H${x}V${y}H${-x}Z`;
  const c = Math.min(8, h / 3);
  switch (shape) {
    case "ellipse":
    case "circle":
      return `M${-x},0A${x},${y} 0 1 1 ${x},0A${x},${y} 0 1 1 ${-x},0Z`;
    case "octagon":
      return `M${-x + c},${-y}H${x - c}L${x},${-y + c}V${y - c}L${x - c},${y}H${-x + c}L${-x},${y - c}V${-y + c}Z`;
    case "hexagon":
      return `M${-x + 12},${-y}H${x - 12}L${x},0L${x - 12},${y}H${-x + 12}L${-x},0Z`;
    case "note":
      return `M${-x},${-y}H${x - 7}L${x},${-y + 7}V${y}H${-x}ZM${x - 7},${-y}V${-y + 7}H${x}`;
    case "tab":
      return `${box}M${-x},${-y}V${-y - 4}H${-x + 16}V${-y}`;
    case "folder":
      return `${box}M${x},${-y}L${x - 3},${-y - 4}H${x - 16}L${x - 19},${-y}`;
    case "component":
      return `${box}M${-x - 3},${-y + 4}h8v4h-8ZM${-x - 3},${y - 8}h8v4h-8Z`;
    case "box3d":
      return `${box}M${-x},${-y}L${-x + 4},${-y - 4}H${x + 4}V${y - 4}L${x},${y}M${x},${-y}L${x + 4},${-y - 4}`;
    case "cylinder":
      return `M${-x},${-y + 3}C${-x},${-y - 2} ${x},${-y - 2} ${x},${-y + 3}V${y - 3}C${x},${y + 2} ${-x},${y + 2} ${-x},${y - 3}ZM${-x},${-y + 3}C${-x},${-y + 7} ${x},${-y + 7} ${x},${-y + 3}`;
    default:
      return rounded
        ? `M${-x + 6},${-y}H${x - 6}Q${x},${-y} ${x},${-y + 6}V${y - 6}Q${x},${y} ${x - 6},${y}H${-x + 6}Q${-x},${y} ${-x},${y - 6}V${-y + 6}Q${-x},${-y} ${-x + 6},${-y}Z`
        : box;
  }
}

/**
 * The outline of a class, drawn: its fill, its border, or two.
 * @param {ClassLook} look @param {number} w @param {number} h
 */
function shapeOf(look, w, h) {
  const rounded = look.style.includes("rounded");
  const shape = draw("path", {
    d: outline(look.shape, w, h, rounded),
    fill: look.fill,
    stroke: look.line,
    "stroke-width": look.style.includes("bold") ? 2 : 1,
    "stroke-dasharray": look.style.includes("dashed") ? "5 3" : null,
    class: "shape",
  });
  if (look.borders < 2) return [shape];
  const outer = draw("path", { d: outline(look.shape, w + 7, h + 7, rounded), fill: look.fill, stroke: look.line, class: "shape" });
  return [outer, shape];
}

/**
 * An arrowhead whose tip is the origin, pointing to the right; hollow ones are filled with the ground.
 * @param {string} head
 * @returns {{d: string, hollow: boolean}}
 */
function arrowhead(head) {
  switch (head) {
    case "diamond":
      return { d: "M0,0L-6,-3.5L-12,0L-6,3.5Z", hollow: false };
    case "vee":
      return { d: "M0,0L-9,-4L-6,0L-9,4Z", hollow: false };
    case "onormal":
      return { d: "M0,0L-8,-3.5V3.5Z", hollow: true };
    case "dot":
      return { d: "M0,0A3,3 0 1 1 -6,0A3,3 0 1 1 0,0Z", hollow: false };
    case "tee":
      return { d: "M-1,-6H-4V6H-1Z", hollow: false };
    default:
      return { d: "M0,0L-9,-4V4Z", hollow: false };
  }
}

/** Dashes of a Graphviz line style. @param {string} style */
const dashes = (style) => (style === "dashed" ? "6 4" : style === "dotted" ? "1.5 3.5" : null);
