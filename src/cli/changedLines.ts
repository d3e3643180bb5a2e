/** The lines that differ between two texts, the old ones after `-`, the new ones after `+`. */
export function changedLines(before: string, after: string): string {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let tail = 0;
  while (tail < most - start && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const lines = [...old.slice(start, old.length - tail).map((line) => `- ${line}`), ...now.slice(start, now.length - tail).map((line) => `+ ${line}`)];
  return lines.map((line) => `${line}\n`).join("");
}
