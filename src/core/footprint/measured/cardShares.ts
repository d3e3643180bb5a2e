import type { EndpointMeasurement } from "../../measurements/observation";
import type { ResolvedHost } from "../hosts/hosts";

interface Placed {
  readonly measurement: EndpointMeasurement;
  readonly host: ResolvedHost;
}

/** What the scenario says of a log of cards that was shared by time before anybody knew which endpoint runs on which machine. */
export interface CardShares {
  /** cards of all machines whose endpoints were given a part */
  readonly owned: number;
  /** machines with cards, of which nothing tells which was logged: fewer cards than theirs, or cards of another kind; empty where it does not matter */
  readonly unplaced: readonly string[];
  /** what to multiply a part by, so that the time of endpoints on machines without a card takes none of the energy */
  readonly factor: number;
}

/**
 * A log of one card beside endpoints on a machine that has it (60 s) and on one without (40 s): each was given a part by time, and the
 * first gets all of it: factor 100/60. On two machines with a card each, a log of one of them is neither's.
 */
export function cardShares(placed: readonly Placed[]): CardShares {
  const sharing = placed.filter(({ measurement }) => measurement.energyShared === true && measurement.cards !== undefined);
  const machines = [...new Set(sharing.filter(({ host }) => host.hardware.gpu !== null).map(({ host }) => host))];
  const owned = cardsOf(machines);
  const { count = 0, sharedSeconds = 0 } = sharing[0]?.measurement.cards ?? {};
  const isOneKind = new Set(machines.map(({ hardware }) => hardware.gpu?.id)).size <= 1;
  const elsewhere = sharing.reduce((sum, { measurement, host }) => (host.hardware.gpu === null ? sum + (measurement.wallSeconds ?? 0) : sum), 0);
  return {
    owned,
    unplaced: machines.length > 1 && (count < owned || !isOneKind) ? machines.map(({ info }) => info.name) : [],
    factor: sharedSeconds > elsewhere ? sharedSeconds / (sharedSeconds - elsewhere) : 1,
  };
}

/** Cards that programs on the machines see: a part of one is one to them. */
export function cardsOf(machines: readonly ResolvedHost[]): number {
  return [...new Set(machines)].reduce((all, { hardware, model }) => all + Math.ceil(hardware.gpus) * model.replicas, 0);
}
