// Time and date in the corner.

import { byId } from "./dom.js";

const TIME = new Intl.DateTimeFormat("zh-CN", { hour: "numeric", minute: "2-digit", hour12: true });
const DATE = new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat("zh-CN", { weekday: "long" });

export function startClock() {
  const show = () => {
    const now = new Date();
    byId("time").textContent = TIME.format(now);
    byId("date").textContent = `${DATE.format(now)} ${WEEKDAY.format(now)}`;
  };
  show();
  setInterval(show, 1000);
}
