import { speechSecondsPerCharacter } from "../../factors/media";
import type { Problem } from "../../problem";
import type { Task } from "../../routes/route";
import type { PerMedium, Scenario } from "../../scenario/scenario";
import type { Translate } from "../../text";
import { idKey } from "../ids";
import { mediaOf } from "../rows/volumes";
import type { Service } from "../services/serviceOf";

/** Tasks whose default is files of text, and that are often given what a transcription wrote. */
const readText: ReadonlySet<Task> = new Set(["translation", "generation", "embedding", "reranking"]);

const defaultDuration = 600;

/**
 * A service that works on transcripts has the files of the transcription, not those of text: said where it needs a transcription, or
 * shares its endpoint, and says nothing of its own media (DESIGN.md 3.1: by task, so files of text). Without shares of media every
 * file counts for both, and nothing is wrong.
 */
export function chainedProblems(services: readonly Service[], { media: shares, languages = {} }: Scenario, t: Translate): Problem[] {
  return services.flatMap((service): Problem[] => {
    const { name, settings, task } = service;
    const own = [languages, settings.languages ?? {}].flatMap((each) => Object.values(each));
    if (shares === undefined && own.every((each) => each.media === undefined)) return [];
    if (task === null || !readText.has(task) || settings.input?.media !== undefined || settings.volume?.files !== undefined) return [];
    const spoken = transcriptionOf(service, services);
    if (spoken === undefined) return [];
    const media = mediaOf(spoken.settings, spoken.task);
    if (media.includes("text")) return [];
    const written = settings.input?.characters !== undefined || settings.input?.tokens !== undefined;
    const characters = charactersOf(spoken.settings.input?.duration);
    const title = t("Count it for the files of {0}", spoken.name);
    return [
      {
        code: "counted-for-text",
        severity: "warning",
        message: t(
          "{0} is counted for files of text, and follows {1}, which takes {2}. Where it works on transcripts, write input: { media: [{2}], characters: {3} }; else input: { media: [text] }.",
          name,
          spoken.name,
          media.join(", "),
          written ? "..." : String(characters),
        ),
        path: `services.${name}`,
        remedies: [
          {
            title,
            changes: [
              { type: "set", path: ["services", name, "input", "media"], value: [...media] },
              ...(written ? [] : [{ type: "set" as const, path: ["services", name, "input", "characters"], value: String(characters) }]),
            ],
          },
          { title: t("Keep files of text"), changes: [{ type: "set", path: ["services", name, "input", "media"], value: ["text"] }] },
        ],
      },
    ];
  });
}

/** The transcription at the beginning of what a service needs, else the one at its endpoint. */
function transcriptionOf(service: Service, services: readonly Service[], seen: readonly Service[] = []): Service | undefined {
  const { needs } = service.settings;
  if (needs === undefined) return services.find(({ task, endpoints }) => task === "transcription" && endpoints.some((id) => service.endpoints.includes(id)));
  const needed = services.find(({ name }) => idKey(name) === idKey(needs));
  if (needed === undefined || seen.includes(needed)) return undefined;
  return needed.task === "transcription" ? needed : transcriptionOf(needed, services, [...seen, needed]);
}

/** What is said in the mean file, in two digits: a remedy is a start, to be counted. */
function charactersOf(duration: PerMedium | undefined): number {
  const stated = duration === undefined ? [] : "central" in duration ? [duration] : Object.values(duration);
  const seconds = stated.length === 0 ? defaultDuration : stated.reduce((sum, { central }) => sum + central, 0) / stated.length;
  return Number((seconds / speechSecondsPerCharacter(null).value).toPrecision(2));
}
