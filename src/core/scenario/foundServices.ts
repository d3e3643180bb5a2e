import { imagePatches } from "../factors/imagePatches";
import { ocrRowOf } from "../factors/ocrRates";
import { modelsInstead, type Route, type Task, type Workload } from "../routes/route";
import type { Translate } from "../text";
import { isHosted } from "../workloads/engines";
import { assumedAnswer, usualAnswer } from "./answerLength";
import { sourcesOf } from "./edit/sequence";
import { idKey } from "./names";

// What the code says of services, as a scenario would write it.

export interface FoundService {
  readonly name: string;
  /** resolved ones only */
  readonly endpoints: string[];
  readonly unresolved: string | null;
  /** null where one application serves everything */
  readonly app: string | null;
  readonly workload: Workload;
  /** nothing says that each request to its handler runs it */
  readonly perhaps: boolean;
  /** how many models of its handler exclude one another, with this one; below 2: none does */
  readonly among: number;
  readonly place: string;
  /** other services of the same handler on whose result this one works, or may work */
  readonly after: { readonly sure: FoundService | null; readonly possible: FoundService | null };
}

/** One service for each model of each handler; the methods of one handler share it. */
export function servicesOf(routes: readonly Route[], taken: readonly string[] = []): FoundService[] {
  const found = new Map<string, FoundService>();
  const names = new Set(taken.map(idKey));
  const apps = new Set(routes.map(({ app }) => app)).size;
  for (const route of routes) {
    // what finds goes before what answers with it
    const distinct = [...new Map(route.workloads.map((workload) => [workloadKey(workload), workload])).values()].toSorted(
      (a, b) => Number(a.retrieves === true) - Number(b.retrieves === true),
    );
    const endpoint = `${route.method} ${route.path}`;
    const resolved = route.resolved && !route.path.includes("{?}");
    const keyOf = (workload: Workload): string => JSON.stringify([route.file, route.line, route.app, resolved ? route.path : endpoint, workloadKey(workload)]);
    for (const workload of distinct) {
      const key = keyOf(workload);
      const known = found.get(key);
      if (known) {
        if (resolved && !known.endpoints.includes(endpoint)) known.endpoints.push(endpoint);
        continue;
      }
      const base = nameOf(route);
      const { sure, possible } = sourcesOf(workload, distinct);
      const serviceOf = (one: Workload | null): FoundService | null => (one === null ? null : (found.get(keyOf(one)) ?? null));
      const name = unique(distinct.length > 1 && !idKey(base).includes(idKey(kindOf(workload))) ? `${base}-${kindOf(workload)}` : base, names);
      names.add(idKey(name));
      found.set(key, {
        name,
        endpoints: resolved ? [endpoint] : [],
        unresolved: resolved ? null : endpoint,
        app: apps > 1 ? route.app : null,
        workload,
        perhaps: !route.workloads.some((one) => (one.always ?? one.fallback) === true && workloadKey(one) === workloadKey(workload)),
        among: new Set(modelsInstead(workload, route.workloads).map(workloadKey)).size,
        place: `${route.file}:${route.line}`,
        after: { sure: serviceOf(sure), possible: serviceOf(possible) },
      });
    }
  }
  return [...found.values()];
}

const workloadKey = ({ task, model, engine }: Workload): string => JSON.stringify([task, model, engine]);

/** `/api/v1/items/{id}/summary` -> `summary`; without a telling segment the handler's name, `read_root` -> `read-root`. */
function nameOf(route: Route): string {
  const segment = route.path
    .split("/")
    .filter((part) => /^[a-z][\w-]*$/iu.test(part) && !/^v\d+$/iu.test(part))
    .at(-1);
  const name = segment ?? route.function.split(".").at(-1) ?? "";
  const named = key(name);
  return named === "" || named === "external" ? "service" : named;
}

/** What a service of a handler with several is told apart by: its task; of one that no task names, its model. */
export function kindOf({ task, model, library }: Workload): string {
  return task === "other" ? plain(model ?? library) || task : task;
}

/** `pyannote/speaker-diarization-3.1` -> `speaker-diarization`, `weights/yolov8n.pt` -> `yolov8n` */
function plain(model: string): string {
  const name = (model.split(/[\\/]/).at(-1) ?? "").replace(/\.\w+$|-v?\d+(\.\d+)*$/u, "");
  return key(name).slice(0, 40);
}

/** Small letters, digits and hyphens. */
const key = (words: string): string =>
  words
    .replaceAll("_", "-")
    .toLowerCase()
    .replace(/[^a-z0-9-]/gu, "")
    .replace(/^-+|-+$/gu, "");

function unique(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(idKey(candidate))) return candidate;
  }
}

/** Machines of the scenario that services are added to, and that of the services which do the same kind of work there; null: of none, or of several. */
export interface Machines {
  readonly names: readonly string[];
  readonly ofTask: (task: Task) => string | null;
}

/** `host:` of a service that no provider runs. */
function hostLine(task: Task, { names, ofTask }: Machines, t: Translate): string {
  const likely = ofTask(task);
  if (likely !== null) return `host: ${JSON.stringify(likely)}   ${comment(t("services of the same kind of work run there"))}`;
  const [first, ...others] = names;
  if (first === undefined) return option("host", '"gpu"', t("missing: the only host, else the smallest Azure size that holds the model"));
  if (others.length === 0) return option("host", JSON.stringify(first), t("missing: the only host"));
  return option("host", JSON.stringify(first), t("write which of {0}: without it there is no figure", names.join(", ")));
}

/** The lines of one service, with comments for what is assumed. */
export function serviceLines(
  { name, endpoints, unresolved, app, workload, perhaps, among, place, after }: FoundService,
  indent: string,
  inner: string,
  t: Translate,
  machines: Machines = { names: [], ofTask: () => null },
): string[] {
  const { task, engine, longestAnswer, context } = workload;
  const endpoint = endpoints.length === 1 ? JSON.stringify(endpoints[0]) : `[${endpoints.map((one) => JSON.stringify(one)).join(", ")}]`;
  const fields = [
    unresolved === null
      ? `endpoint: ${endpoint}   ${comment(place)}`
      : option("endpoint", JSON.stringify(unresolved), t("write the full path, which the code at {0} does not say", place)),
    ...(app === null ? [] : [`app: ${JSON.stringify(app)}`]),
    `task: ${JSON.stringify(task)}`,
    ...runsOn(workload, t),
    isHosted(engine) ? `host: external   ${comment(t("runs at a provider, whose energy is not known"))}` : hostLine(task, machines, t),
    ...(context === undefined || isHosted(engine) ? [] : [`context: ${context} tokens   ${comment(`${workload.file}:${workload.line}`)}`]),
    option("criticality", "high", t("missing: medium")),
    ...needs(workload, after, t),
    ...(workload.dependsOn === undefined
      ? []
      : [comment(t("whether it runs depends on {0}, as the code and the .env files have it", workload.dependsOn.join(", ")))]),
    ...often(workload, place, t),
    ...requests(workload, perhaps, among, t),
    ...sizes(workload, isSpoken(after.sure), longestAnswer ?? null, t),
  ];
  const lines = [`${indent}${yamlKey(name)}:`, ...fields.map((line) => `${inner}${line}`)];
  if (workload.fallback !== true) return lines;
  const why = t(
    "{0} runs only where another model of {1} fails, and the code does not say how often: remove the # and write its share of the files.",
    name,
    place,
  );
  return [`${indent}${comment(why)}`, ...lines.map((line) => `${indent}# ${line.slice(indent.length)}`)];
}

/** Model and engine. Of OCR the engine decides the figure, and of classic models nothing does: these need no model. */
function runsOn({ task, model, template, engine, settable, asked, replaced, file, line }: Workload, t: Translate): string[] {
  const notes = [
    ...(task === "other" ? [t("{0}; its time is not published: measure it", `${file}:${line}`)] : []),
    ...(settable === true ? [t("or what the environment says")] : asked === true ? [t("or what the request says")] : []),
    ...(replaced === true ? [t("or another that it finds while it runs")] : []),
  ];
  const needed = t("missing: the code does not say it, and without it there is no figure");
  const ofModel =
    model !== null
      ? [`model: ${JSON.stringify(model)}${notes.length > 0 ? `   ${comment(notes.join(", "))}` : ""}`]
      : task === "ocr" || task === "classic-ml"
        ? []
        : task === "other"
          ? [option("model", '"..."', notes.join(", "))]
          : template !== undefined
            ? [
                option(
                  "model",
                  JSON.stringify(template),
                  t("the code writes this part of its name: write the whole of the one that is used, without it there is no figure"),
                ),
              ]
            : [option("model", JSON.stringify(examples[task]), needed)];
  if (engine === null)
    return [...ofModel, task === "ocr" ? option("engine", '"tesseract"', needed) : option("engine", '"..."', t("missing: the usual one for the model"))];
  const unknown = task === "ocr" && ocrRowOf(engine) === undefined && !isHosted(engine);
  return [...ofModel, `engine: ${JSON.stringify(engine)}${unknown ? `   ${comment(t("no figures of it are published: measure its time"))}` : ""}`];
}

/** How often a request runs it, where that is not once or not known. */
function often({ times, oftener, perSegment, fallback }: Workload, place: string, t: Translate): string[] {
  if (perSegment === true)
    return [
      option("calls", "100", t("the code runs it once for each segment of the transcription; input: is then one segment. Missing: 1, the whole text at once")),
    ];
  if (fallback === true || (times === undefined && oftener === undefined)) return [];
  const counted =
    times === undefined ? t("a request to {0} runs it once, which is counted", place) : t("a request to {0} runs it {1} times, which is counted", place, times);
  if (oftener === "loop")
    return [option("calls", String(10 * (times ?? 1)), `${counted}${t("; or more often: the code does not say how often its loop turns")}`)];
  return [comment(oftener === "way" ? `${counted}${t("; some run it more often")}` : counted)];
}

/** How often a file asks, where the code makes one request a file doubtful. */
function requests({ task, times = 1 }: Workload, perhaps: boolean, among: number, t: Translate): string[] {
  if (perhaps && among > 1)
    return [
      `requests: ${Math.round((100 * times) / among) / 100}/file   ${comment(t("a request runs one of {0} models at most: write the part of the files that takes this one", among))}`,
    ];
  if (perhaps)
    return [
      option(
        "requests",
        "0.5/file",
        t("its handler may run another model instead, or none: write the part of the files that takes it. Missing: 1, every file"),
      ),
    ];
  return byRequest.includes(task) ? [option("requests", "1/file", t("missing: 1"))] : [];
}

/** Tasks of which nothing but the number of requests is counted. */
const byRequest: readonly Task[] = ["image-generation", "classic-ml", "ocr", "other"];

/** A name that YAML would read as a number or a truth value is quoted. */
const yamlKey = (name: string): string => (/^\d|^(?:true|false|null|yes|no|on|off|y|n)$/u.test(name) ? JSON.stringify(name) : name);

const examples: Readonly<Record<Task, string>> = {
  transcription: "whisper-large-v3",
  translation: "nllb-200-distilled-600m",
  generation: "mistral:7b",
  embedding: "bge-m3",
  reranking: "bge-reranker-v2-m3",
  "speech-synthesis": "xtts-v2",
  "image-generation": "sdxl",
  ocr: "...",
  "classic-ml": "...",
  other: "...",
};

/** Stopping one service of a handler alone must not leave another without its input; where the code does not say so, people do. */
function needs({ task }: Workload, { sure, possible }: FoundService["after"], t: Translate): string[] {
  if (sure === null && possible === null) return [];
  if (sure === null) return [option("needs", yamlKey(possible?.name ?? ""), t("one handler runs both: write it where this one works on the other's result"))];
  const why =
    sure.workload.task === "embedding"
      ? t("the same call runs that one first: without it, nothing is found to answer from")
      : task === "other"
        ? t("its handler runs that one first, and this one completes its text")
        : t("its handler runs that one first: without it, this one has no text");
  const instead = possible === null ? "" : t("; write {0} instead where this one works on its result", possible.name);
  return [`needs: ${yamlKey(sure.name)}   ${comment(`${why}${instead}`)}`];
}

/** Whether what a service works on was said in a recording, or found with it. */
function isSpoken(source: FoundService | null): boolean {
  return source !== null && (source.workload.task === "transcription" || isSpoken(source.after.sure));
}

/** What decides the figure of a task and is not in the code. */
function sizes({ task, reads, model, longestInput }: Workload, spoken: boolean, longest: number | null, t: Translate): string[] {
  const assumed = (value: string) => t("missing: {0}, assumed; measure it first", value);
  const characters = spoken
    ? `input: { media: [audio, video] }   ${comment(t("the text of each recording; add characters: 9000 for 10 minutes; {0}", assumed(t("4000 characters"))))}`
    : longestInput !== undefined && longestInput < 4000
      ? option("input", `{ media: [text], characters: ${longestInput} }`, assumed(t("{0} characters, the most that the code lets through", longestInput)))
      : option("input", "{ media: [text], characters: 3000..5000 }", assumed(t("4000 characters")));
  const tokens = assumedAnswer(longest);
  const answer = tokens < usualAnswer ? t("{0} tokens, the most that the code allows", tokens) : t("300 tokens");
  switch (task) {
    case "transcription":
      return [option("input", "{ media: [audio, video], duration: 10 min }", assumed(t("10 minutes")))];
    case "translation":
      return [option("to", "[en]", t("missing: one target language")), characters];
    case "generation":
      return [characters, option("output", `{ tokens: ${tokens} }`, assumed(answer))];
    case "image-generation":
    case "classic-ml":
    case "ocr":
      return [];
    case "other":
      // nothing of it is counted: only whose files they are
      return reads === "audio" ? [`input: { media: [audio, video] }   ${comment(t("it hears the recordings"))}`] : [];
    case "embedding":
      if (reads === "image") {
        const pieces = model === null ? null : imagePatches(model);
        return pieces === null
          ? [option("input", "{ tokens: 257 }", t("missing: into how many pieces the model cuts a picture is not known, and without it there is no figure"))]
          : [`input: { tokens: ${pieces} }   ${comment(t("the pieces that the model cuts a picture into, whatever its size"))}`];
      }
      return reads === "audio"
        ? [`input: { media: [audio, video] }   ${comment(t("it hears the recordings; its time is not published: measure it"))}`]
        : [characters];
    default:
      return [characters];
  }
}

/** Words of the code may hold anything: a comment stays on its line. */
export const comment = (words: string): string => `# ${words.replace(/[\p{Cc}\u2028\u2029\ufeff]+/gu, " ")}`;

/** A setting that is not made: an example and what is assumed without it. */
export const option = (key: string, value: string, why: string): string => `# ${key}: ${value}   ${comment(why)}`;
