import type { Unit } from "./quantity";

// What people write, and what we calculate with. A month is 730 h, a year 12 months, a week 168 h (DESIGN.md 3.2).

const hour = 3600;
const month = 730 * hour;

/** What a field of the scenario holds; each kind accepts its own units. */
export type Kind =
  | "duration"
  | "carbon/month"
  | "carbon/hour"
  | "intensity"
  | "ratio"
  | "files/month"
  | "ceiling"
  | "bursts/month"
  | "growth"
  | "share"
  | "characters"
  | "tokens"
  | "hours/week"
  | "power"
  | "size"
  | "parameters"
  | "count/file"
  | "count/request"
  | "energy/size"
  | "power/size";

type Table = Readonly<Record<string, number>>;

export interface KindRule {
  readonly unit: Unit;
  /** Factors to the canonical unit of what stands before the slash; "" allows nothing there. */
  readonly numerator: Table;
  /** Factors to the canonical unit of what stands after the slash; absent: no slash. */
  readonly denominator?: Table;
  /** A bare number has one meaning only, so that it needs no unit. */
  readonly bare?: true;
  readonly minimum: number;
  readonly maximum?: number;
  /** Shown in messages: how to write it. */
  readonly examples: readonly [string, ...string[]];
}

const table = (entries: readonly (readonly [string, number])[]): Table =>
  Object.fromEntries(entries.flatMap(([names, factor]) => names.split(" ").map((name) => [name, factor])));

/** Seconds. */
const time = table([
  ["ms msec millisecond milliseconds milliseconde millisecondes", 0.001],
  ["s sec secs second seconds seconde secondes", 1],
  ["min mins mn minute minutes", 60],
  ["h hr hrs hour hours heure heures", hour],
  ["d day days j jour jours", 24 * hour],
  ["week weeks wk semaine semaines sem", 168 * hour],
  ["month months mo mois", month],
  ["year years yr an ans année années", 12 * month],
]);
const shortTime = Object.fromEntries(Object.entries(time).filter(([, seconds]) => seconds <= hour));
const periods = Object.fromEntries(Object.entries(time).filter(([, seconds]) => seconds >= hour));
const per = (seconds: number, names: Table): Table => Object.fromEntries(Object.entries(names).map(([name, length]) => [name, length / seconds]));

/** Grams. */
const mass = table([
  ["µg ug", 1e-6],
  ["mg", 1e-3],
  ["g gram grams gramme grammes", 1],
  ["kg kilogram kilograms kilogramme kilogrammes kilo kilos", 1e3],
  ["t tonne tonnes ton tons", 1e6],
]);
const kilograms = Object.fromEntries(Object.entries(mass).map(([name, grams]) => [name, grams / 1e3]));
export const energyUnits = table([
  ["Wh", 1e-3],
  ["kWh KWh kwh", 1],
  ["MWh", 1e3],
  ["GWh", 1e6],
  ["J", 1 / 3.6e6],
  ["kJ", 1 / 3.6e3],
]);
/** Gigabytes. */
const size = table([
  ["MB Mo", 1e-3],
  ["GB Go", 1],
  ["TB To", 1e3],
  ["MiB Mio", 1048576 / 1e9],
  ["GiB Gio", 1073741824 / 1e9],
  ["TiB Tio", 1099511627776 / 1e9],
]);
const watts = table([
  ["mW", 1e-3],
  ["W w watt watts", 1],
  ["kW kw KW kilowatt kilowatts", 1e3],
]);
const percent = { "%": 0.01, percent: 0.01, "pour cent": 0.01, pourcent: 0.01 };
const files = table([["file files fichier fichiers", 1]]);

export const kinds: Readonly<Record<Kind, KindRule>> = {
  duration: { unit: "s", numerator: shortTime, minimum: 0, examples: ["10 min", "30 s", "500 ms", "1.5 h"] },
  "carbon/month": {
    unit: "kg/month",
    numerator: kilograms,
    denominator: per(month, periods),
    minimum: 0,
    examples: ["6 kg/month", "900 g/week", "0.1 t/year"],
  },
  "carbon/hour": {
    unit: "gCO2e/h",
    numerator: mass,
    denominator: per(hour, periods),
    minimum: 0,
    examples: ["4.4 g/h", "38 kg/year"],
  },
  intensity: {
    unit: "g/kWh",
    numerator: mass,
    denominator: energyUnits,
    minimum: 0,
    examples: ["45 g/kWh", "45 kg/MWh"],
  },
  ratio: { unit: "ratio", numerator: {}, bare: true, minimum: 0, examples: ["1.2"] },
  "files/month": {
    unit: "count/month",
    numerator: { "": 1, ...files },
    denominator: per(month, periods),
    minimum: 0,
    examples: ["500/month", "6000 files/year", "20/day"],
  },
  ceiling: {
    unit: "count/month",
    numerator: { "": 1, ...files },
    denominator: per(month, periods),
    bare: true,
    minimum: 0,
    examples: ["5000/month", "60000 files/year"],
  },
  "bursts/month": {
    unit: "count/month",
    numerator: { "": 1, ...table([["burst bursts rafale rafales start starts démarrage démarrages", 1]]) },
    denominator: per(month, periods),
    minimum: 0,
    examples: ["60/month", "2/day"],
  },
  growth: {
    unit: "1/month",
    numerator: percent,
    denominator: per(month, Object.fromEntries(Object.entries(time).filter(([, s]) => s >= month))),
    minimum: -1,
    // tenfold each month: beyond it ten years end past all numbers
    maximum: 9,
    examples: ["8 %/month", "150 %/year"],
  },
  share: { unit: "fraction", numerator: percent, minimum: 0, maximum: 1, examples: ["40 %"] },
  characters: {
    unit: "characters",
    numerator: table([["character characters char chars caractère caractères signe signes", 1]]),
    bare: true,
    minimum: 0,
    examples: ["3000..5000", "4000 characters"],
  },
  tokens: {
    unit: "tokens",
    numerator: table([["token tokens jeton jetons", 1]]),
    bare: true,
    minimum: 0,
    examples: ["800..1200", "4096 tokens"],
  },
  "hours/week": {
    unit: "h/week",
    numerator: table([["h hr hrs hour hours heure heures", 1]]),
    denominator: per(168 * hour, Object.fromEntries(Object.entries(periods).filter(([, s]) => s > hour))),
    minimum: 0,
    maximum: 168,
    examples: ["50 h/week", "10 h/day"],
  },
  power: {
    unit: "W",
    numerator: watts,
    minimum: 0,
    examples: ["45 W", "0.3 kW"],
  },
  size: {
    unit: "GB",
    numerator: size,
    minimum: 0,
    examples: ["16 GB", "600 MB", "16 GiB"],
  },
  parameters: {
    unit: "parameters",
    numerator: table([
      ["M million millions", 1e6],
      ["B Md billion billions milliard milliards", 1e9],
      ["T trillion trillions", 1e12],
    ]),
    minimum: 0,
    examples: ["8 B", "600 M"],
  },
  "energy/size": { unit: "kWh/GB", numerator: energyUnits, denominator: size, minimum: 0, examples: ["0.01 kWh/GB", "0.001..0.06 kWh/GB"] },
  "power/size": {
    unit: "W/TB",
    numerator: watts,
    denominator: Object.fromEntries(Object.entries(size).map(([name, gigabytes]) => [name, gigabytes / 1e3])),
    minimum: 0,
    examples: ["1.2 W/TB"],
  },
  "count/file": {
    unit: "count",
    numerator: { "": 1, ...table([["request requests requête requêtes", 1]]) },
    denominator: files,
    bare: true,
    minimum: 0,
    examples: ["2", "1.5/file"],
  },
  "count/request": {
    unit: "count",
    numerator: { "": 1, ...table([["call calls appel appels", 1]]) },
    denominator: table([["request requests requête requêtes", 1]]),
    bare: true,
    minimum: 0,
    examples: ["40", "40/request"],
  },
};

/** Seconds in a month and an hour, for amounts of money per period. */
export const moneyPeriods = { month: per(month, periods), hour: per(hour, periods) } as const;

/**
 * `kg éq. CO₂ / mois` -> `kg/mois`, `h per week` -> `h/week`: one spelling for the tables.
 * What a mass is a mass of adds nothing here: every mass of a scenario is of CO2 equivalent.
 */
export function normaliseUnit(text: string): string {
  return text
    .replace(/\s*(?:[ée]q(?:uiv)?\.?\s*)?CO[2₂](?:[\s-]*(?:eq|éq|e)\b\.?)?/iu, "")
    .replace(/\s*\b(?:per|par)\s+/iu, "/")
    .replace(/\s*\/\s*/gu, "/")
    .replace(/\s+/gu, " ")
    .trim();
}

/** Factor of a unit name in a table: exact first, then without case where that is not ambiguous (`M` and `m` are). */
export function factorOf(names: Table, name: string): number | undefined {
  if (Object.hasOwn(names, name)) return names[name];
  const lower = name.toLowerCase();
  return name.length > 1 && Object.hasOwn(names, lower) ? names[lower] : undefined;
}
