// Small helpers around the document.

export const byId = (id) => document.getElementById(id);

export function copyOf(template) {
  return byId(template).content.firstElementChild.cloneNode(true);
}

export function wordOf(template, name, value) {
  return byId(template).content.querySelector(`[data-${name}="${value}"]`)?.textContent ?? "";
}

export function show(element, on) {
  element.hidden = !on;
}

export function text(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

export function closesOnEscape(editor) {
  editor.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") show(editor, false);
  });
}

/** A button for each of the words, in place of what was there. */
export function choose(place, words, chosen) {
  place.replaceChildren(...words.map((word) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet small";
    button.textContent = word;
    button.addEventListener("click", () => chosen(word));
    return button;
  }));
}

/** One child of `parent` for each item, kept by key, so that what is being typed in it stays. */
export function keyed(parent, items, key, make, update) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const children = items.map((item) => {
    const name = String(key(item));
    const child = before.get(name) ?? make(item);
    child.dataset.key = name;
    before.delete(name);
    update(child, item);
    return child;
  });
  for (const gone of before.values()) gone.remove();
  children.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}
