/** Unpacks the program of a saved page and starts it: module scripts of their own are not loaded from a file. */

/** @typedef {{ program: string, parts: Record<string, string>, files: Record<string, [type: string, text: string]> }} Kept */

(async () => {
  const kept = (/** @type {string} */ id) => document.getElementById(id)?.textContent ?? "";
  const packed = Uint8Array.from(atob(kept("saved-program")), (letter) => letter.charCodeAt(0));
  const inflating = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  /** @type {Kept} */
  const { program, parts, files } = await new Response(inflating).json();
  const addresses = Object.entries(files).map(([path, file]) => [path, inAddress(...file)]);
  const within = { files: Object.fromEntries(addresses), run: kept("saved-run") };
  Object.assign(globalThis, { propscopeSaved: within });
  const loaded = Object.entries(parts).map(([name, code]) => [
    `./${name}`,
    inAddress("text/javascript", code),
  ]);
  const imports = Object.fromEntries(loaded);
  add("importmap", JSON.stringify({ imports }));
  add("module", program);

  /** @param {string} type @param {string} text */
  function inAddress(type, text) {
    return ["data:", type, ";charset=utf-8,", encodeURIComponent(text)].join("");
  }

  /** @param {string} type @param {string} text */
  function add(type, text) {
    const script = document.createElement("script");
    script.type = type;
    script.textContent = text;
    document.body.append(script);
  }
})();
