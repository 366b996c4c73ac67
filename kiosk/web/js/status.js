// The one line that says who has the floor: an icon and words, never a colour alone.

import { byId } from "./dom.js";

const ICONS = {
  attract: "microphone",
  press: "microphone",
  listening: "ear",
  heard: "ear",
  noted: "ear",
  thinking: "thinking",
  speaking: "speaking",
  volunteer: "speaking",
  paused: "pause",
  by_hand: "touch",
  by_hand_only: "touch",
  mic_silent: "microphone-off",
  lost: "again",
};

export class Status {
  #state = { mode: "attract", hearing: true, voice: false, microphone: false };
  #talking = false;
  #noted = false;
  #silent = false;
  #listens = true;
  #lost = false;

  constructor(words) {
    this.words = words;
  }

  get name() {
    const { mode, hearing, voice, speaker } = this.#state;
    if (this.#lost) return "lost";
    if (voice && mode !== "attract") return speaker === "volunteer" ? "volunteer" : "speaking";
    if (mode === "thinking" || mode === "speaking") return "thinking";
    if (mode === "paused") return "paused";
    if (!this.#listens) return "by_hand_only";
    if (!hearing) return "by_hand";
    if (mode === "attract") return "attract";
    if (!this.#state.microphone) return "press";
    if (this.#silent) return "mic_silent";
    if (!this.#talking) return "listening";
    return this.#noted ? "noted" : "heard";
  }

  state(state) {
    this.#state = state;
    if (!state.microphone) this.#talking = false;
    this.#show();
  }

  talking(on) {
    this.#talking = on;
    this.#noted = false;
    this.#show();
  }

  /** A pause: what was said so far has arrived, and more may come. */
  noted(on) {
    this.#noted = on;
    this.#show();
  }

  silent(on) {
    this.#silent = on;
    this.#show();
  }

  lost(on) {
    this.#lost = on;
    this.#show();
  }

  listens(on) {
    this.#listens = on;
    this.#show();
  }

  #show() {
    const name = this.name;
    if (document.body.dataset.status === name) return;
    const [title, hint] = this.words[name];
    document.body.dataset.status = name;
    byId("orb-icon").setAttribute("href", `static/icons.svg#${ICONS[name]}`);
    byId("orb").setAttribute("aria-label", hint);
    byId("status-title").textContent = title;
    byId("status-hint").textContent = hint;
  }
}
