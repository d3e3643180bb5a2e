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
 * Marks a frame in which something passes under what is held at its right or left edge, so that this shows that it covers it; and tells it how
 * wide it is, for what is not to be wider than what is seen, and how wide the decisions are, beside which the advice is held.
 */
export function markCover(frame: HTMLElement, table: HTMLTableElement): void {
  const head = (column: string): Element | null => table.tHead?.querySelector(`th.${column}`) ?? null;
  const look = (): void => {
    const held = head("recommended");
    const before = held?.previousElementSibling;
    frame.classList.toggle("covers", !!held && !!before && before.getBoundingClientRect().right - held.getBoundingClientRect().left > 1);
    frame.classList.toggle("passed", frame.scrollLeft > 1);
  };
  frame.addEventListener("scroll", look, { passive: true });
  const sizes = new ResizeObserver(() => {
    frame.style.setProperty("--seen", `${frame.clientWidth}px`);
    frame.style.setProperty("--decision", `${head("decision")?.getBoundingClientRect().width ?? 0}px`);
    look();
  });
  sizes.observe(frame);
  sizes.observe(table);
}
