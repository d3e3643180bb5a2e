import type { Level, Scenario } from "../../scenario/scenario";
import { findKey } from "../ids";
import type { RowInfo, System } from "../system";

// What people decided, row by row, and the level that then counts.

type Undecided = Omit<RowInfo, "decision" | "counted">;

/** The rows with the decisions of a scenario, in the order of `ids`. */
export function decided(rows: readonly Undecided[], ids: readonly { readonly id: string; readonly language: string | null }[], scenario: Scenario): RowInfo[] {
  const decisions = ids.map(({ id }) => {
    const key = findKey(scenario.decisions, id);
    return key === undefined ? null : (scenario.decisions?.[key] ?? null);
  });
  const positions = new Map(ids.map(({ id }, r) => [id, r]));
  const counted = new Map<number, Level>();
  return rows.map((row, r) => ({ ...row, decision: decisions[r] ?? null, counted: levelOf(r) }));

  /** As decided; an open row counts in full, but never above what it needs (a circle of needs is an error of its own). */
  function levelOf(r: number): Level {
    const known = counted.get(r) ?? decisions[r]?.level;
    if (known !== undefined) return known;
    counted.set(r, 1);
    const caps = neededRows(scenario, rows[r]?.settings.needs, ids[r]?.language ?? null).flatMap((id) => positions.get(id) ?? []);
    const level = Math.min(1, ...caps.map(levelOf)) as Level;
    counted.set(r, level);
    return level;
  }
}

/** The same system with the decisions of another scenario that is otherwise the same; its model stays the same object. */
export function withDecisions(system: System, scenario: Scenario): System {
  return { ...system, rows: decided(system.rows, system.model.rows, scenario) };
}

/** Ids of the rows that a row has no input without: of the service that it needs, in its language. */
export function neededRows(scenario: Scenario, needs: string | undefined, language: string | null): string[] {
  const service = needs === undefined ? undefined : findKey(scenario.services, needs);
  if (service === undefined) return [];
  return [language === null ? service : `${service}/${language}`];
}
