import type { Translate } from "../text";
import { carbonMatrixFile } from "./importers/carbonMatrixFile";
import { codecarbonCsv } from "./importers/codecarbonCsv";
import { codecarbonLog } from "./importers/codecarbonLog";
import { eco2ai } from "./importers/eco2ai";
import { logAnalytics } from "./importers/logAnalytics";
import { nvidiaSmi } from "./importers/nvidiaSmi";
import { zeus } from "./importers/zeus";
import type { FileImporter, Imported } from "./observation";
import { prometheusProfiles } from "./prometheusProfiles";

/** Every format that is read from a file: a new one is a file in `importers/` and a line here. */
export const fileImporters: readonly FileImporter[] = [carbonMatrixFile, codecarbonCsv, codecarbonLog, eco2ai, logAnalytics, zeus, nvidiaSmi];

const headCharacters = 2_000;
/** `# TYPE http_requests_total counter`, as an exporter for Prometheus begins; some leave the comments out: `up{job="api"} 1` */
const metricsPage = /^# (HELP|TYPE) [a-zA-Z_:]|^[a-zA-Z_:][\w:]*\{[a-zA-Z_]\w*="[^"\n]*"[^}\n]*\} [-+\d.eE]+(NaN|Inf)?\s*$/m;
/** `"GET /items/7 HTTP/1.1"`, as nginx, gunicorn and uvicorn write a request */
const accessLog = /"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/[^\n"]* HTTP\/\d/;

/**
 * Reads a measurement file with the importer that recognises it best. Never throws: an unknown format is a problem.
 * `name` is the path relative to the analysed folder, with `/`.
 */
export function importMeasurementFile(name: string, text: string, t: Translate): Imported {
  const head = text.slice(0, headCharacters);
  let best: FileImporter | null = null;
  let certainty = 0;
  for (const importer of fileImporters) {
    const found = importer.recognise(name, head);
    if (found > certainty) [best, certainty] = [importer, found];
  }
  // An access log stays one under whatever name it was saved.
  const isLog = accessLog.test(head) && !/^\s*[[{]/u.test(head);
  if (best !== null && !isLog) return best.parse(text, name, t);
  if (head.trim() === "" && text.length === head.length) {
    const message = t("This file is empty: nothing is measured by it. Let the tool write it again, or take it out of measurements.");
    return { observations: [], problems: [{ code: "measurement-empty", severity: "warning", file: name, message }] };
  }
  if (isLog) {
    const message = t(
      'This file is an access log, which is not read as it is. The documentation of measurements (docs/measurements.md, "From an access log") makes a measurement file of one that tells how long each request took.',
    );
    return { observations: [], problems: [{ code: "measurement-access-log", severity: "error", file: name, message }] };
  }
  if (metricsPage.test(head)) {
    const profile =
      prometheusProfiles.find(({ requests }) => new RegExp(`^${requests}[{ ]`, "m").test(text))?.id ?? prometheusProfiles.map(({ id }) => id).join(" | ");
    const message = t(
      'This file is a page of metrics as it stood at one moment: it tells no period. Let a Prometheus server read the page, and name that server: { prometheus: "https://...", profile: {0} }.',
      profile,
    );
    return { observations: [], problems: [{ code: "measurement-metrics-page", severity: "error", file: name, message }] };
  }
  const known = [...new Set(fileImporters.map((importer) => importer.id))].join(", ");
  const message = t("This file is in no known measurement format ({0}). Name another file under measurements, or write one with the probe.", known);
  return { observations: [], problems: [{ code: "measurement-format-unknown", severity: "error", file: name, message }] };
}
