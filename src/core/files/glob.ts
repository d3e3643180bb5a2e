// Wildcards of measurement globs and of .gitignore files. Matching is two pointers that fall back to the last star, never a
// regular expression: a hostile pattern costs length x length steps, not an exponential number of them.

// Any depth (two stars), `{a,b}.csv` and `[0-9]?` of a path written with `/`.
export function matchesGlob(glob: string, path: string): boolean {
  return expandBraces(glob).some((pattern) => matchesSegments(pattern.split("/"), path.split("/")));
}

// Two stars stand for any number of folders; at the end of a pattern for at least one name.
export function matchesSegments(pattern: readonly string[], path: readonly string[]): boolean {
  const whole = pattern.at(-1) === "**" ? [...pattern, "*"] : pattern;
  return twoPointers(whole, path, (segment) => segment === "**", matchesName);
}

/** One name against `*`, `?`, `[a-z]`, `[!a]` and `\x`. */
export function matchesName(pattern: string, name: string): boolean {
  return twoPointers(tokensOf(pattern), [...name], (token) => token.kind === "star", matchesCharacter);
}

/** `{a,b}c` -> `ac`, `bc`; beyond 64 alternatives the rest is left as it stands. */
export function expandBraces(glob: string): readonly string[] {
  let expanded = [glob];
  for (let round = 0; round < 6; round += 1) {
    const next = expanded.flatMap((pattern) => {
      const braces = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
      if (braces === null) return [pattern];
      const [before, after] = [pattern.slice(0, braces.index), pattern.slice(braces.index + braces[0].length)];
      return (braces[1] ?? "").split(",").map((choice) => before + choice + after);
    });
    if (next.length > 64) break;
    expanded = next;
  }
  return expanded;
}

type Token =
  | { readonly kind: "star" }
  | { readonly kind: "any" }
  | { readonly kind: "is"; readonly character: string }
  | { readonly kind: "class"; readonly ranges: readonly (readonly [string, string])[]; readonly not: boolean };

function tokensOf(pattern: string): readonly Token[] {
  const characters = [...pattern];
  const tokens: Token[] = [];
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? "";
    const close = character === "[" ? closingBracket(characters, index) : -1;
    if (character === "*") {
      if (tokens.at(-1)?.kind !== "star") tokens.push({ kind: "star" });
    } else if (character === "?") tokens.push({ kind: "any" });
    else if (character === "\\" && index + 1 < characters.length) {
      index += 1;
      tokens.push({ kind: "is", character: characters[index] ?? "" });
    } else if (close > 0) {
      tokens.push(classOf(characters.slice(index + 1, close)));
      index = close;
    } else tokens.push({ kind: "is", character });
  }
  return tokens;
}

/** A `]` straight after `[` or `[!` is a member, not the end. */
function closingBracket(characters: readonly string[], open: number): number {
  const first = open + (characters[open + 1] === "!" || characters[open + 1] === "^" ? 3 : 2);
  return characters.indexOf("]", first);
}

function classOf(members: readonly string[]): Token {
  const not = members[0] === "!" || members[0] === "^";
  const list = not ? members.slice(1) : members;
  const ranges: [string, string][] = [];
  for (let index = 0; index < list.length; index += 1) {
    const from = list[index] ?? "";
    const to = list[index + 1] === "-" ? list[index + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) index += 2;
  }
  return { kind: "class", ranges, not };
}

function matchesCharacter(token: Token, character: string): boolean {
  switch (token.kind) {
    case "is":
      return token.character === character;
    case "class":
      return token.ranges.some(([from, to]) => from <= character && character <= to) !== token.not;
    default:
      return true;
  }
}

/** Matches both lists; on a mismatch the last star takes one item more. */
function twoPointers<P, I>(pattern: readonly P[], items: readonly I[], isStar: (part: P) => boolean, matches: (part: P, item: I) => boolean): boolean {
  let [at, item] = [0, 0];
  let [star, resume] = [-1, 0];
  while (item < items.length) {
    const part = pattern[at];
    if (part !== undefined && isStar(part)) {
      star = at;
      resume = item;
      at += 1;
    } else if (part !== undefined && matches(part, items[item] as I)) {
      at += 1;
      item += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      item = resume;
    } else return false;
  }
  return pattern.slice(at).every(isStar);
}
