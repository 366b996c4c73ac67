// Samples of a microphone as a WAV file: 16 bit, mono, at the rate the kiosk plays.

export const RATE = 22050;

/** chunks: Float32Array pieces at `rate` samples a second. Resolves to an ArrayBuffer. */
export async function wavOf(chunks, rate) {
  const samples = await resampled(joined(chunks), rate);
  const bytes = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const text = (place, words) => [...words].forEach((letter, index) => bytes.setUint8(place + index, letter.charCodeAt(0)));
  text(0, "RIFF");
  bytes.setUint32(4, 36 + 2 * samples.length, true);
  text(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, RATE, true);
  bytes.setUint32(28, 2 * RATE, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  text(36, "data");
  bytes.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, index) => bytes.setInt16(44 + 2 * index, Math.max(-1, Math.min(1, sample)) * 32767, true));
  return bytes.buffer;
}

function joined(chunks) {
  const all = new Float32Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let place = 0;
  for (const chunk of chunks) {
    all.set(chunk, place);
    place += chunk.length;
  }
  return all;
}

async function resampled(samples, rate) {
  if (rate === RATE || !samples.length) return samples;
  const context = new OfflineAudioContext(1, Math.ceil((samples.length * RATE) / rate), RATE);
  const buffer = context.createBuffer(1, samples.length, rate);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.start();
  return (await context.startRendering()).getChannelData(0);
}
