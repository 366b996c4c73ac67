// Digits by touch: for numbers that are better not said aloud. What is typed stays masked but for its end.

import { byId } from "./dom.js";
import { cover } from "./overlays.js";

const LONGEST = 18;
const SHOWN = 4;

export class Keypad {
  #digits = "";

  constructor(send) {
    this.send = send;
    byId("open-keypad").addEventListener("click", () => this.open());
    byId("keypad-close").addEventListener("click", () => this.close());
    byId("keypad-send").addEventListener("click", () => this.#done());
    byId("keys").addEventListener("click", (event) => this.#press(event.target.closest("button")?.dataset.key));
    byId("keypad").addEventListener("keydown", (event) => this.#typed(event));
  }

  open() {
    this.#set("");
    cover("keypad", true);
  }

  close() {
    this.#set("");
    cover("keypad", false);
  }

  #typed(event) {
    if (/^[0-9xX]$/.test(event.key)) this.#press(event.key.toUpperCase());
    else if (event.key === "Backspace") this.#press("back");
    else if (event.key === "Escape") this.close();
  }

  #press(key) {
    if (key === "back") this.#set(this.#digits.slice(0, -1));
    else if (key && this.#digits.length < LONGEST) this.#set(this.#digits + key);
  }

  #set(digits) {
    this.#digits = digits;
    const hidden = Math.max(0, digits.length - SHOWN);
    byId("keypad-shown").textContent = "●".repeat(hidden) + digits.slice(hidden);
  }

  #done() {
    const digits = this.#digits;
    this.close();
    if (digits) this.send(digits);
  }
}
