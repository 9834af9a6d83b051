"""What a class predicts together, on the telephones that answer and on the big screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import Line, expect_drawn, expect_rest, press, press_key, resize, wait_for
from tests.browser.teaching import OpenClass, Teacher
from tests.browser.test_accessibility import judge
from tests.browser.test_rooms import Cable
from tests.browser.words import say

OpenPage = Callable[..., Page]

PHONE = {"width": 390, "height": 844}
BACK_ROW = {"width": 1280, "height": 720}
NEURON = {"layer": 2, "unit": 1}
DELTA = {"kind": "delta_sign", "marks": [NEURON]}
FREE = {"kind": "free", "text": "Will it learn?", "options": ["yes", "no", "partly", "never", "who knows"]}
HIDDEN_2 = 7
"""The step that makes delta in the second hidden layer of the first run."""


def weight(layer: int, source: int, unit: int) -> dict[str, int]:
    return {"layer": layer, "unit": unit, "source": source}


KINDS: dict[str, tuple[dict[str, object], int]] = {
    "delta_sign": (DELTA, HIDDEN_2 + 1),
    "moves_most": ({"kind": "moves_most", "marks": [weight(2, 0, 0), weight(2, 3, 1)]}, HIDDEN_2),
    "up_or_down": ({"kind": "up_or_down", "marks": [weight(2, 1, 0)]}, HIDDEN_2),
    "bigger": ({"kind": "bigger", "marks": [{"layer": 1, "unit": 0}, {"layer": 3, "unit": 0}]}, 5),
    "loss_falls": ({"kind": "loss_falls", "of": "epoch"}, HIDDEN_2),
}
"""Each question, and a step at which its numbers would be on screen."""


@pytest.fixture
def teacher(open_class: OpenClass) -> Teacher:
    """A class, where the run stands at the step that makes a delta."""
    teacher = open_class()
    teacher.ask("step", count=HIDDEN_2, unit="propagation")
    teacher.ask("show_sight", sight={"selected": NEURON})
    return teacher


@pytest.fixture
def line(teacher: Teacher, new_page: OpenPage) -> Line:
    """The line of a telephone in it."""
    line = Line(new_page(viewport=PHONE, color_scheme="light"))
    line.page.goto(teacher.url)
    expect_rest(line.page, HIDDEN_2)
    return line


@pytest.fixture
def phone(line: Line) -> Page:
    """That telephone."""
    return line.page


def choice(page: Page, letter: str) -> Locator:
    """An answer to press."""
    return page.locator(".poll-choice").nth("ABCDE".index(letter))


def expect_answers(page: Page, answered: int, people: int) -> None:
    """Wait until the page tells how many have answered."""
    expect(page.locator(".poll-turnout > p")).to_have_text(
        f"{answered} {say('classroom.poll.answered', people)}"
    )


def votes(page: Page) -> list[str]:
    """What was answered, as a page tells it of each choice: the numbers of each round."""
    return [
        " ".join(vote.split(": ")[-1].split(" ")[0] for vote in row.split("\n"))
        for row in page.locator(".poll-results").evaluate(
            """list => [...list.children].map((row) =>
              [...row.querySelectorAll(".poll-votes")].map(({ textContent }) => textContent).join("\\n"))"""
        )
    ]


def test_an_answer_is_given_changed_and_given_again_in_a_second_vote(
    teacher: Teacher, phone: Page, line: Line
):
    teacher.ask("start_poll", question=DELTA)
    expect(phone.locator(".poll h2")).to_have_text(say("classroom.poll.questions.delta_sign"))
    expect(phone.locator(".poll > [role=status]")).to_have_text(
        say("classroom.poll.comes", say("classroom.poll.questions.delta_sign"))
    )

    choice(phone, "A").click()
    expect_answers(phone, 1, 1)
    choice(phone, "B").click()
    expect(choice(phone, "B")).to_have_attribute("aria-pressed", "true")
    expect(choice(phone, "A")).to_have_attribute("aria-pressed", "false")
    expect_answers(phone, 1, 1)
    line.settled()  # Of another answer by the same nobody else is told.
    teacher.ask("vote_again")
    expect(phone.locator(".poll-round")).to_have_text(say("classroom.poll.round", 2))
    expect(choice(phone, "B")).to_have_attribute("aria-pressed", "false")
    choice(phone, "C").click()
    expect_answers(phone, 1, 1)
    teacher.ask("reveal")

    said = [say("classroom.poll.said", *each) for each in (("B", "close to zero"), ("C", "positive"))]
    expect(phone.locator(".poll-said")).to_have_text(say("classroom.poll.youChanged", *said))
    assert votes(phone) == ["0 0", "1 0", "0 1"]
    expect(phone.locator(".poll-results > .right")).to_have_count(1)
    teacher.ask("end_poll")
    expect(phone.locator(".poll")).to_be_hidden()
    expect(phone.locator("#panel")).to_be_visible()


def test_keys_answer_by_letter_and_by_number(teacher: Teacher, phone: Page):
    teacher.ask("start_poll", question=FREE)
    expect(choice(phone, "E")).to_be_visible()

    press_key(phone, "b")
    expect(choice(phone, "B")).to_have_attribute("aria-pressed", "true")
    press_key(phone, "5")
    expect(choice(phone, "E")).to_have_attribute("aria-pressed", "true")
    for other in ("f", "0", "6", "Control+a"):
        press_key(phone, other)

    expect(choice(phone, "E")).to_have_attribute("aria-pressed", "true")
    expect_answers(phone, 1, 1)


def test_an_answer_outlives_a_reload_and_counts_once(teacher: Teacher, phone: Page):
    teacher.ask("start_poll", question=DELTA)
    choice(phone, "A").click()
    expect_answers(phone, 1, 1)

    phone.reload()

    expect(choice(phone, "A")).to_have_attribute("aria-pressed", "true")
    choice(phone, "C").click()
    expect(choice(phone, "C")).to_have_attribute("aria-pressed", "true")
    expect_answers(phone, 1, 1)


def test_when_no_more_answers_are_taken_none_can_be_pressed(teacher: Teacher, phone: Page):
    teacher.ask("start_poll", question=DELTA)
    choice(phone, "A").click()
    expect_answers(phone, 1, 1)

    teacher.ask("close_poll")

    expect(choice(phone, "B")).to_be_disabled()
    expect(phone.locator(".poll-privacy")).to_contain_text(say("classroom.poll.closed"))
    press_key(phone, "c")
    expect(choice(phone, "A")).to_have_attribute("aria-pressed", "true")


NUMBER = (
    """() => document.querySelector("#stage [data-layer='2'][data-unit='1'] .neuron-delta").textContent"""
)
RECEIVED = """() => {
  const Line = WebSocket;
  window.received = [];
  window.WebSocket = class extends Line {
    constructor(...where) {
      super(...where);
      this.addEventListener("message", async ({ data }) => {
        const bytes = data instanceof Blob ? await data.arrayBuffer() : data;
        received.push(typeof bytes === "string" ? new TextEncoder().encode(bytes).buffer : bytes);
      });
    }
  };
}"""
"""Keeps every frame that the page gets."""
TRUTH = """() => received.map((frame) => new TextDecoder().decode(frame))
  .filter((text) => text.startsWith('{"type":"poll_results"'))
  .map((text) => JSON.parse(text).truth.values[0])[0]"""
HOLDS = """(value) => {
  const text = String(value);
  const parts = [new Float64Array([value]), new Float32Array([value]), new TextEncoder().encode(text)];
  const wanted = parts.map((part) => [...new Uint8Array(part.buffer)].join());
  return received.some((frame) => {
    const bytes = `,${[...new Uint8Array(frame)].join()},`;
    return wanted.some((part) => bytes.includes(`,${part},`));
  });
}"""


def test_the_number_that_is_asked_is_on_no_page_and_in_no_frame_until_it_is_revealed(
    teacher: Teacher, new_page: OpenPage
):
    teacher.ask("start_poll", question=DELTA)
    page = new_page(viewport=PHONE)
    page.add_init_script(f"({RECEIVED})()")
    page.goto(teacher.url)
    expect(page.locator(".poll")).to_be_visible()
    expect_rest(page, HIDDEN_2)
    expect(page.locator(".poll-mark.asked")).to_have_text("?")
    expect(page.locator(".poll-formula")).to_contain_text("= ?")
    hidden = page.evaluate(NUMBER)

    before = page.content()
    received = page.evaluate_handle("received.splice(0)")
    teacher.ask("reveal")
    expect(page.locator(".poll-mark")).to_have_count(0)
    wait_for(page, "() => received.some((frame) => frame.byteLength > 1000)")
    wait_for(page, TRUTH)
    wait_for(page, f"(hidden) => ({NUMBER})() !== hidden", hidden)
    number, truth = page.evaluate(NUMBER), page.evaluate(TRUTH)

    assert number not in before
    assert page.evaluate(HOLDS, truth), "it is in the frames that come with the reveal"
    page.evaluate("(before) => { window.received = before }", received)
    assert not page.evaluate(HOLDS, truth)


UNTOLD = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  const found = [];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (node.nodeType === 3 && /NaN|undefined/.test(node.data) && !node.parentElement.closest("script"))
      found.push(node.data);
    for (const { name, value } of node.attributes ?? [])
      if (/NaN|undefined/.test(value)) found.push(`${node.localName} ${name}=${value}`);
  }
  return found;
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_hidden_is_a_question_mark_wherever_it_would_stand(
    teacher: Teacher, new_page: OpenPage, kind: str
):
    question, index = KINDS[kind]
    teacher.ask("step", count=index - HIDDEN_2, unit="propagation")
    teacher.ask("show_sight", sight={})
    page = new_page()
    page.goto(teacher.url)
    expect_rest(page, index)

    teacher.ask("start_poll", question=question)
    expect(page.locator(".poll")).to_be_visible()
    marks = question.get("marks", [])
    assert isinstance(marks, list)
    expect(page.locator(".poll-mark")).to_have_count(len(marks))
    press(page, say("classroom.poll.fold"))
    assert page.evaluate(UNTOLD) == []
    for mark in marks:
        neuron = page.locator(f"#stage button[data-layer='{mark['layer']}'][data-unit='{mark['unit']}']")
        neuron.click()
        expect(neuron).to_have_attribute("aria-pressed", "true")
        neuron.hover()
        for scope in (say("panel.miniBatchMean"), say("panel.thisSample")):
            page.get_by_role("radio", name=scope).click()
            page.evaluate("() => new Promise(requestAnimationFrame)")
            assert page.evaluate(UNTOLD) == []
    expect_drawn(page, index)


def test_the_big_screen_counts_and_then_shows_both_votes_with_what_is_true(
    teacher: Teacher, phone: Page, new_page: OpenPage
):
    screen = new_page(viewport=BACK_ROW)
    screen.goto(f"{teacher.link('present')}")
    expect(screen.locator(".projector-card h2")).to_be_visible()
    teacher.ask("start_poll", question=DELTA)

    card = screen.locator(".projector-card")
    expect(card.locator("h2")).to_have_text(say("classroom.poll.questions.delta_sign"))
    expect_answers(screen, 0, 1)
    choice(phone, "A").click()
    expect_answers(screen, 1, 1)
    expect(card).to_contain_text(say("classroom.poll.hidden"))
    expect(screen.locator(".poll-mark.asked")).to_be_visible()
    teacher.ask("vote_again")
    expect(card.locator(".card-reason")).to_contain_text(say("classroom.poll.round", 2))
    expect(phone.locator(".poll-round")).to_have_text(say("classroom.poll.round", 2))
    choice(phone, "B").click()
    expect_answers(screen, 1, 1)
    teacher.ask("reveal")

    expect(card.locator(".poll-results > .right")).to_have_count(1)
    assert votes(screen) == ["1 0", "0 1", "0 0"]
    teacher.ask("end_poll")
    expect(card.locator("h2")).not_to_have_text(say("classroom.poll.questions.delta_sign"))


IN_SIGHT = """() => {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const card = document.querySelector(".poll");
  const boxes = [...card.querySelectorAll(".poll-choice")].map((each) => each.getBoundingClientRect());
  const stage = document.querySelector("#stage").getBoundingClientRect();
  return scrollWidth <= innerWidth && scrollHeight <= innerHeight && boxes.length > 2
    && stage.height >= 120 && stage.width >= 120
    && card.scrollHeight <= card.clientHeight
    && boxes.every(({ height, bottom }) => height >= 48 && bottom <= innerHeight);
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640), (844, 390), (1440, 900)])
def test_all_answers_are_in_sight_beside_the_network(teacher: Teacher, phone: Page, width: int, height: int):
    resize(phone, width, height)
    teacher.ask("start_poll", question=DELTA)
    wait_for(phone, IN_SIGHT)
    teacher.ask("end_poll")

    teacher.ask("start_poll", question=FREE)

    wait_for(phone, IN_SIGHT)


def test_on_a_run_of_ones_own_the_question_waits_in_a_corner(teacher: Teacher, phone: Page):
    press(phone, say("classroom.fork.fork"))
    expect(phone.locator(".class-badge")).to_have_text(say("classroom.follow.states.own"))
    expect(phone.locator("#transport")).to_be_visible()

    teacher.ask("start_poll", question=DELTA)
    expect(phone.locator(".poll h2")).to_be_visible()
    expect(choice(phone, "A")).to_be_hidden()
    expect(phone.locator(".poll-mark")).to_have_count(0)
    phone.get_by_role("button", name=say("transport.forward"), exact=True).click(trial=True)
    press(phone, say("classroom.poll.unfold"))
    choice(phone, "B").click()
    expect_answers(phone, 1, 1)
    press(phone, say("classroom.poll.foldOwn"))

    expect(choice(phone, "B")).to_be_hidden()
    press(phone, say("classroom.follow.back"))
    expect(choice(phone, "B")).to_have_attribute("aria-pressed", "true")


def test_a_question_that_was_folded_away_stays_so_when_the_line_comes_back(
    teacher: Teacher, new_page: OpenPage
):
    page = new_page()
    cable = Cable(page)
    page.goto(teacher.url)
    teacher.ask("start_poll", question=DELTA)
    press(page, say("classroom.poll.fold"))
    expect(choice(page, "A")).to_be_hidden()

    cable.cut()
    expect(page.locator(".class-beside")).to_have_text(say("header.lost"))
    cable.cut_off = False
    expect(page.locator(".class-beside")).to_have_text("")
    teacher.ask("point_at", spotlight={"on": NEURON, "words": "Here."})
    expect(page.locator(".spotlight")).to_contain_text("Here.")

    expect(choice(page, "A")).to_be_hidden()
    press(page, say("classroom.poll.unfold"))
    expect(choice(page, "A")).to_be_visible()


ASK_ANOTHER = """() => {
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (text) {
    send.call(this, String(text).replace(/"poll":[0-9]+/, '"poll":99'));
  };
}"""
"""Has the page answer a poll that is over, as one does whose answer was long on its way."""


def test_an_answer_that_comes_too_late_is_told_and_not_kept(teacher: Teacher, phone: Page):
    teacher.ask("start_poll", question=DELTA)
    choice(phone, "A").click()
    expect_answers(phone, 1, 1)
    phone.evaluate(ASK_ANOTHER)

    choice(phone, "B").click()

    expect(phone.locator(".poll-wrong")).to_have_text(say("classroom.poll.tooLate"))
    expect(choice(phone, "A")).to_have_attribute("aria-pressed", "true")
    expect(choice(phone, "B")).to_have_attribute("aria-pressed", "false")
    expect(phone.locator(".notice")).to_have_count(0)


ASK_BEFORE = ASK_ANOTHER.replace('/"poll":[0-9]+/, \'"poll":99\'', '/"round":2/, \'"round":1\'')
"""Has the page answer the first vote, as one does that has not heard yet of the second."""


def test_an_answer_to_the_vote_before_does_not_count_in_the_next(teacher: Teacher, phone: Page):
    teacher.ask("start_poll", question=DELTA)
    teacher.ask("vote_again")
    expect(phone.locator(".poll-round")).to_have_text(say("classroom.poll.round", 2))
    phone.evaluate(ASK_BEFORE)

    choice(phone, "B").click()

    expect(phone.locator(".poll-wrong")).to_have_text(say("classroom.poll.voteBefore"))
    expect(choice(phone, "B")).to_have_attribute("aria-pressed", "false")
    expect_answers(phone, 0, 1)


def test_axe_finds_nothing_in_a_poll(teacher: Teacher, phone: Page, new_page: OpenPage):
    desk = new_page(color_scheme="light")
    desk.goto(teacher.url)
    expect_rest(desk, HIDDEN_2)
    teacher.ask("start_poll", question=DELTA)
    for page in (phone, desk):
        choice(page, "B").click()
        expect(choice(page, "B")).to_have_attribute("aria-pressed", "true")
        judge(page, "answered")
    press(desk, say("classroom.poll.fold"))
    judge(desk, "folded")
    teacher.ask("reveal")
    for page in (phone, desk):
        expect(page.locator(".poll-results")).to_be_visible()
        judge(page, "revealed")
