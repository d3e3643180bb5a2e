import type { Translate } from "../../text";
import { declaredName, idKey, listed, nearest } from "../names";
import type { Scenario, ServiceSettings } from "../scenario";
import type { Path } from "../source";
import type { Context, Names } from "./checkContext";
import { checkVolume } from "./checkVolumes";

/** What a service names that is not there, and what it says twice or against itself; each is said at its path. */
export function checkService(service: ServiceSettings, path: Path, context: Context): void {
  const { names, say, t } = context;
  checkVolume(service.volume, [...path, "volume"], context);
  if (service.host !== undefined && idKey(service.host) !== "external" && !declaredName(service.host, names.hosts)) {
    const close = nearest(service.host, [...names.hosts, "external"]);
    say(
      [...path, "host"],
      "unknown-host",
      "error",
      close === undefined
        ? t("There is no host named {0}: add it to hosts, or write one of {1}.", service.host, listed([...names.hosts, "external"]))
        : t("There is no host named {0}: did you mean {1}?", service.host, close),
      { replacement: close },
    );
  }
  if (service.needs !== undefined) checkNeeds(service.needs, path, context);
  checkTargets(service, path, context);
  checkSizes(service, path, context);
}

/** One request translates into all targets: a request for each of them as well counts every translation as often as there are targets. */
function checkTargets({ to = [], requests }: ServiceSettings, path: Path, { say, t }: Context): void {
  const calls = requests?.central ?? 1;
  if (to.length < 2 || calls < 2) return;
  say(
    [...path, "requests"],
    "requests-and-targets",
    "information",
    t(
      "One request translates into all {0} languages of to, so that {1} requests make {2} translations of a file. Where each language is a request of its own, take requests out.",
      to.length,
      calls,
      to.length * calls,
    ),
  );
}

function checkSizes(service: ServiceSettings, path: Path, { say, t }: Context): void {
  for (const side of ["input", "output"] as const) {
    const sizes = service[side];
    // speech is as long as its characters take to say
    if (sizes?.tokens === undefined || sizes.characters === undefined || (side === "input" && service.task === "speech-synthesis")) continue;
    say([...path, side, "characters"], "unused-field", "warning", t("The tokens count here, the characters beside them do not. Take one out."), {
      atKey: true,
    });
  }
  const durations = service.input?.duration;
  for (const [medium, duration] of durations === undefined ? [] : "unit" in durations ? [[null, durations] as const] : Object.entries(durations)) {
    if (typeof duration === "object" && duration.central === 0) {
      say(
        [...path, "input", "duration", ...(medium === null ? [] : [medium])],
        "absurd-value",
        "warning",
        t("A mean duration of 0 makes the work vanish: write the measured mean, or leave it out."),
      );
    }
    if (typeof duration === "object" && duration.central > 86_400) {
      say(
        [...path, "input", "duration", ...(medium === null ? [] : [medium])],
        "absurd-value",
        "warning",
        t("More than a day for the mean file: is the unit right?"),
      );
    }
  }
}

export const unknownService = (name: string, close: string | undefined, names: Names, t: Translate): string =>
  close === undefined
    ? t("There is no service named {0}; the scenario has {1}.", name, listed(names.services) || "–")
    : t("There is no service named {0}: did you mean {1}?", name, close);

function checkNeeds(needs: string, path: Path, { names, loops, say, t }: Context): void {
  const own = String(path.at(-1));
  if (declaredName(needs, names.services) === undefined) {
    const close = nearest(
      needs,
      names.services.filter((name) => name !== own),
    );
    say([...path, "needs"], "unknown-service", "error", unknownService(needs, close, names, t), { replacement: close });
  } else if (loops.has(own)) {
    say([...path, "needs"], "needs-itself", "error", t("{0} needs itself, by way of what it needs: remove one needs.", own));
  }
}

/** The services that need themselves: each chain is followed once. */
export function needLoops(scenario: Scenario): ReadonlySet<string> {
  const loops = new Set<string>();
  const done = new Set<string>();
  const services = scenario.services ?? {};
  for (const start of Object.keys(services)) {
    const chain: string[] = [];
    const inChain = new Set<string>();
    let next: string | undefined = start;
    while (next !== undefined && !done.has(next) && !inChain.has(next)) {
      chain.push(next);
      inChain.add(next);
      // References are in the spelling of their declaration already.
      next = Object.hasOwn(services, next) ? services[next]?.needs : undefined;
    }
    if (next !== undefined && inChain.has(next)) for (const name of chain.slice(chain.indexOf(next))) loops.add(name);
    for (const name of chain) done.add(name);
  }
  return loops;
}
