"""One module does what many did: in the same order, with the same names, on the same lines."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.web.bundle import Bundle, CannotJoin, join
from app.web.javascript import Unreadable, tokens
from app.web.paths import STATIC

NODE = Path(sys.executable).with_name("node")

MODULES = {
    "main.js": """
import { first } from "./parts/first.js";
import { default as named, second as other, LIMIT } from "./second.js";
import again from "./second.js";
import { passedOn } from "./parts/passing.js";

export const LOCAL = `${first()} and ${other(`${LIMIT}`)}`; // a remark
console.log(LOCAL, named, again, passedOn, import_ === undefined, { import: 1, export: 2 }.import);
console.log(first.name, typeof this, (() => { "use strict"; return typeof this; })());
var import_;
const counted = { a: 2 };
console.log(1 - -1, 1 + +1, 1 - --counted.a, 4 / /4/.source, /x/ in { "/x/": 1 });
console.log(1 .toFixed(1), [..."ab"], typeof counted, void 0 ?? counted . a);
const one = { a: 2 }, text = `  kept  ${ "  kept  " }
    and so is this

  beside an empty line`;
console.log(text, one . a, ((a) => a ? .5 : 1)(one));
""",
    "parts/first.js": """
import { LIMIT } from "../second.js";
/* Licensed to nobody. */
console.log("first runs");
export function first() {
  return "a/b".split(/[/"`]/).join("//") + LIMIT / 2 / 1;
}
""",
    "second.js": """
console.log("second runs");
export const LIMIT = 4;
export async function later() {}
class Kept { #secret = 1; get secret() { return this.#secret; } }
export class Named extends Kept {}
const second = (x) => `${x}${"`"}${{ a: `}` }.a}` + /\\/[`}]/u.source;
const chosen = "default's";
export { second, chosen as default };
""",
    "parts/passing.js": """
export { LIMIT as passedOn, Named } from "../second.js";
""",
}


def joined(modules: dict[str, str], entry: str = "main.js") -> Bundle:
    return join(modules.__getitem__, entry)


def run(folder: Path, entry: str, *flags: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([NODE, *flags, entry], cwd=folder, capture_output=True, text=True)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Writes modules to a folder, where Node takes them for modules."""

    def write(modules: dict[str, str]) -> Path:
        (tmp_path / "package.json").write_text('{"type": "module"}')
        for path, text in modules.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        return tmp_path

    return write


def test_joined_modules_do_what_the_modules_do(written):
    folder = written({**MODULES, "joined.js": joined(MODULES).code})

    apart, together = run(folder, "main.js"), run(folder, "joined.js")

    assert apart.returncode == 0, apart.stderr
    assert together.stdout == apart.stdout
    assert apart.stdout.startswith("second runs\nfirst runs\n")


def test_modules_run_once_each_after_those_that_they_import():
    assert joined(MODULES).sources == ("second.js", "parts/first.js", "parts/passing.js", "main.js")


def test_every_line_is_traced_to_its_source():
    bundle = joined(MODULES)

    for line, origin in zip(bundle.code.split("\n"), bundle.origins, strict=False):
        if origin and (code := line.strip()) and not code.startswith("const{"):
            source = MODULES[bundle.sources[origin[0]]].split("\n")[origin[1]]
            assert code.split("//")[0].replace(" ", "") in source.replace(" ", "")


def test_an_error_names_the_module_and_the_line_it_is_from(written):
    modules = {
        "main.js": 'import { fail } from "./deep/fail.js";\n\n/** Why.\n */\nfail();\n',
        "deep/fail.js": '/**\n * It fails.\n */\nexport function fail() {\n  throw new Error("no");\n}\n',
    }
    bundle = joined(modules)
    folder = written(
        {
            **modules,
            "page/joined.js": f"{bundle.code}//# sourceMappingURL=joined.js.map\n",
            "page/joined.js.map": bundle.source_map("../"),
        }
    )

    said = run(folder, "page/joined.js", "--enable-source-maps").stderr

    assert f"{folder}/deep/fail.js:5" in said
    assert f"{folder}/main.js:5" in said


def test_remarks_go_and_licences_stay():
    code = joined(MODULES).code

    assert "a remark" not in code
    assert "Licensed to nobody" in code


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("export let count = 0;", "line 1: export let count"),
        ("export default 4;", "line 1: export default 4"),
        ('export * from "./second.js";', "line 1: export \\*"),
        ("export const a = 1, b = 2;", "line 1: two names in one export"),
        ("export const { a } = {};", "line 1: export const {"),
        ('import * as all from "./second.js";', "line 1: import \\*"),
        ('import "./second.js";', "line 1: import"),
        ('import a, { b } from "./second.js";', "line 1: , where from should be"),
        ("export", "line 1: export the end"),
        ("import {", "line 1: nothing closes {"),
        ('import { a } from "elsewhere";', 'line 1: a module called "elsewhere"'),
        ("\nvoid import('./second.js');", "line 2: import\\("),
        ("console.log(import.meta.url);", "line 1: import\\."),
        ("await 1;", "line 1: await outside a function"),
        ('const a = 1;\nimport { LIMIT } from "./second.js";', "line 2: an import behind other code"),
        ('import { LIMIT } from "./second.js"\n', "line 2: the end where ; should be"),
        ('import { a } from "./none.js";', "main.js: there is no none.js"),
        ('import { a } from "./main.js";', "import each other: main.js → main.js"),
        ("const m$1 = 1;", "the joiner's own name"),
        ('const a = "half;', "line 1: what begins with"),
        ("const a = `half;", "line 1: a template that does not end"),
        ("const a = /half;", "line 1: a pattern that does not end"),
        ("/* half", "line 1: what begins with '/\\*"),
        ("function f() { (", "nothing closes"),
        ("function f() { )", "nothing opened"),
        ("@decorated class A {}", "line 1: what begins with"),
    ],
)
def test_what_is_not_known_is_refused_by_name_and_line(source, said):
    with pytest.raises(CannotJoin, match=said):
        joined({**MODULES, "main.js": source})


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("a / b / c", "word mark word mark word"),
        ("return /b/g", "word text"),
        ("f(/[/]/u)", "word mark text mark"),
        ("a[0] / 2", "word mark text mark mark text"),
        ("`a${b}c${`d`}`", "text word text text text"),
        ("`${{ a: 1 }}`", "text mark word mark text mark text"),
        ("'it\\'s' // so\n", "string remark space"),
        ("(x) => ({})", "mark word mark mark mark mark mark mark mark"),
        ("β₁ = $a", "word mark word"),
    ],
)
def test_text_is_told_from_code(source, kinds):
    assert " ".join(token.kind for token in tokens(source)) == kinds


def test_an_error_says_where():
    with pytest.raises(Unreadable) as caught:
        tokens("const a = 1;\n\nconst b = 'x\n';")

    assert caught.value.line == 3


@pytest.fixture(scope="module")
def page() -> Bundle:
    return join(lambda path: (STATIC / path).read_text(), "js/main.js")


def test_the_pages_own_modules_join_to_one_that_can_be_read(page, tmp_path):
    (tmp_path / "page.mjs").write_text(page.code)

    checked = run(tmp_path, "page.mjs", "--check")

    assert checked.returncode == 0, checked.stderr
    assert "js/views/stage/stage.js" in page.sources


FROM_MODULE = re.compile(r"const\{[^}]*\}=m\$\d+;")
STATEMENTS = re.compile(r"^(?:import [^;]*;|export \{[^;]*;|export )", re.MULTILINE)


def test_what_is_left_of_each_module_says_the_same_without_its_blanks(page):
    parts = re.split(r"^const m\$\d+=\(\(\)=>\{\n", page.code, flags=re.MULTILINE)[1:]

    for path, text in zip(page.sources, parts, strict=True):
        source = STATEMENTS.sub("", (STATIC / path).read_text())
        body = FROM_MODULE.sub("", text[: text.rindex("\nreturn{")])
        assert words_of(body) == words_of(source), path


def words_of(text: str) -> list[str]:
    return [token.text for token in tokens(text) if token.kind not in ("space", "remark")]


def test_every_module_of_the_page_is_in_it(page):
    modules = {path.relative_to(STATIC).as_posix() for path in (STATIC / "js").rglob("*.js")}

    assert modules <= set(page.sources)


def test_the_source_map_is_one(page):
    told = json.loads(page.source_map("../static/"))

    assert told["version"] == 3
    assert told["sources"] == list(page.sources)
    assert told["mappings"].count(";") == len(page.origins) - 1
