// The voice: clips one after another, each reported when it begins and when it is over.

export class Player {
  #context = null;
  #queue = [];
  #now = null;
  #epoch = 0;

  /** handlers: begun(utterance, AudioBuffer), over(utterance) */
  constructor(handlers) {
    this.handlers = handlers;
  }

  /** To be called in a touch: browsers let a page make sound only after one. */
  wake() {
    this.#context ??= new AudioContext();
    if (this.#context.state === "suspended") this.#context.resume();
  }

  async add(utterance, wav) {
    this.wake();
    const clip = { utterance, buffer: null };
    const epoch = this.#epoch;
    this.#queue.push(clip);
    try {
      clip.buffer = await this.#context.decodeAudioData(wav);
    } catch {
      clip.broken = true;
    }
    if (epoch === this.#epoch) this.#next();
  }

  hush() {
    this.#epoch += 1;
    this.#queue = [];
    if (this.#now) {
      this.#now.onended = null;
      this.#now.stop();
      this.#now = null;
    }
  }

  /** A soft low tone: heard. */
  tone() {
    this.wake();
    if (this.#context.state !== "running") return;
    const start = this.#context.currentTime;
    const oscillator = new OscillatorNode(this.#context, { frequency: 660 });
    const gain = new GainNode(this.#context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.14, start + 0.03);
    gain.gain.linearRampToValueAtTime(0, start + 0.2);
    oscillator.connect(gain).connect(this.#context.destination);
    oscillator.start(start);
    oscillator.stop(start + 0.22);
  }

  #next() {
    const clip = this.#queue[0];
    if (this.#now || !clip || !(clip.buffer || clip.broken)) return;
    this.#queue.shift();
    if (clip.broken || this.#context.state !== "running") {
      this.handlers.over(clip.utterance);
      this.#next();
      return;
    }
    this.#play(clip);
  }

  #play(clip) {
    const source = new AudioBufferSourceNode(this.#context, { buffer: clip.buffer });
    source.connect(this.#context.destination);
    source.onended = () => {
      this.#now = null;
      this.handlers.over(clip.utterance);
      this.#next();
    };
    this.#now = source;
    this.handlers.begun(clip.utterance, clip.buffer);
    source.start();
  }
}
