// The page of calls and of help side by side: what comes from the station is shown, what the volunteer does is sent.

import { bell } from "./bell.js";
import { Calls } from "./calls.js";
import { byId, copyOf, show, text, wordOf } from "./dom.js";
import { Form } from "./form.js";
import { Link } from "./link.js";
import { OwnVoice } from "./own_voice.js";
import { Talk } from "./talk.js";
import { askWhy } from "./why.js";

const PROBLEM_SHOWN = 8000;

let call = null;
let leads = false;
let hush = null;

const link = new Link(`${byId("live").dataset.root}/live/ws`, {
  frame: (frame) => FRAMES[frame.type]?.(frame),
  open: () => show(byId("lost"), false),
  lost: () => show(byId("lost"), true),
});
const send = (type, fields) => link.send(type, fields);
const reveal = (what, id) => askWhy((reason) => send("reveal", { what, id, reason }));
const calls = new Calls(send);
const talk = new Talk({ send, reveal, choose: (service) => send("choose", { service, aspect: "overview" }) });
const form = new Form({ send, reveal });
const ringer = bell();
const ownVoice = new OwnVoice({
  sent: (wav) => {
    send("voice", { text: byId("say-text").value.trim() });
    link.sendSound(wav);
    byId("say-text").value = "";
  },
  failed: complain,
});

const FRAMES = {
  calls: (frame) => {
    calls.show(frame.calls);
    ringer.waiting(calls.waiting);
  },
  visit: showVisit,
  over: ({ vanished }) => {
    leave();
    complain(wordOf("over-words", "over", vanished ? "vanished" : "gone"));
  },
  taken: ({ by }) => complain(wordOf("over-words", "over", "taken").replace("{name}", by)),
  replied: ({ call: id }) => calls.replied(id),
  revealed: ({ what, id, text: words }) => (what === "line" ? talk : form).revealed(id, words),
  problem: ({ text: words }) => complain(words),
};

function showVisit(visit) {
  call = visit.call;
  leads = visit.leads;
  const asks = visit.company === "coming" || visit.company === "declined";
  const comes = byId("live").dataset.view !== "visit";
  byId("live").dataset.view = "visit";
  byId("live").dataset.company = visit.company;
  show(byId("visit-pane"), true);
  show(byId("calls-pane"), false);
  text(byId("company-title"), visit.company_title);
  text(byId("standing"), visit.standing_title ?? "");
  byId("standing").dataset.standing = visit.standing ?? "";
  show(byId("ask-again"), asks);
  if (comes) byId("company-title").focus();
  show(byId("nothing-yet"), !visit.sees);
  show(byId("side-by-side"), visit.sees);
  if (!visit.sees) {
    talk.forget();
    form.forget();
    return;
  }
  text(byId("lead"), leads ? byId("lead").dataset.back : byId("lead").dataset.take);
  for (const [name, words] of Object.entries(visit.card)) text(document.querySelector(`[data-card="${name}"]`), words);
  byId("card").dataset.worrying = visit.worrying;
  talk.show(visit.lines);
  form.show(visit.form, visit.problem, visit.no_form);
  show(byId("touchable"), visit.buttons.length > 0);
  text(byId("touchable").querySelector("span"), visit.buttons.join("、"));
  showHints(visit.hints);
}

function showHints(hints) {
  byId("hints").replaceChildren(...hints.map(({ kind, heading, lines, sayable }) => {
    const hint = copyOf("hint-item");
    hint.dataset.kind = kind;
    hint.querySelector("h3").textContent = heading;
    hint.querySelector("ul").append(...lines.map((line) => {
      const item = document.createElement("li");
      const words = document.createElement(sayable ? "button" : "span");
      words.textContent = line;
      if (sayable) {
        words.type = "button";
        words.className = "quiet small";
        words.addEventListener("click", () => send("say", { text: line }));
      }
      item.append(words);
      return item;
    }));
    return hint;
  }));
}

/** Nothing of the visit may stay on the page. */
function leave() {
  call = null;
  ownVoice.drop();
  talk.forget();
  form.forget();
  byId("hints").replaceChildren();
  byId("say-text").value = "";
  for (const words of document.querySelectorAll("[data-card]")) words.textContent = "";
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close("");
  byId("live").dataset.view = "calls";
  show(byId("visit-pane"), false);
  show(byId("calls-pane"), true);
}

function complain(words) {
  text(byId("problem"), words);
  show(byId("problem"), true);
  clearTimeout(hush);
  hush = setTimeout(() => show(byId("problem"), false), PROBLEM_SHOWN);
}

byId("lead").addEventListener("click", () => send("lead", { on: !leads }));
byId("print").addEventListener("click", () => send("print"));
byId("ask-again").addEventListener("click", () => send("take", { call, looks: true }));
byId("give-back").addEventListener("click", () => {
  send("give_back", { call });
  leave();
});
byId("open-done").addEventListener("click", () => {
  byId("done").returnValue = "";
  byId("done").showModal();
});
byId("done").addEventListener("close", () => {
  const outcome = byId("done").returnValue;
  if (!outcome || !call) return;
  send("done", { call, outcome });
  leave();
});
byId("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = byId("say-text").value.trim();
  byId("say-text").value = "";
  if (words) send("say", { text: words });
});
byId("choose").addEventListener("submit", (event) => {
  event.preventDefault();
  const service = byId("service").value;
  if (service) send("choose", { service, aspect: event.submitter?.value || "overview" });
});

link.open();
