// Any sample rate to 16 kHz: a windowed-sinc low-pass evaluated at each output instant.
// The kernel is tabulated at PHASES fractions of an input sample, so a step costs one dot product.

const RATE = 16000;
const PHASES = 256;
const ZERO_CROSSINGS = 16;
const PASS = 0.92; // of the lower Nyquist frequency; the rest is the filter's slope

export class Resampler {
  constructor(inputRate) {
    this.step = inputRate / RATE;
    this.identity = inputRate === RATE;
    const cutoff = PASS * Math.min(1, RATE / inputRate);
    this.half = Math.ceil(ZERO_CROSSINGS / cutoff);
    this.kernels = Array.from({ length: PHASES + 1 }, (_, phase) => kernel(phase / PHASES, this.half, cutoff));
    this.pending = new Float32Array(this.half);
    this.position = this.half;
  }

  /** Float32Array of samples in, Float32Array of 16 kHz samples out; keeps what the next call needs. */
  push(input) {
    if (this.identity) return input;
    const samples = new Float32Array(this.pending.length + input.length);
    samples.set(this.pending);
    samples.set(input, this.pending.length);
    const out = [];
    while (this.position + this.half + 1 < samples.length) {
      out.push(this.#at(samples));
      this.position += this.step;
    }
    const kept = Math.max(0, Math.floor(this.position) - this.half);
    this.pending = samples.slice(kept);
    this.position -= kept;
    return Float32Array.from(out);
  }

  #at(samples) {
    const centre = Math.floor(this.position);
    const taps = this.kernels[Math.round((this.position - centre) * PHASES)];
    const first = centre - this.half + 1;
    let sum = 0;
    for (let tap = 0; tap < taps.length; tap += 1) sum += taps[tap] * samples[first + tap];
    return sum;
  }
}

function kernel(fraction, half, cutoff) {
  const taps = new Float32Array(2 * half);
  let total = 0;
  for (let tap = 0; tap < taps.length; tap += 1) {
    const x = tap - half + 1 - fraction;
    const inside = Math.abs(x) < half;
    const window = inside ? 0.42 + 0.5 * Math.cos((Math.PI * x) / half) + 0.08 * Math.cos((2 * Math.PI * x) / half) : 0;
    taps[tap] = window * sinc(x * cutoff);
    total += taps[tap];
  }
  return taps.map((value) => value / total);
}

function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
