import type { Http } from "../../src/core/measurements/prometheusClient";

/** The core's `Http` on Node's fetch, as a shell has it: no redirect is followed, time is bounded by the signal. */
export const fetchHttp: Http<AbortSignal> = async ({ url, method, body, headers, signal }) => {
  const response = await fetch(url, { method, body, headers: { ...headers }, signal, redirect: "manual" });
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    text: await response.text(),
    url: response.url === "" ? url : response.url,
    location: response.headers.get("location") ?? undefined,
    retryAfter: response.headers.get("retry-after") ?? undefined,
  };
};
