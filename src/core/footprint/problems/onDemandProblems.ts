import type { Problem } from "../../problem";
import { monthName } from "../../quantity/dates";
import type { Language, Translate } from "../../text";
import { type Evaluation, evaluatedAtCentral, product } from "../model/evaluate";
import { hoursPerMonth, type Model } from "../model/model";
import type { System } from "../system";

// What does not fit a machine that is stopped between requests: starts that nobody asks for, and a month without a pause.

/** Starts that no request asks for: each takes one, and the rest of those that are written count for nothing. */
export function burstProblems(system: System, t: Translate): Problem[] {
  const { model } = system;
  const { rows } = evaluatedAtCentral(model);
  const months = model.months.length;
  return model.hosts.flatMap((host, h): Problem[] => {
    const bursts = host.bursts === null ? 0 : (model.inputs[host.bursts]?.value.central ?? 0);
    // What wakes a machine of work whose time or volume nobody knows is not known either.
    const own = model.rows.flatMap((row, r) => (row.home === h ? [{ row, r }] : []));
    if (own.length === 0 || own.some(({ row }) => row.host === null || row.profile === null)) return [];
    const asked = (m: number): number => own.reduce((sum, { r }) => sum + (rows.requests[r * months + m] as number), 0);
    const most = Math.max(...model.months.map((_, m) => asked(m)));
    if (bursts <= most * (1 + 1e-6)) return [];
    return [
      {
        code: "bursts-above-requests",
        severity: "warning",
        path: `hosts.${host.name}.bursts`,
        message: t(
          "{0} is started {1} times a month as it is written, and no month has more than {2} requests: one start a request counts. Correct bursts: or the volume, or leave bursts: out.",
          host.name,
          Number(bursts.toPrecision(6)),
          Number(most.toPrecision(3)),
        ),
      },
    ];
  });
}

/** A machine that is stopped between requests and has no time to stop in some month, with the hours that its work and its waiting take in the fullest. */
interface Sleepless {
  readonly host: string;
  readonly month: string;
  readonly hours: number;
  /** whether its work alone takes more hours than there are */
  readonly overfull: boolean;
}

/** Those of a model with everything on, at the central values of `evaluation`. */
export function sleepless(model: Model, { rows }: Evaluation): Sleepless[] {
  const central = Float64Array.from(model.inputs, ({ value }) => value.central);
  const count = model.months.length;
  return model.hosts.flatMap((host, h): Sleepless[] => {
    if (host.kind !== "scale-to-zero") return [];
    const own = model.rows.flatMap((row, r) => (row.host === h ? [r] : []));
    const keepHours = host.keepSeconds.reduce((sum, one) => sum + product(one, central), 0) / 3600;
    const asked = model.months.map((month, m) => {
      const all = (figure: Float64Array): number => own.reduce((sum, r) => sum + (figure[r * count + m] as number), 0);
      const starts = Math.min(all(rows.requests), host.bursts === null ? Number.POSITIVE_INFINITY : (central[host.bursts] as number));
      return { month, busy: all(rows.busyHours), hours: all(rows.busyHours) + starts * keepHours };
    });
    const fullest = asked.reduce((most, one) => (one.hours > most.hours ? one : most));
    if (fullest.hours <= hoursPerMonth * (1 + 1e-6)) return [];
    return [{ host: host.name, month: fullest.month, hours: fullest.hours, overfull: asked.some(({ busy }) => busy > hoursPerMonth * host.replicas) }];
  });
}

const worthAWord = 1.05;

/**
 * What a plan cuts of such a machine is counted in proportion to the hours of a month (the carbon of a row is linear in its level), though what
 * remains would keep it on for more of them. Where its work alone is too much nothing is counted for sure, which is a problem of its own.
 */
export function sleeplessProblems({ model }: System, language: Language, t: Translate): Problem[] {
  return sleepless(model, evaluatedAtCentral(model)).flatMap(({ host, month, hours, overfull }): Problem[] =>
    overfull || hours < worthAWord * hoursPerMonth
      ? []
      : [
          {
            code: "never-stopped",
            severity: "warning",
            path: `hosts.${host}.deployment`,
            message: t(
              "Host {0}: in {1} its work and the waiting after each request take {2} h, more than the {3} h of a month, so it is never stopped. What is cut of it is counted in proportion to {3} h: a plan that cuts its services is up to {4} times heavier on this machine than it says. Write deployment: dedicated, or a shorter keepAlive.",
              host,
              monthName(month, language),
              Math.round(hours),
              hoursPerMonth,
              Number((hours / hoursPerMonth).toPrecision(2)),
            ),
          },
        ],
  );
}
