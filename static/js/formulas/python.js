/** Reading the engine's functions as text: their names, what they take, and what they do. */

/**
 * @typedef {object} Python
 * @property {string} name
 * @property {string[]} parameters without its constants
 * @property {Record<string, string>} constants the usual ones, as they are written
 * @property {string} source
 */

const DEFINITION = /^def (\w+)\(([^)]*)\)/gm;
const DOCSTRING = /^ {4}(?:"""[\s\S]*?"""|'''[\s\S]*?''')\n/m;

/**
 * The last function of a text, which comes after those that it calls.
 * @param {string | null | undefined} source
 * @param {string} name what it is called where there is no text
 * @param {string[]} [parameters] and what it takes then
 * @returns {Python}
 */
export function pythonOf(source, name, parameters = []) {
  const last = [...(source ?? "").matchAll(DEFINITION)].at(-1);
  if (!source || !last) return { name, parameters, constants: {}, source: "" };
  const [positional, keyworded = []] = last[2].split("*").map(declared);
  return {
    name: last[1],
    parameters: positional.map(([name]) => name),
    constants: Object.fromEntries(keyworded),
    source,
  };
}

/** @param {string} parameters @returns {[string, string][]} each with its default */
function declared(parameters) {
  return parameters
    .split(",")
    .map((one) => one.split("=").map((side) => side.trim()))
    .filter(([name]) => name)
    .map(([name, value = ""]) => [name, value]);
}

/** Every function of some texts, each once, in their order. @param {readonly string[]} sources @returns {string[]} */
export function definitionsIn(sources) {
  return [
    ...new Set(sources.flatMap((source) => source.split("\n\n\n").map((one) => one.trimEnd()))),
  ].filter(Boolean);
}

/** Its own lines, without its docstring. @param {Python} python @returns {string[]} */
export function bodyOf({ source }) {
  const own = definitionsIn([source]).at(-1) ?? "";
  return own.replace(DOCSTRING, "").split("\n");
}
