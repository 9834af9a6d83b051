/** Reading the engine's functions as text: their names, what they take, and what they do. */

/** @typedef {{name: string, parameters: string[], source: string}} Python */

const DEFINITION = /^def (\w+)\(([^)]*)\)/gm;
const DOCSTRING = /^ {4}(?:"""[\s\S]*?"""|'''[\s\S]*?''')\n/m;
const RETURNS = /^ {4}return (.*)$/;

/**
 * The last function of a text, which comes after those that it calls.
 * @param {string | null | undefined} source
 * @param {string} name what it is called where there is no text
 * @param {string[]} [parameters] and what it takes then
 * @returns {Python}
 */
export function pythonOf(source, name, parameters = []) {
  const last = [...(source ?? "").matchAll(DEFINITION)].at(-1);
  if (!source || !last) return { name, parameters, source: "" };
  const positional = last[2].split("*")[0].split(",");
  const names = positional.map((one) => one.split("=")[0].trim()).filter(Boolean);
  return { name: last[1], parameters: names, source };
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

/** What a function gives that does nothing else; empty where it takes more than a line. @param {Python} python */
export function shortly(python) {
  const [, first, ...rest] = bodyOf(python);
  return rest.length ? "" : (RETURNS.exec(first ?? "")?.[1] ?? "");
}
