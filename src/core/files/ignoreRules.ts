import { matchesSegments } from "./glob";

/** What the .gitignore files from a folder down to one of its sub-folders say. */
export interface IgnoreRules {
  /** `path` from the top folder, with `/` */
  ignores(path: string, isFolder: boolean): boolean;
  /** the rules with those of a .gitignore that lies in `folder` (`""`: the top), which win over the ones above */
  with(folder: string, text: string): IgnoreRules;
}

export const noRules: IgnoreRules = rulesOf([]);

interface Rule {
  /** segments of the folder that the pattern starts in */
  readonly base: readonly string[];
  readonly pattern: readonly string[];
  /** Whether the last name of a path may match: decides nearly every path without a look at the whole pattern. */
  readonly mayEnd: (name: string) => boolean;
  /** the last name alone decides */
  readonly anywhere: boolean;
  readonly folderOnly: boolean;
  readonly keeps: boolean;
}

function rulesOf(rules: readonly Rule[]): IgnoreRules {
  return {
    ignores: (path, isFolder) => {
      const segments = path.split("/");
      const name = segments.at(-1) ?? "";
      const last = rules.findLast((rule) => rule.mayEnd(name) && (isFolder || !rule.folderOnly) && applies(rule, segments));
      return last !== undefined && !last.keeps;
    },
    with: (folder, text) => {
      const base = folder === "" ? [] : folder.split("/");
      return rulesOf([
        ...rules,
        ...text
          .replace(/^\ufeff/, "")
          .split(/\r?\n/)
          .flatMap((line) => ruleOf(line, base)),
      ]);
    },
  };
}

function applies({ base, pattern, anywhere }: Rule, segments: readonly string[]): boolean {
  if (!base.every((name, index) => name === segments[index])) return false;
  return anywhere ? segments.length > base.length : matchesSegments(pattern, segments.slice(base.length));
}

/** One line of a .gitignore; a slash before its end ties the pattern to its folder, else it holds at any depth. */
function ruleOf(line: string, base: readonly string[]): Rule[] {
  const trimmed = line.replace(/(?<!\\)\s+$/, "");
  if (trimmed === "" || trimmed.startsWith("#")) return [];
  const keeps = trimmed.startsWith("!");
  const body = keeps ? trimmed.slice(1) : trimmed;
  const folderOnly = body.endsWith("/");
  const path = folderOnly ? body.slice(0, -1) : body;
  if (path === "") return [];
  const pattern = path.includes("/") ? path.replace(/^\//, "").split("/") : ["**", path];
  const ending = endingOf(pattern.at(-1) ?? "");
  return [{ base, pattern, folderOnly, keeps, mayEnd: ending ?? (() => true), anywhere: ending !== null && pattern.length === 2 && pattern[0] === "**" }];
}

/** A plain name, or a star and a plain end: what most patterns are; null for others. */
function endingOf(pattern: string): ((name: string) => boolean) | null {
  const [, star, plain] = /^(\*?)([^*?[\]\\]+)$/.exec(pattern) ?? [];
  if (plain === undefined) return null;
  return star === "*" ? (name) => name.endsWith(plain) : (name) => name === plain;
}
