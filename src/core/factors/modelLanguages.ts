// Languages that a model is made for, as far as its maker lists them.

/** OpenAI Whisper, multilingual models: the codes of `LANGUAGES` in whisper/tokenizer.py (MIT). */
const whisper = new Set(
  "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su yue".split(
    " ",
  ),
);

/** Made for English alone: models named `.en`, and the distilled Whisper models. */
const englishOnly = /\.en$|-en$|distil-(whisper|large|medium|small)/i;

/**
 * Whether a model is made for a language; null where its maker says nothing that we know.
 *
 *     speaks("whisper-medium.en", "fr") -> false, speaks("whisper-large-v3", "fr") -> true, speaks("mistral:7b", "ar") -> null
 */
export function speaks(model: string, language: string): boolean | null {
  const code = language.toLowerCase().split("-")[0] as string;
  if (/whisper|^(distil-)?(tiny|base|small|medium|large)/i.test(model)) return englishOnly.test(model) ? code === "en" : whisper.has(code);
  return null;
}
