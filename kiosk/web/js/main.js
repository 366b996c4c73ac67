// The page: what comes from the station is shown, what the person does is sent. Nothing is kept.

import { Browse } from "./browse.js";
import { Choices } from "./choices.js";
import { startClock } from "./clock.js";
import { Company } from "./company.js";
import { byId, flag, make } from "./dom.js";
import { Earphones } from "./earphones.js";
import { Keypad } from "./keypad.js";
import { Link } from "./link.js";
import { Loudspeaker } from "./loudspeaker.js";
import { Microphone } from "./microphone.js";
import { Notices } from "./notices.js";
import { cover } from "./overlays.js";
import { Player } from "./player.js";
import { Reading } from "./reading.js";
import { printPaper } from "./sheet.js";
import { Sight } from "./sight.js";
import { Stage } from "./stage.js";
import { Status } from "./status.js";
import { ignoreDoubleTaps, ignoreHeldKeys, meant } from "./taps.js";

const WIPE_SHOWN = 1800;
const APOLOGIES = new Set(["dialogue_down"]);
const SEEN_OTHERWISE = new Set([ // by the first screen, the veils and the bands
  "greeting", "leaving", "wiped", "call_staff", "nobody_came_ring",
  "volunteer_asks", "volunteer_comes", "volunteer_leads", "volunteer_here",
]);
const NUMBERS = new Set(["id_number", "phone", "birth_date", "age", "code", "proxy_phone", "proxy_id_number"]);

const read = async (name) => (await fetch(`static/${name}.zh.json`)).json();
const [sentences, services] = await Promise.all([read("sentences"), read("services")]);
const browse = new Browse(services);
const stage = new Stage(browse);
const sight = new Sight(() => stage.fit());
const reading = new Reading();
let printing = false;
const choices = new Choices((buttons) => stage.offer(buttons));
const status = new Status(sentences.shown);
const company = new Company(sentences.company);
const player = new Player({
  begun: (utterance, sound) => reading.begun(utterance, sound),
  over: (utterance) => {
    reading.over();
    link.send("played", { utterance });
  },
});
const microphone = new Microphone({
  frame: (buffer) => link.sendSound(buffer),
  works: (works, why) => {
    notice("mic_denied", why === "mic_denied");
    notice("mic_missing", why === "mic_missing");
    link.send("mic", { works });
  },
  silent: (on) => {
    status.silent(on);
    notice("mic_silent", on);
  },
});
const link = new Link({
  frame: (frame) => FRAMES[frame.type]?.(frame),
  sound: (header, wav) => player.add(header.utterance, wav),
  back: welcome,
  lost: () => {
    player.hush();
    microphone.want(false);
    status.lost(true);
    flag("connected", false);
    notice("lost", true);
  },
  moved: () => {
    forget();
    microphone.close();
    cover("moved", true);
  },
});
const loudspeaker = new Loudspeaker((works) => {
  notice("no_loudspeaker", !works);
  link.send("loudspeaker", { works });
});
const earphones = new Earphones((on) => link.send("earphones", { on }));
const keypad = new Keypad((digits) => link.send("text", { text: digits }));

const notices = new Notices(sentences.notice);
const notice = (key, on) => {
  notices.set(key, on);
  stage.fit();
};

const FRAMES = {
  state: showState,
  caption: (frame) => {
    choices.hide();
    status.talking(!frame.final);
    stage.caption(frame);
    if (frame.final) announce(frame.text);
  },
  ack: ({ sound, over }) => {
    if (sound) player.tone();
    if (!over) status.noted(true);
  },
  reply: (frame) => {
    choices.hide();
    earphones.offer(frame.private);
    stage.reply(frame);
    if (!frame.again) announce(frame.sentences.map(({ text }) => text).join(""));
  },
  volunteer: (frame) => {
    company.say(frame.sentences);
    announce(frame.sentences.map(({ text }) => text).join(""));
    stage.fit();
  },
  print: () => {
    const button = document.querySelector("button.print");
    if (button) printed(button.dataset);
  },
  say: ({ key, utterance }) => {
    if (APOLOGIES.has(key)) stage.apologise(sentences.spoken[key], utterance);
    else if (!SEEN_OTHERWISE.has(key)) stage.say(sentences.spoken[key], utterance);
    announce(sentences.spoken[key]);
  },
  hush: () => {
    player.hush();
    reading.over();
  },
  adjust: ({ change }) => sight.step(change),
  choices: ({ buttons }) => {
    choices.show(buttons);
    stage.fit();
  },
  home: () => {
    choices.hide();
    stage.home();
  },
  listens: ({ on }) => status.listens(on),
  notice: ({ key, on }) => notice(key, on),
  wiped: ({ session }) => {
    link.session = session;
    forget();
    microphone.close();
    cover("wiped", true);
    setTimeout(() => cover("wiped", false), WIPE_SHOWN);
  },
};

function welcome(frame, same) {
  if (same) stage.home();
  else forget();
  status.lost(false);
  flag("connected", true);
  notice("lost", false);
  cover("moved", false);
  loudspeaker.look();
  earphones.set(frame.earphones);
  status.listens(frame.listens);
  company.welcome(frame.duty_phone);
  byId("practice").hidden = !frame.examples.length;
  byId("rehearsal").hidden = !frame.practises;
  byId("example-list").replaceChildren(...frame.examples.map((text, index) => {
    const button = make("button", "", text);
    button.type = "button";
    button.dataset.example = index;
    return button;
  }));
}

function showState(state) {
  document.body.dataset.mode = state.mode;
  link.visiting = state.mode !== "attract";
  status.state(state);
  microphone.want(state.microphone || state.overhears);
  flag("person", state.person);
  company.state(state);
  flag("numberAsked", NUMBERS.has(state.asking));
  if (state.leaving !== null) byId("leaving-seconds").textContent = state.leaving;
  cover("leaving", state.leaving !== null);
  stage.fit();
}

/** Everything of the last person: words, print, voice, what was being typed. */
function forget() {
  player.hush();
  choices.hide();
  stage.home();
  stage.say("");
  keypad.close();
  earphones.set(false);
  cover("examples", false);
  cover("leaving", false);
  byId("text").value = "";
  byId("spoken-text").textContent = "";
  sight.reset();
}

function announce(text) {
  byId("spoken-text").textContent = text;
}

function pressed(button) {
  const { payload, title, send, adjust, example, sizeChoice, key, consent, group } = button.dataset;
  if (payload) link.send("press", { payload, title });
  else if (send) link.send(send);
  else if (consent) link.send("consent", { yes: consent === "yes" });
  else if (group) looking(() => browse.kind(Number(group)));
  else if (key) link.send("touch");
  else if (example) {
    cover("examples", false);
    link.send("example", { index: Number(example) });
  }
  else if (button.matches(".print")) printed(button.dataset);
  else if (sizeChoice) sight.size(Number(sizeChoice));
  else if (adjust) {
    const [setting, change] = adjust.split(" ");
    link.send("adjust", { setting, change });
  } else PRESSES[button.id]?.();
}

/** Pressed twice it is printed once; the slip stays on the screen whatever becomes of it. */
async function printed({ done, failed }) {
  link.send("touch");
  if (printing) return;
  printing = true;
  const rehearsal = byId("rehearsal");
  const text = !rehearsal.hidden ? rehearsal.dataset.printed : (await printPaper()) ? done : failed;
  printing = false;
  stage.say(text);
  announce(text);
}

/** No button was hit: one that was meant, or a touch of the screen. */
function beside(event) {
  const button = meant(event);
  if (button) button.click();
  else if (!event.target.closest(".veil")) link.send("touch");
}

/** Looking for a service: the person is there, and the voice gives way. */
function looking(show) {
  link.send("touch");
  show();
}

const PRESSES = {
  "other-services": () => looking(() => browse.kinds()),
  orb,
  contrast: () => sight.turnContrast(),
  "ask-keypad": () => keypad.open(),
  "come-back": () => link.open(),
  "open-examples": () => cover("examples", true),
  "close-examples": () => cover("examples", false),
};

function orb() {
  const listening = ["listening", "heard", "noted"].includes(document.body.dataset.status);
  if (document.body.dataset.status === "by_hand") microphone.open();
  link.send(listening ? "done" : "listen");
}

ignoreDoubleTaps(document);
ignoreHeldKeys(document);
document.addEventListener("click", (event) => {
  player.wake();
  const button = event.target.closest("button");
  if (button) pressed(button);
  else if (!event.target.closest("input, label, #leaving")) beside(event);
});
document.addEventListener("keydown", (event) => {
  player.wake();
  if (event.key === "Escape") link.send("touch");
});
for (const kind of ["contextmenu", "copy", "cut", "dragstart"]) document.addEventListener(kind, (event) => event.preventDefault());
byId("leaving").addEventListener("click", (event) => {
  if (!event.target.closest("button")) link.send("touch");
});
byId("writing").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = byId("text").value.trim();
  byId("text").value = "";
  if (text) link.send("text", { text });
});
byId("text").addEventListener("input", () => link.send("touch"));
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

startClock();
status.listens(true);
link.open();
