import type { Assumption } from "../../analysis/estimate";
import type { Gpu } from "../../factors/gpus";
import type { EndpointMeasurement } from "../../measurements/observation";
import type { Problem } from "../../problem";
import { joined, type Translate } from "../../text";
import { type HostKind, hoursPerMonth } from "../model/model";

/** A measured time ten times off what the model gives or, where no model gives one, beyond what a request takes at all. */
export function timeDoubts(endpoint: string, seconds: number, modelled: number, t: Translate): Problem[] {
  if (modelled > 0 && apart(seconds, modelled))
    return doubt(
      "measurement-time-differs",
      t(
        "{0}: measured at {1} s a request, {2} times what the model gives ({3} s). The measurement counts; check its unit, its machine and the sizes in the scenario.",
        endpoint,
        short(seconds),
        short(seconds / modelled),
        short(modelled),
      ),
    );
  if (modelled <= 0 && (seconds > longest || seconds < shortest))
    return doubt(
      "measurement-time-implausible",
      t("{0}: measured at {1} s a request, and no model gives a time to compare it with. The measurement counts; check its unit.", endpoint, short(seconds)),
    );
  return [];
}

/** So few requests that their mean is less certain than one of another machine would be, x/1.5 (carbon-method.md 11.2): fewer than 17. */
export function fewDoubts(endpoint: string, requests: number, spread: number, t: Translate): Problem[] {
  if (spread <= 1.5) return [];
  const message = t(
    "{0}: requests measured: {1}. One request takes more or less than another, so the mean time is known to a factor of {2} only; measure more of them.",
    endpoint,
    Math.round(requests),
    short(spread),
  );
  return [{ code: "measurement-few-requests", severity: "information", message, path: "measurements" }];
}

/** Ten times as many requests as the scenario says, or a tenth: a month is extrapolated from what was covered, which may be minutes. */
export function volumeDoubts(endpoint: string, { requests, coveredSeconds }: EndpointMeasurement, asked: number, t: Translate): Problem[] {
  const observed = coveredSeconds > 0 ? (requests * hoursPerMonth * 3600) / coveredSeconds : 0;
  if (asked <= 0 || observed <= 0 || !apart(observed, asked)) return [];
  // Seen where it is mended: at the volume.
  return doubt(
    "measurement-volume-differs",
    t(
      "{0}: requests measured: {1} in {2} {3}, extrapolated to {4} a month; the scenario says {5}. The scenario counts; correct volume: or requests:, or measure for longer.",
      endpoint,
      Math.round(requests),
      ...spanOf(coveredSeconds),
      short(observed),
      short(asked),
    ),
    "volume.files",
  );
}

/**
 * A month's requests of a service without a written volume, extrapolated from less than a week: days of the week differ, and what is not seen has
 * no range. From less than a day, in which the hours differ too, it is doubted.
 */
export function extrapolatedVolume(
  service: string,
  { requests, coveredSeconds }: EndpointMeasurement,
  monthly: number,
  t: Translate,
): { readonly assumptions: readonly Assumption[]; readonly problems: readonly Problem[] } {
  if (coveredSeconds >= 7 * day) return { assumptions: [], problems: [] };
  const span = spanOf(coveredSeconds);
  // A server of metrics gives fractions of a request: what it counted, spread over the window.
  const seen = Math.round(requests);
  const rounded = short(monthly);
  const reason = t("no volume is written: extrapolated from {0} {0|request|requests} in {1} {2}", seen, ...span);
  const assumptions: Assumption[] = [
    { path: `services.${service}.volume.files`, value: String(rounded), unit: t("requests a month"), basis: "assumed", reason },
  ];
  if (coveredSeconds >= day) return { assumptions, problems: [] };
  const message = t(
    "{0}: no volume is written, so {1} requests a month are extrapolated from {2} in {3} {4}, as if every hour were like these, and without a range. Write volume: files:, or measure for a week.",
    service,
    rounded,
    seen,
    ...span,
  );
  return { assumptions, problems: doubt("measurement-volume-extrapolated", message, `services.${service}`) };
}

/** More power (W) than the machine has. */
export function powerDoubts(endpoint: string, watts: number, most: number, shared: boolean, t: Translate): Problem[] {
  if (watts <= implausible * most) return [];
  return doubt(
    "measurement-power-implausible",
    t(
      "{0}: the measured energy is {1} W while it works, and its machine draws at most {2} W. {3}",
      endpoint,
      short(watts),
      short(most),
      shared
        ? t("It includes waiting, so the machine's own power counts instead; measure under load to use it.")
        : t("It counts all the same: check its unit (J, not kWh) and which machine was measured."),
    ),
  );
}

/** Less power (W) at work than the machine draws idle: the meter saw a part of it, or the machine's idle power is too high. */
export function idleDoubts(endpoint: string, watts: number, idle: number, kind: HostKind, t: Translate): Problem[] {
  if (kind === "serverless" || watts >= idle) return [];
  return doubt(
    "measurement-power-below-idle",
    t(
      "{0}: the measured energy is {1} W while it works, less than the {2} W that its machine draws idle: the idle power counts. Write idle: for the machine if it draws less, or measure all of it.",
      endpoint,
      short(watts),
      short(idle),
    ),
  );
}

/**
 * Why the energy of cards does not count: machines that have fewer, or none (which of them worked for the endpoint nobody knows), and a power
 * (`watts`, without what they draw idle where the meter told that apart) beyond what such cards can draw: a column or a unit that is not what it is taken for.
 */
export function cardDoubts(
  endpoint: string,
  watts: number,
  { cards, energyShared }: Pick<EndpointMeasurement, "cards" | "energyShared">,
  { owned, unplaced, gpu }: { readonly owned: number; readonly unplaced: readonly string[]; readonly gpu: Pick<Gpu, "idleBare" | "tdp"> | null },
  t: Translate,
): Problem[] {
  if (cards === undefined) return [];
  if (owned === 0) {
    return doubt(
      "measurement-cards-without-card",
      t("{0}: the energy of a graphics card was measured, and its machine in the scenario has none: it does not count. Correct host: or sku:.", endpoint),
    );
  }
  if (cards.count > owned) {
    return doubt(
      "measurement-more-cards",
      t(
        "{0}: the energy of {1} graphics cards was measured, and its machines in the scenario have {2}: it does not count, because nothing says which of them worked for it. Measure its own cards only ({3}, {4}), or correct gpus: or sku:.",
        endpoint,
        cards.count,
        owned,
        "ZeusMonitor(gpu_indices=[0])",
        "nvidia-smi -i 0",
      ),
    );
  }
  if (unplaced.length > 1) {
    return doubt(
      "measurement-cards-of-which-machine",
      t(
        "{0}: a log tells of {1} graphics {1|card|cards}, and endpoints on {2} were timed beside it: nothing says on which of these machines it was written, so its energy does not count. Name the log and the times of one machine alone under measurements, or give each endpoint a meter of its own.",
        endpoint,
        cards.count,
        joined(unplaced, t),
      ),
    );
  }
  const drawn = watts + cards.idleWatts;
  const [least, most] = [(gpu?.idleBare.low ?? 0) * cards.count, (gpu?.tdp.high ?? Number.POSITIVE_INFINITY) * cards.count];
  if (drawn < least) {
    return doubt(
      "measurement-cards-below-idle",
      t(
        "{0}: the graphics cards were measured at {1} W while they work, and draw at least {2} W with nothing to do: that energy does not count. Check its unit (J).",
        endpoint,
        short(drawn),
        short(least),
      ),
    );
  }
  // A card that works for others too is theirs as well.
  if (drawn <= overBoardPower * most) return [];
  return doubt(
    "measurement-cards-above-limit",
    t(
      "{0}: the graphics cards were measured at {1} W while they work, and cannot draw more than {2} W: that energy does not count. {3}",
      endpoint,
      short(drawn),
      short(most),
      energyShared === true
        ? t("Check the columns of the log and their units, and that nothing but these endpoints uses the cards.")
        : t("Check the columns of the file and their units (J)."),
    ),
  );
}

function doubt(code: string, message: string, path = "measurements"): Problem[] {
  return [{ code, severity: "warning", message, path }];
}

/** The driver holds a card to its board power on average; what readings differ by. */
const overBoardPower = 1.1;
/** A measured power beyond that many times the machine's own is doubted. */
const implausible = 1.5;
/** s a request: an hour is a batch, a tenth of a millisecond no model */
const longest = 3600;
const shortest = 1e-4;

/** s */
const day = 24 * 3600;

/** 13 s, 7.5 min, 26 h */
function spanOf(seconds: number): readonly [number, string] {
  const [value, unit] = seconds < 120 ? [seconds, "s"] : seconds < 2 * 3600 ? [seconds / 60, "min"] : [seconds / 3600, "h"];
  return [short(value), unit as string];
}

/** Ten times more or less is no spread but another thing. */
function apart(a: number, b: number): boolean {
  return a > 10 * b || b > 10 * a;
}

/** A number, so that it is written in the reader's language. */
function short(value: number): number {
  return Number(value.toPrecision(2));
}
