"""Pages that are late, as on a machine that is busy: so a test shows that it looks for something too soon."""

import os
from typing import Literal

from playwright.sync_api import Page

SLOWED = "PROPSCOPE_TEST_SLOWED"
"""The variable that says how many times slower than the machine every page is to run."""
LATE = "PROPSCOPE_TEST_LATE"
"""The one that says how late each frame, message and file is to come: ``150 150 2000``, in milliseconds.

What only comes late burns no time, as what runs slowly does.
"""
COME_LATE = """((frame_ms, message_ms) => {
  const draw = requestAnimationFrame.bind(window);
  const stop = cancelAnimationFrame.bind(window);
  const clearLate = clearTimeout.bind(window);
  const late = setTimeout.bind(window);
  const due = new Map();
  let asked = 0;
  window.requestAnimationFrame = (paint) => {
    const number = ++asked;
    const begin = () => {
      const frame = draw((now) => {
        due.delete(number);
        paint(now);
      });
      due.set(number, () => stop(frame));
    };
    const waiting = late(begin, frame_ms);
    due.set(number, () => clearLate(waiting));
    return number;
  };
  window.cancelAnimationFrame = (number) => {
    due.get(number)?.();
    due.delete(number);
  };
  const afterwards = (heed) => heed && ((event) => late(() => heed(event), message_ms));
  window.WebSocket = class extends WebSocket {
    set onmessage(heed) {
      super.onmessage = afterwards(heed);
    }
    set onclose(heed) {
      super.onclose = afterwards(heed);
    }
  };
})"""
ASKING: Literal["raf"] | float = 20 if os.environ.get(LATE) else "raf"
"""When a page that is waited for is asked: in each frame; where those are late, each so many milliseconds."""


def hinder(page: Page) -> None:
    """Make a page that is still empty as slow and as late as is asked for."""
    if slowed := os.environ.get(SLOWED):
        devtools = page.context.new_cdp_session(page)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": float(slowed)})
    if late := os.environ.get(LATE):
        frame_ms, message_ms, file_ms = map(float, late.split())
        page.add_init_script(f"{COME_LATE}({frame_ms}, {message_ms})")
        network = {"offline": False, "latency": file_ms, "downloadThroughput": -1, "uploadThroughput": -1}
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", network)
