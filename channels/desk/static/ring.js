// On every page but that of the calls: a call that nobody took in time shows here, and rings where the browser lets it.

import { tones } from "./live/tones.js";

const EVERY = 5000;
const band = document.getElementById("ringing");
const title = document.title;
let audio = null;

async function look() {
  const answer = await fetch(band.dataset.from, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return;
  const { count, line } = await answer.json();
  band.hidden = count === 0;
  band.querySelector("span").textContent = line;
  document.title = count ? `(${count}) ${band.dataset.title} · ${title}` : title;
  if (!count || !navigator.userActivation?.hasBeenActive) return;
  audio ??= new AudioContext();
  if (audio.state === "running") tones(audio);
}

look();
setInterval(look, EVERY);
