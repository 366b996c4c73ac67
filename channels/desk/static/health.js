// The station is looked over anew while somebody has the page before them; only what changed is put in, and read out.

const EVERY = 15_000;
const lines = document.getElementById("lines");
const unseen = document.getElementById("unseen");
const WHY = { 401: "out", 503: "store" };

async function look() {
  if (document.hidden) return;
  const answer = await fetch(lines.dataset.from).catch(() => null);
  unseen.hidden = Boolean(answer?.ok);
  if (!answer?.ok) {
    unseen.textContent = unseen.dataset[WHY[answer?.status] ?? "away"];
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  [...lines.children].forEach((part, index) => {
    const now = page.body.children[index];
    if (part.innerHTML !== now.innerHTML) part.replaceChildren(...now.childNodes);
  });
}

document.addEventListener("visibilitychange", () => look());
setInterval(look, EVERY);
