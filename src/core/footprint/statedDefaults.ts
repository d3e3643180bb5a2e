import type { Assumption } from "../analysis/estimate";
import type { Scenario } from "../scenario/scenario";
import type { Translate } from "../text";
import { mediaOf } from "./rows/volumes";
import type { RowInfo } from "./system";
import { readsOnce } from "./work/readsOnce";

/**
 * Defaults that change nothing unless they are replaced (one request a file, no retries, no growth, one replica) and are
 * stated all the same: DESIGN.md 3.1 has no silent ones. They come after the assumptions that move figures.
 */
export function statedDefaults(scenario: Scenario, rows: readonly RowInfo[], t: Translate): Assumption[] {
  const stated: Assumption[] = [];
  const state = (path: string, value: string, unit: string, reason: string): void => {
    stated.push({ path, value, unit, basis: "assumed", reason });
  };
  const unwritten = t("not written in the scenario");
  if (scenario.horizon?.months === undefined) state("horizon.months", "12", t("months"), unwritten);
  const { volume } = scenario;
  if (volume?.files && !volume.growth) state("volume.growth", "0", "%/month", unwritten);
  if (volume?.growth && !volume.shape) state("volume.shape", "exponential", "", unwritten);
  if (volume?.growth && !volume.ceiling) state("volume.ceiling", t("none"), "", t("growth without an end"));
  if (!scenario.media && Object.values(scenario.services ?? {}).length > 0) {
    state("media", "100", "%", t("every file is of a medium that the service takes"));
  }
  for (const [name, host] of Object.entries(scenario.hosts ?? {})) {
    if (host.replicas === undefined) state(`hosts.${name}.replicas`, "1", "", unwritten);
    if (host.hardware?.gpu !== undefined && host.hardware.gpus === undefined) state(`hosts.${name}.hardware.gpus`, "1", "", unwritten);
  }
  for (const [name, service] of Object.entries(scenario.services ?? {})) {
    const path = `services.${name}`;
    const info = rows.find((row) => row.service === name);
    if (service.requests === undefined) state(`${path}.requests`, "1", t("a file"), unwritten);
    if (service.retries === undefined) state(`${path}.retries`, "0", "%", unwritten);
    if (scenario.media && !service.input?.media)
      state(`${path}.input.media`, mediaOf(service, info?.task ?? null).join(", "), "", t("what its task takes; other files do not enter it"));
    if (info?.task === "translation") {
      if (service.to === undefined) state(`${path}.to`, "1", t("target"), t("one target language, with as many tokens as the input"));
      else if (!service.output)
        state(`${path}.output.characters`, "1", t("times the input"), t("as many characters as the input, counted in the target's language"));
    }
    if (service.context === undefined && info?.context) {
      state(
        `${path}.context`,
        String(info.context.limit / (readsOnce(info.task) ? (service.input?.pieces ?? 1) : 1)),
        t("tokens"),
        info.context.setAt !== undefined
          ? t("what the code at {0} sets", info.context.setAt)
          : readsOnce(info.task)
            ? t("what the model takes at once; the rest of a text is cut and not counted")
            : t("what model and engine hold unless they are told otherwise"),
      );
    }
  }
  return stated;
}
