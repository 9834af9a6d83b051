/** The words of the help with the keys. */

export const help = {
  title: "Keyboard",
  close: "Close",
  letters: "Keys of one letter or sign",
  rule: "In fields and sliders the keys do what they always do.",
  /** @type {readonly { keys: readonly string[], does: string, deed?: string }[]} what a page may have shut says its deed */
  shortcuts: [
    { keys: ["Space"], does: "Play or pause" },
    { keys: ["Shift Space"], does: "Play backwards, or pause" },
    { keys: ["←", "→"], does: "One propagation back or forward; hold to go on" },
    { keys: ["Shift ←", "Shift →"], does: "One mini-batch back or forward" },
    { keys: ["Page Up", "Page Down"], does: "One epoch back or forward" },
    { keys: ["Home", "End"], does: "The first step, the last recorded step" },
    { keys: ["Ctrl Z", "Ctrl Shift Z"], does: "Undo or redo a change of the run", deed: "undo" },
    {
      keys: ["N", "Shift N"],
      does: "To where a stop comes true next, or came true last",
      deed: "next-stop",
    },
    { keys: ["B"], does: "A branch from here, once something is trained", deed: "branch" },
    { keys: ["+", "−", "0"], does: "Fewer epochs on the chart, more, or all" },
    { keys: ["[", "]"], does: "A loop begins here, or ends here" },
    { keys: ["L"], does: "Play round the loop, or straight on" },
    { keys: ["F"], does: "The film below the chart: a small picture for each epoch" },
    { keys: ["G"], does: "The chart’s losses by powers of ten, or as they are" },
    {
      keys: ["+", "−"],
      does: "Large networks, unless the chart is in hand: every neuron, or whole layers",
    },
    { keys: ["X"], does: "Swap the two runs that are side by side", deed: "swap" },
    { keys: ["?"], does: "This help" },
  ],
  /** In a class, by what one may do there. */
  inClass: {
    drive: [
      { keys: ["C"], does: "The class’s code over the whole screen, and away again" },
      { keys: ["S"], does: "Put the spotlight on what is selected" },
      { keys: ["R", "V"], does: "Reveal the poll that is on, or have the class vote again" },
    ],
    follow: [
      { keys: ["A", "B", "…"], does: "Answer what the class is asked" },
      { keys: ["Esc"], does: "Back to the class" },
    ],
    present: [{ keys: ["C"], does: "The class’s code over the whole screen, and away again" }],
  },
};
