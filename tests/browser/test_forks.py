"""Forks on the big screen: the teacher pins one, or two side by side, and takes them off again."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.driving import wait_for
from tests.browser.words import say

OpenPage = Callable[..., Page]

LINES = """() => {
  window.lineTo = (search) => new Promise((opened) => {
    const address = new URL("ws", document.baseURI);
    address.protocol = "ws:";
    address.search = search;
    const line = new WebSocket(address);
    const answered = new Map();
    const ask = (command) => new Promise((done) => {
      const id = answered.size + 1;
      answered.set(id, done);
      line.send(JSON.stringify({ ...command, id }));
    });
    const letters = {};
    line.onopen = () => opened({ ask, letters });
    line.onmessage = ({ data }) => {
      const letter = typeof data === "string" ? JSON.parse(data) : {};
      letters[letter.type] = letter;
      if (letter.type === "done") answered.get(letter.id)();
    };
  });
}"""
OPEN = """async () => {
  window.teacher = await lineTo("");
  await teacher.ask({ type: "open_room" });
}"""
KEY = """() => {
  const { links, classroom } = window.teacher.letters;
  const link = links?.links.find(({ role }) => role === "present");
  return link && classroom ? [classroom.code, link.key] : null;
}"""
SHARE = """async ([code, hidden, handsIn]) => {
  const room = `own-${crypto.randomUUID().replaceAll("-", "")}`;
  const line = await lineTo(`?room=${room}&class=${code}`);
  await line.ask({ type: "configure", spec: { hidden } });
  await line.ask({ type: "step", count: 2, unit: "epoch" });
  await line.ask({ type: "share_fork", shared: true });
  if (handsIn) await line.ask({ type: "hand_in" });
}"""
LARGE = """() => [...document.querySelectorAll("iframe")]
  .map((frame) => frame.getBoundingClientRect())
  .every(({ width, height }) => width > 500 && height > 400)"""
ASK = "command => window.teacher.ask(command)"


def test_the_big_screen_shows_two_forks_side_by_side_until_they_are_taken_off(
    new_page: OpenPage, server_url: str
):
    teacher = new_page()
    teacher.goto(server_url)
    teacher.evaluate(LINES)
    teacher.evaluate(OPEN)
    wait_for(teacher, KEY)
    code, key = teacher.evaluate(KEY)
    for hidden in ([{"units": 3}], [{"units": 2}, {"units": 2}]):
        teacher.evaluate(SHARE, [code, hidden, False])
    projector = new_page(viewport={"width": 1280, "height": 720})
    projector.goto(f"{server_url}/?room={code}&view=projector#key={key}")
    expect(projector.locator(".projector-code")).to_have_text(code)

    teacher.evaluate(ASK, {"type": "pin_fork", "forks": ["A", "B"]})

    for name, output in (("A", 2), ("B", 3)):
        fork = projector.frame_locator(f"iframe[title='{say('classroom.forks.fork', name)}']")
        expect(fork.locator(f"#stage button[data-layer='{output}']")).to_have_count(1)
    expect(projector.locator("#stage button").first).to_be_hidden()
    wait_for(projector, LARGE)

    teacher.evaluate(ASK, {"type": "pin_fork", "forks": []})

    expect(projector.locator("iframe")).to_have_count(0)
    expect(projector.locator("#stage button").first).to_be_visible()
    expect(projector.locator(".projector-over:not([hidden])")).to_have_count(0)


def test_the_big_screen_shows_the_board_of_a_challenge(new_page: OpenPage, server_url: str):
    teacher = new_page()
    teacher.goto(server_url)
    teacher.evaluate(LINES)
    teacher.evaluate(OPEN)
    wait_for(teacher, KEY)
    code, key = teacher.evaluate(KEY)
    teacher.evaluate(ASK, {"type": "start_challenge", "goal": {"kind": "test_loss"}, "most_neurons": 6})
    teacher.evaluate(SHARE, [code, [{"units": 3}], True])
    projector = new_page(viewport={"width": 1280, "height": 720})
    projector.goto(f"{server_url}/?room={code}&view=projector#key={key}")

    teacher.evaluate(ASK, {"type": "show_board", "shown": True})

    row = projector.locator(".challenge-board li")
    expect(row).to_contain_text(say("classroom.challenge.checked"))
    expect(row).to_contain_text("2–3–1")
    teacher.evaluate(ASK, {"type": "show_board", "shown": False})
    expect(row).to_be_hidden()
