import { declaredName } from "../names";
import type { LanguageSettings, MediaShares, Scenario, ServiceSettings, Volume } from "../scenario";
import type { Path } from "../source";
import type { Context } from "./checkContext";

/** Shares add up to 100 %, in the scenario and in what each service makes of it. */
export function checkShares(context: Context): void {
  const { scenario } = context;
  sumTo100(scenario.media, ["media"], context);
  languageShares(scenario.languages, scenario.languages, ["languages"], context);
  for (const [name, service] of Object.entries(scenario.services ?? {})) {
    const languages = service.languages;
    if (!languages || !Object.values(languages).some((own) => own.share)) continue;
    languageShares(languages, mergedLanguages(scenario, service), ["services", name, "languages"], context);
  }
}

function languageShares(
  own: Readonly<Record<string, LanguageSettings>> | undefined,
  all: Readonly<Record<string, LanguageSettings>> | undefined,
  path: Path,
  context: Context,
): void {
  for (const [id, language] of Object.entries(own ?? {})) {
    sumTo100(language.media, [...path, id, "media"], context);
    checkGrowth(language, [...path, id], context);
    if (language.share && language.files) {
      context.say(
        [...path, id, "share"],
        "share-and-files",
        "warning",
        context.t("A language has a share of all files or a number of its own: the number counts here, the share does not. Take one out."),
        { atKey: true },
      );
    }
  }
  const shares = Object.values(all ?? {}).filter((language) => language.share);
  if (shares.length === 0 || context.touched(path)) return;
  const sum = shares.reduce((total, language) => total + (language.share?.central ?? 0), 0);
  // Languages with a number of files of their own may leave the shares below 100 %, never above.
  const open = Object.values(all ?? {}).some((language) => language.files && !language.share);
  if (Math.abs(sum - 1) <= 0.001 + 1e-9 || (open && sum < 1)) return;
  const inherited = own !== all;
  context.say(
    path,
    "shares-not-100",
    "error",
    inherited
      ? context.t("The shares of the languages, with those inherited from above, add up to {0} %: they must add up to 100 %.", percent(sum))
      : context.t("The shares of the languages add up to {0} %: they must add up to 100 %.", percent(sum)),
    { atKey: true },
  );
}

function sumTo100(shares: MediaShares | undefined, path: Path, context: Context): void {
  const values = Object.values(shares ?? {});
  if (values.length === 0 || context.touched(path)) return;
  const sum = values.reduce((total, share) => total + share.central, 0);
  if (Math.abs(sum - 1) <= 0.001 + 1e-9) return;
  context.say(path, "shares-not-100", "error", context.t("The shares of the media add up to {0} %: they must add up to 100 %.", percent(sum)), { atKey: true });
}

const percent = (fraction: number): number => Number((fraction * 100).toPrecision(4));

/** Volumes that are possible and absurd. */
export function checkVolume(volume: Volume | undefined, path: Path, context: Context): void {
  if (!volume) return;
  const { say, t } = context;
  checkGrowth(volume, path, context);
  if (volume.files && volume.files.central > 1e9) {
    say([...path, "files"], "absurd-value", "warning", t("More than a thousand million files a month: is the unit right?"));
  }
  if (volume.ceiling && volume.files && volume.ceiling.central < volume.files.central) {
    say([...path, "ceiling"], "ceiling-below-files", "warning", t("The ceiling is below the files of the first month."));
  }
  if (volume.shape === "logistic" && !volume.ceiling && !context.scenario.volume?.ceiling) {
    say([...path, "shape"], "missing-ceiling", "error", t("Logistic growth needs a ceiling: add ceiling, for example 5000/month."));
  }
}

/** Growth beyond this a month is 9 times as much after a year. */
const steepGrowth = 0.2;

function checkGrowth(holder: { readonly growth?: Volume["growth"]; readonly ceiling?: Volume["ceiling"] }, path: Path, { scenario, say, t }: Context): void {
  const growth = holder.growth?.central ?? 0;
  const percentAMonth = Number((growth * 100).toPrecision(3));
  if (growth > 1) {
    say([...path, "growth"], "absurd-value", "warning", t("{0} % a month means more than twice as much every month: was % a year meant?", percentAMonth));
  } else if (growth > steepGrowth && !holder.ceiling && !scenario.volume?.ceiling) {
    const yearly = Number(((1 + growth) ** 12).toPrecision(2));
    say(
      [...path, "growth"],
      "absurd-value",
      "warning",
      t("{0} % a month is {1} times as much after a year: is that meant? A ceiling says where it ends.", percentAMonth, yearly),
    );
  }
}

/** What holds for a language of a service: the scenario's keys replaced by its own. A share of its own replaces a number, and a number a share. */
export function mergedLanguage(common: LanguageSettings | undefined, own: LanguageSettings | undefined): LanguageSettings {
  const { share, files, ...rest } = common ?? {};
  return { ...rest, ...(own?.share || own?.files ? {} : { share, files }), ...own };
}

/** The languages of a service's rows. */
export function mergedLanguages(scenario: Scenario, service: ServiceSettings): Readonly<Record<string, LanguageSettings>> {
  const merged: Record<string, LanguageSettings> = { ...scenario.languages };
  for (const [id, own] of Object.entries(service.languages ?? {})) {
    const name = declaredName(id, Object.keys(merged)) ?? id;
    merged[name] = mergedLanguage(merged[name], own);
  }
  return merged;
}
