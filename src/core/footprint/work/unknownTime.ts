import type { Translate } from "../../text";
import { sizeTellsTime } from "../services/serviceModel";
import { missingSize } from "./work";
import type { WorkRequest } from "./workTypes";

/** Why work has no time, and what would give it one. `name` is the model as it is written, null where none is. */
export function unknownTime(request: WorkRequest, name: string | null, t: Translate): string {
  const { task, model, hardware } = request;
  if (task === "other") return timeByHand(t);
  if (model === null && name === null && task !== "ocr") return t("the model is not known: write model:");
  if (missingSize(request, t) === "audioSeconds") {
    return t("tokens do not tell how long it takes to say them: write input.characters or input.duration");
  }
  switch (task) {
    case "image-generation":
      return hardware.gpu === null
        ? t("image generation without a graphics card: no published time carries over to other machines, so measure it")
        : t("images take energies that differ 46 times between models (arXiv 2506.17016), and of this one none is published: measure its time");
    case "ocr":
      return t("the time of an image is published of Tesseract, EasyOCR and PaddleOCR only: write one of them as engine:, or measure its time");
    case "speech-synthesis":
      return t("no published measurement of this task carries over to other models and machines: measure its time");
    default:
      return model === null && name !== null && sizeTellsTime(task, name)
        ? t("the model {0} is not in our data: correct its name, or write its parameters", name)
        : t("the time of this task is not known: measure it");
  }
}

/** Plain code, and models that no published rate is of: no model: and no parameters: would give them a time. */
export function timeByHand(t: Translate): string {
  return t(
    "no published figure tells how long this work takes: measure its endpoint, or write the seconds that you know into a measurement file (docs/measurements.md)",
  );
}
