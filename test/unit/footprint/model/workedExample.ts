import { Inputs, shapeOf } from "../../../../src/core/footprint/model/inputs";
import type { HostModel, Model } from "../../../../src/core/footprint/model/model";

/** The worked example of DESIGN.md section 4 and carbon-method.md section 10, with its published inputs. */
export function workedExample(changes: Partial<Pick<HostModel, "kind" | "replicas">> & { files?: number; keepAlive?: number; months?: number } = {}): Model {
  const inputs = new Inputs();
  const add = (id: string, low: number, central: number, high: number, unit: string, triangular = false): number =>
    inputs.add({
      id,
      label: id,
      unit,
      value: { low, central, high },
      shape: triangular ? "triangular" : shapeOf({ low, central, high }),
      basis: "sourced",
      source: id,
      year: 2025,
      licence: null,
    });
  const files = add("volume", changes.files ?? 500, changes.files ?? 500, changes.files ?? 500, "count/month");
  const rtf = add("rtf", 0.04, 0.064, 0.2, "s/s");
  const onDemand = changes.kind === "scale-to-zero" || changes.kind === "serverless";
  return {
    inputs: inputs.list,
    months: Array.from({ length: changes.months ?? 1 }, (_, m) => `2027-${String(m + 1).padStart(2, "0")}`),
    hosts: [
      {
        name: "speech",
        kind: changes.kind ?? "provisioned",
        intensity: add("grid", 31, 46.1, 58, "g/kWh"),
        pue: add("pue", 1.12, 1.185, 1.35, "ratio", true),
        idle: add("idle", 11.9, 41.94, 50.48, "W"),
        busy: add("busy", 41.77, 84.62, 92.46, "W"),
        embodied: add("embodied", 2.217, 4.39, 8.829, "g/h"),
        fixedHours: { coefficient: onDemand ? 0 : 730, inputs: [] },
        replicas: changes.replicas ?? 1,
        keepSeconds: [{ coefficient: changes.keepAlive ?? 300, inputs: [] }],
        bursts: null,
      },
    ],
    rows: [
      {
        id: "transcription",
        service: "transcription",
        language: null,
        host: 0,
        profile: { files, growth: null, ceiling: null, shape: "exponential", start: 0 },
        parts: [
          {
            medium: null,
            share: { coefficient: 1, inputs: [] },
            requests: { coefficient: 1, inputs: [] },
            tries: [],
            seconds: [{ coefficient: 600, inputs: [rtf] }],
          },
        ],
        home: 0,
        busyPower: null,
      },
    ],
  };
}
