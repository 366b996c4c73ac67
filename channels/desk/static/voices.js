// The recording studio: one sentence after the other, recorded, judged, listened to, and kept or made again.

import { wavOf } from "./voices.wav.js";

const SAID = {
  ready: "点“开始录”，停半秒再念，念完停半秒再点“录好了”。",
  recording: "在录，您念吧。",
  quiet: "声音小，靠近一点。",
  loud: "太响了，离远一点。",
  judging: "看看录得怎么样……",
  good: "录得好。听一听，满意就留下。",
  all: "全都录好了，辛苦了！",
  failed: "没有送到，请再试一次。",
  denied: "浏览器没有让用麦克风。点地址栏旁边的话筒图标，选“允许”。",
  missing: "没有找到麦克风。要在驿站的电脑上打开这一页，或者用 https。",
};
const LOW = 0.06;
const HIGH = 0.95;

const byId = (id) => document.getElementById(id);
const studio = byId("studio");
const root = studio.dataset.root;
const token = document.querySelector("meta[name=csrf]").content;
const items = [...byId("prompts").children];
const player = new Audio();

let current = null;
let microphone = null;
let chunks = [];
let loudest = 0;
let wav = null;

const digest = () => current.dataset.digest;
const text = (item) => item.querySelector(".prompt").textContent;

function show(which) {
  for (const id of ["record", "listen", "keep", "again", "skip"]) byId(id).hidden = !which.includes(id);
}

function say(words, isBad = false) {
  byId("state").textContent = words;
  byId("state").classList.toggle("bad", isBad);
}

function choose(item) {
  stop();
  current = item;
  wav = null;
  for (const one of items) one.toggleAttribute("aria-current", one === item);
  if (!item) {
    byId("line").textContent = SAID.all;
    show([]);
    return say("");
  }
  byId("line").textContent = text(item);
  byId("place").textContent = `第 ${items.indexOf(item) + 1} 句`;
  byId("record").textContent = "开始录";
  show(["record", "skip"]);
  say(SAID.ready);
}

function next() {
  const after = [...items.slice(items.indexOf(current) + 1), ...items];
  choose(after.find((item) => item !== current && !item.hasAttribute("data-recorded")) ?? null);
}

async function open() {
  if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  const context = new AudioContext();
  await context.audioWorklet.addModule(`${root}/static/voices.worklet.js`);
  const node = new AudioWorkletNode(context, "samples", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
  node.port.onmessage = ({ data }) => take(data);
  context.createMediaStreamSource(stream).connect(node);
  await context.resume();
  return { stream, context, node };
}

function take(samples) {
  chunks.push(samples);
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  loudest = Math.max(loudest * 0.995, peak);
  byId("level").style.setProperty("--level", `${Math.min(100, 100 * Math.sqrt(peak))}%`);
  byId("level").parentElement.classList.toggle("loud", loudest > HIGH);
  if (chunks.length % 100 === 0) say(loudest > HIGH ? SAID.loud : loudest < LOW ? SAID.quiet : SAID.recording);
}

function stop() {
  if (!microphone) return;
  microphone.node.port.onmessage = null;
  for (const track of microphone.stream.getTracks()) track.stop();
  microphone.context.close();
  microphone = null;
  byId("record").classList.remove("on");
  byId("level").style.setProperty("--level", "0%");
}

async function record() {
  if (microphone) return judge();
  chunks = [];
  loudest = 0;
  player.pause();
  try {
    microphone = await open();
  } catch (error) {
    return say(error.name === "NotAllowedError" ? SAID.denied : SAID.missing, true);
  }
  byId("record").classList.add("on");
  byId("record").textContent = "录好了";
  show(["record", "again"]);
  say(SAID.recording);
}

async function judge() {
  const rate = microphone.context.sampleRate;
  stop();
  say(SAID.judging);
  wav = await wavOf(chunks, rate);
  const answer = await send("try");
  if (!answer?.ok) return refused(answer);
  player.src = URL.createObjectURL(await answer.blob());
  show(["listen", "keep", "again"]);
  say(SAID.good);
  byId("keep").focus();
}

async function refused(answer) {
  const told = await answer?.json().catch(() => null);
  show(["record", "skip"]);
  byId("record").textContent = "重录";
  say(told?.problems?.join(" ") ?? SAID.failed, true);
}

async function keep() {
  const kept = current;
  const answer = await send(`${digest()}/keep`);
  if (!answer?.ok) return refused(answer);
  kept.setAttribute("data-recorded", "");
  const done = items.filter((item) => item.hasAttribute("data-recorded")).length;
  byId("count").textContent = done;
  byId("progress").value = done;
  next();
}

async function send(path) {
  try {
    return await fetch(`${root}/voices/${path}`, {
      method: "POST",
      headers: { "Content-Type": "audio/wav", "X-CSRF-Token": token },
      body: wav,
    });
  } catch {
    return null;
  }
}

byId("record").addEventListener("click", record);
byId("listen").addEventListener("click", () => player.play());
byId("keep").addEventListener("click", keep);
byId("again").addEventListener("click", () => choose(current));
byId("skip").addEventListener("click", next);
byId("only-open").addEventListener("change", ({ target }) => byId("prompts").classList.toggle("only-open", target.checked));
byId("prompts").addEventListener("click", ({ target }) => {
  const item = target.closest("li");
  if (target.matches(".prompt")) {
    choose(item);
    studio.scrollIntoView({ block: "start" });
  } else if (target.matches(".hear")) {
    player.src = `${root}/voices/${item.dataset.digest}/sound`;
    player.play();
  }
});

choose(items.find((item) => !item.hasAttribute("data-recorded")) ?? null);
