// A card as blocks: what to bring, where, how long, how much, who helps; and the pages it takes to show them.

import { block, list } from "./block.js";
import { byId, icon, make } from "./dom.js";
import { isSheet, sheet } from "./sheet.js";

const ICONS = { bring: "list", source: "card", place: "place", time_limit: "hourglass", fee: "money", who_helps: "people", no_phone_way: "phone" };
const LONG_LINE = 26;

const words = (name) => byId("card-words").content.querySelector(`[data-word="${name}"]`).textContent;
const lines = (value) => (Array.isArray(value) ? value : [value]).filter(Boolean);

/** Fills `place` with the card; returns false when there is nothing to show. */
export function layOut(place, card) {
  place.className = "card";
  place.replaceChildren();
  place.dataset.page = 0;
  if (!card) return false;
  if (isSheet(card)) return sheet(place, card);
  if (card.kind === "emergency" || card.kind === "handover") return call(place, card);
  if (card.kind === "form") return form(place, card);
  return answer(place, card);
}

function call(place, card) {
  place.classList.add(card.kind);
  const blocks = make("div", "blocks");
  const lead = make("p", "lead");
  lead.append(icon(card.kind === "emergency" ? "alert" : "people"), make("span", "", card.text ?? card.heading ?? ""));
  if (card.number) blocks.append(dial(card.number));
  for (const line of lines(card.lines ?? card.items)) blocks.append(make("p", "", line.text ?? line));
  const more = blocks.childElementCount > 0; // bare words would only repeat the band above
  if (lead.textContent) blocks.prepend(lead);
  place.append(blocks);
  return more;
}

function dial(number) {
  const line = make("p", "dial");
  const beside = make("span");
  beside.append(make("span", "", words("dial")), make("strong", "huge", number));
  line.append(icon("call"), beside);
  return line;
}

/** What was told so far, masked by the station. */
function form(place, card) {
  place.classList.add("form");
  place.append(byId("card-form").content.cloneNode(true));
  place.querySelector(".card-title span").textContent = `${card.title} · ${words("noted")}`;
  for (const { text, note } of lines(card.items)) {
    const row = make("div", "block");
    row.append(make("dt", "", text), make("dd", "", note));
    place.querySelector(".told").append(row);
  }
  return lines(card.items).length > 0;
}

function answer(place, card) {
  place.append(byId("card-answer").content.cloneNode(true));
  const title = [card.title, card.heading].filter(Boolean).join(" · ");
  place.querySelector(".card-title span").textContent = title;
  place.querySelector(".card-title").hidden = !title;
  const blocks = place.querySelector(".blocks");
  if (lines(card.items).length) blocks.append(itemsBlock(card));
  for (const name of ["bring", "place", "time_limit", "fee"]) {
    if (lines(card[name]).length) blocks.append(textBlock(name, lines(card[name])));
  }
  if (card.who_helps?.body || card.who_helps?.hotline) blocks.append(helpBlock(card.who_helps));
  if (lines(card.no_phone_way).length) blocks.append(textBlock("no_phone_way", lines(card.no_phone_way)));
  if (card.source) blocks.append(textBlock("source", [[card.source, card.grade].filter(Boolean).join("，")]));
  place.querySelector(".source").textContent = card.checked_on ? checked(card.checked_on) : "";
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

const DAY = new Intl.DateTimeFormat("zh-CN", { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" });

const checked = (day) => `${DAY.format(new Date(day))}${words("checked_on")}`;

const partsOf = (place) => [...place.querySelectorAll(".block li, .block:not(.items)")];

/** Shows all of the card at once. */
export function whole(place) {
  place.querySelector(".card-foot .more")?.remove();
  show(place, partsOf(place), partsOf(place));
}

/** Shows as much as fits, the rest on further pages, one press away. `fits` says whether nothing is cut off; `alone`
 *  leaves the whole room to the card, as on every page but the first. Returns how many pages there are, and whether all
 *  of them fit. */
export function paginate(place, fits, alone) {
  const parts = partsOf(place);
  whole(place);
  alone(false);
  if (!parts.length || fits()) return { pages: 1, isWhole: fits() };
  const more = make("button", "more", words("next"));
  more.type = "button";
  place.querySelector(".card-foot").append(more);
  const { pages, isWhole } = split(place, parts, fits, alone);
  const turn = (page) => {
    place.dataset.page = page;
    alone(page > 0);
    show(place, parts, pages[page]);
    const last = page === pages.length - 1;
    more.textContent = `${words(last ? "first" : "next")} ${page + 1}/${pages.length}`;
  };
  more.onclick = () => turn((Number(place.dataset.page) + 1) % pages.length);
  turn(Math.min(Number(place.dataset.page), pages.length - 1));
  return { pages: pages.length, isWhole };
}

function show(place, parts, shown) {
  for (const part of parts) part.hidden = !shown.includes(part);
  for (const block of place.querySelectorAll(".block.items")) block.hidden = !block.querySelector("li:not([hidden])");
}

/** On the first page, beside the answer, what there is room for, be it nothing. */
function split(place, parts, fits, alone) {
  const pages = [[]];
  show(place, parts, []);
  let isWhole = fits();
  for (const part of parts) {
    show(place, parts, [...pages.at(-1), part]);
    if (fits()) {
      pages.at(-1).push(part);
      continue;
    }
    pages.push([part]);
    alone(true);
    show(place, parts, [part]);
    isWhole &&= fits();
  }
  return { pages, isWhole };
}
