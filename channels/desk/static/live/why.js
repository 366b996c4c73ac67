// Asks for a reason before anything personal is shown; the reason given last is offered again.

import { byId } from "./dom.js";

export function askWhy(then) {
  const dialog = byId("why");
  dialog.returnValue = "";
  dialog.showModal();
  dialog.addEventListener("close", () => {
    const chosen = dialog.querySelector("input[name=reason]:checked").value || byId("other-reason").value.trim();
    if (dialog.returnValue === "show") then(chosen);
  }, { once: true });
}
