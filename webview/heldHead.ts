/**
 * A frame that moves sideways is what `position: sticky` holds the heads of its table to, though it is the page that moves down: so the
 * heads are told how much of the frame is above the page's top.
 */
export function holdHead(frame: HTMLElement, { tHead: head }: HTMLTableElement): void {
  if (head === null) return;
  let above = 0;
  const hold = (): void => {
    const { top, height } = frame.getBoundingClientRect();
    const now = Math.ceil(Math.max(0, Math.min(-top, height - head.clientHeight)));
    if (now === above) return;
    above = now;
    head.style.setProperty("--above", `${above}px`);
  };
  addEventListener("scroll", hold, { passive: true });
  addEventListener("resize", hold, { passive: true });
}

/**
 * Marks a frame in which more lies to the right or to the left than is seen, so that what is held at its edges shows that it covers
 * something; and tells it how wide it is, for what is not to be wider than what is seen.
 */
export function markCover(frame: HTMLElement, table: HTMLElement): void {
  const look = (): void => {
    frame.classList.toggle("covers", frame.scrollWidth - frame.clientWidth - frame.scrollLeft > 1);
    frame.classList.toggle("passed", frame.scrollLeft > 1);
  };
  frame.addEventListener("scroll", look, { passive: true });
  const sizes = new ResizeObserver(() => {
    frame.style.setProperty("--seen", `${frame.clientWidth}px`);
    look();
  });
  sizes.observe(frame);
  sizes.observe(table);
}
