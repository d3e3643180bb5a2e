// How surely something runs: at each place where only the running application knows which of several ways is taken, one of them is on record for what runs
// there. What stands on every way runs always, what stands on ways that exclude one another is one or the other, and all else runs perhaps.

/** A place where several ways lead on, a bit for each; `again`: it is reached several times in one request, each time with a way of its own. */
export interface Fork {
  all: number;
  readonly again?: true;
  /** it may be reached more often than it was followed: a loop whose length is not known */
  longer?: true;
  /** what is asked, where that is decided once and the same wherever it is reached: `self.backend == "vllm"` of what was there before the request */
  settled?: string | undefined;
  /** ways that lead to a failure, though some of them were not asked for yet */
  refused?: number;
}

/** The ways of a fork, a bit for each, on which something runs. */
export interface Taken {
  readonly fork: Fork;
  readonly ways: number;
}

/** Each time that something runs: what was taken then, the outermost first. */
export type Times = readonly (readonly Taken[])[];

/** More ways than this share a bit, beside one that nothing ever stands on. */
const MOST_WAYS = 30;
const EVERY_WAY = 2 ** MOST_WAYS - 1;

export function newFork(ways: number): Fork {
  return { all: ways > MOST_WAYS ? ~0 : (1 << ways) - 1 };
}

/** One way of a fork. */
export function wayOf(fork: Fork, index: number): Taken {
  return { fork, ways: 1 << Math.min(index, MOST_WAYS) };
}

/**
 * What was taken leads to a failure, where no request is served; the last fork is one that the others lead to. `around`: what led there. One that is settled
 * is asked elsewhere too: only what fails whatever else holds is left out.
 */
export function refuse(taken: readonly Taken[], around: readonly Taken[]): void {
  const last = taken.at(-1);
  if (last === undefined) return;
  const { fork } = last;
  const all = fork.settled === undefined ? [last] : [...around, ...taken];
  if (all.some((one) => one.fork !== fork)) return;
  const ways = all.reduce((left, one) => left & one.ways, EVERY_WAY | last.ways);
  fork.all &= ~ways;
  fork.refused = (fork.refused ?? 0) | ways;
}

/** What was decided before the request, by what is asked: each text that it is compared with has a way of its own, and one is for all others. */
export class Settled {
  private readonly forks = new Map<string, { readonly fork: Fork; readonly values: Map<string, number> }>();
  /** ends of subjects that the request sets */
  private readonly set = new Set<string>();

  /** What holds where `subject` is the value, and where it is not; null asks for its truth. */
  ways(subject: string, value: string | null): { readonly is: Taken; readonly isNot: Taken } {
    const key = value === null ? `truth of ${subject}` : subject;
    const known = this.forks.get(key) ?? { fork: { all: 1, settled: key } as Fork, values: new Map<string, number>() };
    this.forks.set(key, known);
    const { fork, values } = known;
    const at = values.get(value ?? "") ?? Math.min(values.size + 1, MOST_WAYS - 1);
    values.set(value ?? "", at);
    const way = 1 << at;
    if (((fork.refused ?? 0) & way) === 0) fork.all |= way;
    return { is: { fork, ways: way }, isNot: { fork, ways: ~way & EVERY_WAY } };
  }

  /** What ends so is set, `.backend` for an attribute of any object: what its tests find before and behind is not the same any more, nor in each turn of a loop. */
  changed(ends: Iterable<string>): void {
    for (const end of ends) {
      this.set.add(end);
      for (const [subject, { fork }] of this.forks) {
        if (!subject.endsWith(end)) continue;
        fork.settled = undefined;
        this.forks.delete(subject);
      }
    }
  }

  /** Whether a fork of a call that was followed before, for another request perhaps, is as settled in this one. */
  holds({ settled }: Fork): boolean {
    return settled !== undefined && ![...this.set].some((end) => settled.endsWith(end));
  }

  /** The same ways of a fork that is settled: the names that one thing may have been made with. */
  instead({ fork, ways }: Taken, subject: string): Taken {
    const known = this.forks.get(subject) ?? { fork: { all: fork.all, settled: subject } as Fork, values: new Map<string, number>() };
    this.forks.set(subject, known);
    return { fork: known.fork, ways };
  }
}

/** What may not be reached at all, for a reason that tells of nothing else. */
export function doubt(): Taken {
  return { fork: { all: 3 }, ways: 1 };
}

/** The inside of a loop; `longer`: it may turn more often than it was followed. */
export function turnOf(certain: boolean, longer = false): Taken {
  return { fork: { all: certain ? 1 : 3, again: true, ...(longer ? { longer } : {}) }, ways: 1 };
}

/** How many times are told apart, and how many answers are tried to find out whether they are all that there are. */
const MOST_TIMES = 16;
const MOST_ANSWERS = 512;

/** What runs at some times and at others. */
export function joined(some: Times, others: Times): Times {
  const all = [...some, ...others.filter((one) => !some.includes(one))];
  if (all.some((one) => one.every(isFull))) return [[]];
  return all.length > MOST_TIMES ? [[doubt()]] : all;
}

/** The same in a function that runs once more: each of its forks may be taken another way, which `forks` keeps, unless it is `settled`. */
export function onceMore(times: Times, forks: Map<Fork, Fork>, settled: Settled | null): Times {
  return times.map((one) => otherWays(one, forks, settled));
}

/** The same for what is taken at one of these times. */
export function otherWays(one: readonly Taken[], forks: Map<Fork, Fork>, settled: Settled | null): readonly Taken[] {
  return one.map((taken) => {
    const { fork, ways } = taken;
    if (settled?.holds(fork) === true) return taken;
    const other = forks.get(fork) ?? { ...fork, settled: undefined };
    forks.set(fork, other);
    return { fork: other, ways };
  });
}

/** The same where it is done several times, each time with ways of its own. */
export function eachTurn({ ways, runs }: { readonly ways: Times; readonly runs: readonly Occurrence[] }): {
  readonly ways: Times;
  readonly runs: readonly Occurrence[];
} {
  const turn = turnOf(true, true);
  return { ways: ways.map((one) => [turn, ...one]), runs: runs.map((one) => ({ ...one, taken: [turn, ...one.taken] })) };
}

function isFull({ fork, ways }: Taken): boolean {
  return (fork.all & ~ways) === 0;
}

/** One way of each fork, in the order of the forks. */
type Answer = readonly number[];

/** Every answer to what some times leave open, and where each of its forks stands in one; null: too many to try. */
function answersTo(open: Times): { readonly at: ReadonlyMap<Fork, number>; readonly answers: readonly Answer[] } | null {
  const at = new Map<Fork, number>();
  for (const one of open) for (const { fork } of one) if (!at.has(fork)) at.set(fork, at.size);
  const ways = [...at.keys()].map(waysOf);
  let count = 1;
  for (const { length } of ways) {
    count *= length;
    if (count > MOST_ANSWERS) return null;
  }
  let answers: Answer[] = [[]];
  for (const some of ways) answers = answers.flatMap((known) => some.map((way) => [...known, way]));
  return { at, answers };
}

function waysOf({ all }: Fork): number[] {
  const ways: number[] = [];
  for (let bit = 0; bit < 32; bit++) if ((all & (1 << bit)) !== 0) ways.push(1 << bit);
  return ways;
}

function isTaken(one: readonly Taken[], at: ReadonlyMap<Fork, number>, answer: Answer): boolean {
  return one.every(({ fork, ways }) => ((answer[at.get(fork) ?? -1] ?? 0) & ways) !== 0);
}

const openOf = (one: readonly Taken[]): readonly Taken[] => one.filter((taken) => !isFull(taken));

/** Whether it runs whichever ways are taken. */
export function isCertain(times: Times): boolean {
  const open = times.map(openOf);
  if (open.some((one) => one.length === 0)) return true;
  const found = answersTo(open);
  return found?.answers.every((answer) => open.some((one) => isTaken(one, found.at, answer))) === true;
}

/** One time that something runs, told apart from others on the same ways. */
export interface Occurrence {
  readonly id: object;
  /** one of many passes of which one answer is made: the same one, wherever it is made again */
  readonly pass?: true;
  readonly taken: readonly Taken[];
}

/**
 * How often something runs in a request that runs it: at least, and what may make it more, a loop whose length is not known or ways that some requests
 * take. What runs in such a loop counts as once, however often it was followed.
 */
export function howOften(all: readonly Occurrence[]): { readonly least: number; readonly oftener: "loop" | "way" | null } {
  const groups = new Map<object, (readonly Taken[])[]>();
  for (const { id, taken } of all) {
    const loop = taken.find(({ fork }) => fork.longer === true)?.fork ?? id;
    groups.set(loop, [...(groups.get(loop) ?? []), openOf(taken)]);
  }
  const each = [...groups.values()];
  const certain = each.filter((times) => times.some((one) => one.length === 0)).length;
  const undecided = each.filter((times) => !times.some((one) => one.length === 0));
  const found = answersTo(undecided.flat());
  const counts = found?.answers.map((answer) => certain + undecided.filter((times) => times.some((one) => isTaken(one, found.at, answer))).length);
  const [least, most] = counts === undefined ? [Math.max(1, certain), each.length] : [Math.min(...counts.filter((one) => one > 0)), Math.max(...counts)];
  const loops = all.some(({ taken }) => taken.some(({ fork }) => fork.longer === true));
  return { least: Number.isFinite(least) ? least : 1, oftener: loops ? "loop" : most > least ? "way" : null };
}

/** Whether no request runs both. */
export function exclude(some: Times, others: Times): boolean {
  return some.every((one) => others.every((other) => conflict(once(one), once(other))));
}

function conflict(one: readonly Taken[], other: readonly Taken[]): boolean {
  return one.some(({ fork, ways }) => other.some((also) => also.fork === fork && (also.ways & ways) === 0));
}

/** What is decided once a request: inside a loop each turn takes its own way. */
function once(one: readonly Taken[]): readonly Taken[] {
  const loop = one.findIndex(({ fork }) => fork.again === true);
  return loop === -1 ? one : one.filter(({ fork }, at) => at < loop || fork.settled !== undefined);
}
