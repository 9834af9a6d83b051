/** As much of a document as makes the stage: elements that keep what is put on them, canvases their pixels. */

class FakeElement {
  constructor(tag) {
    this.tag = tag;
    this.attributes = new Map();
    this.children = [];
    this.parentNode = null;
    this.dataset = {};
    this.style = { setProperty: (name, value) => Object.assign(this.style, { [name]: value }) };
    this.offsetWidth = this.offsetHeight = 0;
    this.pixels = null;
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

  addEventListener() {}

  getContext() {
    return {
      createImageData: (width, height) => ({ data: new Uint8ClampedArray(width * height * 4) }),
      putImageData: ({ data }) => {
        this.pixels = Array.from(data);
      },
    };
  }
}

/** Everything inside an element, in order, that is of a class. */
export function all(root, name) {
  return root.children
    .filter((child) => child instanceof FakeElement)
    .flatMap((child) => [...(child.classList.contains(name) ? [child] : []), ...all(child, name)]);
}

/** Has modules that make elements make these. */
export function fakeDocument() {
  globalThis.document = {
    createElement: (tag) => new FakeElement(tag),
    createElementNS: (_, tag) => new FakeElement(tag),
  };
}
