import { z } from "zod";
import type { Problem } from "../../problem";
import type { Translate } from "../../text";
import type { FileImporter, Imported, Observation, ObservedQuantity, Origin, Subject } from "../observation";
import { firstProblems } from "./firstProblems";
import { readJson } from "./readJson";

const schemaName = "carbon-matrix/measurements@1";

/**
 * What the product's own probe writes (src/probe): one file a process, rewritten every ten seconds.
 * A row that is unusable is left out with a problem; the others count.
 *
 * {"schema": "carbon-matrix/measurements@1", "process": {"pid": 7, ...},
 *  "endpoints": [{"method": "GET", "route": "/a", "requests": 3, "status": {"2xx": 2, "5xx": 1}, ...}]}
 * -> requests 2, failed 1, wall, cpu, bytes of GET /a; cpu and unattributedCpu of the process
 */
export const carbonMatrixFile: FileImporter = {
  id: "carbon-matrix",
  recognise(name, head) {
    if (head.includes('"carbon-matrix/measurements@')) return 1;
    return /(^|\/)\.carbon-matrix\/[^/]*\.json$/.test(name) ? 0.5 : 0;
  },
  parse(text, name, t) {
    const json = readJson(text, name, t);
    if ("problem" in json) return { observations: [], problems: [json.problem] };
    const envelope = Envelope.safeParse(json.value);
    if (!envelope.success) return { observations: [], problems: [envelopeProblem(json.value, envelope.error, name, t)] };
    return observations(envelope.data, name, t);
  },
};

const amount = z.number().nonnegative();
const time = z.iso.datetime({ offset: true });

// Unknown keys are let through: a later probe may say more without breaking an installed extension.
const Envelope = z.object({
  schema: z.literal(schemaName),
  tool: z.object({ name: z.string(), version: z.string().optional() }),
  process: z.object({
    pid: z.number().int(),
    /** random; tells two containers apart that start in the same second with the same pid */
    run: z.string().optional(),
    startedAt: time,
    writtenAt: time,
    cpuSeconds: amount.nullish(),
    unattributedCpuSeconds: amount.nullish(),
  }),
  endpoints: z.array(z.unknown()),
});

const Endpoint = z.object({
  method: z.string().min(1),
  route: z.string().min(1),
  source: z.object({ file: z.string(), line: z.number(), handler: z.string() }).nullish(),
  requests: amount,
  /** requests by class of their status: `{"2xx": 3, "5xx": 1}` */
  status: z.record(z.string(), amount).nullish(),
  wallSeconds: amount.nullish(),
  maxWallSeconds: amount.nullish(),
  cpuSeconds: amount.nullish(),
  /** estimate for routes declared native: what the process used beyond all known steps while they were in flight */
  nativeCpuSeconds: amount.nullish(),
  requestBytes: amount.nullish(),
  responseBytes: amount.nullish(),
});

function observations(file: z.infer<typeof Envelope>, name: string, t: Translate): Imported {
  const { process, tool } = file;
  const result: Observation[] = [];
  const problems: Problem[] = [];
  const leftOut: Problem[] = [];
  const window = { start: process.startedAt, end: process.writtenAt };
  const run = process.run ?? `${process.pid} ${process.startedAt}`;
  const origin: Origin = { importer: carbonMatrixFile.id, tool: tool.name, version: tool.version, locator: name, run };
  const add = (subject: Subject, quantity: ObservedQuantity, value: number | null | undefined, more: Partial<Observation> = {}): void => {
    if (value === null || value === undefined) return;
    result.push({ subject, quantity, value, window, pueIncluded: false, quality: "metered", origin, ...more });
  };

  if (Date.parse(process.writtenAt) < Date.parse(process.startedAt)) {
    const message = t(
      "This file was written before its process started ({0}, {1}). Delete it and let the probe write a new one.",
      process.writtenAt,
      process.startedAt,
    );
    return { observations: [], problems: [{ code: "measurement-window-reversed", severity: "error", file: name, message }] };
  }

  let attributed = 0;
  let native = 0;
  const seenRows = new Set<string>();
  for (const [index, row] of file.endpoints.entries()) {
    const parsed = Endpoint.safeParse(row);
    if (!parsed.success) {
      leftOut.push(rowProblem(index, row, parsed.error, name, t));
      continue;
    }
    const { method, route, source, ...values } = parsed.data;
    const text = JSON.stringify(parsed.data);
    if (seenRows.has(text) && values.requests > 0) {
      const message = t("{0} stands twice in this file, with the same figures: it counts once.", `${method} ${route}`.slice(0, 120));
      leftOut.push({ code: "measurement-row-twice", severity: "warning", file: name, message });
      continue;
    }
    seenRows.add(text);
    if (meanAboveMaximum(values)) {
      leftOut.push(meanProblem(`${method} ${route}`.slice(0, 120), values, name, t));
      continue;
    }
    const subject: Subject = { kind: "endpoint", method: method.toUpperCase(), route };
    const seen = source ? { source } : {};
    const { cpuSeconds, nativeCpuSeconds } = values;
    attributed += cpuSeconds ?? 0;
    native += nativeCpuSeconds ?? 0;
    const failed = Math.min(failedOf(values.status), values.requests);
    add(subject, "requests", values.requests - failed, seen);
    if (failed > 0) add(subject, "failed", failed, seen);
    add(subject, "wall", values.wallSeconds, seen);
    if (nativeCpuSeconds) add(subject, "cpu", (cpuSeconds ?? 0) + nativeCpuSeconds, { ...seen, quality: "allocated" });
    else add(subject, "cpu", cpuSeconds, seen);
    add(subject, "bytesIn", values.requestBytes, seen);
    add(subject, "bytesOut", values.responseBytes, seen);
  }

  const subject: Subject = { kind: "process", name: `${tool.name} ${process.pid}` };
  const total = process.cpuSeconds ?? undefined;
  add(subject, "cpu", total);
  const left = process.unattributedCpuSeconds ?? (total === undefined ? undefined : total - attributed);
  // What native routes were given is still in the probe's rest: take it out, or it would count twice.
  if (left !== undefined) add(subject, "unattributedCpu", Math.max(0, left - native));
  // One per cent of slack: the two clocks are read one after the other.
  if (total !== undefined && attributed > total * 1.01 + 0.01) {
    const message = t(
      "The endpoints add up to {0} s of CPU, but their process used {1} s. Delete the file and measure again; until then its CPU figures are too high.",
      Number(attributed.toFixed(2)),
      Number(total.toFixed(2)),
    );
    problems.push({ code: "measurement-cpu-exceeds-process", severity: "warning", file: name, message });
  }
  return { observations: result, problems: [...firstProblems(leftOut, name, t), ...problems] };
}

/** Requests with a status of 4xx or 5xx: `{"2xx": 3, "404": 1, "5xx": 2}` -> 3 */
function failedOf(status: Readonly<Record<string, number>> | null | undefined): number {
  return Object.entries(status ?? {}).reduce((sum, [of, count]) => (/^[45]/.test(of) ? sum + count : sum), 0);
}

type Times = Pick<z.infer<typeof Endpoint>, "requests" | "wallSeconds" | "maxWallSeconds">;

/** No mean is above the longest of its requests: one of the two is in another unit, or was altered. One per cent of slack, for rounded figures. */
function meanAboveMaximum({ requests, wallSeconds, maxWallSeconds }: Times): boolean {
  return maxWallSeconds != null && wallSeconds != null && requests > 0 && wallSeconds / requests > maxWallSeconds * 1.01 + 1e-6;
}

function meanProblem(label: string, { requests, wallSeconds, maxWallSeconds }: Times, file: string, t: Translate): Problem {
  const message = t(
    "{0} is left out: its requests took {1} s on average, and the longest of them {2} s, which cannot be. Delete the file and measure again.",
    label,
    Number(((wallSeconds ?? 0) / requests).toPrecision(2)),
    Number((maxWallSeconds ?? 0).toPrecision(2)),
  );
  return { code: "measurement-mean-above-maximum", severity: "warning", file, message };
}

function envelopeProblem(value: unknown, error: z.ZodError, file: string, t: Translate): Problem {
  const schema = typeof value === "object" && value !== null && "schema" in value ? String(value.schema).slice(0, 60) : undefined;
  if (schema !== undefined && schema !== schemaName && schema.startsWith("carbon-matrix/measurements@")) {
    const message = t(
      "This file has the format {0}; this version reads {1}. Update the extension, or measure with the probe that came with it.",
      schema,
      schemaName,
    );
    return { code: "measurement-schema-version", severity: "error", file, message };
  }
  const message = t(
    'This file is not a measurement file of the probe: {0}. Expected "schema": "{1}". Correct it, or name another file under measurements.',
    issue(error, t),
    schemaName,
  );
  return { code: "measurement-schema", severity: "error", file, message };
}

function rowProblem(index: number, row: unknown, error: z.ZodError, file: string, t: Translate): Problem {
  const named = z.object({ method: z.string(), route: z.string() }).safeParse(row);
  const label = named.success ? `${named.data.method} ${named.data.route}`.slice(0, 120) : `endpoints[${index}]`;
  const message = t("{0} is left out: {1}. The other rows count; measure again to get this one.", label, issue(error, t));
  return { code: "measurement-row", severity: "warning", file, message };
}

function issue(error: z.ZodError, t: Translate): string {
  const first = error.issues[0];
  return first === undefined ? "?" : `${first.path.join(".") || t("the file")}: ${fault(first, t)}`;
}

/** What is wrong with a value, in the reader's words and not in those of the schema. */
function fault(issue: z.core.$ZodIssue, t: Translate): string {
  switch (issue.code) {
    case "invalid_type":
      return (
        { number: t("a number is wanted"), int: t("a whole number is wanted"), string: t("a text is wanted"), array: t("a list is wanted") }[
          issue.expected as string
        ] ?? t("it is missing, or of another kind")
      );
    case "too_small":
      return issue.origin === "string" ? t("it is empty") : t("it must not be negative");
    case "invalid_format":
      return t("a time is wanted, such as {0}", "2026-11-23T10:00:00Z");
    default:
      return t("it is missing, or of another kind");
  }
}
