// Rings while somebody waits: two soft tones, and the title of the page. Browsers let it ring once the page was touched.

import { byId, text } from "./dom.js";
import { tones } from "./tones.js";

const EVERY = 3000;

export class Bell {
  #audio = null;
  #waiting = 0;
  #title = document.title;

  constructor(button, words) {
    this.button = button;
    this.words = words;
    button.addEventListener("click", () => this.#turn(!this.#isOn));
    addEventListener("pointerdown", ({ target }) => {
      if (!this.#isOn && !button.contains(target)) this.#turn(true);
    }, { once: true });
    setInterval(() => this.#ring(), EVERY);
  }

  /** How many calls nobody has taken. */
  waiting(count) {
    const isNew = count > this.#waiting;
    this.#waiting = count;
    document.title = count ? `(${count}) ${this.words} · ${this.#title}` : this.#title;
    if (isNew) this.#ring();
  }

  get #isOn() {
    return this.button.getAttribute("aria-pressed") === "true";
  }

  #turn(on) {
    this.button.setAttribute("aria-pressed", String(on));
    text(this.button, on ? this.button.dataset.on : this.button.dataset.off);
    this.#audio ??= new AudioContext();
    if (on) this.#audio.resume().then(() => tones(this.#audio));
    else this.#audio.suspend();
  }

  #ring() {
    if (this.#waiting && this.#audio?.state === "running") tones(this.#audio);
  }
}

export const bell = () => new Bell(byId("bell"), byId("live").dataset.ringing);
