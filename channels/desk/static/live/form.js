// The form: what was told, masked, what is asked and what is missing; each field can be filled in.

import { byId, choose, copyOf, keyed, show, text, wordOf } from "./dom.js";

export class Form {
  #revealed = new Map();

  /** send(type, fields); reveal(what, id) */
  constructor({ send, reveal }) {
    this.send = send;
    this.reveal = reveal;
  }

  show(form, problem) {
    const title = byId("form-title");
    text(title, form?.title ?? title.dataset.none);
    show(byId("asked"), Boolean(form?.asked));
    text(byId("asked").querySelector("strong"), form?.asked ?? "");
    show(byId("form-problem"), Boolean(problem));
    text(byId("form-problem"), problem ? [problem.title, problem.text].filter(Boolean).join("：") : "");
    keyed(byId("fields"), form?.fields ?? [], ({ key }) => key, (field) => this.#make(field), (item, field) => this.#update(item, field));
  }

  revealed(key, words) {
    this.#revealed.set(key, words);
    const item = byId("fields").querySelector(`[data-key="${key}"]`);
    if (item) text(item.querySelector(".shown"), words);
  }

  forget() {
    this.#revealed.clear();
    byId("fields").replaceChildren();
  }

  #make({ key, title, choices }) {
    const item = copyOf("field-item");
    const editor = item.querySelector(".editor");
    const input = editor.querySelector("input");
    input.setAttribute("aria-label", title);
    const fill = (words) => {
      if (!words.trim()) return;
      this.send("fill_in", { key, text: words });
      input.value = "";
      show(editor, false);
    };
    item.querySelector("[data-reveal]").addEventListener("click", () => this.reveal("field", key));
    item.querySelector("[data-fill]").addEventListener("click", () => {
      show(editor, editor.hidden);
      input.focus();
    });
    item.querySelector("[data-close]").addEventListener("click", () => show(editor, false));
    editor.addEventListener("submit", (event) => {
      event.preventDefault();
      fill(input.value);
    });
    choose(editor.querySelector(".choices"), choices, fill);
    return item;
  }

  #update(item, { key, title, state, shown, hidden }) {
    if (item.dataset.shown !== undefined && item.dataset.shown !== shown) this.#revealed.delete(key);
    item.dataset.shown = shown;
    item.dataset.state = state;
    text(item.querySelector(".title"), title);
    text(item.querySelector(".shown"), this.#revealed.get(key) ?? (shown || wordOf("field-states", "state", state)));
    show(item.querySelector("[data-reveal]"), hidden && !this.#revealed.has(key));
    const fill = item.querySelector("[data-fill]");
    text(fill, shown ? fill.dataset.again : fill.dataset.empty);
  }
}
