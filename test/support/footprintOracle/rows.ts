import type { Money, Quantity } from "../../../src/core/quantity/quantity";
import type { HostSettings, Scenario, ServiceSettings } from "../../../src/core/scenario/scenario";
import { describedTable, gridOf, type Medium, secondsOf, sizeTable, type Table, weightsOf } from "./tables";

// What enters each row month by month, and what its machine draws: the first half of the oracle.

export interface Row {
  readonly id: string;
  readonly service: string;
  readonly settings: ServiceSettings;
  readonly host: string;
  readonly level: number;
  readonly files: number[];
  readonly requests: number[];
  /** h; 0 where it is not known */
  readonly busy: number[];
  /** nobody knows its files, or how long they take: then none of its figures is known */
  readonly open: boolean;
  readonly volumeKnown: boolean;
}

export interface Machine {
  readonly settings: HostSettings;
  readonly kgPerKWh: number;
  readonly pue: number;
  readonly idleKW: number;
  readonly busyKW: number;
  readonly embodiedKg: number;
  readonly price: Money | null;
  readonly hardware: Table["hardware"];
}

export function machineOf(name: string, settings: HostSettings, scenario: Scenario): Machine {
  const grid = gridOf(settings.region ?? scenario.region);
  const members = Object.values(scenario.services ?? {}).filter(
    (service) => service.host === name || (service.host === undefined && Object.keys(scenario.hosts ?? {}).length === 1),
  );
  const table = settings.hardware ? describedTable(settings.hardware) : sizeTable(settings.sku, heldBy(members));
  return {
    settings,
    kgPerKWh: (settings.grid?.intensity?.central ?? scenario.grid?.intensity?.central ?? grid.intensity) / 1000,
    pue: settings.pue?.central ?? scenario.pue?.central ?? grid.pue,
    idleKW: (settings.idle?.central ?? table.idle) / 1000,
    busyKW: (settings.busy?.central ?? table.busy) / 1000,
    embodiedKg: (settings.embodied?.central ?? table.embodied) / 1000,
    price: settings.price ?? table.price,
    hardware: table.hardware,
  };
}

export function rowsOf(
  name: string,
  settings: ServiceSettings,
  scenario: Scenario,
  machines: ReadonlyMap<string, Machine>,
  from: string,
  months: number,
): Row[] {
  const languages = [...new Set([...Object.keys(scenario.languages ?? {}), ...Object.keys(settings.languages ?? {})])];
  const host = settings.host ?? (Object.keys(scenario.hosts ?? {})[0] as string);
  const { hardware } = machines.get(host) as Machine;
  return (languages.length > 0 ? languages : [null]).map((language) => {
    const common = language === null ? {} : (scenario.languages?.[language] ?? {});
    const mine = language === null ? {} : (settings.languages?.[language] ?? {});
    const spoken = { ...common, ...mine };
    const volume = { ...scenario.volume, ...settings.volume };
    const growth = spoken.growth?.central ?? volume.growth?.central ?? 0;
    const start = spoken.from === undefined ? 0 : monthsApart(from, spoken.from);
    const entering = (m: number): number => {
      if (m < start) return 0;
      const total = volume.files?.central ?? 0;
      if (!spoken.files) return grown(total, growth, volume, m) * (spoken.share?.central ?? 1);
      // With a ceiling on the total, a language's own number stays its part of the total.
      return volume.ceiling && volume.files && total > 0
        ? (grown(total, growth, volume, m) * spoken.files.central) / total
        : grown(spoken.files.central, growth, volume, m);
    };
    const applied = mine.files !== undefined || (spoken.files === undefined && settings.volume?.files !== undefined);
    const parts = mediaParts(settings, spoken.media ?? scenario.media, applied);
    const targets = targetsOf(settings, language);
    const lone = languages.length <= 1;
    const volumeKnown = spoken.files !== undefined || ((spoken.share !== undefined || lone) && volume.files !== undefined);
    // No model knows how long reading an image takes.
    const timeless = settings.task === "ocr";
    const perFile = parts.map(({ medium, share }) => ({
      share: targets.length === 0 || !volumeKnown ? 0 : share,
      hours: timeless ? 0 : targets.reduce((sum, target) => sum + secondsOf(settings, hardware, medium, language, target), 0) / 3600,
    }));
    const share = perFile.reduce((sum, part) => sum + part.share, 0);
    const requests = settings.requests?.central ?? 1;
    const busy =
      perFile.reduce((sum, part) => sum + part.share * part.hours, 0) * requests * (settings.calls?.central ?? 1) * (1 + (settings.retries?.central ?? 0));
    const months_ = Array.from({ length: months }, (_, m) => entering(m));
    const id = language === null ? name : `${name}/${language}`;
    return {
      id,
      service: name,
      settings,
      host,
      level: scenario.decisions?.[id]?.level ?? 1,
      files: months_.map((files) => files * share),
      requests: months_.map((files) => files * share * requests),
      busy: months_.map((files) => files * busy),
      open: timeless || !volumeKnown,
      volumeKnown,
    };
  });
}

/** GB of each model that a machine holds; services that run one model in the same way share its weights. */
function heldBy(members: readonly ServiceSettings[]): number[] {
  return [...new Map(members.map((one) => [`${one.model?.name} ${one.engine} ${weightsOf(one)}`, weightsOf(one)])).values()];
}

/** exponential: min(K, v (1 + g)^m); logistic: K / (1 + ((K - v) / v) e^(-r m)), r = ln(1 + g) */
function grown(first: number, growth: number, volume: { readonly ceiling?: Quantity | undefined; readonly shape?: string | undefined }, m: number): number {
  const K = volume.ceiling?.central;
  if (volume.shape === "logistic" && K !== undefined) return K / (1 + ((K - first) / first) * Math.exp(-Math.log(1 + growth) * m));
  return Math.min(K ?? Number.POSITIVE_INFINITY, first * (1 + growth) ** m);
}

function mediaParts(settings: ServiceSettings, shares: Partial<Record<Medium, Quantity>> | undefined, applied: boolean): { medium: Medium; share: number }[] {
  const taken =
    settings.input?.media ??
    (settings.task === "transcription" || /whisper/.test(settings.model?.name ?? "") ? (["audio", "video"] as const) : (["text"] as const));
  if (!shares) return taken.map((medium) => ({ medium, share: 1 / taken.length }));
  const parts = taken.map((medium) => ({ medium, share: shares[medium]?.central ?? 0 }));
  const sum = parts.reduce((all, { share }) => all + share, 0);
  if (!applied) return parts;
  return parts.map(({ medium, share }) => ({ medium, share: sum > 0 ? share / sum : 1 / parts.length }));
}

function targetsOf(settings: ServiceSettings, language: string | null): (string | null)[] {
  const translates = settings.task === "translation" || /nllb|opus/.test(settings.model?.name ?? "");
  if (!translates || !settings.to) return [null];
  return settings.to.filter((target) => target !== language);
}

function monthsApart(from: string, to: string): number {
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return number(to) - number(from);
}

/** A row that nobody decided has no more input than what it needs gives it, however long the chain. */
export function withNeeds(rows: readonly Row[], scenario: Scenario): Row[] {
  let capped = [...rows];
  for (const _ of rows) {
    capped = capped.map((row) => {
      const needed = capped.find(({ id }) => id === row.id.replace(row.service, row.settings.needs ?? "nothing"));
      return scenario.decisions?.[row.id] || needed === undefined ? row : { ...row, level: Math.min(row.level, needed.level) };
    });
  }
  return capped;
}
