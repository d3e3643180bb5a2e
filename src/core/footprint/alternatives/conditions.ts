import type { Translate } from "../../text";
import type { System } from "../system";
import { vllmShares } from "./modelNeeds";

/** What has to be known of a machine rented by the second: nobody knows here what a provider asks for it. */
export const rentedIf = (t: Translate): string =>
  t("another provider bills it by the second, usually at a higher price than the machine's own, which is counted here; cold starts are not counted");

/** What has to be true where vLLM is to share a card. */
export const vllmIf = (system: System, hosts: readonly number[], t: Translate): readonly string[] =>
  vllmShares(system, hosts) && hosts.some((h) => (system.hosts[h]?.gpuMemory ?? 0) > 0)
    ? [t("vLLM is told to leave room for the others, for it takes 90 % of a card by default (--gpu-memory-utilization)")]
    : [];
