import { isRecord } from "../../core/scenario/plainData";

// JSON-RPC 2.0 over lines, as the Model Context Protocol's stdio transport has it. Sentences here are for programs, so they stay English.

export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments */
  readonly inputSchema: { readonly type: "object"; readonly properties: Readonly<Record<string, unknown>>; readonly required: readonly string[] };
  call(args: Readonly<Record<string, unknown>>): Promise<ToolResult>;
}

export interface ToolResult {
  readonly content: readonly { readonly type: "text"; readonly text: string }[];
  /** the answer as data, where there is one */
  readonly structuredContent?: unknown;
  readonly isError: boolean;
}

export interface Server {
  readonly name: string;
  readonly version: string;
  readonly instructions: string;
  readonly tools: readonly Tool[];
}

/** Arguments that a tool cannot take: an answer to the caller, not a failure of the tool. */
export class InvalidArguments extends Error {}

const versions = ["2025-06-18", "2025-03-26", "2024-11-05"] as const;

const codes = { parse: -32700, request: -32600, method: -32601, params: -32602, internal: -32603 } as const;

type Json = Readonly<Record<string, unknown>>;

/** Answers each line until the input ends; one after the other, so that answers come in the order of the questions. */
export async function serve(server: Server, input: AsyncIterable<Uint8Array | string>, write: (line: string) => void): Promise<void> {
  for await (const line of lines(input)) {
    const answer = line === null ? failure(null, codes.request, "This message is longer than 4 MB.") : await answerLine(line, server);
    if (answer !== null) write(`${JSON.stringify(answer)}\n`);
  }
}

async function answerLine(line: string, server: Server): Promise<unknown> {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return failure(null, codes.parse, "This line is not JSON.");
  }
  if (!Array.isArray(message)) return answerOne(message, server);
  if (message.length === 0) return failure(null, codes.request, "An empty batch asks for nothing.");
  const answers: unknown[] = [];
  for (const one of message) {
    const answer = await answerOne(one, server);
    if (answer !== null) answers.push(answer);
  }
  return answers.length === 0 ? null : answers;
}

/** Null for what wants no answer: notifications, and answers to questions that we never ask. */
async function answerOne(message: unknown, server: Server): Promise<unknown> {
  if (!isRecord(message) || message.jsonrpc !== "2.0") return failure(null, codes.request, 'A request is an object with "jsonrpc": "2.0".');
  const { id, method, params = {} } = message;
  if (typeof method !== "string") return "result" in message || "error" in message ? null : failure(idOf(id), codes.request, "The method is missing.");
  if (id === undefined) return null;
  if (typeof id !== "string" && typeof id !== "number") return failure(null, codes.request, "An id is a text or a number.");
  if (!isRecord(params)) return failure(id, codes.params, "Parameters are an object.");
  try {
    return await resultOf(id, method, params, server);
  } catch (error) {
    if (error instanceof InvalidArguments) return failure(id, codes.params, error.message);
    return failure(id, codes.internal, `This should not have happened: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function resultOf(id: string | number, method: string, params: Json, server: Server): Promise<unknown> {
  const { name, version, instructions, tools } = server;
  switch (method) {
    case "initialize": {
      const asked = versions.find((one) => one === params.protocolVersion);
      return success(id, {
        protocolVersion: asked ?? versions[0],
        capabilities: { tools: { listChanged: false } },
        serverInfo: { name, version },
        instructions,
      });
    }
    case "ping":
      return success(id, {});
    case "tools/list":
      return success(id, {
        tools: tools.map(({ name: tool, description, inputSchema }) => ({
          name: tool,
          description,
          inputSchema,
          annotations: { readOnlyHint: true, openWorldHint: false },
        })),
      });
    case "tools/call": {
      const tool = tools.find((one) => one.name === params.name);
      if (tool === undefined) return failure(id, codes.params, `There is no such tool. There are: ${tools.map((one) => one.name).join(", ")}.`);
      const args = params.arguments ?? {};
      if (!isRecord(args)) return failure(id, codes.params, "The arguments of a tool are an object.");
      return success(id, await tool.call(args));
    }
    default:
      return failure(id, codes.method, "There is no such method here.");
  }
}

const success = (id: string | number, result: unknown) => ({ jsonrpc: "2.0", id, result });
const failure = (id: string | number | null, code: number, message: string) => ({ jsonrpc: "2.0", id, error: { code, message } });
const idOf = (id: unknown): string | number | null => (typeof id === "string" || typeof id === "number" ? id : null);

const longest = 4 * 1024 * 1024;

/** Lines of a stream of UTF-8; null for one that is too long to be kept. */
async function* lines(input: AsyncIterable<Uint8Array | string>): AsyncIterable<string | null> {
  const decoder = new TextDecoder();
  let rest = "";
  let skipping = false;
  for await (const chunk of input) {
    const parts = (typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true })).split("\n");
    for (const [index, part] of parts.entries()) {
      if (!skipping) rest += part;
      if (rest.length > longest) {
        yield null;
        skipping = true;
        rest = "";
      }
      if (index === parts.length - 1) continue;
      if (!skipping && rest.trim() !== "") yield rest;
      skipping = false;
      rest = "";
    }
  }
  if (!skipping && rest.trim() !== "") yield rest;
}
