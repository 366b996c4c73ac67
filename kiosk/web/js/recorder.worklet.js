// Audio thread: microphone samples to 100 ms frames of PCM16 at 16 kHz.

import { Resampler } from "./resampler.js";

const FRAME = 1600;

class Recorder extends AudioWorkletProcessor {
  #resampler = new Resampler(sampleRate);
  #frame = new Int16Array(FRAME);
  #filled = 0;

  process(inputs) {
    const channel = inputs[0]?.[0];
    if (!channel) return true;
    for (const sample of this.#resampler.push(channel)) {
      this.#frame[this.#filled] = Math.round(Math.max(-1, Math.min(1, sample)) * 32767);
      this.#filled += 1;
      if (this.#filled === FRAME) this.#post();
    }
    return true;
  }

  #post() {
    this.port.postMessage(this.#frame.buffer, [this.#frame.buffer]);
    this.#frame = new Int16Array(FRAME);
    this.#filled = 0;
  }
}

registerProcessor("recorder", Recorder);
