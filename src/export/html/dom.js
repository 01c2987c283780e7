// Elements are made here and nowhere else; text is always text, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */
/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @param {Element} element
 * @param {Attributes} attributes
 * @param {Child[]} children
 */
function furnish(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child) element.append(child);
}

/**
 * An HTML element. A function among the attributes listens to the event of that name.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  furnish(element, attributes, children);
  return element;
}

/**
 * An SVG element.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} name
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {SVGElementTagNameMap[K]}
 */
function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  furnish(element, attributes, children);
  return element;
}

/**
 * The element of the page with that id.
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element ${id}`);
  return /** @type {T} */ (/** @type {unknown} */ (element));
}

/**
 * A button that does one thing.
 * @param {string} text
 * @param {() => void} act
 * @param {Attributes} [attributes]
 */
function button(text, act, attributes = {}) {
  return make("button", { type: "button", click: act, ...attributes }, text);
}

/**
 * A link to a page elsewhere, or its address as text where that is no web page: an address out of
 * a letter or a lexicon cannot be a script.
 * @param {string} address
 * @param {string} text
 * @returns {HTMLElement}
 */
function link(address, text) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return make("code", {}, address);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return make("code", {}, address);
  return make("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", title: say("opensNew") }, text);
}
