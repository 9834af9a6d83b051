/** In the head of a teacher's console: which step of the lesson it is, and the way to the next. */

/** @import { createPlan } from "./console-plan.js" */

import { el, put } from "../../draw/dom.js";
import { iconButton } from "../../draw/icons.js";
import { classroom } from "../../words/en-classroom.js";
import { spoken } from "../../words/words.js";
import { isPlanned, moved, stepNow } from "./console-plan.js";

const said = spoken(classroom).present;

/** @param {ReturnType<typeof createPlan>} plan */
export function makeLesson(plan) {
  const title = el("strong");
  const place = el("span", { class: "console-aside" });
  const back = iconButton("previous", said.lessonBack, () => plan.set(moved(plan.get(), -1)));
  const forward = iconButton("next", said.lessonForward, () => plan.set(moved(plan.get(), 1)));
  const root = el(
    "div",
    { class: "console-lesson", attrs: { role: "group", "aria-label": said.lesson } },
    back,
    el("p", { attrs: { role: "status" } }, title, place),
    forward,
  );

  function paint() {
    const { at, steps } = plan.get();
    root.hidden = !isPlanned(plan.get());
    put(title, stepNow(plan.get()).title || said.untitled);
    put(place, said.lessonStep(at + 1, steps.length));
    back.disabled = at === 0;
    forward.disabled = at === steps.length - 1;
  }

  const stop = plan.subscribe(paint);
  paint();
  return { root, stop };
}
