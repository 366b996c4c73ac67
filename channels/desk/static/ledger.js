// Checks the public ledger and counts its votes again, here and not at the station. The same rules as in
// actions/ledger/checking.py and actions/votes/recount.py, written a second time on purpose.

const BEFORE_THE_FIRST = "0".repeat(64);
const byId = (id) => document.getElementById(id);
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** JSON with sorted keys and no spaces: the form that digests and signatures are made over. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort((one, other) => (one < other ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

async function sha256(value) {
  return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(value))));
}

/** Everything that is wrong with pages and heads, as [word, page]; `signatures`: whether they could be checked. */
export async function check({ entries, heads, public_key: key }) {
  const faults = [];
  let previous = BEFORE_THE_FIRST;
  for (const [place, { index, kind, body, previous: before, digest }] of entries.entries()) {
    if (index !== place) faults.push(["ORDER", place]);
    if (before !== previous) faults.push(["LINK", place]);
    if (digest !== (await sha256([index, kind, body, before]))) faults.push(["CONTENT", place]);
    previous = digest;
  }
  const verifier = await verifierOf(key);
  for (const head of heads) {
    const last = head.length - 1;
    if (verifier && !(await verifier(head))) faults.push(["SIGNATURE", last]);
    else if (!entries[last]) faults.push(["MISSING", last]);
    else if (entries[last].digest !== head.digest) faults.push(["REPLACED", last]);
  }
  const signed = Math.max(0, ...heads.map(({ length }) => length));
  if (entries.length > signed) faults.push(["UNSIGNED", signed]);
  return { faults, signatures: Boolean(verifier) };
}

async function verifierOf(key) {
  try {
    const held = await crypto.subtle.importKey("raw", bytes(key), "Ed25519", false, ["verify"]);
    return ({ length, digest, at, signature }) =>
      crypto.subtle.verify("Ed25519", held, bytes(signature), new TextEncoder().encode(canonical([length, digest, at])));
  } catch {
    return null; // Browsers learnt Ed25519 in 2023 to 2025.
  }
}

/** Every vote counted anew. */
export function recount(entries) {
  return Promise.all(entries.filter(({ kind }) => kind === "vote.opened").map((opening) => recounted(opening.body, entries)));
}

async function recounted(about, entries) {
  const mine = entries.filter(({ body }) => body.vote === about.vote);
  const posted = mine.filter(({ kind }) => kind === "vote.ballot");
  const counts = mine.filter(({ kind }) => kind === "vote.counted");
  const commitments = new Set(posted.map(({ body }) => body.commitment));
  const problems = new Set();
  if (posted.length > about.ballots || commitments.size < posted.length) problems.add("stuffed");
  if (!counts.length) return { about, posted, result: null, problems };
  const { opened, result: claimed } = counts[0].body;
  const result = Object.fromEntries(about.options.map((option) => [option, 0]));
  for (const { commitment, choice, salt } of opened) {
    if (!commitments.has(commitment)) problems.add("unknown");
    if (commitment !== (await sha256([about.vote, choice, salt]))) problems.add("forged");
    if (choice in result) result[choice] += 1;
    else problems.add("foreign_choice");
  }
  const opens = new Set(opened.map(({ commitment }) => commitment));
  if ([...commitments].some((one) => !opens.has(one))) problems.add("unopened");
  if (opens.size < opened.length || counts.length > 1) problems.add("stuffed");
  if (posted.some(({ index }) => index > counts[0].index)) problems.add("late");
  if (canonical(claimed) !== canonical(result)) problems.add("wrong_result");
  return { about, posted, result, problems };
}

/** The eight digits on a receipt. */
export const receiptOf = (commitment) => (BigInt(`0x${commitment}`) % 100000000n).toString().padStart(8, "0");

// The page

const word = (name, values = {}) => {
  const text = byId("words").content.querySelector(`[data-word="${name}"]`).textContent;
  return Object.entries(values).reduce((told, [key, value]) => told.replace(`{${key}}`, value), text);
};

function make(tag, text, className = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = className;
  return element;
}

let ledger = null;

async function show(text) {
  byId("faults").replaceChildren();
  try {
    ledger = JSON.parse(text);
    const [{ faults, signatures }, votes] = await Promise.all([check(ledger), recount(ledger.entries)]);
    const bad = faults.length > 0 || votes.some(({ problems }) => problems.size > 0);
    verdict(bad ? "wrong" : signatures ? "whole" : "unsigned", bad);
    byId("faults").append(...faults.map(([name, page]) => make("li", word(name, { n: page + 1 }))));
    byId("length").textContent = word("pages", { n: ledger.entries.length, m: ledger.heads.length });
    byId("head").textContent = (ledger.entries.at(-1)?.digest ?? "—").replace(/(.{8})/g, "$1 ").trim();
    byId("key").textContent = ledger.public_key.replace(/(.{8})/g, "$1 ").trim();
    byId("votes").replaceChildren(...votes.map(voteBlock));
    byId("no-votes").hidden = votes.length > 0;
  } catch {
    ledger = null;
    verdict("unreadable", true);
  }
}

function verdict(name, bad) {
  byId("verdict").textContent = word(name);
  byId("verdict").className = bad ? "problem" : name === "whole" ? "done" : "notice";
}

function voteBlock({ about, posted, result, problems }) {
  const block = make("section", "");
  block.append(make("h3", about.title));
  block.append(make("p", word(result ? "counted" : "open", { n: posted.length, m: about.ballots }), "soft"));
  if (result) {
    const list = make("ul", "", "plain");
    list.append(...Object.entries(result).map(([option, count]) => make("li", `${option}：${count}`)));
    block.append(list);
  }
  block.append(...[...problems].map((problem) => make("p", word(problem), "problem")));
  return block;
}

byId("receipt-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = byId("receipt").value.replace(/\D/g, "");
  const page = ledger?.entries.find(({ kind, body }) => kind === "vote.ballot" && receiptOf(body.commitment) === asked);
  byId("receipt-answer").textContent = page ? word("found", { n: page.index + 1 }) : word("waiting");
});

byId("file").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (file) await show(await file.text());
});

if (!crypto.subtle) verdict("insecure", false);
else show(await (await fetch("ledger.json")).text());
