// One block of a card: a picture, a heading, and what stands under it.

import { icon, make } from "./dom.js";

export function block(picture, heading, wide) {
  const element = make("section", wide ? "block wide" : "block");
  const body = make("div");
  element.append(icon(picture), make("h3", "", heading), body);
  return [element, body];
}

/** Lines that can be shown on several pages; each may have a remark in smaller print. */
export function list(texts) {
  const all = make("ul");
  for (const { text, note } of texts) {
    const row = make("li");
    row.append(make("span", "", text));
    if (note) row.append(make("small", "", note));
    all.append(row);
  }
  return all;
}
