// What older hands do: a second tap that is not meant, a key held down, a finger that lands beside the button.

const TOO_SOON = 500; // EN 301 549 5.8
const TOO_SOON_ON_OTHER_KEYS = 250;
const REACH = 20; // 5 mm on the reference screen

// Enter in an input makes the browser click the form's button: that is no tap.
const isEnterInInput = (event) => event.detail === 0 && document.activeElement?.tagName === "INPUT";

/** A trembling hand taps twice: a second tap within half a second is not meant, but for another digit. */
export function ignoreDoubleTaps(root) {
  let last = -Infinity;
  let before = null;
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || isEnterInInput(event)) return;
    const isOtherKey = button.closest("#keys") && button !== before;
    if (event.timeStamp - last < (isOtherKey ? TOO_SOON_ON_OTHER_KEYS : TOO_SOON)) {
      event.stopImmediatePropagation();
      event.preventDefault();
      return;
    }
    last = event.timeStamp;
    before = button;
  }, { capture: true });
}

/** A key that is held down presses once (EN 301 549 5.7). */
export function ignoreHeldKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (!event.repeat || event.target.closest("input")) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  }, { capture: true });
}

/** The button a finger meant that landed just beside it; none that ends the visit. */
export function meant({ clientX, clientY }) {
  const near = [...document.querySelectorAll("button:not([data-send='end'])")]
    .filter((button) => button.checkVisibility() && !button.closest("[inert]"))
    .map((button) => ({ button, gap: gap(button.getBoundingClientRect(), clientX, clientY) }))
    .filter((one) => one.gap <= REACH);
  return near.sort((one, other) => one.gap - other.gap)[0]?.button ?? null;
}

function gap({ left, right, top, bottom }, x, y) {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}
