"""Page rows: how many pictures a second a page paints while a run goes as fast as it can beside it."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.bench.timing import at_least, row
from tests.browser import chromium
from tests.serving import serving

SIZE = {"width": 1400, "height": 900}
SECONDS, QUICK_SECONDS = 10, 3
_QUICK_ROUNDS = 50
WARMING_S = 4
"""A page and a run that have just begun are slower for some seconds."""
ALL_INPUTS = ["x1", "x2", "x1^2", "x2^2", "x1*x2", "sin x1", "sin x2"]
RUNS: dict[str, tuple[dict[str, Any], float]] = {
    "the first network": ({}, 50.0),
    "8×6, every map": ({"inputs": ALL_INPUTS, "hidden": [{"units": 8}] * 6}, 30.0),
}
"""Specifications, and how many pictures a second there are to be."""

RECORDED_MS = ("23–28", "105–157")
RECORDED_EPOCHS = ((36, 44), (6, 9))
"""What TensorFlow Playground's own page took on the same two networks, a picture an epoch: Chromium without a
graphics card, this size. Written down once: no package has its page, and its source is not ours to ship."""
TIMES_FASTER = 20

GO = """spec => new Promise((resolve, reject) => {
  const line = new WebSocket(`ws://${location.host}/ws${location.search}`, "propscope.v4");
  const wished = [
    { type: "configure", spec }, { type: "set_speed", speed: null, unit: "epoch" }, { type: "play" },
  ];
  line.onopen = () => wished.forEach((command, id) => line.send(JSON.stringify({ ...command, id })));
  line.onmessage = ({ data }) => {
    const letter = typeof data === "string" ? JSON.parse(data) : {};
    if (letter.type === "error") reject(new Error(data));
    if (letter.type !== "done" || letter.id !== wished.length - 1) return;
    line.close();
    resolve();
  };
})"""
WATCH = """seconds => new Promise((resolve) => {
  const stage = document.getElementById("stage");
  const painted = [];
  const watched = new MutationObserver(() => painted.push([performance.now(), Number(stage.dataset.index)]));
  watched.observe(stage, { attributeFilter: ["data-index"] });
  const end = () => painted.length > 10 ? resolve(painted) : setTimeout(end, 1000 * seconds);
  setTimeout(end, 1000 * seconds);
})"""
PAINTS = "() => Number(document.getElementById('stage').dataset.index) > 1000"


def rows(rounds: int) -> list[str]:
    """Play every run as fast as it goes, before a page drawn without a graphics card."""
    seconds = QUICK_SECONDS if rounds < _QUICK_ROUNDS else SECONDS
    with TemporaryDirectory() as home, serving(Path(home)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.arguments())
        seen = [_seen(browser.new_page(viewport=SIZE), url, at, seconds) for at in range(len(RUNS))]
        browser.close()
    goals = [goal for _, goal in RUNS.values()]
    return [
        row("A page at full speed", list(RUNS)),
        row(
            "pictures a second",
            [at_least(each.rate, goal) for each, goal in zip(seen, goals, strict=True)],
        ),
        row("milliseconds a picture", [f"{1000 / each.rate:.1f}" for each in seen]),
        row("  Playground's, recorded", list(RECORDED_MS)),
        row("longest without one, ms", [f"{each.gap_ms:.0f}" for each in seen]),
        row("epochs a second", [f"{each.epochs:.0f}" for each in seen]),
        row("  Playground's, recorded", [f"{low}–{high}" for low, high in RECORDED_EPOCHS]),
        row(
            "  times its fastest",
            [
                at_least(each.epochs / high, TIMES_FASTER)
                for each, (_, high) in zip(seen, RECORDED_EPOCHS, strict=True)
            ],
        ),
        row("main thread, CPU ms a picture", [f"{each.all_ms:.1f}" for each in seen]),
        row("of it scripts", [f"{each.script_ms:.1f}" for each in seen]),
        row("of it style and layout", [f"{each.layout_ms:.1f}" for each in seen]),
    ]


@dataclass(frozen=True)
class Seen:
    """What a visitor gets, and what it costs the page's main thread in CPU time."""

    rate: float
    gap_ms: float
    epochs: float
    all_ms: float
    script_ms: float
    layout_ms: float


def _seen(page: Page, url: str, number: int, seconds: int) -> Seen:
    """Watch a run for some seconds."""
    spec, _ = list(RUNS.values())[number]
    page.goto(f"{url}/?room=painting-{number}")
    page.wait_for_selector("#stage[data-run]")
    page.evaluate(GO, spec)
    page.wait_for_function(PAINTS)
    page.evaluate(WATCH, WARMING_S)
    counted = page.context.new_cdp_session(page)
    counted.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _spent_ms(counted)
    painted = page.evaluate(WATCH, seconds)
    spent = {name: after - before[name] for name, after in _spent_ms(counted).items()}
    page.close()
    times = [at for at, _ in painted]
    steps_per_epoch = 25 * (3 * (len(spec.get("hidden", [0, 0])) + 1) + 2)
    epochs = (painted[-1][1] - painted[0][1]) / steps_per_epoch
    took_s = (times[-1] - times[0]) / 1000
    return Seen(
        rate=(len(times) - 1) / took_s,
        gap_ms=max(after - before for before, after in pairwise(times)),
        epochs=epochs / took_s,
        all_ms=spent["TaskDuration"] / len(times),
        script_ms=spent["ScriptDuration"] / len(times),
        layout_ms=(spent["RecalcStyleDuration"] + spent["LayoutDuration"]) / len(times),
    )


def _spent_ms(counted: CDPSession) -> dict[str, float]:
    """Give what the main thread has spent so far."""
    metrics = counted.send("Performance.getMetrics")["metrics"]
    return {
        metric["name"]: 1000 * metric["value"] for metric in metrics if metric["name"].endswith("Duration")
    }
