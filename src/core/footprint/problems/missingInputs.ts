import type { Assumption, Estimate } from "../../analysis/estimate";
import type { Problem } from "../../problem";
import type { Reader } from "../../report/words/figures";
import { assumedWords, unitWord } from "../../report/words/unitWords";
import type { Scenario } from "../../scenario/scenario";
import { joined, type Translate } from "../../text";
import { runsAnyway } from "../model/model";
import type { System } from "../system";

/** An input that is only assumed is named where it alone moves an endpoint's month by more than this share. */
const matters = 0.1;

/** What nobody wrote and the figures hang on: the volume, the region, exchange rates, and assumed inputs that move an endpoint's month. */
export function missingInputs(system: System, scenario: Scenario, { endpoints, total }: Estimate, reader: Reader): Problem[] {
  const { t } = reader;
  return [...volumes(system, scenario, t), ...regions(system, scenario, t), ...exchanges(system, total, t), ...assumed(endpoints, system.assumptions, reader)];
}

/** Of rows into which no file can come (a translation into its own language, a medium without a share) nobody asks how many come. */
function volumes({ model, rows }: System, scenario: Scenario, t: Translate): Problem[] {
  const without = model.rows.flatMap((row, r) => {
    const info = rows[r];
    return row.profile === null && info?.unknown === null && row.parts.some(({ share }) => share.coefficient > 0) ? [{ ...info, language: row.language }] : [];
  });
  // Where the files of all languages are known, the share of this one is what is missing.
  const counted = ({ settings }: (typeof without)[number]): boolean => settings.volume?.files !== undefined || scenario.volume?.files !== undefined;
  const shares = [...new Set(without.filter(counted).flatMap(({ language }) => language ?? []))];
  const services = [...new Set(without.filter((row) => !counted(row)).map(({ service }) => service))];
  return [
    ...services.slice(0, 1).map(
      (first): Problem => ({
        code: "missing-volume",
        severity: "information",
        path: `services.${first}`,
        message: t("The volume of {0} is not known, so its month is not either: write for example volume: { files: 500/month }.", joined(services, t)),
      }),
    ),
    ...shares.slice(0, 1).map(
      (first): Problem => ({
        code: "missing-share",
        severity: "information",
        path: scenario.languages?.[first] === undefined ? "services" : `languages.${first}`,
        message: t(
          "How many of the files are in {0} is not known, so their month is not either: write for example {1}, of which all languages together have 100 %, or {2}.",
          shares.join(", "),
          "share: 20 %",
          "files: 100/month",
        ),
      }),
    ),
  ];
}

/** List prices are in dollars, so a currency alone joins nothing. */
function exchanges({ currency }: System, { costs }: Estimate["total"], t: Translate): Problem[] {
  const apart = Object.entries(costs).flatMap(([code, amount]) => (code !== currency && amount !== 0 ? [code] : []));
  const [first] = apart;
  if (currency === null || first === undefined) return [];
  return [
    {
      code: "missing-exchange",
      severity: "information",
      path: "currency",
      message: t(
        "Costs in {0} are not joined to {1}, because no exchange rate is written: write exchange: { {2}: ... {1} }, with what one {2} is worth.",
        apart.join(", "),
        currency,
        first,
      ),
    },
  ];
}

function regions({ hosts, model }: System, scenario: Scenario, t: Translate): Problem[] {
  // A machine that runs for its work alone, and has none with a figure, emits the same anywhere.
  const emits = (h: number): boolean => {
    const host = model.hosts[h];
    return host !== undefined && (runsAnyway(host) || model.rows.some((row) => row.host === h));
  };
  const elsewhere = hosts.flatMap(({ name, region }, h) => {
    const written = scenario.hosts?.[name]?.region ?? scenario.region;
    const grid = scenario.hosts?.[name]?.grid?.intensity ?? scenario.grid?.intensity;
    return emits(h) && region === null && written === undefined && grid === undefined
      ? [
          {
            name: scenario.hosts?.[name] === undefined ? t("the machine that is not described yet") : name,
            key: name,
            value: model.inputs[model.hosts[h]?.intensity ?? -1]?.value,
          },
        ]
      : [];
  });
  const [first] = elsewhere;
  if (first?.value === undefined) return [];
  const { low, high } = first.value;
  return [
    {
      code: "missing-region",
      severity: "information",
      path: scenario.hosts?.[first.key] === undefined ? "hosts" : `hosts.${first.key}`,
      message: t(
        "The region of {0} is not known, so the grid of any Azure region may be behind it, from {1} to {2} gCO2e/kWh: write for example region: francecentral.",
        joined(
          elsewhere.map(({ name }) => name),
          t,
        ),
        Math.round(low),
        Math.round(high),
      ),
    },
  ];
}

function assumed(endpoints: Estimate["endpoints"], assumptions: readonly Assumption[], reader: Reader): Problem[] {
  const { t } = reader;
  const stated = new Map(assumptions.map((one) => [one.path, one]));
  const found = endpoints.flatMap(({ id, drivers, perMonth }) =>
    drivers.flatMap(({ input, swing }) => {
      const assumption = stated.get(input);
      const month = perMonth.kgCO2e?.central ?? 0;
      return assumption && month > 0 && swing > matters * month ? [{ id, assumption, share: swing / month }] : [];
    }),
  );
  return [...new Map(found.map((one) => [one.assumption.path, one])).values()].map(({ id, assumption, share }) => ({
    code: "missing-input",
    severity: "information",
    path: assumption.path,
    message: t(
      "{0} is assumed: {1}. It moves the month of {2} by {3} %: write it, measured if you can.",
      assumption.path,
      [assumedWords(assumption.value, reader), unitWord(assumption.unit, t)].filter((part) => part !== "").join(" "),
      id,
      Math.round(100 * share),
    ),
  }));
}
