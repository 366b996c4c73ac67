// What the page shows: its print, its contrast, its targets, and whether anything is cut off.
() => {
  const shown = (one) => one.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) && one.getClientRects().length > 0;
  const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (css) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = css;
    paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
  };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (rgba(style.backgroundColor)[3] > 0.99) return [style.backgroundColor];
      const painted = style.backgroundImage.match(/rgb\([^)]*\)/g);
      if (painted) return painted;
    }
    return ["white"];
  };
  const ratio = (one) => {
    const ink = light(rgba(getComputedStyle(one).color));
    return Math.min(...behind(one).map((css) => {
      const ground = light(rgba(css));
      return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    }));
  };
  const texts = [...document.querySelectorAll("body *")].filter((one) =>
    shown(one) && !one.closest(".hidden") &&
    [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
  const boxes = [...document.querySelectorAll("button, input")].filter(shown).map((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const region = one.closest(".veil, .top, .practice, .stage, .voice, .bar");
    const under = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return {
      name: one.textContent.trim() || one.id,
      region: region.id || region.className,
      left, top, right, bottom,
      main: one.matches(".tiles button, .follow button, .bar button, .orb, .by-keys, .more, .print"),
      inert: Boolean(one.closest("[inert]")),
      named: Boolean(one.textContent.trim() || one.ariaLabel || one.labels?.length),
      hit: one.contains(under) || Boolean(under?.closest("label") && one.labels?.length),
    };
  });
  return {
    texts: texts.map((one) => ({
      text: one.textContent.trim().slice(0, 12),
      size: parseFloat(getComputedStyle(one).fontSize),
      read: one.matches(".answer *, .talk .block *:not(small, h3, dt), .follow *, .home button *:not(small), .live"),
      leading: one.matches("p, .answer") ? parseFloat(getComputedStyle(one).lineHeight) / parseFloat(getComputedStyle(one).fontSize) : null,
      contrast: ratio(one),
      cut: one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline" && getComputedStyle(one).textOverflow !== "ellipsis",
    })),
    boxes,
    print: parseFloat(getComputedStyle(document.body).fontSize),
    covered: [...document.querySelectorAll(".blocks, .talk, .panel, .home, .sheet")].filter(shown).filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.className),
    scrolls: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
  };
}
