// What does not work now, each in one sentence that says what still does.

import { byId, icon, make } from "./dom.js";

const TOGETHER = {
  no_mouth: ["no_mouth", "no_loudspeaker"],
  no_devices: ["mic_missing", "no_loudspeaker"],
  screen_only: ["no_ears", "no_mouth"],
};

export class Notices {
  #on = new Set();

  constructor(words) {
    this.words = words;
  }

  set(key, on) {
    if (this.#on.has(key) === on || !this.words[key]) return;
    if (on) this.#on.add(key);
    else this.#on.delete(key);
    byId("notices").replaceChildren(...this.#shown().map((one) => this.#line(one)));
  }

  #shown() {
    const shown = new Set(this.#on);
    for (const [key, parts] of Object.entries(TOGETHER)) {
      if (!parts.every((part) => shown.has(part))) continue;
      parts.forEach((part) => shown.delete(part));
      shown.add(key);
    }
    return [...shown];
  }

  #line(key) {
    const line = make("p");
    line.dataset.notice = key;
    line.append(icon("alert"), make("span", "", this.words[key]));
    const staff = this.words[`${key}_staff`];
    if (staff) line.append(make("small", "", staff));
    return line;
  }
}
