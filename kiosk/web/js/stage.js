// What was heard, what is answered, what can be pressed next.

import { layOut, paginate } from "./card.js";
import { byId, make } from "./dom.js";

const FEW = 3;

export class Stage {
  #turn = -1;
  #watch = new ResizeObserver(() => this.fit());

  constructor() {
    this.#watch.observe(byId("stage"));
  }

  home() {
    this.#turn = -1;
    this.#view("home");
    this.#live("");
    for (const id of ["answer", "card", "follow", "heard-words", "paper"]) byId(id).replaceChildren();
    byId("heard").hidden = true;
    byId("card").hidden = true;
  }

  caption({ text, final }) {
    this.#live(text);
    this.say("");
    byId("heard").hidden = !text;
    byId("heard").classList.toggle("partial", !final);
    byId("heard-words").textContent = text;
    this.fit();
  }

  reply({ turn, sentences, buttons = [], card = null, again, home = false }) {
    if (again) return this.#again(sentences);
    if (home) return this.#backHome(sentences);
    if (turn !== this.#turn) this.#clear(turn);
    for (const { text, utterance } of sentences) {
      const span = make("span", "", text);
      if (utterance !== null) span.dataset.utterance = utterance;
      byId("answer").append(span);
    }
    if (card) byId("card").hidden = !layOut(byId("card"), card);
    if (buttons.length) this.offer(buttons);
    this.#live("");
    this.#view("talk");
    this.fit();
  }

  /** A fixed sentence, beside whatever is shown. */
  say(text) {
    byId("prompt").textContent = text;
    this.fit();
  }

  /** A fixed sentence in place of the answer that did not come. */
  apologise(text) {
    this.#clear(this.#turn + 1);
    byId("answer").append(make("span", "", text));
    this.#view("talk");
    this.fit();
  }

  begun(utterance) {
    for (const span of byId("answer").children) span.classList.toggle("now", span.dataset.utterance === String(utterance));
  }

  over() {
    for (const span of byId("answer").children) span.classList.remove("now");
  }

  /** Smaller print, then pages of the card, until nothing is cut off. */
  fit() {
    const talk = byId("talk");
    if (talk.hidden) return;
    const fits = () => talk.scrollHeight <= talk.clientHeight + 1 && blocksFit();
    talk.dataset.tight = 0;
    paginate(byId("card"), fits);
    for (const tight of [1, 2, 3]) {
      if (fits()) return;
      talk.dataset.tight = tight;
      paginate(byId("card"), fits);
    }
  }

  #backHome(sentences) {
    this.home();
    this.say(sentences.map(({ text }) => text).join(""));
  }

  #again(sentences) {
    const spans = byId("answer").children;
    sentences.forEach(({ utterance }, index) => {
      if (spans[index] && utterance !== null) spans[index].dataset.utterance = utterance;
    });
  }

  #clear(turn) {
    this.#turn = turn;
    for (const id of ["answer", "card", "follow", "paper"]) byId(id).replaceChildren();
    byId("prompt").textContent = "";
    byId("card").hidden = true;
  }

  offer(buttons) {
    byId("follow").classList.toggle("few", buttons.length <= FEW);
    byId("follow").replaceChildren(...buttons.map(({ title, payload }) => {
      const button = make("button", "", title);
      button.type = "button";
      button.dataset.payload = payload;
      button.dataset.title = title;
      return button;
    }));
  }

  #live(text) {
    byId("home-live").textContent = text;
    byId("home-live").hidden = !text;
    document.querySelector(".welcome").hidden = Boolean(text);
  }

  #view(name) {
    document.body.dataset.view = name;
    byId("home").hidden = name !== "home";
    byId("talk").hidden = name !== "talk";
  }
}

function blocksFit() {
  const blocks = document.querySelector("#card:not([hidden]) .blocks");
  return !blocks || blocks.scrollHeight <= blocks.clientHeight + 1;
}
