// The microphone: opened for the first sentence of a visit, closed when the visit is over.

const SILENT_FRAMES = 40; // four seconds of nothing but zeros: unplugged or muted, not a quiet room

export class Microphone {
  #stream = null;
  #context = null;
  #zeros = 0;
  #opening = null;

  /** handlers: frame(ArrayBuffer), works(boolean, why), silent(boolean) */
  constructor(handlers) {
    this.handlers = handlers;
    this.wanted = false;
  }

  /** Listen or not; the device stays open between sentences, its sound goes nowhere meanwhile. */
  want(wanted) {
    this.wanted = wanted;
    if (wanted && !this.#stream) this.open();
    if (!wanted) this.#heard();
  }

  open() {
    this.#opening ??= this.#open().finally(() => { this.#opening = null; });
    return this.#opening;
  }

  async #open() {
    if (this.#stream) return;
    try {
      if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
      await this.#connect();
      this.#stream.getAudioTracks()[0].onended = () => this.#failed("mic_missing");
      this.handlers.works(true, null);
    } catch (error) {
      this.#failed(error.name === "NotAllowedError" ? "mic_denied" : "mic_missing");
    }
  }

  async #connect() {
    try {
      this.#context = new AudioContext({ sampleRate: 16000 });
      await this.#record();
    } catch {
      await this.#context?.close();
      this.#context = new AudioContext();
      await this.#record();
    }
  }

  async #record() {
    await this.#context.audioWorklet.addModule("static/js/recorder.worklet.js");
    const recorder = new AudioWorkletNode(this.#context, "recorder", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    recorder.port.onmessage = (message) => this.#frame(message.data);
    this.#context.createMediaStreamSource(this.#stream).connect(recorder);
    await this.#context.resume();
  }

  #frame(buffer) {
    if (!this.wanted) return;
    if (new Int16Array(buffer).some((sample) => sample !== 0)) this.#heard();
    else if (++this.#zeros === SILENT_FRAMES) this.handlers.silent(true);
    this.handlers.frame(buffer);
  }

  #heard() {
    if (this.#zeros >= SILENT_FRAMES) this.handlers.silent(false);
    this.#zeros = 0;
  }

  #failed(why) {
    this.close();
    this.handlers.works(false, why);
  }

  close() {
    for (const track of this.#stream?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
    this.#stream = null;
    this.#context?.close();
    this.#context = null;
    this.#heard();
    this.wanted = false;
  }
}
