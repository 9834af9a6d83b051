"""One module does what many did: in the same order, with the same names, on the same lines."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.paths import STATIC
from app.web.bundle import Bundle, CannotJoin, join
from app.web.javascript import Unreadable, tokens
from app.web.one_page import BOOT

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
    return join(modules.__getitem__, entry, Files().publish)


class Files:
    """What is joined beside the page, by name; the name says what is in it."""

    def __init__(self) -> None:
        self.made: dict[str, Bundle] = {}

    def publish(self, what: str, bundle: Bundle) -> str:
        name = f"{what}-{hashlib.sha256(bundle.code.encode()).hexdigest()[:16]}.js"
        self.made[name] = bundle
        return name

    def of(self, what: str) -> list[Bundle]:
        return [bundle for name, bundle in self.made.items() if name.startswith(what)]


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
        ("\nvoid import(second);", "line 2: a module called second"),
        ('void import("./second.js", {});', "line 1: , where \\) should be"),
        ('void import("elsewhere");', 'line 1: a module called "elsewhere"'),
        ('void import("./none.js");', "main.js: there is no none.js"),
        (
            'import { a } from "./second.js";void import("./second.js");',
            "second.js: loaded on demand, and yet",
        ),
        ("console.log(import.meta.url);", "line 1: import.meta but for the file of a worker"),
        ('new URL("./second.js", import.meta.env);', "line 1: import.meta but for the file of a worker"),
        ("new URL(second, import.meta.url);", "line 1: a module called second"),
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


LATER = {
    "main.js": """
import { shared } from "./shared.js";
console.log("main", shared.count());
const load = () => import("./one.js");
async function all() {
  const [one, same, two] = await Promise.all([load(), load(), import("./two.js")]);
  console.log(one === same, one.one, two.two, (await import("./alone.js")).alone, shared.count());
  console.log((await one.more()).more, await (await import("./three.js")).deep());
}
all();
""",
    "shared.js": """
let counted = 0;
export const shared = { count: () => ++counted };
""",
    "both.js": """
import { shared } from "./shared.js";
export const both = `both ${shared.count()}`;
""",
    "one.js": """
import { both } from "./both.js";
import { shared } from "./shared.js";
export const one = `one, ${both}, ${shared.count()}`;
export const more = () => import("./more.js");
""",
    "two.js": """
import { both } from "./both.js";
export const two = `two, ${both}`;
""",
    "alone.js": "export const alone = 'alone';",
    "more.js": """
import { both } from "./both.js";
export const more = `more, ${both}`;
""",
    "three.js": """
import { one } from "./one.js";
export const deep = async () => `deep, ${one}, ${(await import("./two.js")).two}`;
""",
}


def joined_with_files(modules: dict[str, str], soon: Sequence[str] = ()) -> tuple[Bundle, Files]:
    files = Files()
    return join(modules.__getitem__, "main.js", files.publish, soon=soon), files


def all_written(
    write: Callable[[dict[str, str]], Path], modules: dict[str, str], soon: Sequence[str] = ()
) -> Path:
    bundle, files = joined_with_files(modules, soon)
    parts = {f"page/{name}": part.code for name, part in files.made.items()}
    return write({**modules, **parts, "page/joined.js": bundle.code})


@pytest.mark.parametrize("soon", [(), ("one.js",), ("two.js", "one.js")])
def test_what_is_loaded_on_demand_does_what_the_modules_do(written, soon):
    folder = all_written(written, LATER, soon)

    apart, together = run(folder, "main.js"), run(folder, "page/joined.js")

    assert apart.returncode == 0, apart.stderr
    assert together.stderr == ""
    said = [sorted(line.split(",")) for line in together.stdout.splitlines()]
    assert said == [sorted(line.split(",")) for line in apart.stdout.splitlines()]
    assert "more, both" in apart.stdout


def test_each_module_is_in_one_file_and_comes_with_what_needs_it():
    bundle, files = joined_with_files(LATER)

    assert bundle.sources == ("shared.js", "main.js")
    assert [part.sources for part in files.of("part")] == [
        ("both.js",),
        ("one.js",),
        ("two.js",),
        ("alone.js",),
        ("three.js",),
        ("more.js",),
    ]


def test_what_comes_soon_comes_with_all_that_it_needs():
    _, files = joined_with_files(LATER, ("one.js", "two.js"))

    assert [part.sources for part in files.of("part")] == [
        ("both.js", "one.js"),
        ("two.js",),
        ("alone.js",),
        ("three.js",),
        ("more.js",),
    ]


def test_a_part_keeps_its_name_whatever_changes_elsewhere():
    changed = {
        **LATER,
        "main.js": f'import {{ both }} from "./new.js";{LATER["main.js"]}',
        "new.js": 'export const both = "more modules before the others";',
        "alone.js": "export const alone = 'otherwise';",
    }

    before, after = joined_with_files(LATER)[1].made, joined_with_files(changed)[1].made

    assert {files.sources for name, files in before.items() if name not in after} == {("alone.js",)}


def test_a_part_that_did_not_come_may_be_asked_for_again(written):
    modules = {
        "main.js": """
const load = () => import("./later.js");
const again = () => load().then(({ said }) => console.log(said), () => console.log("did not come"));
again().then(() => globalThis.mended()).then(again).then(again);
""",
        "later.js": "console.log('runs');export const said = 'came';",
    }
    folder = all_written(written, modules)
    (part,) = folder.glob("page/part-*.js")
    (folder / "run.js").write_text(
        'import { renameSync } from "node:fs";'
        f'globalThis.mended = () => renameSync("page/away.js", "page/{part.name}");'
        'await import("./page/joined.js");'
    )
    part.rename(folder / "page/away.js")

    done = run(folder, "run.js")

    assert done.stdout.splitlines() == ["did not come", "runs", "came", "came"], done.stderr


def test_a_worker_is_joined_by_itself(written):
    modules = {
        "main.js": """
import { double } from "./double.js";
const worker = new Worker(new URL("./deep/worker.js", import.meta.url));
worker.once("message", (told) => console.log(told, double(2)) ?? worker.terminate());
""",
        "double.js": "export const double = (x) => 2 * x;",
        "deep/worker.js": """
import { double } from "../double.js";
globalThis.port.postMessage(double(4));
""",
    }
    folder = all_written(written, modules)
    (folder / "run.js").write_text(
        'import { Worker as Thread } from "node:worker_threads";'
        "globalThis.Worker = class extends Thread {"
        "  constructor(file) {"
        '    super(`import("node:worker_threads").then(({ parentPort }) => {'
        '      globalThis.port = parentPort; return import("${file}"); })`, { eval: true });'
        "  }"
        "};"
        "await import(process.env.ENTRY);"
    )

    said = [
        subprocess.run(
            [NODE, "run.js"], cwd=folder, env={"ENTRY": entry}, capture_output=True, text=True
        ).stdout
        for entry in ("./main.js", "./page/joined.js")
    ]

    assert said == ["8 4\n", "8 4\n"]
    assert joined_with_files(modules)[1].of("worker")[0].sources == ("double.js", "deep/worker.js")


def test_an_error_in_a_part_names_the_module_and_the_line_it_is_from(written):
    modules = {
        "main.js": 'import { a } from "./shared.js";\nimport("./deep/fail.js").then((it) => it.fail(a));\n',
        "shared.js": "export const a = 1;\n",
        "deep/fail.js": 'import { a } from "../shared.js";\n// It fails.\nexport function fail() {\n'
        "  throw new Error(`no ${a}`);\n}\n",
    }
    bundle, files = joined_with_files(modules)
    ((name, part),) = files.made.items()
    folder = written(
        {
            **modules,
            "page/joined.js": bundle.code,
            f"page/{name}": f"{part.code}//# sourceMappingURL={name}.map\n",
            f"page/{name}.map": part.source_map("../"),
        }
    )

    said = run(folder, "page/joined.js", "--enable-source-maps").stderr

    assert f"{folder}/deep/fail.js:4" in said


@pytest.fixture(scope="module")
def files() -> Files:
    return Files()


@pytest.fixture(scope="module")
def page(files: Files) -> Bundle:
    return join(lambda path: (STATIC / path).read_text(), "js/main.js", files.publish)


@pytest.fixture(scope="module")
def bundles(files: Files, page: Bundle) -> list[Bundle]:
    return [page, *files.made.values()]


ALL_CAN_BE_READ = """
import { readdirSync, readFileSync } from "node:fs";
import { SourceTextModule } from "node:vm";
const files = readdirSync(".").filter((name) => /^\\d+\\.mjs$/.test(name));
for (const name of files) new SourceTextModule(readFileSync(name, "utf8"), { identifier: name });
console.log(`${files.length} read`);
"""


def test_the_pages_own_modules_join_to_files_that_can_be_read(page, bundles, tmp_path):
    for number, bundle in enumerate(bundles):
        (tmp_path / f"{number}.mjs").write_text(bundle.code)
    (tmp_path / "check.mjs").write_text(ALL_CAN_BE_READ)

    checked = run(tmp_path, "check.mjs", "--experimental-vm-modules", "--no-warnings")

    assert checked.stdout == f"{len(bundles)} read\n", checked.stderr
    assert "js/views/stage/stage.js" in page.sources


FROM_MODULE = re.compile(r"const\{[^}]*\}=m\$\d+;")
ON_DEMAND = re.compile(r'\bimport\("[^"]*"\)|"[^"]*"(?=, import\.meta\.url)')
LOADED = re.compile(r'\bm\$p\d+\(\)\.then\(\(made\)=>made\[\d+\]\)|"[^"]*"(?=,import\.meta\.url)')
STATEMENTS = re.compile(r"^(?:import [^;]*;|export \{[^;]*;|export )", re.MULTILINE)


def test_what_is_left_of_each_module_says_the_same_without_its_blanks(bundles):
    for bundle in bundles:
        texts = re.split(r"^const m\$\d+=\(\(\)=>\{\n", bundle.code, flags=re.MULTILINE)[1:]

        for path, text in zip(bundle.sources, texts, strict=True):
            source = ON_DEMAND.sub("", STATEMENTS.sub("", (STATIC / path).read_text()))
            body = LOADED.sub("", FROM_MODULE.sub("", text[: text.rindex("\nreturn{")]))
            assert words_of(body) == words_of(source), path


def words_of(text: str) -> list[str]:
    return [token.text for token in tokens(text) if token.kind not in ("space", "remark")]


def test_every_module_is_in_the_page_or_in_one_that_is_saved(bundles):
    modules = {path.relative_to(STATIC).as_posix() for path in (STATIC / "js").rglob("*.js")}
    saved = join(lambda path: (STATIC / path).read_text(), "js/saved.js", Files().publish)

    assert modules - {BOOT} <= {source for bundle in (saved, *bundles) for source in bundle.sources}


def test_no_module_comes_twice_but_into_a_worker(page, files):
    sources = [source for bundle in (page, *files.of("part")) for source in bundle.sources]

    assert len(sources) == len(set(sources))


def test_the_source_map_is_one(page):
    told = json.loads(page.source_map("../static/"))

    assert told["version"] == 3
    assert told["sources"] == list(page.sources)
    assert told["mappings"].count(";") == len(page.origins) - 1
