import { type CodeFacts, modelsInstead, type Route, type Workload } from "../../routes/route";
import { type Language, type Translate, translator } from "../../text";
import { textTable, visible } from "../exports/table";
import { taskWord } from "../words/words";

/** `carbon-matrix routes` for people: one line a route with its handler, place and what it runs; a line more for each further model. */
export function routesText(code: CodeFacts, language: Language, width = Number.POSITIVE_INFINITY): string {
  const t = translator(language);
  const table = {
    columns: [{ title: t("Route") }, { title: t("Handler") }, { title: t("Place") }, { title: t("Runs") }],
    rows: code.routes.flatMap((route) => {
      const id = route.app === null || route.id === `${route.method} ${route.path}` ? `${route.method} ${route.path}` : route.id;
      const [first = t("no AI found"), ...others] = runs(route, t);
      return [[id, route.function, `${route.file}:${route.line}`, first], ...others.map((other) => ["", "", "", other])];
    }),
  };
  const unresolved = code.routes.filter((route) => !route.resolved).length;
  const summary = t("{0} {0|route|routes}, {1} with a model, in {2} Python {2|file|files}", code.routes.length, withModel(code), code.timing.files);
  const hint =
    unresolved === 0
      ? ""
      : `\n${t("{0} {0|path holds|paths hold} {?}: a part could not be resolved. `routes:` in the scenario settles {0|it|them}.", unresolved)}`;
  return `${code.routes.length === 0 ? "" : `${textTable(table, { width, language })}\n`}${summary}${hint}\n`;
}

/** `faster-whisper large-v3 (transcription)`, `calls POST /transcribe`, each once */
function runs(route: Route, t: Translate): string[] {
  const names = route.workloads.map((workload) => {
    const { library, engine, model, template, task, settable, asked, replaced, inWorker, afterAnswer, always, fallback, dependsOn } = workload;
    const often = howOften(workload, t);
    const when = inWorker === true ? `, ${t("in a worker")}` : afterAnswer === true ? `, ${t("after the answer")}` : "";
    const or = settable === true ? `, ${t("or what the environment says")}` : replaced === true ? `, ${t("or another that it finds while it runs")}` : "";
    const asItIs = dependsOn === undefined ? "" : `, ${t("depends on {0}", dependsOn.join(", "))}`;
    const among = modelsInstead(workload, route.workloads).length;
    const chosen = asked === true ? `, ${among > 1 ? t("the request chooses") : t("or what the request says")}` : "";
    const sometimes = among > 1 ? t("one of {0} at most", among) : t("perhaps not on every request");
    const instead = fallback === true ? `, ${t("only where another fails")}` : always === true ? "" : `, ${sometimes}`;
    return visible(
      `${ranBy({ library, engine })} ${model ?? template ?? t("model not written in the code")} (${taskWord(task, t)}${or}${chosen}${when}${often === null ? "" : `, ${often}`}${instead}${asItIs})`,
    );
  });
  const others = (route.calls ?? []).map((id) => visible(t("calls {0}", id)));
  const unseen = route.unseen === undefined ? [] : [visible(t("not known: {0} is not seen", route.unseen))];
  return [...new Set([...names, ...others, ...unseen])];
}

/** `3 times`, `once or more, in a loop of unknown length`; null for once. */
export function howOften({ times = 1, oftener, perSegment, fallback }: Workload, t: Translate): string | null {
  if (perSegment === true) return t("once for each segment");
  if (fallback === true || (times === 1 && oftener === undefined)) return null;
  if (oftener === "loop") return times === 1 ? t("once or more, in a loop of unknown length") : t("{0} times or more, in a loop of unknown length", times);
  if (oftener === "way") return times === 1 ? t("once or more") : t("{0} times or more", times);
  return t("{0} times", times);
}

/** `only where PROVIDER says so, as by default`; null where no variable of the environment decides. */
export function whereSet({ dependsOn, always }: Workload, t: Translate): string | null {
  if (dependsOn === undefined) return null;
  const names = dependsOn.join(", ");
  return always === true ? t("only where {0} says so, as by default", names) : t("only where {0} says so", names);
}

function withModel(code: CodeFacts): number {
  return code.routes.filter((route) => route.workloads.length > 0).length;
}

/** What runs a model, by the name that a scenario has for it: a request by hand, or OpenAI's client, says nothing: the server that it is sent to does. */
export function ranBy({ library, engine }: { readonly library: string; readonly engine: string | null }): string {
  return library === "http" || library === "openai" ? (engine ?? library) : library;
}
