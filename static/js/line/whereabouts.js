/** Which room the page is in, how it comes back there after a break or a reload, and what its address says of that. */

/** @import { Link, State, Store } from "../state/types" */

import { isEmbedded } from "../run/embedding.js";
import { WRITTEN_HERE } from "../run/trail.js";

/** Where the name of the tab's own room is remembered, and with its name what is of any other. */
const OWN = "propscope.own";
const ROOM = "propscope.room";
const CODE = /^[A-HJ-NP-Z2-9]{4,6}$/;
const KEY = /^[#&]?key=/;

/**
 * What a tab remembers of a class: the key it was opened with, where it was opened, a copy of its run, and whether
 * that is looked at.
 * @typedef {{ key?: string, home?: string | null, fork?: string, forked?: boolean }} Remembered
 * @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Memory
 * @typedef {Pick<Window, "location" | "history">} Page
 * @typedef {ReturnType<typeof createWhereabouts>} Whereabouts
 */

/** The code of a class as people type it; null where it can be none. @param {string} text */
export function codeIn(text) {
  const code = text.replace(/\s/g, "").toUpperCase();
  return CODE.test(code) ? code : null;
}

/** An address without a key that it brings. @param {string} hash */
export function withoutKey(hash) {
  const rest = hash.split(/(?=[#&])/).filter((part) => !KEY.test(part));
  return rest.join("").replace(/^&/, "#");
}

/**
 * A key in the address is taken out of it at once: what is copied or shown from there must not hold it.
 * @param {Page} page
 * @param {Memory} memory
 */
export function createWhereabouts(page = window, memory = memoryOfTab()) {
  let room = roomIn(page.location.search);
  /** @type {string | null} a link that is opened gets a run to itself */
  let own = isLink(page) ? null : memory.getItem(OWN);
  /** Whether a follower looks about beside its class; and the name of the room where it does. */
  let looks = false;
  /** @type {string | null} */
  let lookout = null;
  takeKey();

  function place() {
    return `${ROOM}.${room}`;
  }

  /** @returns {Remembered} */
  function remembered() {
    try {
      return JSON.parse(memory.getItem(place()) ?? "{}");
    } catch {
      return {};
    }
  }

  /** @param {Remembered} news */
  function remember(news) {
    memory.setItem(place(), JSON.stringify({ ...remembered(), ...news }));
  }

  function lookNoMore() {
    looks = false;
  }

  const isForked = () => room !== null && remembered().forked === true;

  /** @param {string | null} name */
  function becomeOwn(name) {
    own = name;
    if (name === null) memory.removeItem(OWN);
    else memory.setItem(OWN, name);
  }

  /** Be in another room from here on, and say so in the address. @param {string | null} name */
  function be(name, hash = page.location.hash) {
    room = name;
    const query = new URLSearchParams(page.location.search);
    query.delete("room");
    query.delete("join");
    if (name !== null) query.set("room", name);
    const { pathname } = page.location;
    const search = query.size > 0 ? `?${query}` : "";
    page.history.replaceState(page.history.state, "", `${pathname}${search}${hash}`);
  }

  /** Whether the address brought one. */
  function takeKey() {
    const { hash } = page.location;
    const left = withoutKey(hash);
    if (left === hash) return false;
    const key = new URLSearchParams(hash.slice(1)).get("key");
    be(room, left);
    if (room !== null && key) remember({ key, forked: false });
    return room !== null;
  }

  return {
    /** As the address names it; null where the page has a room of its own. */
    room: () => room,
    isForked,
    takeKey,
    lookNoMore,

    /** Which run is asked for. @returns {State["place"]} */
    place() {
      if (looks) return "look";
      return isForked() ? "fork" : "class";
    },

    /** The room of one's own run, where that is looked at: only this browser knows its name. */
    mine() {
      if (looks) return null;
      if (room === null) return own;
      return isForked() ? (remembered().fork ?? null) : null;
    },

    /** What the line asks for. */
    search() {
      if (room === null) return own === null ? "" : `?${new URLSearchParams({ room: own })}`;
      if (looks) return searchBeside(room, lookout, "look");
      const { fork = null } = remembered();
      if (!isForked()) return `?${new URLSearchParams({ room })}`;
      return searchBeside(room, fork);
    },

    /** What is shown at the door. */
    key: () => (room === null || looks || isForked() ? null : (remembered().key ?? null)),

    forgetKey: () => remember({ key: undefined }),

    /** @param {string} name of the room that the line came to */
    welcomed(name) {
      if (room === null) becomeOwn(name);
      else if (looks) lookout = name;
      else if (isForked()) remember({ fork: name });
    },

    /** The page has opened a class where it is. @param {string} code @param {string} key */
    leads(code, key) {
      const home = room ?? own;
      be(code);
      remember({ key, home, forked: false });
    },

    /** @param {string} name */
    goTo(name) {
      lookNoMore();
      be(name, "");
      if (isForked()) remember({ forked: false });
    },

    /** Whether there is a copy of the class's run that was left. */
    hasFork: () => room !== null && remembered().fork !== undefined,

    /** To a copy of the run of a class: the one that was left, or a new one. @param {string} code */
    goToFork(code, anew = false) {
      lookNoMore();
      if (room !== code) be(code);
      remember(anew ? { fork: undefined, forked: true } : { forked: true });
    },

    goToClass() {
      lookNoMore();
      remember({ forked: false });
    },

    /** Beside a class, to look about in its run. @param {string} code */
    goToLook(code) {
      if (room !== code) be(code);
      looks = true;
    },

    /** To the tab's own run, or one that is new where it has none. */
    goHome() {
      lookNoMore();
      if (room !== null) own = memory.getItem(OWN);
      be(null, room === null ? page.location.hash : "");
    },

    /** To a run that nobody has seen, or one of one's own. @param {string | null} [name] */
    goToOwn(name = null) {
      lookNoMore();
      be(null, "");
      becomeOwn(name);
    },

    /** The class is over: who led it, or is at a copy, goes on where it is. */
    outlive() {
      const { fork, home = null } = remembered();
      const stays = isForked() ? (fork ?? null) : home;
      memory.removeItem(place());
      const isOwn = stays === null || stays.startsWith("own-");
      be(isOwn ? null : stays);
      if (isOwn) becomeOwn(stays);
    },
  };
}

/**
 * Have the page come back to a class that was opened here as who leads it, and no more once its key is void.
 * @param {Store} store
 * @param {Whereabouts} whereabouts
 */
export function keepKeys(store, whereabouts) {
  return store.subscribe(({ role, classroom, links }, before) => {
    const key = firstKey(links);
    if (role === "drive" && classroom && key && whereabouts.room() !== classroom.code)
      whereabouts.leads(classroom.code, key);
    if (role === "follow" && (before.role === "drive" || before.role === "present"))
      whereabouts.forgetKey();
  });
}

/** @param {readonly Link[]} links */
function firstKey(links) {
  return links.find(({ role }) => role === "drive")?.key;
}

/**
 * To a run of one's own, as a member of a class; new ones need no name.
 * @param {string} code
 * @param {string | null} room
 * @param {string[]} also
 */
function searchBeside(code, room, ...also) {
  const query = new URLSearchParams({ ...(room && { room }), class: code });
  for (const name of also) query.set(name, "");
  return `?${query}`;
}

/** @param {string} search */
function roomIn(search) {
  const name = new URLSearchParams(search).get("room");
  return name === null ? null : (codeIn(name) ?? name);
}

/** Whether somebody made the address, and not the page. @param {Page} page */
function isLink({ location, history }) {
  return location.hash.includes("=") && history.state !== WRITTEN_HERE;
}

/** Storage can be forbidden or full, and pages inside another site's share theirs: what is remembered then ends with the page. @returns {Memory} */
function memoryOfTab() {
  /** @type {Map<string, string>} */
  const here = new Map();
  const lasting = isEmbedded() ? null : storage();
  return {
    getItem: (name) => here.get(name) ?? lasting?.getItem(name) ?? null,
    setItem(name, text) {
      here.set(name, text);
      try {
        lasting?.setItem(name, text);
      } catch {
        // It is full: see above.
      }
    },
    removeItem(name) {
      here.delete(name);
      lasting?.removeItem(name);
    },
  };
}

function storage() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
