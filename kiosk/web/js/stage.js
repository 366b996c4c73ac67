// What was heard, what is answered, what can be pressed next.

import { layOut, paginate, whole } from "./card.js";
import { byId, make } from "./dom.js";
import { sentence } from "./reading.js";

const FEW = 3;
const TIGHT = [0, 1, 2]; // everything on one page
const TIGHTER = [...TIGHT, 3, 4]; // on several
const FEW_PAGES = 4;

export class Stage {
  #turn = -1;
  #watch = new ResizeObserver(() => this.fit());

  /** browse: all services by kind, on the first screen. */
  constructor(browse) {
    this.browse = browse;
    this.#watch.observe(byId("stage"));
  }

  home() {
    this.#turn = -1;
    this.#view("home");
    this.browse.close();
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
    byId("answer").append(...sentences.map(({ text, utterance }) => sentence(text, utterance)));
    if (card) this.#place(card);
    if (buttons.length) this.offer(buttons);
    this.#live("");
    this.#view("talk");
    this.fit();
  }

  /** A fixed sentence, beside whatever is shown. */
  say(text, utterance = null) {
    byId("prompt").replaceChildren(...(text ? [sentence(text, utterance)] : []));
    this.fit();
  }

  /** A fixed sentence in place of the answer that did not come. */
  apologise(text, utterance) {
    this.#clear(this.#turn + 1);
    byId("answer").append(sentence(text, utterance));
    this.#view("talk");
    this.fit();
  }

  /** Nothing is cut off; whoever was about to turn the page by keyboard still is. */
  fit() {
    const talk = byId("talk");
    if (talk.hidden) return;
    const wasTurning = Boolean(document.activeElement?.matches("#card .more"));
    this.#layOut(talk);
    if (wasTurning) (byId("card").querySelector(".more") ?? byId("answer")).focus();
  }

  /** All at once if closer lines will do, or else in few pages; never in smaller print than the person chose. */
  #layOut(talk) {
    const fits = () => talk.scrollHeight <= talk.clientHeight + 1 && cardFits();
    const alone = (on) => { talk.toggleAttribute("data-alone", on); };
    alone(false);
    whole(byId("card"));
    for (const tight of TIGHT) {
      talk.dataset.tight = tight;
      if (fits()) return;
    }
    let best = null;
    for (const tight of TIGHTER) {
      talk.dataset.tight = tight;
      const { pages, isWhole } = paginate(byId("card"), fits, alone);
      if (isWhole && pages <= FEW_PAGES) return;
      if (!best?.isWhole || (isWhole && pages < best.pages)) best = { tight, pages, isWhole };
    }
    talk.dataset.tight = best.tight;
    paginate(byId("card"), fits, alone);
  }

  #backHome(sentences) {
    this.home();
    this.say(sentences.map(({ text }) => text).join(""));
  }

  #again(sentences) {
    byId("card").dataset.page = 0;
    this.fit();
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
    byId("talk").dataset.about = "";
  }

  /** A form's card stands below the choices: the question comes first. What is to be checked stands above them. */
  #place(card) {
    const shown = layOut(byId("card"), card);
    byId("card").hidden = !shown;
    byId("talk").dataset.about = shown ? card.kind : "";
    byId(shown && asksOneThing(card) ? "ask-keypad" : "answer").after(byId("card"));
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
    const within = document.activeElement?.closest("#home, #talk") ?? null;
    byId("home").hidden = name !== "home";
    byId("talk").hidden = name !== "talk";
    if (within?.hidden && name === "talk") byId("answer").focus();
  }
}

const asksOneThing = (card) => card.kind === "form" && Boolean(card.heading);

/** Nothing of the card is cut off, and its buttons do not stand out of it. */
function cardFits() {
  const cut = [...document.querySelectorAll("#card:not([hidden]), #card:not([hidden]) .blocks")];
  return cut.every((one) => one.scrollHeight <= one.clientHeight + 1);
}
