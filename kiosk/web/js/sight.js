// How large and how stark the page is: chosen by the person, back to the default for the next.

import { byId } from "./dom.js";

const LARGEST = 3;

export class Sight {
  /** changed(): the page is laid out anew. */
  constructor(changed) {
    this.changed = changed;
  }

  /** Print of size 1, 2 or 3. */
  size(wanted) {
    const chosen = Math.min(LARGEST, Math.max(1, wanted));
    document.body.dataset.size = chosen;
    for (const button of document.querySelectorAll("[data-size-choice]")) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.sizeChoice) === chosen));
    }
    this.changed();
  }

  step(change) {
    this.size(Number(document.body.dataset.size) + (change === "up" ? 1 : -1));
  }

  /** Light print on black; its borders need room. */
  contrast(on) {
    document.body.dataset.contrast = on ? "high" : "normal";
    byId("contrast").setAttribute("aria-pressed", String(on));
    this.changed();
  }

  turnContrast() {
    this.contrast(document.body.dataset.contrast !== "high");
  }

  reset() {
    this.contrast(matchMedia("(prefers-contrast: more)").matches);
    this.size(1);
  }
}
