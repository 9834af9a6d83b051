/** What the page says in a class, in English: loaded with the first part that is shown of one. */

import { count } from "./numbers.js";

export const classroom = {
  /** Who opens a room and leads the class. */
  lead: {
    openTitle: "Open a room for a class",
    promises: [
      "The network on this screen goes into the room as it stands, and you lead it.",
      "A class comes in by a code of four to six letters and digits, from telephones and laptops, without accounts and without names.",
      "They see your step, your selection and your numbers, and can change nothing of yours. Each may fork the network into a run of their own.",
    ],
    privacy:
      "Answers are counted, not named; you see a copy of the network only if whoever made it shares it. Nothing of who was here is kept once the room is closed.",
    open: "Open the room",
    close: "Close this dialog",

    /** @param {string} code */
    title: (code) => `Room ${code}`,
    invite: "How others come in",
    /** @param {string} link */
    picture: (link) => `Code to be scanned: ${link}`,
    address: "Address to type",
    onlyHere:
      "Only this machine can come in: the server listens to no other. For a class it is started with",
    startCommand: "propscope serve --classroom",
    showLarge: "Show large",
    largeHint: "Code and address over the whole screen (C)",
    large: "How to come in",
    closeLarge: "Back (C or Esc)",
    andTheCode: "and the code",
    windows: "Windows",
    openWindow: { drive: "Open the console", present: "Open the projector" },
    windowHints: {
      drive: "A window for you alone: who is there, polls, copies, notes",
      present: "A window for the big screen: the network, large, and nothing to press",
    },
    popupBarred: "This browser let no window open: allow this page to, and press again.",

    copyClassLink: "Copy link",
    classLink: "Link for the class",

    people: "People",
    /** @param {number} people */
    inRoom: (people) => `${count(people)} in the room`,
    states: { following: "Following", own: "On their own", away: "Away" },
    /** @param {number} others */
    alsoDrive: (others) => `You and ${count(others)} other${others === 1 ? "" : "s"} drive`,
    /** @param {number} screens */
    presenting: (screens) => `${count(screens)} projector${screens === 1 ? "" : "s"}`,

    pacing: "How far they may go",
    pacings: { follow: "Follow me", window: "Free in a window", free: "Free" },
    pacingHints: {
      follow: "They see your step, your selection and your speed.",
      window: "They go back and forth by themselves, between these steps.",
      free: "They go to any step of this run by themselves.",
    },
    firstStep: "From step",
    lastStep: "to step",
    shownSoFar: "shown so far",
    noWindow: "Two steps, the first one first; empty for what has been shown so far.",
    pauseAll: "Pause all",

    links: "Links",
    linksHint:
      "Each gives what it says to whoever has it. Nobody else can make one; a revoked one gives nothing any more.",
    linkName: {
      /** @param {number} place */
      drive: (place) => (place === 1 ? "Teacher’s link" : `Teacher’s link ${place}`),
      /** @param {number} place */
      present: (place) => (place === 1 ? "Projector link" : `Projector link ${place}`),
    },
    /** @param {number} here */
    hereBy: (here) => `${count(here)} here`,
    copy: "Copy",
    /** @param {string} name */
    copyNamed: (name) => `Copy: ${name}`,
    /** @param {string} name */
    copied: (name) => `${name}: copied`,
    inField: "This browser copies nothing here. It is selected: copy it",
    byHand: "Link to copy",
    makeLink: { drive: "Another teacher’s link", present: "Another projector link" },
    made: {
      drive: "A teacher’s link was made: who has it leads this class, too.",
      present: "A projector link was made: who has it shows this class.",
    },
    revoke: "Revoke…",
    /** @param {string} name */
    revokeNamed: (name) => `Revoke: ${name}`,
    revokeQuestion: {
      drive: "Who came by it only follows from then on, even if that is you.",
      present: "Who came by it only follows from then on.",
    },
    revokeYes: "Revoke",
    keep: "Keep",
    /** @param {string} name */
    revoked: (name) => `${name}: revoked`,

    closeRoom: "Close room…",
    closeQuestion: "Everybody is sent home. You keep the run.",
    closeYes: "Close the room",
    stayOpen: "Stay open",
    /** @param {string} code */
    closed: (code) => `Room ${code} is closed.`,
  },
  follow: {
    states: { following: "Following", own: "On my own", paused: "Paused" },
    /** Beside "On my own": how far the teacher lets one go. */
    pacing: {
      follow: "the class goes on",
      window: "the class looks around",
      free: "the class is free to go",
    },
    back: "Back to class",
    /** @param {string} code */
    code: (code) => `The class ${code}`,
    more: "More",
    build: "Change the network",
    maths: "The maths of this step",
    /** @param {"system" | "light" | "dark"} theme */
    theme: (theme) => `Theme: ${{ system: "as the system", light: "light", dark: "dark" }[theme]}`,
    leave: "Leave the class",
    eyes: "Eyes on the front",
    /** @param {string} what */
    pointsAt: (what) => `Teacher points at ${what}`,
    look: "Look about by yourself",
    lookBack: "One step back, by yourself",
    lookOn: "One step on, by yourself",
    /** @param {string} why */
    cannotLook: (why) => `The class lets nobody look there: ${why}`,
  },
  present: {
    /** @param {string} address */
    at: (address) => `propscope · ${address} ·`,
    join: "To follow along, open",
    typeCode: "and type the code",
    large: "Code of this class, full screen",
    closeLarge: "Back to the network",
    letterKeys: "Key C shows and hides this",
    closed: "This class is over.",
    paused: "Eyes on the front",
    positive: "positive",
    negative: "negative",
    thickness: "thickness |w|",
    spotlight: "Spotlight",
    spotlightHint: "Mark what is selected on every screen (S)",
    otherWords: "Other words",
    wordsFor: "Words beside it, if any",
    show: "Show",
    clear: "Clear the spotlight",
    nothing: "Nothing selected",
    which: "What of it",
    whole: "all of it",
    numbers: { a: "activation", delta: "δ", b: "bias" },
    /** @param {string} neuron @param {string} number */
    numberOf: (neuron, number) => `${neuron} · ${number}`,
    marksAll: "marks it on every screen",
    /** Of a network that has it no more. @param {number} layer */
    layer: (layer) => `layer ${layer}`,
    /** @param {string} layer @param {number} unit */
    neuron: (layer, unit) => `${layer} · ${unit}`,
    /** @param {string} from @param {string} to */
    connection: (from, to) => `${from} → ${to}`,
    console: "Teacher’s console",
    needsKey: "This window leads nobody: open it with a link that lets you lead.",
    /** @param {number} screens */
    inStep: (screens) =>
      screens === 1 ? "Projector in step" : `${count(screens)} projectors in step`,
    notes: "Notes",
    notesHint: "What to say at this step, a line each",
    onlyYou: "only you, in this browser",
    saidHint: "Press once it is said",
    write: "Edit",
    written: "Done",
    lesson: "Step of the lesson",
    lessonTitle: "Title of this lesson step",
    untitled: "Without a title",
    /** @param {number} step @param {number} steps */
    lessonStep: (step, steps) => `lesson step ${step} of ${steps}`,
    lessonBack: "Previous lesson step",
    lessonForward: "Next lesson step",
    addStep: "Add a lesson step",
    removeStep: "Remove this one",
    takeRun: "Keep what is on screen with it",
    dropRun: "Keep no network with it",
    goToRun: "Go to its network",
    /** @param {number} minutes */
    minutesIn: (minutes) => `${minutes} min in`,
  },
  /** What a class predicts together. */
  poll: {
    questions: {
      delta_sign: "What will δ be at this neuron?",
      moves_most: "Which of these weights will move most?",
      up_or_down: "Which way will this weight move?",
      bigger: "Which of these activations is bigger?",
      loss: "Will this update make the mini-batch’s loss fall?",
      testLoss: "Will the test loss fall in this epoch?",
      trainLoss: "Will the training loss fall in this epoch?",
    },
    choices: {
      negative: "negative",
      close: "close to zero",
      positive: "positive",
      up: "up",
      down: "down",
      still: "not at all",
      same: "they are the same",
      falls: "it falls",
      fallsNot: "it does not fall",
    },
    /** @param {string} letter @param {string} words */
    said: (letter, words) => `${letter}, ${words}`,
    /** What came out. */
    came: {
      /** @param {string} value */
      delta: (value) => `δ = ${value}`,
      /** @param {string} value */
      change: (value) => `Δw = ${value}`,
      /** @param {string} value */
      activation: (value) => `a = ${value}`,
      /** @param {string} before @param {string} after */
      loss: (before, after) => `${before} → ${after}`,
    },
    predict: "Predict",
    /** @param {string} predict @param {string} round */
    inRound: (predict, round) => `${predict} · ${round}`,
    round: voteOf,
    /** What comes after the number of those who did. @param {number} people */
    answered: (people) => `of ${count(people)} answered`,
    privacy: "Counted, not named",
    change: "you can change it",
    /** Every answer is in. */
    closed: "No more answers are taken",
    /** @param {string} said */
    youSaid: (said) => `You said ${said}`,
    /** @param {string} before @param {string} said */
    youChanged: (before, said) => `You said ${before}, then ${said}`,
    saidNothing: "You did not answer",
    right: "true",
    votes: (/** @type {number} */ votes, /** @type {number} */ percent) =>
      `${count(votes)} · ${percent} %`,
    hidden: "Hidden until the reveal",
    fold: "Maths",
    foldHint: "Put the question aside and show the maths",
    foldOwn: "Close",
    unfold: "Answer",
    unfoldRevealed: "What came out",
    /** For who does not see that it came. @param {string} title */
    comes: (title) => `The class is asked: ${title}`,
    /** @param {string} round */
    again: (round) => `The class is asked once more: ${round}`,
    /** @param {string} said */
    revealed: (said) => `What is true: ${said}`,
    tooLate: "That came too late: no more answers are taken.",
    voteBefore: "That was for the vote before: the class is asked once more.",
    notConnected: "There is no line to the class: answer once more when it is back.",
    blame: "blame",
    lossChange: "loss after − loss before",
    /** @param {number} sample */
    sample: (sample) => `sample ${sample}`,
    /** @param {string} place @param {number} sample */
    ofSample: (place, sample) => `${place}, sample ${sample}`,
    /** @param {string} value */
    weight: (value) => `w ${value}`,
  },
  /** Polls, for who leads the class. */
  pollLead: {
    side: "Ask the class",
    closeSide: "Close: ask the class",
    running: "The poll that is on",
    /** @param {number} poll @param {number} round */
    title: (poll, round) => `Poll ${poll} · ${voteOf(round)}`,
    /** @param {number} people @param {boolean} isOpen */
    ofPeople: (people, isOpen) => ` of ${count(people)} answered${isOpen ? "" : " · closed"}`,
    /** @param {{ kind: string, marks: readonly { source?: number }[] }} question */
    drawn({ marks }) {
      if (marks.length === 0) return "";
      const what = marks[0].source === undefined ? "neuron" : "connection";
      return `drawn on the ${what}${marks.length > 1 ? "s" : ""}`;
    },
    votes: "How often each answer was given",
    answer: "Answer",
    /** @param {number} round @param {number} votes */
    vote: (round, votes) => `${sentence(voteOf(round))} · ${count(votes)}`,
    /** @param {number} votes */
    count: (votes) => `${count(votes)} ${votes === 1 ? "answer" : "answers"}`,
    onlyYou: "Only you see this.",
    allSee: "Everybody sees this.",
    /** @param {string} came @param {string} letter */
    truth: (came, letter) => `True: ${came ? `${came}, ` : ""}answer ${letter}.`,
    uncover: "Show votes and what is true on this screen",
    reveal: "Reveal to the class",
    close: "Close voting",
    again: "Vote again",
    putAway: "Put away",

    prepared: "Prepared polls",
    nonePrepared:
      "None yet. A poll asks what comes out before it does: the run stands still, and the number is kept from everybody else, until you reveal it.",
    /** @param {number} revealed @param {number} all */
    revealedOf: (revealed, all) => `${revealed} of ${all} revealed`,
    /** @param {number} weights @param {string} layer @param {number} unit */
    weightsInto: (weights, layer, unit) => `${count(weights)} weights into ${layer} · ${unit}`,
    start: "Start",
    /** @param {string} question */
    startNamed: (question) => `Start: ${question}`,
    another: "One poll at a time: reveal the one that is on, or put it away",
    lost: "This network has nothing there any more",
    isRunning: "running",
    /** @param {readonly number[]} parts */
    right: (parts) => `${parts.map((part) => Math.round(part * 100)).join(" → ")} % right`,
    /** @param {readonly number[]} answers */
    answers: (answers) => `${answers.map(count).join(" → ")} answers`,
    /** @param {string} question */
    moveUp: (question) => `Move up: ${question}`,
    /** @param {string} question */
    remove: (question) => `Remove: ${question}`,

    ask: "Ask about what is selected",
    askTitle: "Ask the class",
    closeDialog: "Close this dialog",
    kinds: "What is asked",
    which: "Which",
    own: "A question of your own",
    ownText: "Your question",
    /** @param {number} place */
    option: (place) => `Answer ${"ABCDE"[place - 1]}${place > 2 ? ", if any" : ""}`,
    /** @param {readonly (readonly [string, string])[]} choices */
    offers: (choices) => choices.map(([letter, choice]) => `${letter}\u00a0${choice}`).join(" · "),
    stands: "The run stands still until it is revealed.",
    startNow: "Start now",
    prepare: "Prepare",
    notWhole: "It needs a question, and at least two answers.",

    save: "Save this lesson…",
    saveHint: "Every poll’s counts, shared forks with their curves, and the challenge, as one file",
    saved: "Saved: nothing in it tells who was there.",
    notSaved: "It did not come: try again.",
  },
  fork: {
    fork: "Fork my own",
    hint: "A copy of this step, to change and train: the class stays where it is",
    later: "Once what the class is asked is revealed: a copy would tell it",
    kept: "My copy",
    keptHint: "The copy that you left, as it was",
    anew: "New copy from here",
    region: "A copy of one’s own",
    /** @param {string} why */
    cannot: (why) => `There is no copy of this run: ${why}`,
  },
  join: {
    title: "Join the class",
    code: "Code on the big screen",
    join: "Join",
    privacy:
      "Your answers are counted, not named; the teacher sees your copy of the network only if you share it.",
    alone: "Try it without a room",
    /** @param {string} typed */
    noCode: (typed) =>
      `${typed ? `${typed} is no code: it` : "A code"} has 4 to 6 letters and digits, none of them I, O, 0 or 1.`,
    /** @param {string} code */
    noClass: (code) => `There is no class with the code ${code}: look at it again.`,
    /** @param {number} seconds */
    tooOften: (seconds) =>
      `From this network too many codes were tried that lead nowhere: try again in ${seconds} s.`,
  },
  forks: {
    title: "Forks",
    /** @param {number} forks */
    shared: (forks) => `${forks} shared, no names`,
    columns: "test loss · accuracy",
    none: "Nobody shows a copy yet.",
    /** @param {string} name */
    fork: (name) => `fork ${name}`,
    /** @param {string} name @param {readonly number[]} layers @param {number} epoch @param {string} came */
    stamp: (name, layers, epoch, came) =>
      `fork ${name}: ${layers.join("–")}, epoch ${epoch}, ${came}`,
    /** @param {string} one @param {string} other */
    compare: (one, other) => `Compare ${one} and ${other} on the projector`,
    /** @param {string} name */
    pin: (name) => `Pin ${name} to the projector`,
    /** @param {string} name */
    open: (name) => `Open ${name} as a run of your own`,
    unpin: "Take off the projector",
  },
  challenge: {
    title: "Challenge",
    /** @param {number} most */
    lowestLoss: (most) => `Lowest test loss, at most ${most} hidden neurons`,
    /** @param {number} percent @param {number} most */
    fewestEpochs: (percent, most) =>
      `Fewest epochs to ${percent} %, at most ${most} hidden neurons`,
    /** @param {number} epochs */
    epochs: (epochs) => `${epochs} ${epochs === 1 ? "epoch" : "epochs"}`,
    /** @param {number} entries */
    entries: (entries) => `${entries} ${entries === 1 ? "entry" : "entries"} · server-checked`,
    /** @param {string} name */
    fork: (name) => `fork ${name}`,
    none: "Nothing handed in yet.",
    checking: "checking",
    checked: "✓ checked",
    missed: "not reached",
    all: "All entries",
    few: "The first five",
    show: "Show the board",
    hide: "Put the board away",
    end: "End challenge",
    another: "Another challenge",
    goal: "What to come to",
    kinds: { test_loss: "Lowest test loss", epochs: "Fewest epochs to an accuracy" },
    accuracy: "Test accuracy, %",
    neurons: "Hidden neurons at most",
    start: "Start challenge",
    yours: "yours",
    best: "best",
    place: "place",
    /** @param {number | null} place @param {number} entries */
    placeOf: (place, entries) => [place === null ? "–" : String(place), ` of ${entries}`],
    hidden: "hidden",
    /** @param {number} used @param {number} most */
    used: (used, most) => `${used} of ${most} used`,
    /** @param {string} accuracy in per cent */
    accurate: (accuracy) => ` · ${accuracy} %`,
    /** @param {string} loss */
    bestOf: (loss) => `best ${loss}`,
    tools: "My copy of the network",
    /** @param {string} loss */
    handIn: (loss) => `Hand in ${loss}`.trim(),
    share: "Show my copy to the teacher",
  },
};

/** @param {number} round from 1, of eight at most */
function voteOf(round) {
  const names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
  return `${names[round - 1]} vote`;
}

/** @param {string} words */
const sentence = (words) => words[0].toUpperCase() + words.slice(1);
