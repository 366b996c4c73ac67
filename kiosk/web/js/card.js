// A card as blocks: what to bring, where, how long, how much, who helps; and the pages it takes to show them.

import { block, list } from "./block.js";
import { byId, icon, make } from "./dom.js";
import { isSheet, sheet } from "./sheet.js";

const ICONS = { place: "place", time_limit: "hourglass", fee: "money", who_helps: "people", no_phone_way: "phone" };
const LONG_LINE = 26;

const words = (name) => byId("card-words").content.querySelector(`[data-word="${name}"]`).textContent;
const lines = (value) => (Array.isArray(value) ? value : [value]).filter(Boolean);

/** Fills `place` with the card; returns false when there is nothing to show. */
export function layOut(place, card) {
  place.className = "card";
  place.replaceChildren();
  if (!card) return false;
  if (isSheet(card)) return sheet(place, card);
  if (card.kind === "emergency" || card.kind === "handover") return call(place, card);
  return answer(place, card);
}

function call(place, card) {
  place.classList.add(card.kind);
  const blocks = make("div", "blocks");
  const lead = make("p", "lead");
  lead.append(icon(card.kind === "emergency" ? "alert" : "people"), make("span", "", card.text ?? card.heading ?? ""));
  if (card.number) blocks.append(make("p", "huge", card.number));
  for (const line of lines(card.lines ?? card.items)) blocks.append(make("p", "", line.text ?? line));
  const more = blocks.childElementCount > 0; // bare words would only repeat the band above
  if (lead.textContent) blocks.prepend(lead);
  place.append(blocks);
  return more;
}

function answer(place, card) {
  place.append(byId("card-answer").content.cloneNode(true));
  const title = [card.title, card.heading].filter(Boolean).join(" · ");
  place.querySelector(".card-title span").textContent = title;
  place.querySelector(".card-title").hidden = !title;
  const blocks = place.querySelector(".blocks");
  if (lines(card.items).length) blocks.append(itemsBlock(card));
  for (const name of ["place", "time_limit", "fee"]) {
    if (lines(card[name]).length) blocks.append(textBlock(name, lines(card[name])));
  }
  if (card.who_helps?.body || card.who_helps?.hotline) blocks.append(helpBlock(card.who_helps));
  if (lines(card.no_phone_way).length) blocks.append(textBlock("no_phone_way", lines(card.no_phone_way)));
  foot(place.querySelector(".source"), card);
  return blocks.childElementCount > 0;
}

function itemsBlock(card) {
  const element = make("section", "block wide items");
  element.append(list(lines(card.items).map((item) => (item.text ? item : { text: item }))));
  return element;
}

function textBlock(name, texts) {
  const [element, body] = block(ICONS[name], words(name), texts.join("").length > LONG_LINE);
  for (const text of texts) body.append(make("p", "", text));
  return element;
}

function helpBlock({ body: who, hotline }) {
  const [element, body] = block(ICONS.who_helps, words("who_helps"), false);
  if (who) body.append(make("p", "", who));
  if (hotline) body.append(make("p", "number", `${words("hotline")} ${hotline}`));
  return element;
}

function foot(element, card) {
  const parts = [];
  if (card.checked_on) parts.push(`${words("checked_on")}：${card.checked_on}`);
  if (card.source) parts.push(`${words("source")}：${[card.source, card.grade].filter(Boolean).join("，")}`);
  element.textContent = parts.join("　");
}

/** Shows as much as fits; the rest is one press away. `fits` says whether nothing is cut off. */
export function paginate(place, fits) {
  const parts = [...place.querySelectorAll(".block li, .block:not(.items)")];
  place.querySelector(".card-foot .more")?.remove();
  show(place, parts, parts);
  if (!parts.length || fits()) return;
  const more = make("button", "more", words("next"));
  more.type = "button";
  place.querySelector(".card-foot").append(more);
  const pages = split(place, parts, fits);
  let page = 0;
  const turn = () => {
    show(place, parts, pages[page]);
    const last = page === pages.length - 1;
    more.textContent = `${words(last ? "first" : "next")} ${page + 1}/${pages.length}`;
  };
  more.onclick = () => {
    page = (page + 1) % pages.length;
    turn();
  };
  turn();
}

function show(place, parts, shown) {
  for (const part of parts) part.hidden = !shown.includes(part);
  for (const block of place.querySelectorAll(".block.items")) block.hidden = !block.querySelector("li:not([hidden])");
}

function split(place, parts, fits) {
  const pages = [[]];
  for (const part of parts) {
    const page = pages.at(-1);
    show(place, parts, [...page, part]);
    if (page.length && !fits()) pages.push([part]);
    else page.push(part);
  }
  return pages;
}
