// All services by kind: from the first screen to any of them in three touches, without a word said or typed.

import { byId, icon, make } from "./dom.js";

const OVERVIEW = JSON.stringify({ aspect: "overview" });

export class Browse {
  /** kinds: [{title, icon, services: [{id, title}]}] */
  constructor(kinds) {
    this.all = kinds;
  }

  kinds() {
    this.#show(this.all.map(({ title, icon: picture }, index) => tile(title, picture, { group: index })));
  }

  kind(index) {
    const { icon: picture, services } = this.all[index];
    this.#show(services.map(({ id, title }) => tile(title, picture, { payload: `/svc.${id}${OVERVIEW}`, title })));
  }

  close() {
    byId("all-services").hidden = true;
    byId("often").hidden = false;
  }

  #show(tiles) {
    byId("all-services").replaceChildren(...tiles);
    byId("all-services").hidden = false;
    byId("often").hidden = true;
    tiles[0].focus();
  }
}

function tile(title, picture, data) {
  const button = make("button");
  button.type = "button";
  Object.assign(button.dataset, data);
  button.append(icon(picture), make("strong", "", title));
  return button;
}
