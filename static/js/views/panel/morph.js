/** Makes a tree look like a new one by changing only what differs, so that focus, hover and scroll stay. */

/**
 * @param {Element} root
 * @param {readonly Node[]} wanted what its children shall be
 */
export function morph(root, wanted) {
  const present = Array.from(root.childNodes);
  for (const [place, node] of wanted.entries()) {
    const old = present[place];
    if (!old) root.append(node);
    else if (!sameKind(old, node)) old.replaceWith(node);
    else if (old instanceof Element) become(old, /** @type {Element} */ (node));
    else if (old.nodeValue !== node.nodeValue) old.nodeValue = node.nodeValue;
  }
  for (const old of present.slice(wanted.length)) old.remove();
}

/** @param {Element} old @param {Element} wanted */
function become(old, wanted) {
  for (const { name } of Array.from(old.attributes)) {
    if (!wanted.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of Array.from(wanted.attributes)) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  morph(old, Array.from(wanted.childNodes));
}

/** @param {Node} one @param {Node} other */
function sameKind(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
}
