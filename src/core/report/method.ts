import type { Translate } from "../text";

/** What the figures are and are not, in the words that an auditor looks for. */
export function methodSentences(t: Translate): readonly string[] {
  return [
    t("SCI (ISO/IEC 21031): (E × I + M) per R. Provisioned energy counts: a host that waits is part of the figure."),
    t("Location-based, life-cycle average grid intensity; PUE is applied once. Market instruments and offsets are not counted."),
    t(
      "Boundary: the machines that run the services, in operation, and the embodied carbon of the hours they are reserved. Not counted: training, network, storage, the readers' devices, water. Network, storage and a market-based figure stand beside the score where the scenario asks for them.",
    ),
    t("For a customer of a cloud this is usually scope 3, category 1 (purchased services). It is an estimate for a decision, not an inventory."),
    t("The central value is the result with every input central; ranges are P5 to P95 and do not add."),
    t("What stops is avoided versus the baseline of the stated date, in which every service serves every file on the same hosts."),
  ];
}
