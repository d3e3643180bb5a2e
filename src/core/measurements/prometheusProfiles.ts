/**
 * How an exporter names what it publishes: data, so that a new exporter is a new row.
 * Names and labels from the exporters' own output (reference/measurements.md 2.3 says which were recorded).
 */
export interface PrometheusProfile {
  readonly id: string;
  /** counter of requests */
  readonly requests: string;
  /** sum and count of the wall time of requests */
  readonly durationSum: string;
  readonly durationCount: string;
  /** seconds in one unit of `durationSum` */
  readonly durationUnit: number;
  readonly methodLabel: string;
  /** label that holds the route template */
  readonly routeLabel: string;
  /** label that holds the status, `404` or its class `4xx` */
  readonly statusLabel: string;
  /** CPU seconds by route, and of the whole process, where the exporter measures them */
  readonly cpu?: { readonly requests: string; readonly process: string };
}

const seconds = 1;
const milliseconds = 1e-3;

export const prometheusProfiles: readonly PrometheusProfile[] = [
  {
    id: "fastapi-instrumentator",
    requests: "http_requests_total",
    durationSum: "http_request_duration_seconds_sum",
    durationCount: "http_request_duration_seconds_count",
    durationUnit: seconds,
    methodLabel: "method",
    routeLabel: "handler",
    statusLabel: "status",
  },
  {
    id: "starlette-exporter",
    requests: "starlette_requests_total",
    durationSum: "starlette_request_duration_seconds_sum",
    durationCount: "starlette_request_duration_seconds_count",
    durationUnit: seconds,
    methodLabel: "method",
    routeLabel: "path",
    statusLabel: "status_code",
  },
  {
    // OpenTelemetry, stable semantic conventions: the histogram's count is the count of requests
    id: "opentelemetry",
    requests: "http_server_request_duration_seconds_count",
    durationSum: "http_server_request_duration_seconds_sum",
    durationCount: "http_server_request_duration_seconds_count",
    durationUnit: seconds,
    methodLabel: "http_request_method",
    routeLabel: "http_route",
    statusLabel: "http_response_status_code",
  },
  {
    // OpenTelemetry for Python before it, the default still in 2026: `http_target` holds the template
    id: "opentelemetry-old",
    requests: "http_server_duration_milliseconds_count",
    durationSum: "http_server_duration_milliseconds_sum",
    durationCount: "http_server_duration_milliseconds_count",
    durationUnit: milliseconds,
    methodLabel: "http_method",
    routeLabel: "http_target",
    statusLabel: "http_status_code",
  },
  {
    // our own probe, with `instrument(app, metrics_path="/metrics")`
    id: "carbon-matrix",
    requests: "carbon_matrix_http_requests_total",
    durationSum: "carbon_matrix_http_request_duration_seconds_total",
    durationCount: "carbon_matrix_http_requests_total",
    durationUnit: seconds,
    methodLabel: "method",
    routeLabel: "route",
    statusLabel: "status",
    cpu: { requests: "carbon_matrix_http_request_cpu_seconds_total", process: "carbon_matrix_process_cpu_seconds_total" },
  },
];

/** Ids compare without case, spaces and hyphens, as everywhere. */
export function prometheusProfile(id: string): PrometheusProfile | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, "");
  return prometheusProfiles.find((profile) => plain(profile.id) === plain(id));
}
