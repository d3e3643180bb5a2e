const languages = ["fr", "en", "es", "ar"] as const;
const models = [
  { name: "speech", model: "whisper-large-v3", engine: "faster-whisper", input: "{ media: [audio, video], duration: 6..14 min }" },
  { name: "summary", model: '"mistral:7b"', engine: "ollama", input: "{ media: [text], characters: 3000..5000 }" },
  { name: "translation", model: "nllb-200-distilled-600m", engine: "transformers", input: "{ media: [text], characters: 3000..5000 }" },
] as const;
const desks = ["news", "sport", "culture", "world", "archive", "radio", "video", "letters", "science"] as const;
const criticalities = ["vital", "high", "medium", "low"] as const;

/** The text of a scenario with so many services in four languages, on so many machines, some of them always on. */
export function largeScenario({ services, hosts }: { readonly services: number; readonly hosts: number }): string {
  const names = Array.from({ length: services }, (_, index) => {
    const kind = models[index % models.length] ?? models[0];
    const desk = desks[Math.floor(index / models.length) % desks.length];
    const round = Math.floor(index / (models.length * desks.length));
    return { ...kind, name: `${desk}-${kind.name}${round === 0 ? "" : `-${round + 1}`}` };
  });
  return `version: 1
title: All desks
currency: EUR
exchange: { USD: 0.92 EUR }
horizon: { from: 2027-01, months: 12 }
budget: { carbon: ${hosts * 3} kg/month, cost: ${hosts * 250} EUR/month }
use: non-commercial
region: francecentral
volume: { files: 2000/month, growth: 4 %/month }
media: { audio: 30 %, video: 20 %, text: 50 % }
languages:
  fr: { share: 50 % }
  en: { share: 30 % }
  es: { share: 15 % }
  ar: { share: 5 %, from: 2027-04 }
hosts:
${Array.from({ length: hosts }, (_, h) => `  gpu-${h + 1}: { sku: Standard_NC4as_T4_v3, deployment: ${h % 3 === 2 ? "scale-to-zero" : "dedicated"} }\n`).join("")}services:
${names
  .map(
    ({ name, model, engine, input }, index) => `  ${name}:
    endpoint: "POST /${name}"
    model: ${model}
    engine: ${engine}
    host: gpu-${(index % hosts) + 1}
    criticality: ${criticalities[(index * 7) % criticalities.length]}
    input: ${input}
`,
  )
  .join("")}decisions:
${names
  .slice(0, Math.ceil(services / 5))
  .map(({ name }, index) => `  ${name}/${languages[index % 4]}: { level: ${(index % 5) * 25} %, reason: "agreed with the desk", by: "editorial board" }\n`)
  .join("")}`;
}
