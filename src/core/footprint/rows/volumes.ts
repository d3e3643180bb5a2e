import type { Quantity } from "../../quantity/quantity";
import type { Task } from "../../routes/route";
import { mergedLanguage } from "../../scenario/check/checkVolumes";
import type { LanguageSettings, MediaShares, Medium, Scenario, ServiceSettings } from "../../scenario/scenario";
import { findKey } from "../ids";
import type { Inputs } from "../model/inputs";
import type { Product, Profile } from "../model/model";
import { monthsBetween } from "../model/months";
import { stated } from "../model/stated";

/** The files that enter one service in one language. */
export interface RowVolume {
  readonly language: string | null;
  readonly settings: LanguageSettings;
  /** null: volume unknown */
  readonly profile: Profile | null;
  /** one per medium that the service takes: its share of the profile's files */
  readonly media: readonly { readonly medium: Medium; readonly share: Product }[];
}

/** What a service takes when the scenario does not say: by task (DESIGN.md 3.1, `input.media`). */
export function mediaOf(service: ServiceSettings, task: Task | null): readonly Medium[] {
  if (service.input?.media && service.input.media.length > 0) return service.input.media;
  switch (task) {
    case "transcription":
      return ["audio", "video"];
    case "other":
    case null:
      return ["audio", "video", "text"];
    default:
      return ["text"];
  }
}

/**
 * Volumes of a service, one a language (one with language null where the scenario has none).
 * A service's own keys replace the scenario's key by key; its own `files` have their media already applied.
 * `observed` (requests a month of the endpoint, every try) stands in where no volume is written: a file makes as many of them as
 * the product of `tries`, so the more tries a file takes the fewer files there were, and the work observed stays what it was.
 */
export function volumesOf(
  scenario: Scenario,
  name: string,
  service: ServiceSettings,
  task: Task | null,
  options: { inputs: Inputs; months: readonly string[]; profiles: Map<string, Profile>; observed: number | null; tries: readonly number[] },
): RowVolume[] {
  const { inputs, months, profiles, observed, tries } = options;
  const total = service.volume?.files ?? scenario.volume?.files;
  const media = mediaOf(service, task);
  const ownKey = (L: string): string | undefined => findKey(service.languages, L);
  const globalNames = Object.keys(scenario.languages ?? {});
  const names: (string | null)[] = [...globalNames, ...Object.keys(service.languages ?? {}).filter((L) => findKey(scenario.languages, L) === undefined)];
  if (names.length === 0) names.push(null);

  return names.map((language) => {
    const common = language === null ? {} : (scenario.languages?.[language] ?? {});
    const own = language === null ? {} : (service.languages?.[ownKey(language) ?? ""] ?? {});
    const settings = mergedLanguage(common, own);
    const ownPath = `services.${name}.languages.${language}`;
    const path = (key: keyof LanguageSettings): string => (key in own ? `${ownPath}.${key}` : `languages.${language}.${key}`);

    const shares = settings.media ?? scenario.media;
    const sharesPath = own.media ? `${ownPath}.media` : common.media ? `languages.${language}.media` : "media";
    const isObserved = settings.files === undefined && total === undefined && observed !== null;
    // Observed requests are the service's own, as its own files are.
    const mediaApplied = own.files !== undefined || isObserved || (settings.files === undefined && service.volume?.files !== undefined);
    const parts = mediaParts(media, shares, sharesPath, mediaApplied, inputs);

    const base = baseFiles();
    // Without a volume the shares still weigh the languages of one request against each other.
    const weight = base ?? { shares: settings.share ? [stated(inputs, path("share"), settings.share)] : [], coefficient: 1 };
    return {
      language,
      settings,
      profile: base === null ? null : profileOf(base.files),
      media: parts.map(({ medium, share }) => ({
        medium,
        share: {
          coefficient: share.coefficient * weight.coefficient,
          inputs: [...weight.shares, ...share.inputs],
          ...(isObserved && tries.length > 0 ? { over: tries } : {}),
        },
      })),
    };

    function baseFiles(): { files: number; shares: readonly number[]; coefficient: number } | null {
      const totalPath = service.volume?.files ? `services.${name}.volume.files` : "volume.files";
      if (settings.files) {
        const files = stated(inputs, path("files"), settings.files);
        // With a ceiling, the language follows the total towards it; without one, or without any total, its own files grow freely.
        if (!volume("ceiling") || !total?.central) return { files, shares: [], coefficient: 1 };
        return { files: stated(inputs, totalPath, total), shares: [], coefficient: settings.files.central / total.central };
      }
      const share = language === null ? undefined : settings.share;
      const lone = language === null || names.length === 1;
      if (!share && !lone) return null;
      const shared = share ? [stated(inputs, path("share"), share)] : [];
      if (total) return { files: stated(inputs, totalPath, total), shares: shared, coefficient: 1 };
      if (observed !== null) {
        const files = inputs.add({
          id: `measured.volume.${name}`,
          label: `measured.volume.${name}`,
          unit: "count/month",
          value: { low: observed, central: observed, high: observed },
          shape: "point",
          basis: "measured",
          source: `services.${name}.endpoint`,
          year: null,
          licence: null,
        });
        return { files, shares: shared, coefficient: 1 };
      }
      return null;
    }

    function volume(key: "growth" | "ceiling"): { quantity: Quantity; path: string } | null {
      const mine = service.volume?.[key];
      const everyone = scenario.volume?.[key];
      if (mine) return { quantity: mine, path: `services.${name}.volume.${key}` };
      return everyone ? { quantity: everyone, path: `volume.${key}` } : null;
    }

    function profileOf(files: number): Profile {
      const growth = settings.growth ? { quantity: settings.growth, path: path("growth") } : volume("growth");
      const ceiling = volume("ceiling");
      const start = settings.from ? Math.min(months.length, Math.max(0, monthsBetween(months[0] as string, settings.from))) : 0;
      const profile: Profile = {
        files,
        growth: growth ? stated(inputs, growth.path, growth.quantity) : null,
        ceiling: ceiling ? stated(inputs, ceiling.path, ceiling.quantity) : null,
        shape: service.volume?.shape ?? scenario.volume?.shape ?? "exponential",
        start,
      };
      const key = JSON.stringify(profile);
      const known = profiles.get(key);
      if (known) return known;
      profiles.set(key, profile);
      return profile;
    }
  });
}

/** Shares of the media that a service takes; where its files are already its own they add up to 1. */
function mediaParts(
  media: readonly Medium[],
  shares: MediaShares | undefined,
  path: string,
  applied: boolean,
  inputs: Inputs,
): { medium: Medium; share: Product }[] {
  if (!shares) return media.map((medium) => ({ medium, share: { coefficient: 1 / media.length, inputs: [] } }));
  const taken = media.filter((medium) => (shares[medium]?.central ?? 0) > 0);
  if (applied) {
    const total = taken.reduce((sum, medium) => sum + (shares[medium]?.central ?? 0), 0);
    if (total === 0) return media.map((medium) => ({ medium, share: { coefficient: 1 / media.length, inputs: [] } }));
    return taken.map((medium) => ({ medium, share: { coefficient: (shares[medium]?.central ?? 0) / total, inputs: [] } }));
  }
  return taken.map((medium) => ({
    medium,
    share: { coefficient: 1, inputs: [stated(inputs, `${path}.${medium}`, shares[medium] as Quantity)] },
  }));
}
