// The band that says which volunteer is with the person, asks whether they may look, and shows what they say.

import { byId } from "./dom.js";

export class Company {
  #words = {};
  #name = "";

  constructor(words) {
    this.#words = words;
  }

  /** `duty`: the number to ring when nobody comes, or "". */
  welcome(duty) {
    byId("duty-phone").textContent = duty;
  }

  state({ company, companion, person, nobody_came: inVain }) {
    const isHere = company !== "nobody";
    if (!isHere || companion !== this.#name) this.say([]);
    this.#name = companion;
    document.body.dataset.company = company;
    byId("company-band").hidden = !isHere;
    byId("person-band").hidden = !person || isHere;
    byId("company-words").textContent = (this.#words[company] ?? "").replaceAll("{name}", companion);
    byId("consent").hidden = company !== "asking";
    byId("withdraw").hidden = !["watching", "leading"].includes(company);
    const rings = inVain && byId("duty-phone").textContent !== "";
    byId("band-ring").hidden = !rings;
    byId("band-wait").hidden = rings;
  }

  /** The volunteer's own words, beside whatever is shown. */
  say(sentences) {
    const words = sentences.map(({ text }) => text).join("");
    const said = words ? this.#words.says + words : sentences.length ? this.#words.speaks : "";
    byId("volunteer-words").hidden = !said;
    byId("volunteer-words").textContent = said.replace("{name}", () => this.#name);
  }
}
