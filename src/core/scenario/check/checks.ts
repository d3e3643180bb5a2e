import { isSeq } from "yaml";
import type { Problem } from "../../problem";
import type { Quantity } from "../../quantity/quantity";
import { declaredName, idKey, listed, nearest } from "../names";
import { problemAt, type Reporter, replaceFix } from "../report";
import type { HostSettings, Scenario } from "../scenario";
import type { Path } from "../source";
import type { Context, Names, Say } from "./checkContext";
import { checkCurrencies } from "./checkCurrencies";
import { checkLanguageIds } from "./checkLanguageIds";
import { checkService, needLoops, unknownService } from "./checkServices";
import { checkShares, checkVolume, mergedLanguages } from "./checkVolumes";

/**
 * What the fields cannot see alone: names that refer to each other, shares that add up, settings that need or exclude one
 * another, values that are possible and absurd. `names` are those of the text, including entries with mistakes;
 * `touched` tells where a mistake was reported already, so that no second one follows from it.
 */
export function checkScenario(scenario: Scenario, names: Names, touched: (path: Path) => boolean, reporter: Reporter): Problem[] {
  const problems: Problem[] = [];
  const { source, t } = reporter;
  const say: Say = (path, code, severity, message, options = {}) => {
    const range = options.atKey ? source.locateKey(path) : source.locate(path);
    const found = source.find(path);
    const node = options.atKey ? found?.key : found?.value;
    const fixes = options.replacement !== undefined && node ? [replaceFix(node, options.replacement, t("Replace by {0}", options.replacement), source)] : [];
    problems.push(problemAt(reporter, range, code, severity, message, fixes));
  };
  const context: Context = {
    scenario,
    names,
    loops: needLoops(scenario),
    touched,
    say,
    isList: (path) => isSeq(source.follow(source.find(path)?.value ?? null)),
    t,
  };
  checkShares(context);
  checkLanguageIds(context);
  checkCurrencies(context);
  checkVolume(scenario.volume, ["volume"], context);
  checkPue(scenario.pue, ["pue"], context);
  checkIntensity(scenario.grid?.intensity, ["grid", "intensity"], context);
  checkHorizon(context);
  for (const [name, host] of Object.entries(scenario.hosts ?? {})) checkHost(host, ["hosts", name], context);
  for (const [name, service] of Object.entries(scenario.services ?? {})) checkService(service, ["services", name], context);
  for (const key of Object.keys(scenario.decisions ?? {})) checkDecision(key, context);
  checkLists(context);
  return problems;
}

function checkPue(pue: Scenario["pue"], path: Path, { say, t }: Context): void {
  if (pue && pue.central > 3) say(path, "absurd-value", "warning", t("A PUE above 3 is rarer than a mistake: data centres lie between 1.1 and 2."));
}

/** Life-cycle averages of grids lie between 10 (hydropower) and 1,000 g/kWh (coal). */
function checkIntensity(intensity: Quantity | undefined, path: Path, { say, t }: Context): void {
  if (!intensity) return;
  if (intensity.central < 5) {
    say(
      path,
      "absurd-value",
      "warning",
      t(
        "{0} g/kWh is less than any grid over its life cycle. Contracts and certificates do not lower the score (SCI is location-based): write such a figure under grid.market, and it is shown as a second line.",
        intensity.central,
      ),
    );
  } else if (intensity.central > 1500) {
    say(path, "absurd-value", "warning", t("{0} g/kWh is more than any grid: coal alone gives about 1000. Is the unit right?", intensity.central));
  }
}

function checkHorizon({ scenario, say, t }: Context): void {
  const from = scenario.horizon?.from;
  if (from === undefined || (from >= "2015" && from < "2100")) return;
  say(["horizon", "from"], "absurd-value", "warning", t("{0} is far from the years that our factors describe: is the year right?", from));
}

function checkHost(host: HostSettings, path: Path, context: Context): void {
  const { say, t, touched } = context;
  const deployment = host.deployment ?? "dedicated";
  checkPue(host.pue, [...path, "pue"], context);
  checkIntensity(host.grid?.intensity, [...path, "grid", "intensity"], context);
  if (host.embodied && host.embodied.central > 1000) {
    say([...path, "embodied"], "absurd-value", "warning", t("{0} g/h is ten times the largest machines of clouds: is the unit right?", host.embodied.central));
  }
  if (idKey(String(path.at(-1))) === "external") {
    say(path, "reserved-name", "error", t("external is the name of a provider's machine: call this host otherwise."), { atKey: true });
  }
  if (host.sku !== undefined && host.hardware !== undefined) {
    say([...path, "hardware"], "sku-or-hardware", "error", t("A host has either sku or hardware: remove one of them."), { atKey: true });
  }
  if (host.hardware?.gpus && host.hardware.gpu === undefined) {
    say([...path, "hardware", "gpus"], "gpu-not-named", "error", t("Which card is it? Write gpu beside gpus, for example gpu: T4."), { atKey: true });
  }
  if (deployment === "scheduled" && !host.hours && !touched([...path, "hours"])) {
    say([...path, "deployment"], "missing-hours", "error", t("A scheduled host needs its hours: add hours, for example 50 h/week."));
  }
  if (deployment === "shared" && !host.share && !touched([...path, "share"])) {
    say([...path, "deployment"], "missing-share", "error", t("A shared host needs our share of it: add share, for example 20 %."));
  }
  if (host.share?.central === 0) {
    say([...path, "share"], "absurd-value", "warning", t("A share of 0 % is no machine at all: write which part of it is yours, for example 20 %."));
  }
  const owners = { hours: "scheduled", share: "shared", keepAlive: "scale-to-zero", coldStart: "scale-to-zero", bursts: "scale-to-zero" } as const;
  for (const [field, owner] of Object.entries(owners) as [keyof typeof owners, string][]) {
    if (host[field] === undefined || deployment === owner || touched([...path, "deployment"])) continue;
    say([...path, field], "unused-field", "warning", t("{0} has an effect on a {1} host only, and this one is {2}.", field, owner, deployment), {
      atKey: true,
    });
  }
  if (host.idle?.central === 0 && deployment !== "serverless") {
    say([...path, "idle"], "absurd-value", "warning", t("A machine that is on draws power: leave idle out, and the table of sizes is used."));
  }
  if (host.idle && host.busy && host.idle.central > host.busy.central) {
    say([...path, "idle"], "idle-above-busy", "error", t("The idle power is above the busy power: were they swapped?"));
  }
  for (const field of ["idle", "busy"] as const) {
    if (host[field] && host[field].central > 20_000) {
      say([...path, field], "absurd-value", "warning", t("More than 20 kW for one machine: is the unit right?"));
    }
  }
}

function checkDecision(key: string, { scenario, names, say, t }: Context): void {
  const path = ["decisions", key];
  const { service, language } = splitDecision(key, names.services);
  const known = declaredName(service, names.services);
  if (known === undefined) {
    const close = nearest(service, names.services);
    const replacement = close === undefined ? undefined : language === null ? close : `${close}/${language}`;
    say(path, "unknown-service", "error", unknownService(service, close, names, t), { atKey: true, replacement });
    return;
  }
  const settings = scenario.services?.[known];
  if (!settings) return;
  const languages = Object.keys(mergedLanguages(scenario, settings));
  if (language === null) {
    if (languages.length === 0) return;
    const level = 100 * (scenario.decisions?.[key]?.level ?? 0);
    const lines = listed(languages.map((id) => `${known}/${id}: { level: ${level} % }`));
    say(path, "decision-without-language", "error", t("{0} has languages, so a decision names one, on a line each: {1}.", known, lines), { atKey: true });
  } else if (languages.length === 0) {
    say(path, "unknown-language", "error", t("{0} has no languages, so its decision is named {0}.", known), { atKey: true, replacement: known });
  } else if (!declaredName(language, languages)) {
    const close = nearest(language, languages);
    say(
      path,
      "unknown-language",
      "error",
      close === undefined
        ? t("{0} has no language {1}: its languages are {2}.", known, language, languages.join(", "))
        : t("{0} has no language {1}: did you mean {2}?", known, language, close),
      { atKey: true, replacement: close === undefined ? undefined : `${known}/${close}` },
    );
  }
}

function checkLists({ scenario, touched, say, t }: Context): void {
  for (const [index, route] of (scenario.routes ?? []).entries()) {
    if (!/^.+:\d+$/u.test(route.at)) {
      say(["routes", index, "at"], "invalid-place", "error", t("{0} is not a place in the code: write file:line, for example app/main.py:12.", route.at));
    }
  }
  for (const [index, source] of (scenario.measurements ?? []).entries()) {
    if ((source.file === undefined) === (source.prometheus === undefined) && !touched(["measurements", index])) {
      say(["measurements", index], "one-source", "error", t("A measurement source is either a file or a Prometheus server: write one of file and prometheus."));
    }
    if (source.prometheus !== undefined && !/^https?:\/\/[^\s/]+/u.test(source.prometheus)) {
      say(
        ["measurements", index, "prometheus"],
        "invalid-address",
        "error",
        t("{0} is not a web address: write for example https://prometheus.example.org.", source.prometheus),
      );
    }
  }
}

/** `generation/ar` -> service and language; a service's own name may hold a slash. */
export function splitDecision(key: string, services: readonly string[]): { readonly service: string; readonly language: string | null } {
  if (declaredName(key, services) !== undefined) return { service: key, language: null };
  const slash = key.lastIndexOf("/");
  return slash < 0 ? { service: key, language: null } : { service: key.slice(0, slash).trim(), language: key.slice(slash + 1).trim() };
}
