/** Every word the page says, in English: texts, and functions of what they name where order or number matters. */

import { allowed, unread } from "./en-allowed.js";
import { lessons } from "./en-lessons.js";
import { count, number } from "./numbers.js";

/** Of what an image is made, and the spectrogram of a sound. */
const PIECES = { image: "pixels", sound: "levels" };

export const en = {
  /** The regions of the page, and the ways past them. */
  page: {
    skipTo: "Skip to",
    skipToStage: "Skip to the network",
    skipToTransport: "Skip to the playback",
    rail: "Build the network",
    stage: "The network",
    output: "What the network says",
    panel: "The maths of this step",
    transport: "Playback",
    chart: "Loss over the epochs",
    live: "What happened",
    class: "The class",
  },

  /** The form that builds a run. */
  rail: {
    data: "Data",
    dataSet: "Data set",
    /** @param {string} name @param {string} task @param {string} source */
    dataSetHint: (name, task, source) => `${name}: ${task}, ${source}`,
    ownTable: "Own table",
    bring: "Your own table…",
    bringHint: "A CSV file, or pasted rows: choose it, or drop it anywhere on the page",
    paint: "Paint points…",
    paintHint: "Paint points on the plane, and erase some, while the network learns them",
    draw: "Draw a curve…",
    drawHint: "Draw a curve, or type one as sin(x)*x, for the network to approximate",
    pasted: "pasted rows",
    /** @param {number} train @param {number} test */
    rows: (train, test) => `${count(train)} / ${count(test)} rows`,
    rowsHint: "rows to train / rows to test",
    regenerate: "Other rows",
    /** @param {boolean} drawn whether rows are made, not only split */
    regenerateHint: (drawn) =>
      `${drawn ? "Draw other rows" : "Split the rows otherwise"}: the run starts again, with the same starting weights`,
    trainAndTest: "Train / test",
    /** @param {number} train in per cent @param {number} test */
    split: (train, test) => `${train} / ${test} %`,
    noise: "Noise",
    samples: "Samples",
    batchSize: "Mini-batch",
    batchReduction: "Mini-batch loss",
    columns: "Columns",
    columnsAre: { given: "as given", standardised: "standardised" },
    columnsHint: {
      given: "Inputs are the table's own numbers",
      standardised:
        "Each column less its mean, over its deviation: both of the training rows, as for the built-in tables",
    },

    inputs: "Inputs",
    formula: "Formula of x1 and x2",
    formulaExample: "sin(x1*x2)",
    formulaHint:
      "An input of your own: numbers, x1, x2, + − * / ^, sin cos tan tanh exp log sqrt abs sign min max, pi, e",
    addFormula: "Add",
    /** @param {number} inputs @param {number} chosen @param {keyof typeof PIECES | null} of what they are a picture */
    inputsChosen: (inputs, chosen, of) =>
      `${inputs} ${of ? PIECES[of] : "inputs"}: ${chosen === inputs ? "all" : `${chosen} chosen`}`,
    /** @param {string} input */
    lastInput: (input) => `${input}: the last input stays`,
    /** @param {string} input @param {boolean} on */
    switchInput: (input, on) => `${input}: switch ${on ? "on" : "off"}`,
    /** @param {string} hint @param {number} mean @param {number} deviation */
    standardised: (hint, mean, deviation) =>
      `${hint} (training rows: mean ${number(mean)}, deviation ${number(deviation)})`,

    network: "Network",
    hiddenLayers: "Hidden layers",
    addLayer: "Add hidden layer",
    removeLastLayer: "Remove the last hidden layer",
    /** @param {number} layer from 1 */
    hidden: (layer) => `hidden ${layer}`,
    /** @param {number} layer */
    unitsOf: (layer) => `Units of hidden ${layer}`,
    /** @param {number} layer */
    fewerUnits: (layer) => `Fewer units in hidden ${layer}`,
    /** @param {number} layer */
    moreUnits: (layer) => `More units in hidden ${layer}`,
    /** @param {number} layer */
    activationOf: (layer) => `Activation of hidden ${layer}`,
    /** @param {number} layer */
    removeLayer: (layer) => `Remove hidden ${layer}`,
    outputActivation: "Output activation",
    loss: "Loss",
    initializer: "Initialisation",
    givenValues: "Given values",
    seed: "Seed",
    newSeed: "New seed",
    newSeedHint: "New seed: other starting weights, the same rows",

    learning: "Learning",
    optimizer: "Optimizer",
    learningRate: "Learning rate",
    schedule: "Schedule",
    scheduled: "The schedule scales the learning rate: another one scales the rest of it.",
    scheduleConstants: {
      gamma: "Factor\u00a0γ",
      every: "Every\u00a0s, epochs",
      slowing: "Fall\u00a0k, an epoch",
      first: "First share\u00a0f",
      rise: "Warm-up\u00a0r, epochs",
      span: "Wave\u00a0T, epochs",
    },
    penalty: "Regularisation",
    penaltyRate: "Regularisation rate",
    more: "More",
    order: "Order of rows",
    orders: { shuffled: "shuffled", fixed: "fixed" },
    frozenLayers: "Frozen layers",
    /** @param {number} layer */
    freeze: (layer) => `Hidden ${layer} learns: freeze it`,
    /** @param {number} layer */
    frozen: (layer) => `Hidden ${layer} is frozen: its weights and biases stay as they start`,
    /** @param {number} layer */
    dropoutOf: (layer) => `Dropout of hidden ${layer}`,
    biases: "Biases",
    biasesAre: { trained: "trained", fixed: "not trained", none: "none" },
    constants: {
      momentum: "Momentum\u00a0μ",
      beta_1: "Decay of the mean\u00a0β₁",
      beta_2: "Decay of the squares\u00a0β₂",
      rho: "Decay of the squares\u00a0ρ",
      epsilon: "Smallest divisor\u00a0ε",
    },

    /** @param {string} field */
    usualValues: (field) => `Usual values: ${field.toLowerCase()}`,
    compare: "Compare…",
    compareHint:
      "The run as it is set here, beside another that differs in one thing, step by step",
    tryMany: "Try many runs…",
    tryManyHint: "The run as it is set here, with 20 seeds or eight learning rates, side by side",
    rule: "What is marked ↺ starts again at step 0; how it learns, what layers do, and with the next one the size of mini-batches, change as the run goes on.",
    startsAgain: "Starts again at step 0",
    layerAgain: "More or fewer neurons start again at step 0, another activation does not",
    /** @param {string} choice of a menu */
    again: (choice) => `${choice} ↺`,
    /** @param {number} number how many, set off from the word */
    parameters: (number) => [count(number), number === 1 ? " parameter" : " parameters"],
    reset: "Reset",
    resetHint: "Back to the first step: same weights again",
  },

  /** The output's picture beside the network. */
  output: {
    title: "Output",
    train: "train",
    test: "test",
    shown: "Output shown",
    showTests: "test points",
    discretize: "discretize",
    open: "Open the output's picture",
    close: "Close the output's picture",
    enlarge: "Enlarge the output's picture",
    points:
      "Small points: the data. Outlined: this mini-batch, click one to choose it. Ringed: the sample on screen. Click anywhere else for a point of your own.",
    picture: "The output",
    /** @param {string} name @param {number} low @param {number} high @param {string} says may be empty @param {boolean} tests */
    plane: (name, low, high, says, tests) =>
      `${name} over the input plane from ${number(low)} to ${number(high)}${says && `, ${says}`}; ${pointsOf(tests)}`,
    /** @param {number} low @param {number} high @param {string} lies may be empty @param {boolean} tests */
    graph: (low, high, lies, tests) =>
      `The output as a curve over the input from ${number(low)} to ${number(high)}${lies && `, ${lies}`}; ${pointsOf(tests)}`,
    /** @param {string} plane @param {string} rows which of them */
    lit: (plane, rows) => `${plane}; lit: ${rows}`,
    /** @param {number} low @param {number} high */
    liesBetween: (low, high) => `between ${number(low)} and ${number(high)}`,
    /** @param {string} name of a class @param {number} percent of the plane */
    saidOn: (name, percent) => `${name} on ${percent} % of it`,
  },

  /** The page's head, and the drawers of a narrow page. */
  header: {
    run: "Run",
    connection: "Connection",
    connecting: "Connecting…",
    lost: "Offline",
    lostHint:
      "The line to the server is broken, and looked for. The grey numbers are from before; what is pressed meanwhile is not done.",
    slow: "Slow line",
    /** @param {number} pictures */
    slowHint: (pictures) =>
      `The line to this page is too slow for all that is shown: it left ${pictures} pictures out in the last seconds. What you see is the newest there is.`,
    refused: "Not connected",
    /** @param {number} people how many, set off from the word */
    watching: (people) => [count(people), " watching"],
    /** @param {string} host */
    from: (host) => `from ${host}`,
    openAlone: "Open in a tab of its own",
    themeSystem: "Theme: as the system",
    themeLight: "Theme: light",
    themeDark: "Theme: dark",
    help: "Keyboard help",
    takeHome: "Export: take the run home",
    branches: "Branches",
    myRuns: "My runs",
    myRunsHint: "The runs that are kept for this browser: open, name, copy or delete them",
    gallery: "Gallery",
    galleryHint: "Runs that each make a point",
    openRoom: "Open a room",
    openRoomHint: "Open a room: a class comes in by a code, and follows",
    /** @param {string} code @param {number} people */
    room: (code, people) => `Room ${code}: ${count(people)} in it`,
    askClass: "Ask the class",
    askClassHint: "Have the class predict what comes out: polls about what is selected",
    /** @param {number} answered @param {number} people */
    answered: (answered, people) => `${count(answered)} of ${count(people)} answered`,
    build: "Build",
    maths: "Maths",
    /** @param {string} drawer */
    close: (drawer) => `Close ${drawer.toLowerCase()}`,
  },

  /** Links to a run. */
  sharing: {
    share: "Share",
    hint: "A link to this run, or a page of it to embed: with what is shown, and where it starts",
  },

  /** The line to the server. */
  line: {
    /** @param {number} step made again up to there @param {number} recorded what there was before */
    madeAgain: (step, recorded) =>
      `The server began anew. This run was made again, up to step ${count(step)}` +
      `${recorded > step ? `; what came after, up to step ${count(recorded)}, was not` : ""}.`,
    notMadeAgain:
      "The server began anew, and the room is in use: this page's run was not made again.",
    /** @param {string} why */
    cannot: (why) => `The server began anew, and this page's run could not be made again: ${why}`,
    notPassedOn:
      "This page gets no line to its server: something between them does not pass websockets on. " +
      "In front of the server a proxy must hand on the headers Upgrade and Connection.",
    older: "This page is older than its server: reload it to go on.",
    notConnected: "not connected to the server",
    offline: "Offline: this was not done. Press it again when the line is back.",
    unanswered: "The line broke before the server answered: see what was done when it is back.",
    outlived: "The class is over. This copy is a run of your own now.",
    badKey: "The link that you came by gives no more than its code: you follow this class.",
    notBrought: "the specification could not be brought to the server",
    /** @param {number} status of HTTP @param {string} why in the server's words, or empty */
    refused: (status, why) => `The server refuses this page (${status}). ${why}`.trim(),
  },

  notices: {
    /** @param {number} step */
    differs: (step) =>
      `The server made this run again, and from step ${count(step)} at the latest its numbers are not those it had: it was trained on another machine, or with another NumPy.`,
    dismiss: "Dismiss",
    reload: "Reload",
    /** @param {string} code */
    closed: (code) => `The class ${code} is over.`,
    keep: "Keep this run as my own",
    joinOther: "Join another class",
    notLoaded:
      "A part of the page did not come from the server. Try again; if it is newer than this page, reload.",
    /** @param {string} step @param {number} batch from 1 @param {number} epoch @param {string} tensor @param {number} layer */
    diverged: (step, batch, epoch, tensor, layer) =>
      `Stopped before ${step.toLowerCase()}, mini-batch ${batch} of epoch ${count(epoch)}: ` +
      `${tensor} of layer ${layer} would no longer be a finite number. Go back, or lower the learning rate.`,
  },

  /** The steps of a mini-batch. */
  steps: {
    start: "Start",
    input: "Input",
    forward: "Forward",
    loss: "Loss",
    backward: "Backward",
    update: "Update",
    /** @param {string} phase @param {number} layer */
    ofLayer: (phase, layer) => `${phase}, layer ${layer}`,
    /** Short enough for a chip. */
    letters: { start: "", input: "x", forward: "F", loss: "loss", backward: "B", update: "U" },
  },

  /** What a step made, for those who hear the page. */
  narration: {
    start: "At the start: no propagation has been made yet.",
    changed: "Changed here, between two mini-batches.",
    /** @param {number} epoch @param {number} batch from 1 @param {string} step @param {string} result may be empty */
    step: (epoch, batch, step, result) =>
      `Epoch ${epoch}, mini-batch ${batch}: ${step.toLowerCase()}${result && `: ${result}`}.`,
    /** @param {number} samples @param {number} values of each */
    samples: (samples, values) => `${counted(samples, "sample")} of ${counted(values, "value")}`,
    /** @param {number} activations */
    activations: (activations) => counted(activations, "activation"),
    /** @param {number} loss @param {boolean} summed */
    loss: (loss, summed) => `${number(loss)} ${summed ? "in all" : "on average"}`,
    /** @param {string} told @param {number} total */
    withPenalty: (told, total) => `${told}, ${number(total)} with the penalty`,
    /** @param {number} deltas */
    deltas: (deltas) => counted(deltas, "delta"),
    /** @param {number} weights @param {number} biases none where biases are not trained */
    moved: (weights, biases) =>
      `${counted(weights, "weight")}${biases ? ` and ${counted(biases, "bias", "biases")}` : ""} moved`,
    frozen: "frozen, its weights and biases stay",
  },

  /** The row of buttons below the stage. */
  transport: {
    steps: "Steps",
    first: "First",
    back: "Step back",
    play: "Play",
    backwards: "Play backwards",
    pause: "Pause",
    forward: "Step forward",
    last: "Last",
    unit: "Step unit",
    units: { propagation: "propagation", "mini-batch": "mini-batch", epoch: "epoch" },
    strip: "This mini-batch, step by step",
    speed: "Speed",
    speedWord: "speed",
    fastest: "as fast as it goes",
    fastestShort: "max",
    /** @param {string} steps */
    perSecond: (steps) => `${steps} / s`,
    /** @param {string} seconds */
    oneEvery: (seconds) => `1 every ${seconds} s`,
  },

  /** "Stop when": the goal at which play stops. */
  until: {
    /** @param {string} goal empty when there is none */
    stopWhen: (goal) => (goal ? `Stop when ${goal}` : "Stop when"),
    title: "Stop playing when",
    epochIs: "epoch is",
    accuracyReaches: "accuracy reaches",
    rule: "Accuracy: of training and test rows alike. An empty field never stops; once met, Play goes on without it.",
    done: "Done",
    /** @param {number} number */
    stops: (number) => (number === 0 ? "" : number === 1 ? "1 stop" : `${number} stops`),
    /** @param {number | null} epoch @param {string | null} percent */
    goal: (epoch, percent) =>
      [epoch !== null && `epoch ${epoch}`, percent !== null && `acc ≥ ${percent} %`]
        .filter(Boolean)
        .join(" or "),
  },

  /** Where the run stands. */
  place: {
    title: "Position",
    notStarted: "not started",
    /** @param {number} epoch */
    epoch: (epoch) => `epoch ${count(epoch)}`,
    /** @param {number} batch from 1 @param {number} batches @param {number} step from 1 @param {number} steps */
    inside: (batch, batches, step, steps) => `batch ${batch}/${batches} · step ${step}/${steps}`,
    /** @param {string} step */
    diverged: (step) => `diverged in ${step.toLowerCase()}`,
  },

  /** The loss chart, which is the scrub bar too. */
  chart: {
    nothingYet: "The losses appear here after the first epoch.",
    nothingYetThen: " Then drag along them to travel through the run.",
    travel: "Travel through the run",
    /** @param {number} epoch */
    recorded: (epoch) => `recorded to epoch ${count(epoch)} · drag to travel`,
    /** @param {number} epoch @param {number} last */
    epochOf: (epoch, last) => `epoch ${epoch} of ${last}`,
    /** @param {number} epoch */
    epoch: (epoch) => `epoch ${count(epoch)}: `,
    /** @param {string} measured */
    train: (measured) => `train ${measured}`,
    /** @param {string} measured */
    test: (measured) => ` · test ${measured}`,
    /** @param {string} loss @param {string} accuracy in per cent; may be empty */
    measured: (loss, accuracy) => `loss ${loss}${accuracy && `, accuracy ${accuracy} %`}`,
    /** @param {string} loss of the data @param {string} penalty @param {string} total */
    penalised: (loss, penalty, total) => `${loss} + penalty ${penalty} = ${total}`,
    /** @param {string} loss @param {string} accuracy */
    measuredShort: (loss, accuracy) => `${loss}${accuracy && ` (${accuracy} %)`}`,
    /** Two runs side by side. @param {string} a @param {string} b */
    bothTrain: (a, b) => `train loss A ${a}, B ${b}`,
    /** @param {string} a @param {string} b */
    bothTest: (a, b) => ` · test loss A ${a}, B ${b}`,
  },

  /** The network, and what stands around it. */
  stage: {
    input: "input",
    output: "output",
    /** @param {number} layer */
    hidden: (layer) => `hidden ${layer}`,
    unlike: "the other run says the opposite",
    inputShort: "in",
    outputShort: "out",
    /** @param {number} layer */
    hiddenShort: (layer) => `h${layer}`,
    /** @param {string} layer @param {number} units */
    caption: (layer, units) => `${layer} · ${units}`,
    /** @param {string} layer @param {number} neuron from 1 */
    neuron: (layer, neuron) => `${layer}, neuron ${neuron}`,
    /** @param {string} layer @param {string} name */
    named: (layer, name) => `${layer} ${name}`,
    notComputed: "not computed yet",
    /** @param {string} neuron */
    unknown: (neuron) => `${neuron}: not computed yet`,
    /** @param {string} neuron @param {string} value */
    fed: (neuron, value) => `${neuron}: ${value}`,
    /** @param {string} neuron @param {string} a @param {string} delta may be empty */
    computed: (neuron, a, delta) => `${neuron}: activation ${a}${delta && `, delta ${delta}`}`,
    /** @param {string} sentence */
    dropped: (sentence) => `${sentence}, left out of this sample`,
    /** @param {string} sentence @param {string} bias @param {boolean} fixed */
    withBias: (sentence, bias, fixed) =>
      `${sentence}, bias ${bias}${fixed ? " (not trained)" : ""}`,
    /** @param {string} caption */
    frozen: (caption) => `${caption}: frozen, its weights and biases stay as they start`,
    /** @param {string} sentence */
    fixedBias: (sentence) => `${sentence}, bias not trained`,
    /** @param {string} layer */
    pickIn: (layer) => `Neuron of ${layer}`,
    pick: {
      image: "pick a pixel",
      sound: "pick a level",
      input: "pick an input",
      neuron: "pick a neuron",
    },

    connections: "connections",
    /** @param {string} from @param {string} to */
    connection: (from, to) => `${from} → ${to}`,
    /** @param {string} connection @param {string} weight @param {string} of @param {string} gradient @param {string} change */
    connectionNumbers: (connection, weight, of, gradient, change) =>
      `${connection}: weight ${weight}, gradient ${of} ${gradient}, last change ${change}`,
    /** @param {boolean} summed */
    ofMiniBatch: (summed) => `mini-batch ${summed ? "sum" : "mean"}`,
    ofSample: "of this sample",
    lastChange: "last Δw",
    /** @param {string} change */
    frozenChange: (change) => `${change}: frozen`,
    /** @param {number} layer */
    weightsInto: (layer) => `weights into layer ${layer}`,
    /** @param {number} layer */
    saidOfWeights: (layer) => `what this step says of the weights into layer ${layer}`,

    chips: {
      start: () => "",
      input: () => "INPUT",
      /** @param {number} layer */
      forward: (layer) => `▶ FORWARD · layer ${layer}`,
      loss: () => "LOSS",
      /** @param {number} layer */
      backward: (layer) => `◀ BACKWARD · layer ${layer}`,
      /** @param {number} layer */
      update: (layer) => `↻ UPDATE · layer ${layer}`,
      /** @param {number} layer */
      frozen: (layer) => `↻ UPDATE · layer ${layer} is frozen and stays`,
    },
    changesDrawn: "changes drawn ",
    everyNeuron: "Every neuron",
    wholeLayers: "Whole layers",
    rescale: "rescale",
    rescaleHint: "Weights have outgrown the line widths: measure them anew",
    delta: "delta δ",
    bias: "bias b",
    /** @param {number} largest */
    thickness: (largest) => `thickness |w|, full at ${number(largest)}`,

    loss: "loss",
    /** @param {string} loss @param {string} penalty @param {string} total */
    penalised: (loss, penalty, total) => `${loss} + penalty ${penalty} = ${total}`,
    target: "target",
    said: "said",
    saidRight: "✓ said",
    saidWrong: "✗ said",
  },

  /** The panel beside the network; the maths themselves are in `en-formulas.js`. */
  panel: {
    title: "Panel",
    maths: "Maths",
    results: "Results",
    data: "Data",
    history: "History",
    /** @param {string} value in full */
    whatMade: (value) => `${value} · press: what made it`,
    /** @param {string} value in full */
    whatMadeOrEnd: (value) =>
      `${value} · press: what made it · with Shift: the neuron at the other end`,
    differences: "Differences",
    scope: "Numbers of",
    which: "Which sample was it? The mini-batch’s rows, by loss or δ",
    thisSample: "This sample",
    miniBatchMean: "Mini-batch mean",
    miniBatch: "Mini-batch",
    own: "Yours",
    ownHint: "A sample of your own: draw it, type it, or point at it",
    ownSample: "your own",
    sample: "Sample",
    previousSample: "Previous sample",
    nextSample: "Next sample",
    /** @param {number} sample from 1 @param {number} samples */
    sampleOf: (sample, samples) => `sample ${sample}/${samples}`,

    phases: {
      start: "START",
      input: "INPUT",
      forward: "▶ FORWARD",
      loss: "LOSS",
      backward: "◀ BACKWARD",
      update: "↻ UPDATE",
    },
    waiting: "Waiting for the first numbers…",
    playing: "PLAYING",
    tooFast: "faster than can be read",
    tooFastRule:
      "Pause, or play more slowly, to see the maths of each step. Until then the numbers here follow the network several times a second, counts of rows a little later.",
    code: "The line that runs",
    meanOver: "mean over the mini-batch",
    /** @param {number} layer @param {number} neuron from 1 */
    neuron: (layer, neuron) => (layer ? `layer ${layer}, neuron ${neuron}` : `input ${neuron}`),
    /** @param {string} from @param {string} to */
    fromTo: (from, to) => `from ${from} to ${to}`,
    /** @param {string} activation @param {number} z @param {number} a */
    curve: (activation, z, a) => `${activation} at z = ${number(z)} gives a = ${number(a)}`,

    loadFirst: "Step once to load a mini-batch.",
    meanPicture: {
      image: "The mini-batch's mean image",
      sound: "The mini-batch's mean spectrogram: time to the right, pitch upwards",
    },
    /** @type {Record<"image" | "sound", (sample: number) => string>} from 1 */
    pictureOf: {
      image: (sample) => `Image of sample ${sample}`,
      sound: (sample) => `Spectrogram of sample ${sample}: time to the right, pitch upwards`,
    },
    /** @param {boolean} whole of the mini-batch, not of the sample */
    features: (whole) => `Features as fed in · ${whole ? "mini-batch mean" : "this sample"}`,
    /** @param {boolean} shares of 1 @param {"sample" | "batch" | "own"} of */
    outputs: (shares, of) =>
      (shares ? "Predicted shares" : "Outputs") +
      { sample: " and targets · this sample", batch: " and targets · mini-batch mean", own: "" }[
        of
      ],
    target: " target ",
    /** @param {number} epoch @param {boolean} summed whether losses of mini-batches are sums, which this is not */
    evaluation: (epoch, summed) =>
      `After epoch ${count(epoch)} · ${summed ? "mean over all rows" : "all rows"}`,
    /** @param {number} epoch in which they are measured @param {boolean} summed */
    measured: (epoch, summed) =>
      `Epoch ${Number.isInteger(epoch) ? count(epoch) : Math.floor(epoch * 100) / 100} · ${summed ? "mean over all rows" : "all rows"}`,
    train: "train",
    test: "test",
    loss: "loss",
    penalty: "penalty",
    withPenalty: "with it",
    accuracy: "accuracy",
    r2: "R²",
    learningRate: "learning rate",
    /** @param {string} share */
    percent: (share) => `${share} %`,
    /** @param {number} since epoch @param {number} from @param {number} to @param {string} test may be empty */
    recent: (since, from, to, test) =>
      `Losses since epoch ${count(since)}: training from ${number(from)} to ${number(to)}${test}`,
    /** @param {number} from @param {number} to */
    testChange: (from, to) => `, test from ${number(from)} to ${number(to)}`,
  },

  /** Setting a weight or a bias by hand. */
  byHand: {
    /** @param {string} neuron */
    title: (neuron) => `${neuron} by hand`,
    which: "Weight or bias set by hand",
    value: "Value set by hand",
    hint: "↑ and ↓ move its last digit, with Shift ten times as far",
    /** @param {string} from a neuron */
    weight: (from) => `w from ${from}`,
    bias: "bias",
    /** @param {string} connection */
    handle: (connection) => `Weight set by hand, ${connection}`,
    menu: "Stop when …, and history",
  },

  /** What was changed on the way. */
  edits: {
    title: "Changes on the way",
    undo: "Undo the last change (Ctrl Z)",
    redo: "Redo (Ctrl Shift Z)",
    /** @param {number} epoch @param {number} batch from 1 */
    at: (epoch, batch) => `Epoch ${epoch}, mini-batch ${batch}`,
    /** @param {string} rate */
    learningRate: (rate) => `learning rate ${rate}`,
    /** @param {string} rate @param {string} schedule */
    scheduledRate: (rate, schedule) => `learning rate ${rate}, scaled by its schedule: ${schedule}`,
    /** @param {number} rows */
    batchSize: (rows) => `mini-batches of ${rows}`,
    /** @param {string} schedule */
    schedule: (schedule) => `schedule ${schedule}`,
    /** @param {string} optimizer @param {string} rate */
    optimizer: (optimizer, rate) => `${optimizer}, learning rate ${rate}`,
    /** @param {string} penalty @param {string} rate empty where there is none */
    penalty: (penalty, rate) => `penalty ${penalty}${rate && ` ${rate}`}`,
    /** @param {number} layer @param {string} activation */
    activation: (layer, activation) => `hidden ${layer} ${activation}`,
    /** @param {string} activation */
    output: (activation) => `output ${activation}`,
    /** @param {number} layer @param {string} percent */
    dropout: (layer, percent) => `hidden ${layer} dropout ${percent} %`,
    /** @param {string} from a neuron; empty for a bias @param {string} to @param {string} value */
    parameter: (from, to, value) => `${from ? `${from} → ${to}` : `bias of ${to}`} = ${value}`,
  },

  lessons,
  allowed,
  unread,
  /** @param {string} allowed @param {string} got what stood there; may be nothing */
  allowedAndGot: (allowed, got) => (got ? `${allowed}, got ${got}` : allowed),
  /** @param {string} field @param {string} what what it should be, and what it was */
  refused: (field, what) => `${field || "message"}: should be ${what}`,
  /** @param {string} allowed */
  shouldBe: (allowed) => `Should be ${allowed}.`,
  /**
   * What a number should be, to follow "should be"; null where it is that already.
   * @param {number} value
   * @param {{ whole: boolean, low: number, high: number }} bounds
   */
  outside(value, { whole, low, high }) {
    if (whole && !Number.isInteger(value)) return "a whole number";
    if (value < low) return `at least ${count(low)}`;
    return value > high ? `at most ${count(high)}` : null;
  },
};

/** @param {boolean} tests whether the test data are drawn too */
function pointsOf(tests) {
  return `the points are the training ${tests ? "and test " : ""}data`;
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}
