// A trembling hand taps twice: a second tap within half a second is not meant (EN 301 549 5.8).

const TOO_SOON = 500;
const TOO_SOON_ON_KEYS = 250;

// Enter in an input makes the browser click the form's button: that is no tap.
const isEnterInInput = (event) => event.detail === 0 && document.activeElement?.tagName === "INPUT";

export function ignoreDoubleTaps(root) {
  let last = -Infinity;
  root.addEventListener("click", (event) => {
    if (!event.target.closest("button") || isEnterInInput(event)) return;
    const limit = event.target.closest("#keys") ? TOO_SOON_ON_KEYS : TOO_SOON;
    if (event.timeStamp - last < limit) {
      event.stopImmediatePropagation();
      event.preventDefault();
      return;
    }
    last = event.timeStamp;
  }, { capture: true });
}
