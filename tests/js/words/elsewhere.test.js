/** What the page says is worded in `words/`: no other file has texts of its own. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../static/js/", import.meta.url));

/** Two words side by side, or one beside something put in. */
const WORDS = /\p{L}{2,}[ ,.:;…]+\p{L}{2,}|\p{L}{2,}[ ,:]+\$\{\}|\$\{\}[ ,:]+\p{L}{2,}/u;
/** A name that begins as a sentence does. */
const CAPITAL = /^\p{Lu}\p{Ll}+/u;
/** Where a single word would be read: after these properties. */
const READ = /(?:text|title|label|placeholder|textContent|"aria-label")\s*[:=]\s*$/;
/** Where letters are names for the program. */
const NAMES =
  /(?:\bfrom|\bimport\(?|\bclass:|querySelector(?:All)?\(|matches\(|closest\(|matchMedia\()\s*$/;

/** Texts for the program, or the same in every language, each with its reason. */
const ALLOWED = new Map([
  // A program's text.
  ["formulas/listing.js", [/./s]],
  // The address of a drawing that is its text.
  ["views/exports/save.js", [/^data:image\/svg\+xml,/]],
  // Signs of the maths.
  ["formulas/update.js", [/^Δw$/]],
  ["views/stage/painter.js", [/^Δw$/]],
  // A fault of a server's, for who reads the console.
  ["line/frames.js", [/^a frame came before its layout$/]],
  // Keys of the keyboard, and names of what they do.
  [
    "run/keys.js",
    [/^Shift\+/, /^Tab$/, /^input, textarea/, /^(back|forward) an? [a-z-]+$/, /^play backwards$/],
  ],
  ["views/transport.js", [/^(back|forward) an? [a-z-]+$/, /^play backwards$/, /^propscope:help$/]],
  ["views/transport/hold.js", [/^Enter$/]],
  ["views/drawers.js", [/^Escape$/]],
  ["views/stage/pointing.js", [/^Escape$/]],
  ["run/controls.js", [/^(back|forward) an? [a-z-]+$/, /^play backwards$/, /^:is\(/, /[.#>[]/]],
  ["views/share/surround.js", [/^(Tab|Escape)$/, /^(button|input|\$\{\},)/, /\.css$/]],
  // Where a style is, and what a page is told in HTML.
  ["views/share/dialog.js", [/\.css$/]],
  ["views/share/wishes.js", [/^<iframe /]],
  ["views/results/behind.js", [/^Escape$/]],
  // The name of the program.
  ["views/header.js", [/^propscope$/, /^propscope:help$/]],
  // What browsers call streams, and a drawing in an address.
  ["run/short-link.js", [/^(C|Dec)ompressionStream$/]],
  ["views/share/code.js", [/^data:image\/svg\+xml,/]],
  // Fonts, style and classes.
  ["views/chart/keys.js", [/^#stage /, /^loop (from|to)$/]],
  ["views/stage/zoom.js", [/^\[role=/]],
  ["views/chart/tools.js", [/\.css$/, /^loop (from|to)$/]],
  ["views/chart/playhead.js", [/^translate\(/]],
  ["views/chart/plot.js", [/^system-ui/, /^\$\{\}px \$\{\}$/]],
  ["views/output/map.js", [/^(italic )?1\dpx \$\{\}$/]],
  ["views/panel/copy.js", [/^h2, h3/]],
  ["views/panel/curve.js", [/^curve-point /]],
  ["views/panel/maths.js", [/^code-line /]],
  // What a browser calls files that are dragged, files that may be chosen, and where a style is.
  ["views/sweep/sweep.js", [/\.css$/]],
  ["views/my-runs/dialog.js", [/^(Enter|Escape)$/, /\.css$/]],
  ["views/compare/compare.js", [/\.css$/]],
  ["views/rail/own-table.js", [/^Files$/]],
  ["views/table/dialog.js", [/^\.csv,/, /\.css$/]],
  ["views/own/own.js", [/\.css$/]],
  ["views/transport/stops.js", [/\.css$/]],
  ["views/stops/form.js", [/^Enter$/]],
  ["views/branches.js", [/\.css$/]],
  ["views/branches/chart.js", [/^(inset|translate)\(/]],
  ["views/branches/tree.js", [/^Escape$/]],
  ["views/saying/style.js", [/\.css$/]],
  ["views/gallery/bar.js", [/\.css$/]],
  ["views/paint/floating.js", [/\.css$/, /^Escape$/]],
  ["views/paint/points.js", [/^(Enter|Delete|Backspace)$/]],
  ["views/paint/drawing.js", [/^(Enter|Delete|Backspace)$/]],
  ["views/paint/marks.js", [/^11px \$\{\}$/]],
  ["views/results/results.js", [/\.css$/]],
  ["views/classroom/join.js", [/\.css$/, /^propscope$/]],
  // What SCORM calls it.
  ["saved/scorm.js", [/^cmi\.core\./]],
  ["views/exports/page.js", [/\.css$/]],
  ["views/sheets/dialog.js", [/\.css$/, /^propscope-\$\{\}-sheets\.zip$/]],
  ["views/classroom/point.js", [/\.css$/]],
  ["views/classroom/point-pointer.js", [/^Escape$/]],
  ["views/classroom/point-mark.js", [/^#stage /]],
  ["views/classroom/follow-bar.js", [/^propscope$/, /^propscope:help$/, /^Escape$/]],
  ["views/classroom/follow-place.js", [/^phase-word \$\{\}$/]],
  ["views/classroom/fork-tools.js", [/\.css$/]],
  ["views/classroom/follow.js", [/\.css$/, /^Escape$/]],
  ["line/room.js", [/^room\.(json|svg)\?room=/]],
  ["views/classroom/lead-large.js", [/^dialog\./]],
  ["views/classroom/lead-windows.js", [/^popup,width=\$\{\},height=\$\{\}$/]],
  ["views/classroom/lead-told.js", [/\.css$/]],
  ["views/classroom/poll-lead.js", [/\.css$/, /^Escape$/]],
  ["views/classroom/poll-lead-save.js", [/^propscope-\$\{\}-lesson\.zip$/]],
  ["views/classroom/console.js", [/\.css$/, /^propscope$/]],
  ["views/classroom/present-step.js", [/^phase-word \$\{\}$/]],
  ["views/classroom/projector.js", [/\.css$/]],
  ["views/classroom/projector-card.js", [/\.css$/]],
  // Signs of the maths.
  ["views/classroom/poll-formula.js", [/^Δw = \$\{\}$/]],
  ["views/classroom/poll-stage.js", [/\.css$/, /^#stage /]],
  ["views/classroom/poll.js", [/\.css$/]],
  ["views/classroom/forks-style.js", [/\.css$/]],
  ["views/drawing/grid.js", [/^Enter$/]],
  ["views/pictures/weights.js", [/\.css$/]],
  ["views/output/large.js", [/\.css$/]],
  ["views/panel/write.js", [/^row marked$/, /^Shift\+Enter$/]],
  ["views/stage/marks.js", [/^ghost /]],
  ["views/stage/outcome.js", [/^outcome several$/]],
]);
/** Stands for what is put into a template. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: as it is written there
const HOLE = "${}";
/** A field of the specification, or of one of its parts. */
const FIELD = /^[a-z_]+\.[a-z_*]+$/;

/**
 * The texts of a file, `${}` for what is put in, each with what stands before it.
 * @param {string} source
 * @returns {{text: string, before: string}[]}
 */
function textsOf(source) {
  /** @type {{text: string, before: string}[]} */
  const found = [];
  let before = "";
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const [skipped] = /^(?:\/\/[^\n]*|\/\*.*?\*\/)/s.exec(rest) ?? [];
    const isRegex = /(?:^|[(,=:[!&|?{};]|return)\s*$/.test(before.slice(-20));
    const [pattern] = (isRegex && /^\/(?:\\.|\[(?:\\.|[^\]])*\]|[^/\n])+\/[a-z]*/.exec(rest)) || [];
    const [quoted] = /^"(?:\\.|[^"\\])*"|^'(?:\\.|[^'\\])*'/.exec(rest) ?? [];
    if (skipped) at += skipped.length;
    else if (pattern) [at, before] = [at + pattern.length, `${before}/`];
    else if (quoted) {
      found.push({ text: quoted.slice(1, -1), before });
      [at, before] = [at + quoted.length, `${before}"`];
    } else if (rest[0] === "`") {
      const { text, inner, length } = templateAt(rest);
      found.push({ text, before }, ...inner);
      [at, before] = [at + length, `${before}\``];
    } else {
      before += rest[0];
      at += 1;
    }
  }
  return found;
}

/** @param {string} source from its backtick on */
function templateAt(source) {
  let text = "";
  /** @type {{text: string, before: string}[]} */
  const inner = [];
  let at = 1;
  while (source[at] !== "`") {
    if (source.startsWith("${", at)) {
      const length = codeIn(source.slice(at + 2));
      inner.push(...textsOf(source.slice(at + 2, at + 2 + length)));
      text += HOLE;
      at += length + 3;
    } else {
      const step = source[at] === "\\" ? 2 : 1;
      text += source.slice(at, at + step);
      at += step;
    }
  }
  return { text, inner, length: at + 1 };
}

/** How long what is put into a template is, up to its closing brace. @param {string} source */
function codeIn(source) {
  let depth = 0;
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === "`") at += templateAt(source.slice(at)).length - 1;
    else if (source[at] === "{") depth += 1;
    else if (source[at] === "}" && depth === 0) return at;
    else if (source[at] === "}") depth -= 1;
  }
  throw new Error("a template does not end");
}

/** @param {{text: string, before: string}} found */
function isWording({ text, before }) {
  if (NAMES.test(before.slice(-30)) || FIELD.test(text)) return false;
  return (
    WORDS.test(text) ||
    CAPITAL.test(text) ||
    (READ.test(before.slice(-30)) && /\p{L}{2,}/u.test(text))
  );
}

test("texts are found in every kind of quotes, and not in comments or patterns", () => {
  const source =
    'say("One two"); /* no words */ // none here\nconst a = /["not a text"]/u;\n' +
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of one
    'label(`of ${count("three four")} more`); const { b } = { title: "lone" };';

  assert.deepEqual(
    textsOf(source)
      .filter(isWording)
      .map(({ text }) => text),
    ["One two", `of ${HOLE} more`, "three four", "lone"],
  );
});

const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".js") && !file.startsWith("words/"));

for (const file of files)
  test(`${file} words nothing itself`, () => {
    const allowed = ALLOWED.get(file) ?? [];
    const worded = textsOf(readFileSync(ROOT + file, "utf8"))
      .filter(isWording)
      .map(({ text }) => text)
      .filter((text) => !allowed.some((pattern) => pattern.test(text)));

    assert.deepEqual(worded, []);
  });

test("what is allowed is needed", () => {
  const unused = Array.from(ALLOWED).flatMap(([file, patterns]) => {
    const texts = textsOf(readFileSync(ROOT + file, "utf8")).filter(isWording);
    return patterns
      .filter((pattern) => !texts.some(({ text }) => pattern.test(text)))
      .map((pattern) => `${file}: ${pattern}`);
  });

  assert.deepEqual(unused, []);
});
