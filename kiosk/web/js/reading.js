// Which words are being said: the sentence stands out, and in it the phrase of this moment.

import { make } from "./dom.js";
import { phrasesOf, startsOf } from "./phrases.js";

/** A sentence that can be followed; `utterance` names its sound, or is null where nothing is said. */
export function sentence(text, utterance) {
  const span = make("span", "sentence");
  span.append(...phrasesOf(text).map((phrase) => make("span", "phrase", phrase)));
  if (utterance !== null) span.dataset.utterance = utterance;
  return span;
}

export class Reading {
  #timers = [];

  /** The sound of an utterance starts now: an AudioBuffer. */
  begun(utterance, sound) {
    this.over();
    const spans = [...document.querySelectorAll(".sentence")].filter((one) => one.dataset.utterance === String(utterance));
    for (const span of spans) this.#follow(span, sound);
  }

  over() {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    for (const span of document.querySelectorAll(".sentence.now")) span.classList.remove("now");
    for (const phrase of document.querySelectorAll(".phrase.now")) phrase.classList.remove("now");
  }

  #follow(span, sound) {
    span.classList.add("now");
    const phrases = [...span.children];
    const starts = startsOf(phrases.map((phrase) => phrase.textContent), sound.getChannelData(0), sound.sampleRate);
    const point = (index) => phrases.forEach((phrase, at) => phrase.classList.toggle("now", at === index));
    this.#timers = starts.map((seconds, index) => setTimeout(point, seconds * 1000, index));
  }
}
