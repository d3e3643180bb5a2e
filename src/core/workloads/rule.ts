import type { Task, Workload } from "../routes/route";

/** Where a call names its model: a position, or one of several keywords; `**` is what is unpacked into it. */
export interface ModelArgument {
  readonly at?: number;
  readonly names?: readonly string[];
}

/**
 * What one library's calls mean. `make` creates a model or a client, whose `run` methods then work; `call` works
 * directly. Names are dotted as they are imported; `*` stands for any characters but a dot, `**` for any.
 */
export interface Rule {
  /** Python distribution, or `http` */
  readonly library: string;
  /** What executes the model; null where the name of the class, or nothing, says it. */
  readonly engine: string | null;
  readonly task: Task | "from-pipeline" | "from-name" | "from-name-or-other" | "from-name-or-classic";
  readonly make?: readonly string[];
  /** Only where this argument is a text like that, or is not given at all. */
  readonly when?: ModelArgument & { readonly matches: RegExp; readonly orAbsent?: boolean };
  /** Without this argument it holds no model: `autogen.UserProxyAgent(llm_config=llm)`. */
  readonly needs?: string;
  /** Made with this argument False it holds no model: `KPipeline(model=False)` only finds phonemes. */
  readonly unlessFalse?: string;
  /** Methods that run what was made; `__call__` is calling it. */
  readonly run?: readonly string[];
  /** Methods that run a part of it beforehand: where another of its methods follows, that one is the call. */
  readonly runPart?: readonly string[];
  /** Methods that run it for another task than the rule's; one that is among `runPart` too has it only where no call follows. */
  readonly runOther?: Readonly<Record<string, Rule["task"]>>;
  readonly call?: readonly string[];
  /** The task of the whole, where a part of it has another: `call` of this rule, or `runPart`, tells the language before it is transcribed. */
  readonly partOf?: Task;
  /** Where the model is named when it is made, ... */
  readonly model?: ModelArgument;
  /** ... or when it is run, which wins. */
  readonly modelOfRun?: ModelArgument;
  /** The function that makes the model is named after it: `torchvision.models.resnet18()`. */
  readonly namedByMaker?: boolean;
  /** The model that the library takes where none is named, as its documentation or source states: one, or by the name of what makes it. */
  readonly usual?: string | Readonly<Record<string, string>>;
  /** The package of the model is named after it: `en_core_web_sm.load()`. */
  readonly namedByPackage?: boolean;
  /** Where the address of the server is given: it tells Ollama or vLLM from a hosted service. */
  readonly address?: ModelArgument;
  /** The model's name begins with who runs it: `ollama/mistral`. */
  readonly byProvider?: boolean;
  /** The client that its model was given tells who runs it. */
  readonly throughClient?: boolean;
  /** What it is given, where that is no text; by method where some are given something else. */
  readonly reads?: Workload["reads"] | Readonly<Record<string, Workload["reads"]>>;
  /** It also runs the functions that it was given: the tools of an agent. */
  readonly runsParts?: boolean;
  /** A database that can also run a model: as a part of something bigger it only stores. */
  readonly stores?: boolean;
}
