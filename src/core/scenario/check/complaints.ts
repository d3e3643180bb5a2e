import { type Finding, problemAt, type Reporter } from "../report";
import type { Complaint } from "../source";

/** What YAML allows and a scenario cannot use: keys that stand twice, aliases without anchor, ... */
export function complaintFinding({ kind, path, node, text: name }: Complaint, reporter: Reporter): Finding {
  const { source, t } = reporter;
  const [start, end] = [node.range?.[0] ?? 0, Math.max(node.range?.[1] ?? 0, (node.range?.[0] ?? 0) + 1)];
  const sentences: Record<Complaint["kind"], () => string> = {
    "duplicate-key": () => t("{0} stands here twice: keep one. The first is used.", name),
    "duplicate-name": () => t("This name differs from {0} only in case, spaces or hyphens: keep one. The first is used.", name),
    "unknown-alias": () => t("A plain * refers to an anchor elsewhere in the file: put the text in double quotes."),
    "alias-loop": () => t("{0} refers to itself: write the value out.", `*${name}`),
    "too-many-aliases": () => t("The aliases of this file stand for more than 10,000 values: write them out, or remove them."),
    "complex-key": () => t("This key is not a name: write a plain word or a text in double quotes."),
    "merge-key": () => t("Merging with << is not supported: write the keys out."),
  };
  const code = kind === "unknown-alias" ? "yaml-alias" : kind;
  const fixes =
    kind === "unknown-alias" ? [{ title: t("Put in double quotes"), edits: [{ start, end, text: JSON.stringify(source.text.slice(start, end)) }] }] : [];
  const dropped = kind === "unknown-alias" || kind === "alias-loop" || kind === "merge-key";
  return { path, drop: dropped ? path : null, problem: problemAt(reporter, source.range(start, end), code, "error", sentences[kind](), fixes) };
}
