// What covers the screen: one thing at a time, with the keyboard held inside it.

import { byId } from "./dom.js";

let before = null; // where the keyboard was

export function cover(id, on) {
  const veil = byId(id);
  if (veil.hidden === !on) return;
  const isFirst = !open().length;
  if (on && isFirst) before = document.activeElement;
  veil.hidden = !on;
  for (const part of document.querySelectorAll("main, .bar, .top, .practice, .notices")) part.inert = open().length > 0;
  if (on) veil.querySelector("[data-first]")?.focus();
  if (open().length) return;
  before?.focus();
  before = null; // it may have been the last person's
}

const open = () => [...document.querySelectorAll(".veil")].filter((one) => !one.hidden);
