import type { Expression, Statement } from "../../python/syntax";
import { type Node, nameOf, nodesIn } from "./waits";

// Which statements of a method bear on the attribute that it sets: `self.client = Client(url)` needs `url`, and nothing of what else the method does.

/** What is asked of a method. */
interface Asked {
  readonly attribute: string;
  /** somebody takes what a task gives that the attribute holds */
  readonly isAwaited: boolean;
}

/**
 * The part of a method's body that decides what an attribute holds after it: the statements that set or use it, those that bind or change the names
 * that these need, the blocks around them, and whatever leaves the function, a loop or its turn. What a task does of which nobody takes the result
 * is left out.
 */
export function settingStatements(body: readonly Statement[], asked: Asked): readonly Statement[] {
  const needed = new Set<string>();
  for (;;) {
    const { size } = needed;
    const part = kept(body, asked, needed);
    if (needed.size === size) return part;
  }
}

/** Where the result of a task is taken that an attribute holds: `model = await self._task`, not `await self._task`, which waits for its end. */
export function takesResult(attribute: string): string {
  return `\\b${attribute}\\.result\\b|[^\\s:;][ \\t]*await\\b[^\\n]*\\b${attribute}\\b|\\b(?:gather|wait\\w*|as_completed|shield)\\([^)]*\\b${attribute}\\b`;
}

const startsTask = /^(?:create_task|ensure_future)$/;

/** What nobody looks at. */
const nothing: Expression = { k: "other", parts: [] };

/** The statements that bear on it; adds the names that these use. */
function kept(block: readonly Statement[], asked: Asked, needed: Set<string>): readonly Statement[] {
  const { attribute } = asked;
  const inner = (other: readonly Statement[]): readonly Statement[] => kept(other, asked, needed);
  const use = (...parts: unknown[]): void => {
    for (const part of parts) for (const name of namesOf(part)) if (name !== "self" && name !== "cls") needed.add(name);
  };
  const bears = (part: unknown): boolean => mentions(part, attribute, needed);
  const out: Statement[] = [];
  // what comes later may need what comes first
  for (const s of block.toReversed()) {
    switch (s.k) {
      case "if": {
        const [yes, no] = [inner(s.yes), inner(s.no)];
        if (yes.length + no.length === 0 && !bears(s.test)) continue;
        use(s.test);
        out.push({ ...s, yes, no });
        break;
      }
      case "for": {
        const [inside, after] = [inner(s.body), inner(s.after)];
        if (!(inside.some(does) || after.some(does) || bears([s.target, s.iterable]))) continue;
        use(s.target, s.iterable);
        out.push({ ...s, body: inside, after });
        break;
      }
      case "while": {
        const [inside, after] = [inner(s.body), inner(s.after)];
        if (!(inside.some(does) || after.some(does) || bears(s.test))) continue;
        use(s.test);
        out.push({ ...s, body: inside, after });
        break;
      }
      case "with": {
        const inside = inner(s.body);
        if (inside.length === 0 && !bears(s.items)) continue;
        use(s.items);
        out.push({ ...s, body: inside });
        break;
      }
      case "try": {
        const handlers = s.handlers.map((one) => ({ ...one, body: inner(one.body) }));
        const [inside, after, last] = [inner(s.body), inner(s.after), inner(s.last)];
        if (inside.length + after.length + last.length === 0 && handlers.every((one) => one.body.length === 0)) continue;
        out.push({ ...s, body: inside, handlers, after, last });
        break;
      }
      case "match": {
        const cases = s.cases.map((one) => ({ ...one, body: inner(one.body) }));
        if (cases.every((one) => one.body.length === 0) && !bears(s.subject)) continue;
        use(
          s.subject,
          s.cases.map(({ guard, pattern }) => [guard, pattern]),
        );
        out.push({ ...s, cases });
        break;
      }
      case "return":
      case "raise":
        // what it gives back is of no interest
        out.push(s.value === null || !bears(s.value) ? { k: s.k, value: null } : s);
        break;
      case "break":
      case "continue":
      case "global":
        out.push(s);
        break;
      case "import":
      case "from":
      case "function":
      case "class":
      case "alias":
        if (!binds(s, needed) && !bears(s)) continue;
        // whoever calls it may set the attribute
        if ("name" in s) needed.add(s.name);
        use(s);
        out.push(s);
        break;
      case "assign":
        if (!bears(s)) continue;
        if (!asked.isAwaited && s.value.k === "call" && startsTask.test(nameOf(s.value.callee))) {
          out.push({ ...s, value: nothing });
          continue;
        }
        use(s);
        out.push(s);
        break;
      default:
        if (!bears(s)) continue;
        use(s);
        out.push(s);
    }
  }
  return out.reverse();
}

/** A loop in which nothing but its end is left leads to nothing. */
const does = ({ k }: Statement): boolean => k !== "break" && k !== "continue";

function binds(s: Statement, names: ReadonlySet<string>): boolean {
  switch (s.k) {
    case "import":
      return s.names.some(({ name, as }) => names.has(as === "" ? (name.split(".", 1)[0] ?? name) : as));
    case "from":
      return s.names === "*" || s.names.some(({ name, as }) => names.has(as === "" ? name : as));
    case "function":
    case "class":
    case "alias":
      return names.has(s.name);
    default:
      return false;
  }
}

/** Whether the attribute or one of the names stands in it. */
function mentions(part: unknown, attribute: string, names: ReadonlySet<string>): boolean {
  for (const node of nodesIn(part)) {
    const { k, id } = node as Node & { readonly id?: string };
    if (id === undefined) continue;
    if (k === "attribute" ? id === attribute : names.has(id)) return true;
  }
  return false;
}

function namesOf(part: unknown): string[] {
  const out: string[] = [];
  for (const node of nodesIn(part)) {
    const { k, id } = node as Node & { readonly id?: string };
    if (id !== undefined && k !== "attribute") out.push(id);
  }
  return out;
}
