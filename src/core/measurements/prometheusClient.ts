import { z } from "zod";
import type { Problem } from "../problem";
import type { Translate } from "../text";

/** What the core asks a shell to send. `signal` is the shell's own (an AbortSignal): the core only passes it on. */
export interface HttpRequest<Signal> {
  readonly url: string;
  readonly method: "POST";
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: Signal;
}

export interface HttpResponse {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
  /** the address that answered */
  readonly url: string;
  /** the headers Location and Retry-After, where there are any */
  readonly location?: string | undefined;
  readonly retryAfter?: string | undefined;
}

/**
 * Injected by a shell: must follow no redirect (the core decides), must bound time and size, and rejects with a
 * `TimeoutError`, an `AbortError`, a `TooLargeError`, or whatever the network gave.
 */
export type Http<Signal> = (request: HttpRequest<Signal>) => Promise<HttpResponse>;

/** One element of an instant vector. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  /** may be NaN or infinite: Prometheus divides by zero that way */
  readonly value: number;
  /** Unix seconds */
  readonly time: number;
}

export type Answer = { readonly samples: readonly Sample[]; readonly warnings: readonly string[] } | { readonly problem: Problem };

export interface PrometheusServer<Signal> {
  /** base address, checked by `baseAddress` */
  readonly base: string;
  readonly http: Http<Signal>;
  readonly signal: Signal;
  readonly headers: Readonly<Record<string, string>>;
  readonly t: Translate;
}

const maximumRedirects = 3;
const maximumCharacters = 50_000_000;

/**
 * Runs one instant query. POST with form encoding, because proxies cut long addresses. Never rejects.
 * A redirect is followed on the same origin only, so that credentials never leave the server that the user named.
 */
export async function ask<Signal>(server: PrometheusServer<Signal>, query: string, time?: number): Promise<Answer> {
  const { base, http, signal, t } = server;
  const body = `query=${encodeURIComponent(query)}${time === undefined ? "" : `&time=${time}`}`;
  const headers = { ...server.headers, accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  let url = `${base}/api/v1/query`;
  for (let redirects = 0; ; redirects += 1) {
    let response: HttpResponse;
    try {
      response = await http({ url, method: "POST", body, headers, signal });
    } catch (error) {
      return { problem: networkProblem(base, error, t) };
    }
    if (origin(response.url) !== origin(base)) return { problem: redirectProblem(base, response.url, t) };
    if (response.status < 300 || response.status >= 400) return answer(base, response, t);
    const next = resolve(url, response.location ?? "");
    if (next === null || origin(next) !== origin(base)) return { problem: redirectProblem(base, response.location ?? "", t) };
    if (redirects === maximumRedirects) return { problem: circleProblem(base, t) };
    url = next;
  }
}

/** `https://host/prom/api/v1/` -> `https://host/prom`; null for what is no http address, or has a password in it. */
export function baseAddress(url: string): string | null {
  const trimmed = url
    .trim()
    .replace(/[?#].*$/, "")
    .replace(/(\/api\/v1(\/query)?|\/graph)?\/*$/, "");
  return origin(trimmed) === null || /^https?:\/\/[^/]*@/i.test(trimmed) ? null : trimmed;
}

/** `https://Host:443/x` -> `https://host`; null without scheme or host */
function origin(url: string): string | null {
  const [, scheme, host] = /^(https?):\/\/([^/?#\s]+)/i.exec(url) ?? [];
  if (scheme === undefined || host === undefined) return null;
  const name = host.toLowerCase();
  return `${scheme.toLowerCase()}://${name.replace(scheme.toLowerCase() === "https" ? /:443$/ : /:80$/, "")}`;
}

function resolve(from: string, location: string): string | null {
  if (/^https?:\/\//i.test(location)) return location;
  if (location.startsWith("//")) return `${from.slice(0, from.indexOf("//"))}${location}`;
  if (location === "") return null;
  return location.startsWith("/") ? `${origin(from)}${location}` : `${from.slice(0, from.lastIndexOf("/") + 1)}${location}`;
}

const Vector = z.object({
  status: z.literal("success"),
  data: z.object({
    resultType: z.literal("vector"),
    // A native histogram has `histogram` in place of `value`; none of our queries asks for one.
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
  }),
  warnings: z.array(z.string()).optional(),
});
const Failure = z.object({ status: z.literal("error"), error: z.string() });

function answer(base: string, response: HttpResponse, t: Translate): Answer {
  const { status, text } = response;
  const problem = (code: string, message: string): Answer => ({ problem: { code, severity: "error", message } });
  const json = text.length <= maximumCharacters ? jsonOf(response) : undefined;
  const failure = Failure.safeParse(json);
  const said = failure.success ? oneLine(failure.data.error) : null;

  if (status === 401 || status === 403)
    return problem(
      "prometheus-auth",
      t(
        "{0} wants a sign-in ({1}). The editor asks for a token when it reads the measurements; the command line sends none: let it ask an address without sign-in.",
        base,
        status,
      ),
    );
  if (status === 429) {
    const wait = response.retryAfter === undefined ? "" : ` (Retry-After: ${oneLine(response.retryAfter)})`;
    return problem("prometheus-too-many", t("{0} refuses more requests for now{1}. Wait, then read the measurements again.", base, wait));
  }
  if (said !== null)
    return problem("prometheus-refused", t("{0} refuses the query ({1}): {2}. Check profile, job and window of this source.", base, status, said));
  if (status >= 500)
    return problem("prometheus-server-error", t("{0} fails with HTTP {1}. Read the measurements again later, or look into the server's log.", base, status));
  if (status === 404)
    return problem("prometheus-not-found", t("{0} has no Prometheus API (HTTP 404). Write the address that stands before /api/v1/query.", base));
  if (status !== 200) return problem("prometheus-server-error", t("{0} answers with HTTP {1}. Check the address of this source.", base, status));
  if (text.length > maximumCharacters) return { problem: tooLargeProblem(base, t) };
  if (json === undefined)
    return problem(
      "prometheus-not-json",
      response.contentType === null || response.contentType === ""
        ? t("{0} does not answer in JSON: a sign-in page, or no Prometheus. Check the address.", base)
        : t("{0} does not answer in JSON ({1}): a sign-in page, or no Prometheus. Check the address.", base, oneLine(response.contentType)),
    );
  const vector = Vector.safeParse(json);
  if (!vector.success) return problem("prometheus-unexpected", t("{0} answers in an unknown form. Check that the address is a Prometheus server's.", base));
  const samples = vector.data.data.result.map(({ metric, value: [time, value] }) => ({ labels: metric, value: number(value), time }));
  return { samples, warnings: (vector.data.warnings ?? []).map(oneLine) };
}

/** JSON is parsed only when the content type says so: a 401 is plain text, a proxy's sign-in page is HTML. */
function jsonOf({ contentType, text }: HttpResponse): unknown {
  if (!contentType?.toLowerCase().includes("json")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `"1.5"` -> 1.5, `"+Inf"` -> Infinity, `"NaN"` and anything else -> NaN */
function number(text: string): number {
  if (/^[+-]?Inf$/.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return text.trim() === "" ? Number.NaN : Number(text);
}

function redirectProblem(base: string, location: string, t: Translate): Problem {
  const where = oneLine(location.replace(/\?.*$/, "")) || "?";
  const message = t(
    "{0} sends us on to {1}, which was not followed: credentials stay with the server that you named. If that address is right, name it in this source.",
    base,
    where,
  );
  return { code: "prometheus-redirect", severity: "error", message };
}

function circleProblem(base: string, t: Translate): Problem {
  const message = t("{0} sends us from one address to the next and never answers. Check the address of this source, or the proxy before it.", base);
  return { code: "prometheus-redirect", severity: "error", message };
}

function tooLargeProblem(base: string, t: Translate): Problem {
  const message = t("{0} answers with more than {1} million characters. Narrow the source to one job.", base, maximumCharacters / 1e6);
  return { code: "prometheus-too-large", severity: "error", message };
}

function networkProblem(base: string, error: unknown, t: Translate): Problem {
  const name = error instanceof Error ? error.name : "";
  if (name === "AbortError") return { code: "prometheus-cancelled", severity: "information", message: t("Reading {0} was cancelled.", base) };
  if (name === "TimeoutError") {
    const message = t("{0} does not answer in time. Read again later, or narrow the source to one job.", base);
    return { code: "prometheus-timeout", severity: "error", message };
  }
  if (name === "TooLargeError") return tooLargeProblem(base, t);
  const message = t("{0} cannot be reached ({1}). Check the address and the network, then read again.", base, networkWords(error, t));
  return { code: "prometheus-unreachable", severity: "error", message };
}

/** What went wrong in words, with the code that those who look it up need. */
function networkWords(error: unknown, t: Translate): string {
  const cause = error instanceof Error && typeof error.cause === "object" && error.cause !== null ? error.cause : error;
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return wordsWithoutCode(cause instanceof Error ? cause.message : String(cause), t);
  const code = oneLine(String(cause.code));
  const words: Readonly<Record<string, string>> = {
    ECONNREFUSED: t("nobody answers there"),
    ENOTFOUND: t("no machine has this name"),
    EAI_AGAIN: t("no machine has this name"),
    ECONNRESET: t("the connection broke off"),
    UND_ERR_SOCKET: t("the connection broke off"),
    EHOSTUNREACH: t("the machine is unreachable"),
    ENETUNREACH: t("the network is unreachable"),
    ERR_INVALID_URL: t("this is not a valid address"),
    DEPTH_ZERO_SELF_SIGNED_CERT: t("its certificate is not trusted here"),
    SELF_SIGNED_CERT_IN_CHAIN: t("its certificate is not trusted here"),
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: t("its certificate is not trusted here"),
    CERT_HAS_EXPIRED: t("its certificate has expired"),
  };
  return words[code] === undefined ? code : `${words[code]}, ${code}`;
}

/** What only the program's own English tells is quoted, so that readers of another language see whose words these are. */
function wordsWithoutCode(message: string, t: Translate): string {
  // The fetch standard refuses the ports of other protocols (6000: X11) in these words, without a code.
  if (message === "bad port") return t("its port is reserved for another protocol");
  return t("the request failed: “{0}”", oneLine(message));
}

/** What a server says goes into our sentences short, and on one line. */
function oneLine(text: string): string {
  const line = [...text]
    .map((character) => (character < " " || character === "\u007f" ? " " : character))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
