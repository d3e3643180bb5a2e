import { optionsOf } from "../interpreter/alternatives";
import { getAttribute } from "../interpreter/attributes";
import { call } from "../interpreter/calls";
import type { Frame } from "../interpreter/frame";
import type { Run } from "../interpreter/run";
import { type Args, type Instance, list, noArgs, type Place, text, unknown, type Value } from "../interpreter/values";
import { type Known, state } from "../standard/known";
import { makeRouter } from "./fastapi";
import { register } from "./registering";

// LitServe: a server makes an application of its own and serves APIs, classes of the project that load in `setup` and answer in `predict`.

const serves: Known = (args, run, place, frame) => {
  const server = state("litserve.LitServer")(args, run, place, frame);
  if (!run.registering || server.k !== "made") return server;
  const app = makeRouter(run, "app", null, noArgs, place, frame);
  server.attrs.set("app", app);
  const given = args.positional[0] ?? args.named.get("lit_api") ?? unknown;
  for (const api of given.k === "list" ? given.items : [given]) {
    for (const one of optionsOf(api)) {
      const predict = one.k === "instance" ? answering(run, one, place, frame) : null;
      if (one.k !== "instance" || predict === null) continue;
      const named = new Map<string, Value>([["methods", list([text("POST")])]]);
      register(run, app, { ...noArgs, positional: [pathOf(args, one), predict], named }, place, true, false);
    }
  }
  run.note("library-routes", place, "litserve.LitServer\n/");
  return server;
};

export const litserve: Readonly<Record<string, Known>> = { "litserve.LitServer": serves, "litserve.server.LitServer": serves };

/** Each worker loads once, before the first request. */
function answering(run: Run, api: Instance, place: Place, frame: Frame): Value | null {
  const setup = getAttribute(run, api, "setup", frame, place);
  if (setup.k === "method") run.safely(() => call(run, setup, { ...noArgs, positional: [text("cpu")] }, place, frame), unknown);
  const predict = getAttribute(run, api, "predict", frame, place);
  return predict.k === "method" ? predict : null;
}

/** `api_path` of the server or of the API; a specification has a path of its own. */
function pathOf(server: Args, api: Instance): Value {
  const base = api.attrs.get("__base__");
  const option = (name: string): Value | undefined => server.named.get(name) ?? (base?.k === "made" ? base.args.named.get(name) : undefined);
  const spec = option("spec");
  if (spec === undefined || (spec.k === "constant" && spec.value === null)) return option("api_path") ?? text("/predict");
  if (spec.k !== "made") return unknown;
  return /\.OpenAISpec$/.test(spec.path) ? text("/v1/chat/completions") : /\.OpenAIEmbeddingSpec$/.test(spec.path) ? text("/v1/embeddings") : unknown;
}
