// What covers the screen: one thing at a time, with the keyboard held inside it.

import { byId } from "./dom.js";

export function cover(id, on) {
  const veil = byId(id);
  if (veil.hidden === !on) return;
  veil.hidden = !on;
  const open = [...document.querySelectorAll(".veil")].filter((one) => !one.hidden);
  for (const part of document.querySelectorAll("main, .bar, .top")) part.inert = open.length > 0;
  if (on) veil.querySelector("[data-first]")?.focus();
}
