// The conversation: who said what, how it was understood, and a way to put it right.

import { byId, choose, closesOnEscape, copyOf, keyed, show, text } from "./dom.js";

const NEAR_END = 40;

export class Talk {
  #revealed = new Map();
  #isAtEnd = true;

  /** send(type, fields); reveal(what, id); choose(service) */
  constructor({ send, reveal, choose }) {
    this.send = send;
    this.reveal = reveal;
    this.choose = choose;
    const list = byId("lines");
    list.addEventListener("scroll", () => {
      this.#isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - NEAR_END;
    });
    new ResizeObserver(() => this.#follow()).observe(list);
  }

  show(lines) {
    const list = byId("lines");
    keyed(list, lines, ({ number }) => number, (line) => this.#make(line), (item, line) => this.#update(item, line));
    this.#follow();
  }

  /** The newest stays in sight, also beside a keyboard on the screen, unless somebody is reading above it. */
  #follow() {
    if (this.#isAtEnd) byId("lines").scrollTop = byId("lines").scrollHeight;
  }

  revealed(id, words) {
    this.#revealed.set(String(id), words);
    const item = byId("lines").querySelector(`[data-key="${id}"]`);
    if (item) this.#words(item, words);
  }

  forget() {
    this.#revealed.clear();
    this.#isAtEnd = true;
    byId("lines").replaceChildren();
  }

  #make({ number, also }) {
    const item = copyOf("line-item");
    const editor = item.querySelector(".editor");
    const input = editor.querySelector("input");
    item.querySelector("[data-reveal]").addEventListener("click", () => this.reveal("line", String(number)));
    item.querySelector("[data-correct]").addEventListener("click", () => {
      const words = item.querySelector(".words");
      input.value = item.dataset.hidden === "true" && !this.#revealed.has(String(number)) ? "" : words.textContent;
      show(editor, true);
      input.focus();
    });
    item.querySelector("[data-close]").addEventListener("click", () => show(editor, false));
    closesOnEscape(editor);
    const correct = (words) => {
      if (!words.trim()) return;
      this.send("correct", { line: number, text: words });
      show(editor, false);
    };
    editor.addEventListener("submit", (event) => {
      event.preventDefault();
      correct(input.value);
    });
    choose(editor.querySelector(".choices"), also, correct);
    item.querySelector(".others").addEventListener("click", (event) => {
      const { service } = event.target.dataset;
      if (service) this.choose(service);
    });
    return item;
  }

  #update(item, line) {
    item.dataset.speaker = line.speaker;
    item.dataset.hidden = line.hidden;
    text(item.querySelector(".who"), line.who);
    this.#words(item, this.#revealed.get(String(line.number)) ?? line.text);
    show(item.querySelector("[data-reveal]"), line.hidden && !this.#revealed.has(String(line.number)));
    const meant = item.querySelector(".meant");
    show(meant, Boolean(line.understood));
    if (line.understood) {
      text(meant.querySelector("strong"), line.understood.title);
      text(meant.querySelector("small"), `${line.understood.percent}%`);
    }
    this.#others(item.querySelector(".others"), line.alternatives.filter(({ percent }) => percent >= 5));
  }

  #others(list, others) {
    show(list, others.length > 0);
    list.querySelectorAll("button").forEach((button) => button.remove());
    for (const { label, title, percent } of others) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet small";
      button.textContent = `${title} ${percent}%`;
      if (label.startsWith("svc.")) button.dataset.service = label.slice("svc.".length);
      button.disabled = !button.dataset.service;
      list.append(button);
    }
  }

  #words(item, words) {
    text(item.querySelector(".words"), words);
  }
}
