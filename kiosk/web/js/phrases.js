// When each phrase of a sentence is said: the silences of its sound, found beside where the text expects them.

const PHRASE = /[^，、；：。！？…]+[，、；：。！？…”』）]*/gu;
const FRAME = 0.02; // seconds
const QUIET = 0.04; // of the loudest frame
const LEAST_PAUSE = 0.1; // seconds
const REACH = 0.35; // of the sentence: how far from where it is expected a pause may be

/** The sentence cut after its commas and stops. */
export const phrasesOf = (text) => text.match(PHRASE) ?? [text];

/** Seconds at which each phrase begins. samples: Float32Array of one channel; rate: of them, a second. */
export function startsOf(phrases, samples, rate) {
  const seconds = samples.length / rate;
  const letters = phrases.map((phrase) => phrase.length);
  const all = letters.reduce((sum, count) => sum + count, 0);
  const pauses = pausesIn(samples, rate);
  const starts = [0];
  let before = 0;
  for (const count of letters.slice(0, -1)) {
    before += count;
    const expected = (seconds * before) / all;
    starts.push(Math.max(starts.at(-1), nearest(pauses, expected, seconds * REACH, starts.at(-1)) ?? expected));
  }
  return starts;
}

/** Where sound begins again after each silence. */
function pausesIn(samples, rate) {
  const length = Math.max(1, Math.round(FRAME * rate));
  const levels = [];
  for (let at = 0; at < samples.length; at += length) {
    let loudest = 0;
    for (const sample of samples.subarray(at, at + length)) loudest = Math.max(loudest, Math.abs(sample));
    levels.push(loudest);
  }
  const limit = QUIET * levels.reduce((most, level) => Math.max(most, level), 0);
  const ends = [];
  let quiet = 0;
  levels.forEach((level, index) => {
    if (level <= limit) quiet += 1;
    else {
      if (quiet * FRAME >= LEAST_PAUSE && quiet < index) ends.push(index * FRAME);
      quiet = 0;
    }
  });
  return ends;
}

function nearest(pauses, expected, reach, after) {
  const near = pauses.filter((pause) => pause > after && Math.abs(pause - expected) <= reach);
  return near.sort((one, other) => Math.abs(one - expected) - Math.abs(other - expected))[0];
}
