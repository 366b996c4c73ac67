// A microphone that plays what it is given, in a room that is never quite silent, with the page's own sound coming back.
(() => {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const echo = new GainNode(context, { gain: 0 });
  echo.connect(out);

  const room = context.createBuffer(1, context.sampleRate * 2, context.sampleRate);
  room.getChannelData(0).forEach((_, index, samples) => { samples[index] = (Math.random() - 0.5) * 0.001; });
  const hiss = new AudioBufferSourceNode(context, { buffer: room, loop: true });
  hiss.connect(out);
  hiss.start();

  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode && this.context !== context) {
      const tap = this.context.createMediaStreamDestination();
      connect.call(this, tap);
      context.createMediaStreamSource(tap.stream).connect(echo);
    }
    return connect.call(this, target, ...rest);
  };

  navigator.mediaDevices.getUserMedia = async () => out.stream.clone();

  window.microphone = {
    echo: (gain) => { echo.gain.value = gain; },
    play: async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const source = new AudioBufferSourceNode(context, { buffer: await context.decodeAudioData(bytes.buffer) });
      source.connect(out);
      const over = new Promise((resolve) => { source.onended = resolve; });
      source.start();
      return over;
    },
  };
})();
