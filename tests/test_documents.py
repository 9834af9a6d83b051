"""Every command in the documentation does what is said there."""

import re

import pytest

from app.cli import main
from app.engine import Spec
from app.engine.edits import CHANGEABLE
from tests.documents import File, Shown, follow, steps
from tests.serving import ROOT

PAGES = sorted((ROOT / "docs").glob("*.md"))


@pytest.fixture
def run(capsys):
    """Runs a command in this process; gives its status and what it said."""

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            main(words)
        except SystemExit as ended:
            return ended.code, *capsys.readouterr()
        return 0, *capsys.readouterr()

    return run


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_commands_of_a_page_do_what_it_says(path, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert follow(path.read_text("utf-8"), tmp_path, run) > 0


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_pictures_of_a_page_are_there(path):
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", path.read_text("utf-8"))

    assert pictures
    assert all((path.parent / picture).is_file() for picture in pictures)


def test_the_table_of_what_changes_names_every_field_of_a_specification():
    page = (ROOT / "docs" / "what-changes-on-the-way.md").read_text("utf-8")
    rows = re.findall(r"^\| [^|]+ \| ([^|]*) \| (yes|some|↺) \|", page, re.MULTILINE)
    fields = {
        how: {field for named, each in rows if each == how for field in re.findall(r"`(.+?)`", named)}
        for how in ("yes", "some", "↺")
    }

    assert fields["yes"] | fields["some"] == set(CHANGEABLE)
    begins = {field.partition(".")[0] for field in CHANGEABLE} | fields["↺"] | {"version"}
    assert begins == set(Spec.__struct_fields__)


PAGE = """
Save this:

```csv a.csv
x,y
1,2
```

```json
{"an": "example"}
```

```console
$ propscope describe a.csv  # ends with 2
propscope: no
two … words
$ propscope train \\
    a.csv
```
"""


def test_files_and_commands_are_found_in_their_order():
    assert list(steps(PAGE)) == [
        File("a.csv", "x,y\n1,2\n"),
        Shown(("propscope", "describe", "a.csv"), 2, ("propscope: no", "two … words")),
        Shown(("propscope", "train", "a.csv"), 0, ()),
    ]


@pytest.mark.parametrize(
    ("ended", "right"),
    [
        ((2, "two short words\n", "propscope: no\n 5%| bar\n"), True),
        ((2, "two short words\n", "propscope: yes\n"), False),
        ((2, "three words\n", "propscope: no\n"), False),
        ((2, "two short words\nmore\n", "propscope: no\n"), False),
        ((0, "two short words\n", "propscope: no\n"), False),
    ],
)
def test_a_command_that_does_anything_else_is_found(ended, right, tmp_path):
    page = PAGE.replace("$ propscope train \\\n    a.csv\n", "")

    def followed() -> int:
        return follow(page, tmp_path, lambda *_: ended)

    if right:
        assert followed() == 1
        assert (tmp_path / "a.csv").read_text() == "x,y\n1,2\n"
    else:
        with pytest.raises((AssertionError, ValueError)):
            followed()
