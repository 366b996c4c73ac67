// The calls that are not over, the most urgent first, each with what can be done about it.

import { byId, copyOf, keyed, show, text, wordOf } from "./dom.js";

const SECOND = 1000;

export class Calls {
  #received = Date.now();
  #calls = [];

  /** send(type, fields) */
  constructor(send) {
    this.send = send;
    setInterval(() => this.#times(), SECOND);
  }

  get waiting() {
    return this.#calls.filter(({ state }) => state === "open").length;
  }

  show(calls) {
    this.#calls = calls;
    this.#received = Date.now();
    keyed(byId("calls"), calls, ({ id }) => id, (call) => this.#make(call), (item, call) => this.#update(item, call));
    show(byId("no-calls"), calls.length === 0);
    this.#times();
  }

  #make({ id }) {
    const item = copyOf("call-item");
    item.addEventListener("click", (event) => {
      const { take, mine } = event.target.closest("button")?.dataset ?? {};
      if (take !== undefined) this.send("take", { call: id, looks: take === "looks" });
      if (mine === "give_back") this.send("give_back", { call: id });
      if (mine === "done") this.send("done", { call: id, outcome: "helped" });
    });
    item.querySelector(".reply").addEventListener("submit", (event) => {
      event.preventDefault();
      const input = event.target.querySelector("input");
      if (input.value.trim()) this.send("reply", { call: id, text: input.value });
      input.value = "";
    });
    return item;
  }

  /** What was written is on its way. */
  replied(id) {
    const item = byId("calls").querySelector(`[data-key="${id}"]`);
    if (item) show(item.querySelector(".sent"), true);
  }

  #update(item, { place, line, urgency, state, late, taker, mine, here, chat, lines }) {
    item.dataset.state = mine ? "mine" : state;
    item.dataset.urgency = urgency;
    text(item.querySelector(".where strong"), place);
    text(item.querySelector(".what"), line);
    const tag = item.querySelector(".tag");
    text(tag, wordOf("tags", "tag", urgency) || (late && state === "open" ? wordOf("tags", "tag", "late") : ""));
    tag.className = urgency > 1 || late ? "tag late" : "tag";
    show(tag, tag.textContent !== "");
    for (const button of item.querySelectorAll("[data-take]")) {
      const fits = { looks: here, "": !chat && !mine, chat: chat && !mine }[button.dataset.take];
      show(button, (state === "open" || mine) && fits);
    }
    for (const button of item.querySelectorAll("[data-mine]")) show(button, mine);
    show(item.querySelector(".reply"), mine && chat);
    this.#talk(item.querySelector(".lines"), lines);
    const taken = item.querySelector(".taken");
    text(taken, taken.dataset.text.replace("{name}", taker));
    show(taken, state === "taken" && !mine);
  }

  /** What was said in a chat since its call was taken; the newest is in sight. */
  #talk(list, lines) {
    show(list, lines.length > 0);
    if (list.children.length === lines.length) return;
    list.replaceChildren(...lines.map(({ speaker, who, text: words }) => {
      const line = document.createElement("li");
      line.dataset.speaker = speaker;
      const name = document.createElement("span");
      name.className = "who";
      name.textContent = who;
      line.append(name, words);
      return line;
    }));
    list.scrollTop = list.scrollHeight;
  }

  #times() {
    const passed = (Date.now() - this.#received) / SECOND;
    [...byId("calls").children].forEach((item, place) => {
      const minutes = Math.floor((this.#calls[place].seconds + passed) / 60);
      const waited = item.querySelector(".waited");
      text(waited, minutes < 1 ? waited.dataset.just : waited.dataset.minutes.replace("{n}", minutes));
    });
  }
}
