import { holds, largerSize, memoryFor } from "../../factors/azureSizes";
import type { Problem } from "../../problem";
import type { HostSettings } from "../../scenario/scenario";
import type { Translate } from "../../text";
import type { Machine } from "../hosts/machine";

/** Models that the machine of a host cannot hold: its figures are of a machine that would not run them. */
export function memoryDoubts(name: string, settings: HostSettings, machine: Machine, weightsGB: number | null, t: Translate): Problem[] {
  const { gpuMemory, memory } = machine;
  const { gpu } = machine.hardware;
  if (weightsGB === null || (gpu === null && memory === null) || holds({ gpu, gpuMemory, memory: memory ?? 0 }, weightsGB)) return [];
  const larger = largerSize(weightsGB, gpu !== null);
  const what = [name, short(weightsGB), short(memoryFor(weightsGB, gpu !== null)), machine.label, short(gpu === null ? (memory ?? 0) : gpuMemory)] as const;
  const message =
    gpu === null
      ? t("Host {0}: the weights of its models are {1} GB and need {2} GB with room to work, and the main memory of {3} is {4} GB: they do not fit.", ...what)
      : t("Host {0}: the weights of its models are {1} GB and need {2} GB with room to work, and the cards of {3} hold {4} GB: they do not fit.", ...what);
  const remedy =
    larger === null
      ? t("No size in our data holds them: take smaller models, or write a narrower precision.")
      : t("{0} holds them; or take smaller models, or write a narrower precision.", larger.name);
  const key = (["sku", "hardware"] as const).find((one) => settings[one] !== undefined);
  return [
    {
      code: "models-do-not-fit",
      severity: "warning",
      message: `${message} ${remedy}`,
      path: key === undefined ? `hosts.${name}` : `hosts.${name}.${key}`,
    },
  ];
}

function short(value: number): number {
  return Number(value.toPrecision(3));
}
