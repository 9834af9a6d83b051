/** Elements made by hand: text is always text, so nothing a data set says can become markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {object} Options
 * @property {string} [class]
 * @property {string} [text]
 * @property {Record<string, string | number | boolean>} [attrs] false leaves the attribute out, true sets it empty
 * @property {Record<string, (event: any) => void>} [on]
 */

/**
 * An HTML element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Options} [options]
 * @param {...(Node | string)} children
 */
export function el(tag, options = {}, ...children) {
  return dress(document.createElement(tag), options, children);
}

/**
 * An SVG element.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Options} [options]
 * @param {...(Node | string)} children
 */
export function svg(tag, options = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), options, children);
}

/** Change a text where it is another: one that is written anew is announced, and laid out, again. @param {Element} element @param {string} text */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @template {Element} Made
 * @param {Made} element
 * @param {Options} options
 * @param {(Node | string)[]} children
 */
function dress(element, options, children) {
  if (options.class) element.setAttribute("class", options.class);
  if (options.text !== undefined) element.textContent = options.text;
  for (const [name, value] of Object.entries(options.attrs ?? {})) {
    if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [event, listener] of Object.entries(options.on ?? {})) {
    element.addEventListener(event, listener);
  }
  element.append(...children);
  return element;
}
