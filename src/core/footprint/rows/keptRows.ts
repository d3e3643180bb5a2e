import type { Assumption } from "../../analysis/estimate";
import type { Problem } from "../../problem";
import type { Scenario } from "../../scenario/scenario";
import type { ResolvedHost } from "../hosts/hosts";
import type { Hosts } from "../hosts/placement";
import { inputName } from "../model/inputNames";
import { Inputs } from "../model/inputs";
import type { Product, Profile } from "../model/model";
import type { Service } from "../services/serviceOf";
import { type ResolvedRow, type RowContext, resolveRows } from "./resolveRows";

/** The rows of one service and what they added, in a numbering of inputs of their own. */
interface OwnRows {
  readonly rows: readonly ResolvedRow[];
  readonly inputs: Inputs;
  readonly assumptions: readonly Assumption[];
  readonly problems: readonly Problem[];
}

/** More than any scenario's services; each of some hundred candidates makes a few anew. */
const most = 500;

/**
 * Rows of services, kept for those who resolve scenarios that hardly differ, against the same code, measurements and day: where one machine changes,
 * the services of the others stay. Never changes a result.
 */
export class KeptRows {
  private readonly known = new Map<string, OwnRows>();
  /** Long texts and objects that stay the same from scenario to scenario, by a short name. */
  private readonly names = new Map<unknown, number>();

  /** The rows of all services; what they add goes into the context's lists, service by service. */
  of(services: readonly Service[], hosts: Hosts, context: Omit<RowContext, "profiles">): ResolvedRow[] {
    const profiles = new Map<string, Profile>();
    const everywhere = this.nameOf(sharedKey(context.scenario));
    return services.flatMap((service) => {
      const { workload, ...own } = service;
      const key = JSON.stringify([everywhere, own, this.nameOf(workload), placeKey(service, hosts)]);
      const made = this.known.get(key) ?? this.keep(key, ownRows(service, hosts, context));
      context.assumptions.push(...made.assumptions);
      context.problems.push(...made.problems);
      return joined(made, context.inputs, profiles);
    });
  }

  private nameOf(one: unknown): number {
    const known = this.names.get(one) ?? this.names.size;
    this.names.set(one, known);
    return known;
  }

  private keep(key: string, made: OwnRows): OwnRows {
    if (this.known.size >= most) this.known.clear();
    this.known.set(key, made);
    return made;
  }
}

/** What all rows depend on: not what other services are, nor how machines run and where they stand. */
function sharedKey({ hosts, services, decisions, budget, region, grid, pue, ...rest }: Scenario): string {
  return JSON.stringify(rest);
}

/** What the rows of a service depend on of its machine. */
function placeKey({ name }: Service, hosts: Hosts): unknown {
  const placed = hosts.of.get(name);
  if (typeof placed !== "number") return placed;
  const { hardware, info, gpuMemory, reportedMemory } = hosts.all[placed] as ResolvedHost;
  return [placed, hardware, info.assumed, gpuMemory, reportedMemory];
}

function ownRows(service: Service, hosts: Hosts, context: Omit<RowContext, "profiles">): OwnRows {
  const inputs = new Inputs((path) => inputName(path, context.t));
  const [assumptions, problems]: [Assumption[], Problem[]] = [[], []];
  const rows = resolveRows(service, hosts, { ...context, inputs, assumptions, problems, profiles: new Map() });
  return { rows, inputs, assumptions, problems };
}

/** The same rows over the inputs of the whole model, to which theirs are added in their order; rows that grow alike share their profile. */
function joined({ rows, inputs: own }: OwnRows, all: Inputs, profiles: Map<string, Profile>): ResolvedRow[] {
  const positions = own.list.map((input) => all.add(input));
  const at = (position: number): number => positions[position] as number;
  const product = ({ coefficient, inputs, over }: Product): Product => ({ coefficient, inputs: inputs.map(at), ...(over && { over: over.map(at) }) });
  return rows.map((one) => {
    const { profile, parts } = one.row;
    const moved = parts.map((part) => ({
      ...part,
      share: product(part.share),
      requests: product(part.requests),
      tries: part.tries.map(at),
      seconds: part.seconds.map(product),
    }));
    return { ...one, row: { ...one.row, profile: profile && shared(profile), parts: moved } };
  });

  function shared({ files, growth, ceiling, ...rest }: Profile): Profile {
    const moved: Profile = { files: at(files), growth: growth === null ? null : at(growth), ceiling: ceiling === null ? null : at(ceiling), ...rest };
    const key = JSON.stringify(moved);
    const known = profiles.get(key) ?? moved;
    profiles.set(key, known);
    return known;
  }
}
