// The form: what was told, masked, what is asked and what is missing; each field can be filled in.

import { byId, choose, closesOnEscape, copyOf, keyed, show, text, wordOf } from "./dom.js";

export class Form {
  #revealed = new Map();
  #typed = new Map();
  #refused = null;

  /** send(type, fields); reveal(what, id) */
  constructor({ send, reveal }) {
    this.send = send;
    this.reveal = reveal;
  }

  /** `none`: what stands there while there is no form. */
  show(form, problem, none) {
    text(byId("form-title"), form?.title ?? none);
    show(byId("asked"), Boolean(form?.asked));
    text(byId("asked").querySelector("strong"), form?.asked ?? "");
    show(byId("form-problem"), Boolean(problem));
    text(byId("form-problem"), problem ? [problem.title, problem.text].filter(Boolean).join("：") : "");
    keyed(byId("fields"), form?.fields ?? [], ({ key }) => key, (field) => this.#make(field), (item, field) => this.#update(item, field));
    if (problem?.key !== this.#refused) this.#mend(problem?.key);
    this.#refused = problem?.key ?? null;
  }

  /** What was not taken can be put right: it need not be typed again. */
  #mend(key) {
    const editor = key && byId("fields").querySelector(`[data-key="${key}"] .editor`);
    if (!editor || !this.#typed.has(key)) return;
    const input = editor.querySelector("input");
    input.value = this.#typed.get(key);
    show(editor, true);
    input.focus();
  }

  revealed(key, words) {
    this.#revealed.set(key, words);
    const item = byId("fields").querySelector(`[data-key="${key}"]`);
    if (!item) return;
    text(item.querySelector(".shown"), words);
    show(item.querySelector("[data-reveal]"), false);
    item.querySelector("[data-fill]").focus();
  }

  forget() {
    this.#revealed.clear();
    this.#typed.clear();
    this.#refused = null;
    byId("fields").replaceChildren();
  }

  #make({ key, title, choices }) {
    const item = copyOf("field-item");
    const editor = item.querySelector(".editor");
    const input = editor.querySelector("input");
    input.setAttribute("aria-label", title);
    const fill = (words) => {
      if (!words.trim()) return;
      this.#typed.set(key, words);
      this.#refused = null;
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
    closesOnEscape(editor);
    editor.addEventListener("submit", (event) => {
      event.preventDefault();
      fill(input.value);
    });
    choose(editor.querySelector(".choices"), choices, fill);
    return item;
  }

  #update(item, { key, title, state, shown, hidden }) {
    if (item.dataset.shown !== undefined && item.dataset.shown !== shown) {
      this.#revealed.delete(key);
      this.#typed.delete(key);
    }
    item.dataset.shown = shown;
    item.dataset.state = state;
    text(item.querySelector(".title"), title);
    text(item.querySelector(".shown"), this.#revealed.get(key) ?? (shown || wordOf("field-states", "state", state)));
    show(item.querySelector("[data-reveal]"), hidden && !this.#revealed.has(key));
    const fill = item.querySelector("[data-fill]");
    text(fill, shown ? fill.dataset.again : fill.dataset.empty);
  }
}
