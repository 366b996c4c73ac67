// The volunteer's own voice: recorded while the button is on, sent once, kept nowhere.

import { wavOf } from "../voices.wav.js";
import { byId, show, text } from "./dom.js";

const LONGEST = 15000;

export class OwnVoice {
  #microphone = null;
  #chunks = [];
  #timer = null;

  /** sent(wav: ArrayBuffer); failed(words) */
  constructor({ sent, failed }) {
    this.sent = sent;
    this.failed = failed;
    this.button = byId("own-voice");
    show(this.button, Boolean(navigator.mediaDevices));
    this.button.addEventListener("click", () => (this.#microphone ? this.#end() : this.#begin()));
  }

  /** Nothing of what was being said stays. */
  drop() {
    this.#chunks = [];
    this.#close();
  }

  async #begin() {
    const opened = await this.#open().catch(({ name }) => name);
    if (typeof opened === "string") return this.failed(this.button.dataset[opened === "NotAllowedError" ? "denied" : "missing"]);
    this.#chunks = [];
    this.#microphone = opened;
    this.button.setAttribute("aria-pressed", "true");
    text(this.button, this.button.dataset.on);
    this.#timer = setTimeout(() => this.#end(), LONGEST);
  }

  async #open() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    const context = new AudioContext();
    await context.audioWorklet.addModule(new URL("../voices.worklet.js", import.meta.url));
    const node = new AudioWorkletNode(context, "samples", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    node.port.onmessage = ({ data }) => this.#chunks.push(data);
    context.createMediaStreamSource(stream).connect(node);
    await context.resume();
    return { stream, context };
  }

  async #end() {
    const rate = this.#microphone.context.sampleRate;
    this.#close();
    const chunks = this.#chunks;
    this.#chunks = [];
    if (chunks.length) this.sent(await wavOf(chunks, rate));
  }

  #close() {
    clearTimeout(this.#timer);
    for (const track of this.#microphone?.stream.getTracks() ?? []) track.stop();
    this.#microphone?.context.close();
    this.#microphone = null;
    this.button.setAttribute("aria-pressed", "false");
    text(this.button, this.button.dataset.off);
  }
}
