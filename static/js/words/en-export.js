/** The words of what can be taken home. */

export const exporting = {
  title: "Take it home",
  close: "Close",
  /** @param {number} epoch */
  stands: (epoch) => `The run as it stands, in epoch ${epoch}.`,
  groups: {
    run: "The whole run",
    code: "Code",
    weights: "Weights",
    rows: "Numbers",
    pictures: "Pictures",
    exercises: "By hand",
  },
  sheets: "Exercise sheets…",
  page: "Page that plays offline…",
  open: "Open a recording…",
  files: {
    recording: "Recording, .propscope",
    numpy: "NumPy script",
    notebook: "Notebook",
    torch: "PyTorch script",
    json: "JSON",
    npz: ".npz",
    safetensors: "safetensors",
    predictions: "Predictions, CSV",
    trace: "This mini-batch, JSON Lines",
  },
  pictures: { stage: "Network", chart: "Losses", map: "Output map" },
  /** @param {string} what @param {string} how */
  picture: (what, how) => `${what} ${how}`,
};
