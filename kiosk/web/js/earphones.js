// Listening alone: offered where something is only written, chosen for this visit, over as soon as a plug moves.

import { flag, byId } from "./dom.js";
import { cover } from "./overlays.js";

export class Earphones {
  #on = false;

  /** send(on): tells the station. */
  constructor(send) {
    this.send = send;
    byId("listen-alone").addEventListener("click", () => (this.#on ? this.#choose(false) : cover("earphones", true)));
    byId("earphones-yes").addEventListener("click", () => this.#choose(true));
    byId("earphones-no").addEventListener("click", () => cover("earphones", false));
    navigator.mediaDevices?.addEventListener("devicechange", () => { if (this.#on) this.#choose(false); });
  }

  /** isPrivate: something in the answer on the screen is not for the whole room. */
  offer(isPrivate) {
    byId("listen-alone").hidden = !(isPrivate || this.#on);
  }

  /** As the station has it; for the next person: off. */
  set(on) {
    this.#on = on;
    flag("earphones", on);
    byId("listen-alone").setAttribute("aria-pressed", String(on));
    byId("listen-alone").querySelector("span").textContent = on ? "不用耳机了" : "用耳机听";
    cover("earphones", false);
    this.offer(on);
  }

  #choose(on) {
    this.set(on);
    this.send(on);
    this.offer(true);
  }
}
