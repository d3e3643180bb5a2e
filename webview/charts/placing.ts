// Where labels and bubbles go so that none covers another: pixels in, pixels out, nothing drawn.

/** Moves heights apart until none is nearer than `gap` to the next; those that are `fixed` stay. Returns them in the order given. */
export function spread(labels: readonly { readonly at: number; readonly fixed?: boolean }[], gap: number): number[] {
  const moved = labels.map((label, index) => ({ ...label, index })).sort((a, b) => b.at - a.at);
  for (let round = 0; round < 40; round++) {
    let again = false;
    for (let k = 1; k < moved.length; k++) {
      const below = moved[k - 1];
      const above = moved[k];
      if (!below || !above) continue;
      const missing = gap - (below.at - above.at);
      if (missing < 0.01) continue;
      if (below.fixed) above.at -= missing;
      else if (above.fixed) below.at += missing;
      else {
        below.at += missing / 2;
        above.at -= missing / 2;
      }
      again = true;
    }
    if (!again) break;
  }
  const heights = labels.map(({ at }) => at);
  for (const { index, at } of moved) heights[index] = at;
  return heights;
}

/**
 * Moves centres of texts apart that stand in one line, so that none covers the next and the last ends at `right`; `halves` are half their
 * widths. The order stays.
 */
export function sideBySide(centres: readonly number[], halves: readonly number[], right: number): number[] {
  const moved = [...centres];
  let free = Number.NEGATIVE_INFINITY;
  moved.forEach((centre, index) => {
    const half = halves[index] ?? 0;
    moved[index] = Math.max(centre, free + half);
    free = (moved[index] ?? 0) + half;
  });
  let room = right;
  for (let index = moved.length - 1; index >= 0; index--) {
    const half = halves[index] ?? 0;
    moved[index] = Math.min(moved[index] ?? 0, room - half);
    room = (moved[index] ?? 0) - half;
  }
  return moved;
}

/**
 * Places whose colours differ, of `count` colours that places beyond repeat: each keeps its own, and where an earlier place has that colour,
 * the last that is free, which few charts need. Returns them in the order given; more places than colours stay as they are.
 */
export function apartPlaces(places: readonly number[], count: number): number[] {
  if (places.length > count) return [...places];
  const taken = new Set<number>();
  const apart = [...places];
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  for (const index of order) {
    let colour = (places[index] ?? 0) % count;
    for (let free = count - 1; taken.has(colour); free--) colour = free;
    taken.add(colour);
    apart[index] = colour;
  }
  return apart;
}

/** A text in lines no wider than `width`, broken between words; a word that is wider has a line of its own. */
export function linesWithin(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export interface Circle {
  readonly x: number;
  readonly radius: number;
}

/**
 * Vertical offsets of circles that share one lane, so that none covers another where the lane has room: the largest first, each as near
 * to the middle as it can. Where there is no room, the place that covers least.
 */
export function laneOffsets(circles: readonly Circle[], height: number): number[] {
  const offsets = circles.map(() => 0);
  const placed: { readonly x: number; readonly y: number; readonly radius: number }[] = [];
  const order = circles.map((circle, index) => ({ ...circle, index })).sort((a, b) => b.radius - a.radius || a.x - b.x);
  for (const { x, radius, index } of order) {
    const room = Math.max(0, height / 2 - radius - 2);
    let best = { y: 0, covered: Number.POSITIVE_INFINITY };
    for (let step = 0; step <= room && best.covered > 0; step += 2) {
      for (const y of step === 0 ? [0] : [step, -step]) {
        const covered = placed.reduce((sum, other) => sum + Math.max(0, radius + other.radius + 2 - Math.hypot(x - other.x, y - other.y)), 0);
        if (covered < best.covered) best = { y, covered };
      }
    }
    offsets[index] = best.y;
    placed.push({ x, y: best.y, radius });
  }
  return offsets;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const overlap = (one: Box, other: Box): boolean => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * A place for the name of each point: right of it, left, above or below, inside `area` and over none of the obstacles or names before it.
 * null where there is none. Earlier points go first.
 */
export function labelPlaces(
  points: readonly { readonly x: number; readonly y: number; readonly radius: number; readonly width: number }[],
  height: number,
  area: Box,
  obstacles: readonly Box[],
): (Box | null)[] {
  const taken: Box[] = [...obstacles, ...points.map(({ x, y, radius }) => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }))];
  return points.map(({ x, y, radius, width }) => {
    const box = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
    const candidates = [
      box(x + radius + 4, y - height / 2),
      box(x - radius - 4 - width, y - height / 2),
      box(x - width / 2, y - radius - 2 - height),
      box(x - width / 2, y + radius + 2),
      ...[-radius - 2 - height, radius + 2].flatMap((above) => [box(x + radius - width, y + above), box(x - radius, y + above)]),
      ...[-radius - 10 - height, radius + 10].flatMap((above) => [
        box(x - width / 2, y + above),
        box(x + radius - width, y + above),
        box(x - radius, y + above),
      ]),
    ];
    const inside = (one: Box): boolean => one.left >= area.left && one.right <= area.right && one.top >= area.top && one.bottom <= area.bottom;
    const place = candidates.find((one) => inside(one) && !taken.some((other) => overlap(one, other))) ?? null;
    if (place) taken.push(place);
    return place;
  });
}
