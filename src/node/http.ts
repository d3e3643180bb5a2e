import type { HttpRequest, HttpResponse } from "../core/measurements/prometheusClient";

const patience = 30_000;
const mostBytes = 64 * 1024 * 1024;

/** Sends what the core asks for: no redirect is followed here, and neither time nor size is without a bound. */
export async function fetchBounded(request: HttpRequest<AbortSignal>): Promise<HttpResponse> {
  const response = await fetch(request.url, {
    method: request.method,
    body: request.body,
    headers: request.headers,
    redirect: "manual",
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(patience)]),
  });
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    text: await boundedText(response),
    url: response.url || request.url,
    location: response.headers.get("location") ?? undefined,
    retryAfter: response.headers.get("retry-after") ?? undefined,
  };
}

async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw Object.assign(new Error("the answer is larger than 64 MB"), { name: "TooLargeError" });
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}
