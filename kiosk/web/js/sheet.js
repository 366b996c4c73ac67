// Slip and letter: on the screen as a card, where a name stands hidden, and whole on the paper that is printed.

import { block, list } from "./block.js";
import { byId, make } from "./dom.js";

const PICTURES = { answer: "hourglass", call: "call", place: "place", code: "phone", filed: "people", principal: "people", agent: "people" };
const OTHERS = "list";
const SVG = "http://www.w3.org/2000/svg";

export const isSheet = (card) => card?.kind === "slip" || card?.kind === "letter";

/** Fills the card, and the paper behind it; there is always something to show. */
export function sheet(place, card) {
  place.classList.add("sheet-card");
  place.append(byId("card-answer").content.cloneNode(true));
  place.querySelector(".card-title span").textContent = `${card.title} · ${card.heading}`;
  place.querySelector(".card-title").after(numberAndButton(card));
  place.querySelector(".blocks").append(...card.blocks.filter(({ lines }) => lines.length).map(screenBlock));
  place.querySelector(".source").textContent = card.note ?? "";
  byId("paper").replaceChildren(...paper(card));
  return true;
}

/** Prints the paper alone, by the station's own printer where it has one; false when it cannot be printed. */
export async function printPaper() {
  try {
    const body = byId("paper").innerHTML;
    const { ok, status } = await fetch("/print", { method: "POST", headers: { "content-type": "text/html" }, body });
    if (status !== 404) return ok;
    window.print();
    return true;
  } catch {
    return false;
  }
}

function numberAndButton({ heading, number, printing: { button, done, failed } }) {
  const row = make("div", "sheet-number");
  const print = make("button", "print", button);
  print.type = "button";
  Object.assign(print.dataset, { done, failed });
  row.append(numbered(number), make("p", "about", heading), print);
  return row;
}

function numbered({ label, text }) {
  const number = make("p", "number", `${label} `);
  number.append(make("strong", "", text));
  return number;
}

function screenBlock({ name, label, lines, qr }) {
  const [element, body] = block(PICTURES[name] ?? OTHERS, label, lines.length > 1);
  if (lines.length > 1 && !qr) {
    element.classList.add("items");
    body.replaceWith(list(lines.map(({ text, shown, note }) => ({ text: shown ?? text, note }))));
    return element;
  }
  for (const { text, shown, note } of lines) body.append(...words("p", shown ?? text, note));
  if (qr) body.prepend(qrCode(qr));
  element.classList.toggle("with-code", Boolean(qr));
  return element;
}

function words(tag, text, note) {
  return note ? [make(tag, "", text), make("small", "", note)] : [make(tag, "", text)];
}

function paper(card) {
  const head = make("header");
  head.append(make("h1", "", card.title), make("p", "about", card.heading));
  if (card.note) head.append(make("p", "note", card.note));
  const foot = make("footer");
  foot.append(...card.foot.map((text) => make("p", "", text)));
  return [head, numbered(card.number), ...card.blocks.map(part), foot];
}

function part({ name, label, lines, rows = 0, box = false, qr }) {
  const section = make("section", "part");
  section.dataset.name = name;
  const body = make("div");
  body.append(...lines.map(({ text, note }) => {
    const line = make("div", "line");
    line.append(...words("p", text, note));
    return line;
  }));
  for (let row = 0; row < rows; row += 1) body.append(make("div", "pen"));
  if (box) body.prepend(make("div", "box"));
  if (qr) body.prepend(qrCode(qr));
  section.append(make("h2", "", label), body);
  return section;
}

function qrCode({ path, size }) {
  const svg = document.createElementNS(SVG, "svg");
  const squares = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", "qr");
  svg.setAttribute("aria-hidden", "true");
  squares.setAttribute("d", path);
  svg.append(squares);
  return svg;
}
