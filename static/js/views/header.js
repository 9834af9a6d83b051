/** The page's head: what is being trained, who is here, and the switches that are not about training. */

/** @import { Command, Send, State, Store } from "../state/types" */

import { el } from "../draw/dom.js";
import { icon, iconButton } from "../draw/icons.js";
import { applyTheme, chosenTheme } from "../draw/theme.js";
import { redo as redone, undo as undone } from "../run/actions.js";
import { isEmbedded } from "../run/embedding.js";
import { summary } from "../run/spec-edits.js";
import { words } from "../words/words.js";
import { branchesPart } from "./branches.js";
import { roomButton } from "./classroom/lead.js";
import { askButton } from "./classroom/poll-lead-button.js";
import { createDrawers } from "./drawers.js";
import { galleryButton, greetFirstVisitor } from "./gallery.js";
import { lineTold } from "./line-told.js";
import { myRunsButton } from "./my-runs.js";
import { onDemand } from "./on-demand.js";
import { shareButton } from "./share.js";
import { themeSwitch } from "./theme-switch.js";

/** What the head is made of: most of what comes, many times a second, changes none of it. @param {State} state */
const partsOf = ({ run, catalog, people, role, connection, leftOut, playback, classroom }) => [
  run,
  catalog,
  people,
  role,
  connection,
  leftOut,
  classroom,
  playback?.can_undo,
  playback?.can_redo,
];

/** @type {import("../state/types").Mount} */
export function mountHeader(root, store, send, ways) {
  applyTheme(chosenTheme());
  const drawers = createDrawers();
  const addresses = onDemand(store, () => import("./opening.js"));
  /** @type {ReturnType<typeof import("./opening.js").openAddresses> | null} */
  let opening = null;
  async function heedAddress() {
    const part = await addresses.ask();
    opening ??= part?.openAddresses(store, send) ?? null;
    return opening;
  }
  const run = el("p", {
    class: "header-pill header-run",
    attrs: { role: "status", "aria-label": words.header.run },
  });
  const people = el("p", { class: "header-pill header-people" });
  const line = el("p", {
    class: "header-pill header-line",
    attrs: { role: "status", "aria-label": words.header.connection },
  });
  /** @param {(state: State) => Command | null} ask */
  function act(ask) {
    const command = ask(store.get());
    if (command) void send(command);
  }
  const [build, maths] = drawers.buttons;
  const undo = iconButton("undo", words.edits.undo, () => act(undone), "pill");
  const redo = iconButton("redo", words.edits.redo, () => act(redone), "pill");
  const room = roomButton(store, send);
  const ask = askButton(store, send);
  const myRuns = myRunsButton(store, ways, "pill");
  const branches = branchesPart(store, send);

  root.replaceChildren(
    el("h1", { class: "wordmark", text: "propscope" }),
    ...(isEmbedded() ? [origin()] : []),
    build,
    run,
    branches.root,
    undo,
    redo,
    el(
      "div",
      { class: "header-end" },
      line,
      people,
      maths,
      ...(isEmbedded() ? [] : [ask.root, room.root]),
      myRuns.root,
      galleryButton(store, send, "pill"),
      shareButton(store, send, heedAddress),
      exportButton(store, send),
      themeSwitch(),
      helpButton(),
    ),
  );

  /** @param {State} state */
  function paint(state) {
    run.hidden = !state.run;
    run.textContent = state.run ? summary(state.run, state.catalog) : "";
    run.title = run.textContent;
    const [back, again] = [undone(state), redone(state)];
    undo.hidden = redo.hidden = !back && !again;
    undo.setAttribute("aria-disabled", String(!back));
    redo.setAttribute("aria-disabled", String(!again));
    myRuns.paint(state);
    people.hidden = state.people < 2 || state.connection !== "open" || state.role === "drive";
    const [number, word] = words.header.watching(state.people);
    people.replaceChildren(number, el("span", { text: word }));
    const told = lineTold(state);
    line.hidden = told.said === "";
    line.textContent = told.said;
    line.title = told.hint;
    line.dataset.state = told.is;
  }

  const stopGreeting = greetFirstVisitor(store, send);
  void heedAddress();
  paint(store.get());
  const unsubscribe = store.subscribe((state, previous) => {
    const before = partsOf(previous);
    if (partsOf(state).some((part, place) => part !== before[place])) paint(state);
  });
  return () => {
    unsubscribe();
    opening?.stop();
    stopGreeting();
    drawers.dispose();
    room.dispose();
    ask.dispose();
    branches.dispose();
  };
}

/** Inside another site's page: where this one is from, and the way to have it by itself. */
function origin() {
  return el("a", {
    class: "header-pill header-origin",
    text: words.header.from(location.host),
    attrs: {
      href: location.href,
      target: "_blank",
      rel: "noopener",
      title: words.header.openAlone,
    },
    on: { click: ({ currentTarget }) => (currentTarget.href = location.href) },
  });
}

/** @param {Store} store @param {Send} send */
function exportButton(store, send) {
  const menu = onDemand(store, () => import("./exports/menu.js"));
  const name = words.header.takeHome;
  return el(
    "button",
    {
      class: "icon pill take-home",
      attrs: { type: "button", "aria-label": name, title: name },
      on: { click: async () => (await menu.ask())?.openMenu(store, send) },
    },
    icon("save"),
  );
}

function helpButton() {
  const name = words.header.help;
  return el("button", {
    class: "icon pill help",
    text: "?",
    attrs: { type: "button", "aria-label": name, title: name },
    on: { click: () => document.dispatchEvent(new CustomEvent("propscope:help")) },
  });
}
