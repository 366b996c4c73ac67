// While a training runs, the page is asked for anew now and then; nothing else on it is being written in.

const EVERY_MS = 5000;

function isWriting() {
  const field = document.activeElement;
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement;
}

async function look() {
  const response = await fetch(location.pathname, { headers: { accept: "text/html" } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const shown = document.getElementById("training");
  const now = page.getElementById("training");
  if (now) shown.replaceWith(document.adoptNode(now));
  else if (!isWriting()) location.replace(location.pathname);
}

if (document.getElementById("training")) setInterval(() => look().catch(() => {}), EVERY_MS);
