/** As much of a document as makes stage and form: elements that keep what is put on them, canvases their pixels. */

class FakeElement extends EventTarget {
  constructor(tag) {
    super();
    this.tag = tag;
    this.attributes = new Map();
    this.children = [];
    this.parentNode = null;
    this.dataset = {};
    this.style = { setProperty: (name, value) => Object.assign(this.style, { [name]: value }) };
    this.offsetWidth = this.offsetHeight = 0;
    this.pixels = null;
    this.pen = null;
  }

  get classList() {
    const words = () => new Set((this.getAttribute("class") ?? "").split(" ").filter(Boolean));
    const put = (names, on) => {
      const all = words();
      for (const name of names) all[on ? "add" : "delete"](name);
      this.setAttribute("class", [...all].join(" "));
    };
    return {
      contains: (name) => words().has(name),
      add: (...names) => put(names, true),
      remove: (...names) => put(names, false),
      toggle: (name, on = !words().has(name)) => put([name], on),
    };
  }

  get textContent() {
    return this.children
      .map((child) => (typeof child === "string" ? child : child.textContent))
      .join("");
  }

  set textContent(text) {
    this.replaceChildren(...(text ? [text] : []));
  }

  append(...added) {
    for (const child of added) {
      if (child instanceof FakeElement) {
        child.remove();
        child.parentNode = this;
      }
      this.children.push(child);
    }
  }

  replaceChildren(...added) {
    for (const child of this.children) if (child instanceof FakeElement) child.parentNode = null;
    this.children = [];
    this.append(...added);
  }

  remove() {
    if (this.parentNode)
      this.parentNode.children = this.parentNode.children.filter((child) => child !== this);
    this.parentNode = null;
  }

  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  hasAttribute(name) {
    return this.attributes.has(name);
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  toggleAttribute(name, on = !this.hasAttribute(name)) {
    if (on) this.setAttribute(name, "");
    else this.removeAttribute(name);
  }

  get hidden() {
    return this.hasAttribute("hidden");
  }

  set hidden(is) {
    this.toggleAttribute("hidden", is);
  }

  get id() {
    return this.getAttribute("id") ?? "";
  }

  set id(id) {
    this.setAttribute("id", id);
  }

  get elements() {
    return this.children.filter((child) => child instanceof FakeElement);
  }

  get childElementCount() {
    return this.elements.length;
  }

  get lastElementChild() {
    return this.elements.at(-1) ?? null;
  }

  prepend(...added) {
    const after = this.children;
    this.replaceChildren(...added, ...after);
  }

  /** Itself, or what it is in, that has an attribute: `[data-unit]`. */
  closest(selector) {
    const [, name] = selector.match(/^\[([\w-]+)\]$/);
    return this.hasAttribute(name) ? this : (this.parentNode?.closest(selector) ?? null);
  }

  contains(element) {
    return every(this).includes(element);
  }

  /** By what it is, a class, or attributes: `option`, `.neuron[data-unit="2"]`. */
  querySelector(selector) {
    const [, tag, name, rest] = selector.match(/^([\w-]*)(?:\.([\w-]+))?(.*)$/);
    const wanted = [...rest.matchAll(/\[([\w-]+)(?:="([^"]*)")?\]/g)];
    const isIt = (element) =>
      (!tag || element.tag === tag) &&
      (!name || element.classList.contains(name)) &&
      wanted.every(([, attribute, value]) =>
        value === undefined
          ? element.hasAttribute(attribute)
          : element.getAttribute(attribute) === value,
      );
    return every(this).find(isIt) ?? null;
  }

  /** Whether it is on the page: in the tests' documents, in anything at all. */
  get isConnected() {
    return this.parentNode !== null;
  }

  focus() {
    document.activeElement = this;
  }

  select() {}

  showModal() {}

  click() {
    this.dispatchEvent(new Event("click"));
  }

  getBoundingClientRect() {
    return { left: 0, top: 0, width: this.offsetWidth, height: this.offsetHeight };
  }

  /** One that keeps the curves it has stroked, and where pixels were put last. */
  getContext() {
    this.pen ??= penOf(this);
    return this.pen;
  }
}

function penOf(canvas) {
  const still = ["scale", "beginPath", "arc", "fill", "fillRect", "fillText", "clearRect"];
  const stroked = [];
  const put = new Map();
  let path = "";
  let dashes = [];
  return {
    ...Object.fromEntries(still.map((stroke) => [stroke, () => {}])),
    stroked,
    put,
    moveTo: (x, y) => (path = `M${x} ${y}`),
    bezierCurveTo: (...[x1, y1, x2, y2, x, y]) => (path += `C${x1} ${y1} ${x2} ${y2} ${x} ${y}`),
    setLineDash: (next) => (dashes = next),
    stroke() {
      const { strokeStyle: colour, lineWidth: width, globalAlpha: strength } = this;
      stroked.push({ path, colour, width, strength, isDashed: dashes.length > 0 });
    },
    createImageData: (width, height) => ({
      data: new Uint8ClampedArray(width * height * 4),
      width,
    }),
    putImageData({ data, width }, x, y) {
      canvas.pixels = Array.from(data);
      put.set(`${x} ${y}`, { pixels: new Uint32Array(Uint8Array.from(data).buffer), width });
    },
  };
}

/** Every element inside an element, in order. */
export function every(root) {
  return root.elements.flatMap((child) => [child, ...every(child)]);
}

/** Everything inside an element, in order, that is of a class. */
export function all(root, name) {
  return every(root).filter((element) => element.classList.contains(name));
}

/** Has modules that make elements make these. */
export function fakeDocument() {
  globalThis.Element = FakeElement;
  globalThis.document = Object.assign(new EventTarget(), {
    activeElement: null,
    createElement: (tag) => new FakeElement(tag),
    createTextNode: (text) => text,
    createElementNS: (_, tag) => new FakeElement(tag),
  });
}

/** Has modules that paint by the page's style, and anew when it changes, find one that never does. */
export function fakeStyle() {
  globalThis.window = globalThis;
  globalThis.devicePixelRatio = 1;
  const lengths = { fontSize: "16px", borderTopLeftRadius: "10px" };
  globalThis.getComputedStyle = () => ({ ...lengths, getPropertyValue: () => "" });
  globalThis.matchMedia = () => new EventTarget();
  globalThis.MutationObserver = class {
    observe() {}
    disconnect() {}
  };
}
