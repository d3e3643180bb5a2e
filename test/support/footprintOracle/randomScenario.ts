/** Scenarios from a seed: every field of DESIGN.md 3.1 that a central figure depends on, as YAML (JSON is YAML). `gaps`: with work and volumes that are not known. */
export function randomScenario(seed: number, { gaps = false }: { readonly gaps?: boolean } = {}): string {
  const random = generator(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const chance = (probability: number): boolean => random() < probability;
  const between = (low: number, high: number): number => Number((low + (high - low) * random()).toPrecision(3));
  const maybe = <T>(probability: number, value: () => T): T | undefined => (chance(probability) ? value() : undefined);
  const point = (low: number, high: number, unit: string): string =>
    chance(0.3) ? `${between(low, (low + high) / 2)}..${between((low + high) / 2, high)}${unit}` : `${between(low, high)}${unit}`;

  const growth = (): string => pick([point(0, 12, " %/month"), point(0, 150, " %/year"), `-${between(1, 5)} %/month`]);
  const mediaShares = (): Record<string, string> => {
    const audio = Math.floor(random() * 60);
    const video = Math.floor(random() * (100 - audio));
    return { audio: `${audio} %`, video: `${video} %`, text: `${100 - audio - video} %` };
  };
  const volume = (files: boolean): Record<string, unknown> => {
    const capped = chance(0.4);
    return {
      ...(files ? { files: pick([point(50, 3000, "/month"), `${between(600, 20000)}/year`, `${between(1, 40)}/day`]) } : {}),
      ...(chance(0.6) ? { growth: growth() } : {}),
      ...(capped ? { ceiling: `${between(3000, 9000)}/month`, shape: pick(["exponential", "logistic"]) } : {}),
    };
  };
  const ids = ["fr", "en", "es", "ar", "de"].slice(0, pick([0, 0, 1, 2, 3, 5]));
  const cuts = ids.map(() => 1 + Math.floor(random() * 9));
  const whole = cuts.reduce((sum, cut) => sum + cut, 0);
  const shares = cuts.map((cut) => Math.floor((100 * cut) / whole));
  if (shares.length > 0) shares[0] = 100 - shares.slice(1).reduce((sum, share) => sum + share, 0);
  const months = pick([1, 3, 12, 24]);
  const month = (): string => `2027-${String(1 + Math.floor(random() * 8)).padStart(2, "0")}`;
  const languages = Object.fromEntries(
    ids.map((id, k) => [
      id,
      chance(0.3)
        ? `${shares[k]} %`
        : { share: `${shares[k]} %`, ...some({ media: maybe(0.2, mediaShares), from: maybe(0.2, month), growth: maybe(0.2, growth) }) },
    ]),
  );

  const hostNames = ["one", "two", "three"].slice(0, pick([1, 2, 3]));
  const hosts = Object.fromEntries(
    hostNames.map((name) => {
      const deployment = pick([undefined, "dedicated", "scheduled", "scale-to-zero", "shared", "serverless"]);
      const machine = pick([
        () => ({ sku: pick(["Standard_NC4as_T4_v3", "nv6ads a10 v5", "NC24ads_A100_v4", "Standard_D8s_v5", "NC6s-v3"]) }),
        () => ({
          hardware: {
            gpu: pick(["T4", "RTX-4090", "A40"]),
            ...some({ gpus: maybe(0.5, () => pick([0.5, 1, 2])), vcpus: maybe(0.5, () => 16), memory: maybe(0.5, () => "64 GB") }),
          },
        }),
        () => ({ hardware: { vcpus: pick([2, 8, 32]) } }),
        // Without a size a machine of services of unknown work is none.
        () => (gaps ? { sku: "Standard_D8s_v5" } : {}),
      ])();
      return [
        name,
        {
          ...machine,
          ...some({
            deployment,
            region: maybe(0.4, () => pick(["UK South", "swedencentral", "east-us"])),
            grid: maybe(0.2, () => ({ intensity: point(20, 500, " g/kWh") })),
            pue: maybe(0.3, () => point(1.05, 1.6, "")),
            replicas: maybe(0.3, () => pick([1, 2, 5])),
            idle: maybe(0.3, () => point(3, 30, " W")),
            busy: maybe(0.3, () => point(300, 600, " W")),
            embodied: maybe(0.3, () => point(1, 20, " g/h")),
            price: maybe(0.3, () => pick([`${between(0.2, 4)} EUR/h`, `${between(100, 900)} USD/month`])),
            hours: deployment === "scheduled" ? pick(["50 h/week", "10 h/day", "30..60 h/week"]) : undefined,
            share: deployment === "shared" ? point(5, 80, " %") : undefined,
            keepAlive: deployment === "scale-to-zero" ? maybe(0.5, () => point(0, 20, " min")) : undefined,
            coldStart: deployment === "scale-to-zero" ? maybe(0.5, () => point(5, 90, " s")) : undefined,
            bursts: deployment === "scale-to-zero" ? maybe(0.4, () => pick(["60/month", "3/day", "2000/month"])) : undefined,
          }),
        },
      ];
    }),
  );

  const serviceNames = ["alpha", "beta", "gamma", "delta"].slice(0, pick([1, 2, 3, 4]));
  const kinds: readonly (() => Record<string, unknown>)[] = [
    () => ({
      task: "transcription",
      model: pick(["whisper-large-v3", "whisper-small", "openai/whisper-medium"]),
      ...some({ engine: maybe(0.7, () => pick(["faster-whisper", "openai-whisper", "whisper.cpp"])) }),
      input: some({
        duration: maybe(0.8, () => (chance(0.5) ? point(1, 30, " min") : { audio: point(1, 30, " min"), video: `${between(10, 90)} s`, text: "1 min" })),
        media: maybe(0.4, () => pick([["audio"], ["audio", "video"], ["video", "text"], "audio"])),
      }),
    }),
    () => ({
      task: "translation",
      model: pick(["nllb-200-distilled-600m", "opus-mt", "mistral:7b"]),
      ...some({
        engine: maybe(0.5, () => pick(["ctranslate2", "transformers"])),
        to: maybe(0.7, () => pick(["en", ["en"], ["en", "ar"], ["fr", "en", "es"]])),
      }),
      input: textInput(),
      ...some({ output: maybe(0.3, output) }),
    }),
    () => ({
      task: "generation",
      model: pick(["mistral:7b", "llama3.1:8b", "mixtral:8x7b", { name: "acme", parameters: "9 B" }, { name: "acme", parameters: "9 B", weights: "4.2 GB" }]),
      ...some({ engine: maybe(0.7, () => pick(["ollama", "vllm", "transformers"])), precision: maybe(0.3, () => pick(["int8", "q4_k_m", "float16"])) }),
      input: textInput(),
      ...some({ output: maybe(0.6, output) }),
    }),
    () => ({
      task: pick(["embedding", "reranking"]),
      model: pick(["all-MiniLM-L6-v2", "bge-m3"]),
      input: { ...textInput(), ...some({ pieces: maybe(0.3, () => pick([2, 20])) }) },
    }),
    () => ({ task: "classic-ml" }),
    ...(gaps ? [() => ({ task: "ocr" }), () => ({ task: "ocr" }), () => ({ task: "ocr" })] : []),
  ];
  function textInput(): Record<string, unknown> {
    const size = pick([
      () => ({}),
      () => ({ characters: point(500, 9000, "") }),
      () => ({ tokens: point(100, 3000, " tokens") }),
      () => ({ characters: { text: point(500, 9000, ""), audio: "2000", video: "2500 characters" } }),
    ])();
    return { ...size, ...some({ media: maybe(0.3, () => pick([["text"], ["text", "audio"], ["audio", "video", "text"]])) }) };
  }
  function output(): Record<string, unknown> {
    return pick([() => ({ characters: point(200, 3000, "") }), () => ({ tokens: point(50, 900, "") })])();
  }
  const services = Object.fromEntries(
    serviceNames.map((name) => [
      name,
      {
        ...some({ endpoint: maybe(0.85, () => pick([`POST /${name}`, [`POST /${name}`, `PUT /${name}/{id}`], "POST /common"])) }),
        ...pick(kinds)(),
        ...some({
          host: hostNames.length > 1 || chance(0.5) ? pick(hostNames) : undefined,
          requests: maybe(0.3, () => pick(["2", "1.5/file", "1..3"])),
          calls: maybe(0.2, () => pick(["3", "2.5/request", "1..4"])),
          retries: maybe(0.3, () => point(0, 40, " %")),
          volume: maybe(0.3, () => volume(chance(0.7))),
          languages:
            ids.length > 0
              ? maybe(0.3, () => ({
                  [pick(ids)]: some({
                    files: maybe(0.5, () => point(10, 400, "/month")),
                    from: maybe(0.3, month),
                    growth: maybe(0.3, growth),
                    media: maybe(0.3, mediaShares),
                  }),
                }))
              : undefined,
          cost: maybe(0.4, () =>
            some({
              development: maybe(0.6, () => `${between(500, 9000)} EUR`),
              maintenance: maybe(0.6, () => `${between(10, 300)} ${pick(["EUR", "USD"])}/month`),
            }),
          ),
        }),
      },
    ]),
  );
  const decisions = Object.fromEntries(
    serviceNames.flatMap((name) =>
      (ids.length > 0 ? ids.map((id) => `${name}/${id}`) : [name]).flatMap((row) =>
        chance(0.3) ? [[row, { level: pick(["0 %", "25 %", "50 %", "75 %", "100 %"]), reason: "x" }]] : [],
      ),
    ),
  );
  // a later service may have no input without an earlier one
  const chained = Object.fromEntries(
    Object.entries(services).map(([name, settings], index) => [
      name,
      index > 0 && chance(0.4) ? { ...settings, needs: pick(serviceNames.slice(0, index)) } : settings,
    ]),
  );
  return JSON.stringify(
    {
      version: 1,
      ...some({
        horizon: maybe(0.9, () => some({ from: maybe(0.9, () => "2027-01"), months })),
        currency: maybe(0.5, () => "EUR"),
        exchange: maybe(0.5, () => ({ USD: "0.92 EUR" })),
        budget: maybe(0.5, () => ({ carbon: "6 kg/month", cost: "900 EUR/month" })),
        region: maybe(0.7, () => pick(["francecentral", "Germany West Central", "west-europe"])),
        grid: maybe(0.15, () => ({ intensity: "56 g/kWh" })),
        pue: maybe(0.2, () => "1.3"),
        media: maybe(0.6, mediaShares),
      }),
      ...(gaps && chance(0.2) ? {} : { volume: volume(true) }),
      ...(ids.length > 0 ? { languages } : {}),
      hosts,
      services: chained,
      decisions,
    },
    null,
    1,
  );
}

/** Without the keys that have no value. */
function some(keys: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
}

/** mulberry32 */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
