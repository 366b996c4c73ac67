// Three large buttons, after a silence: nobody has to find the words.

import { byId, make } from "./dom.js";

export class Choices {
  /** offer(buttons): puts buttons under an answer. */
  constructor(offer) {
    this.offer = offer;
  }

  show(buttons) {
    document.body.dataset.choices = "";
    if (document.body.dataset.view === "talk") this.offer(buttons);
    else byId("home").append(this.#panel(buttons));
  }

  hide() {
    delete document.body.dataset.choices;
    byId("choices")?.remove();
  }

  #panel(buttons) {
    byId("choices")?.remove();
    const panel = make("div");
    panel.id = "choices";
    panel.append(...buttons.map(({ title, payload }) => {
      const button = make("button", "", title);
      button.type = "button";
      Object.assign(button.dataset, { payload, title });
      return button;
    }));
    return panel;
  }
}
