import { expect, test } from "vitest";
import type { Matrix, MatrixRow } from "../../../../src/core/analysis/matrix";
import { budgetStatus } from "../../../../src/core/report/answer/budgetStatus";
import { headlineOf, headlineText } from "../../../../src/core/report/answer/headline";
import { fromTo } from "../../../../src/core/report/answer/headlineBudget";
import { readerOf } from "../../../../src/core/report/words/figures";
import { fakeAnalysis } from "../../../support/fakeAnalysis";

function headline(change: (matrix: Matrix) => Partial<Matrix>, language: "en" | "fr" = "en") {
  const analysis = fakeAnalysis({}, language);
  const matrix = analysis.matrix as Matrix;
  const changed = { ...matrix, ...change(matrix) };
  const said = headlineOf(analysis, { ...changed, rows: changed.rows.map((row) => ({ ...row, counted: row.decided ?? 1 })) });
  return { ...said, sentence: headlineText(said) };
}

const feasible = (matrix: Matrix): Partial<Matrix> => ({ plans: { ...matrix.plans, decided: { ...matrix.plans.recommended } } });
const decide = (rows: readonly MatrixRow[], service: string, level: 0 | 0.5): readonly MatrixRow[] =>
  rows.map((row) => ({ ...row, decided: row.service === service ? level : null }));

test("over budget: what to stop, from what to what", () => {
  expect(headline(() => ({})).sentence).toBe("Stop generation: from 9.7 kg to 4.8 kg a month, within the budget of 6 kg CO2e and 900 EUR.");
});

test("what is avoided, fixed and avoidable apart, adds up to the difference of the plans", () => {
  const facts = headline(() => ({})).facts;
  expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
    "From machines freed: 4.8 kg/month",
    "From work not done: 60 g/month",
    "What remains: 4.8 kg/month",
    "How sure: 96 %",
    "Measure first: idle power of the host speech",
  ]);
});

test("decided and within budget: says what was decided", () => {
  const sentence = headline((matrix) => ({ ...feasible(matrix), rows: decide(matrix.rows, "generation", 0) })).sentence;
  expect(sentence).toBe("Stop generation, as decided: from 9.7 kg to 4.8 kg a month, within the budget of 6 kg CO2e and 900 EUR.");
});

test.each([
  ["a small chance", 0.19, /900 EUR\.$/u],
  ["a large one", 0.44, /900 EUR\. Yet the chance that some month goes over the carbon budget is 44 %\./u],
])("within by its central values, and %s of going over", (_, overProbability, expected) => {
  const { sentence } = headline((matrix) => ({
    rows: decide(matrix.rows, "generation", 0),
    plans: { ...matrix.plans, decided: { ...matrix.plans.recommended, overProbability } },
  }));
  expect(sentence).toMatch(expected);
});

test.each([
  ["en", /^Stop generation, in the draft: from 9\.7 kg/u],
  ["fr", /, dans le brouillon\s: de 9,7 kg/u],
] as const)("what a draft tries is not decided (%s)", (language, expected) => {
  const analysis = fakeAnalysis({}, language);
  const matrix = analysis.matrix as Matrix;
  const rows = decide(matrix.rows, "generation", 0).map((row) => ({ ...row, counted: row.decided ?? 1 }));
  expect(headlineOf(analysis, { ...matrix, ...feasible(matrix), rows }, "draft").sentence).toMatch(expected);
});

test("what avoids too little to be read in the total is not shown as a change of it", () => {
  const decided = (matrix: Matrix) => ({ ...matrix.plans.recommended, kgCO2e: matrix.plans.baseline.kgCO2e });
  const { sentence } = headline((matrix) => ({ plans: { ...matrix.plans, decided: decided(matrix) }, rows: decide(matrix.rows, "generation", 0) }));
  expect(sentence).toBe("Stop generation, as decided: still 9.7 kg a month, within the budget of 6 kg CO2e and 900 EUR.");
});

test.each([
  ["en", /^Serve translation at 50 % in Arabic, as decided:/],
  ["fr", /^Servir translation à 50\s% en arabe, selon les décisions/],
] as const)("a part of a service: its level and its languages by name (%s)", (language, expected) => {
  const { sentence } = headline(
    (matrix) => ({
      ...feasible(matrix),
      rows: matrix.rows.map((row) => ({ ...row, decided: row.id === "translation/ar" ? 0.5 : null })),
    }),
    language,
  );
  expect(sentence).toMatch(expected);
});

test.each([
  ["en", "Stop 3 microservices, above all d and c; cut back a, as decided: from 9.7 kg to 4.8 kg a month, within the budget of 6 kg CO2e and 900 EUR."],
  ["fr", "Arrêter 3 microservices, surtout d et c ; réduire a, selon les décisions : de 9,7 kg à 4,8 kg par mois, dans le budget de 6 kg éq. CO₂ et 900 EUR."],
] as const)("more than a headline holds is counted, and those that weigh most are named (%s)", (language, expected) => {
  const { sentence } = headline((matrix) => {
    const [first] = matrix.rows as readonly [MatrixRow];
    const weighing = (service: string, kg: number, decided: 0 | 0.5): MatrixRow => {
      const avoidable = { low: kg, central: kg, high: kg };
      return { ...first, id: service, service, language: null, decided, kgCO2e: { avoidable, fixed: { low: 0, central: 0, high: 0 } } };
    };
    return { ...feasible(matrix), rows: [weighing("a", 9, 0.5), weighing("b", 1, 0), weighing("c", 2, 0), weighing("d", 3, 0)] };
  }, language);
  expect(sentence.replace(/[\u00a0\u202f]/gu, " ")).toBe(expected);
});

test("nothing to stop", () => {
  const sentence = headline((matrix) => ({ ...feasible(matrix), rows: decide(matrix.rows, "", 0) })).sentence;
  expect(sentence).toMatch(/^Everything fits: 4\.8 kg a month/);
});

test("not everything fits where the cost budget cannot be checked", () => {
  const { sentence } = headline((matrix) => {
    const plan = { ...matrix.plans.recommended, feasible: null, unchecked: [{ budget: "cost" as const, reason: "The cost is not known in EUR." }] };
    return { plans: { ...matrix.plans, decided: plan, recommended: plan }, rows: decide(matrix.rows, "", 0).map((row) => ({ ...row, counted: 1 })) };
  });
  expect(sentence).toMatch(/^The carbon budget holds: 4\.8.kg a month, within 6.kg CO2e\. The cost is not known in EUR\.$/);
});

test.each<[string, (matrix: Matrix) => Partial<Matrix>, RegExp]>([
  [
    "no plan fits",
    (matrix) => ({ plans: { ...matrix.plans, recommended: { ...matrix.plans.recommended, feasible: false } } }),
    /^No choice of levels stays within the budget of 6 kg/,
  ],
  [
    "neither files nor budget",
    (matrix) => ({
      total: { ...matrix.total, budget: { carbon: null, cost: null, plan: "expected" } },
      rows: matrix.rows.map((row) => ({ ...row, volume: { ...row.volume, files: null } })),
    }),
    /whatever is served: write how many files come in, and a budget/,
  ],
  ["no budget", (matrix) => ({ total: { ...matrix.total, budget: { carbon: null, cost: null, plan: "expected" } } }), /no budget yet/],
  ["carbon unknown", (matrix) => ({ plans: { ...matrix.plans, baseline: { ...matrix.plans.baseline, kgCO2e: null } } }), /not known yet/],
  ["no service", () => ({ rows: [] }), /^No service yet/],
])("%s", (_, change, expected) => {
  expect(headline(change).sentence).toMatch(expected);
});

test("in French", () => {
  expect(headline(() => ({}), "fr").sentence).toBe("Arrêter generation\u00a0: de 9,7 kg à 4,8 kg par mois, dans le budget de 6 kg éq. CO₂ et 900 EUR.");
});

test("languages and actions are joined as one speaks", () => {
  const cut = (rows: readonly MatrixRow[]): readonly MatrixRow[] =>
    rows.map((row) => ({
      ...row,
      decided: row.service === "generation" ? (row.language === "es" || row.language === "ar" ? 0 : row.language === "en" ? 0.5 : null) : null,
    }));
  const said = (language: "en" | "fr") => headline((matrix) => ({ ...feasible(matrix), rows: cut(matrix.rows) }), language).sentence;
  expect(said("en")).toMatch(/^Stop generation in Spanish and Arabic; serve generation at 50 % in English/);
  expect(said("fr")).toContain("espagnol et arabe");
});

test("a cost that cannot be checked hides nothing of the carbon budget that is kept", () => {
  const unchecked = [{ budget: "cost", reason: "The cost is not known in EUR." }] as const;
  const open = { feasible: null, unchecked };
  expect(headline(({ plans }) => ({ plans: { ...plans, recommended: { ...plans.recommended, ...open } } })).sentence).toBe(
    "Stop generation: from 9.7 kg to 4.8 kg a month, within the budget of 6 kg CO2e. The cost is not known in EUR.",
  );
  const kept = headline((matrix) => ({
    plans: { ...matrix.plans, decided: { ...matrix.plans.recommended, ...open }, recommended: { ...matrix.plans.recommended, ...open } },
    rows: decide(matrix.rows, "generation", 0),
  }));
  expect(kept.sentence).toBe("Stop generation, as decided: from 9.7 kg to 4.8 kg a month, within the budget of 6 kg CO2e. The cost is not known in EUR.");
});

test("a headline gives one reason why a budget cannot be checked, and leaves the next steps to those who look there", () => {
  const unchecked = [
    { budget: "cost", reason: "No price is known.", settle: "Write price:." },
    { budget: "carbon", reason: "The carbon of a is not known.", settle: "a: describe it." },
  ] as const;
  const open = (matrix: Matrix): Partial<Matrix> => ({ plans: { ...matrix.plans, decided: { ...matrix.plans.decided, feasible: null, unchecked } } });
  const { sentence } = headline((matrix) => ({
    ...open(matrix),
    plans: { ...matrix.plans, ...open(matrix).plans, recommended: { ...matrix.plans.recommended, feasible: null } },
  }));
  expect(sentence).toMatch(/a month; the rest is not known\. The carbon of a is not known\.$/);
});

test.each([
  [
    "en",
    /^Stop generation: whether that keeps the budget of 6 kg CO2e and 900 EUR is not known\. As decided it is 9\.7 kg a month, over the carbon budget\. The carbon of a is not known\.$/,
  ],
  ["fr", /^Arrêter generation : on ne sait pas si cela respecte le budget de 6 kg éq. CO₂ et 900 EUR\. Selon les décisions, c’est 9,7 kg par mois/],
] as const)("a recommendation with an unknown total is not said to keep the budget (%s)", (language, expected) => {
  const unchecked = [{ budget: "carbon", reason: "The carbon of a is not known." }] as const;
  const recommended = (matrix: Matrix) => ({ ...matrix.plans.recommended, kgCO2e: null, feasible: null, unchecked });
  const { sentence } = headline((matrix) => ({ plans: { ...matrix.plans, recommended: recommended(matrix) } }), language);
  expect(sentence.replace(/[\u00a0\u202f]/gu, " ")).toMatch(expected);
});

test.each([
  ["en", "The budget of 6 kg CO2e and 900 EUR holds, with 4.8 kg a month; for another reason than carbon, stop generation (licence)."],
  ["fr", "Le budget de 6 kg éq. CO₂ et 900 EUR est respecté, avec 4,8 kg par mois ; pour une autre raison que le carbone, arrêter generation (licence)."],
] as const)("within the budget, and a licence stops a service all the same (%s)", (language, expected) => {
  const gates = [{ code: "licence", min: 0, max: 0, reason: "its licence forbids it" }] as MatrixRow["gates"];
  const { sentence } = headline(
    (matrix) => ({ ...feasible(matrix), rows: matrix.rows.map((row) => ({ ...row, decided: null, gates: row.service === "generation" ? gates : [] })) }),
    language,
  );
  expect(sentence.replace(/[\u00a0\u202f]/gu, " ")).toBe(expected);
});

test.each([
  ["whole", 1, true, [], "Or cut nothing: with"],
  ["not known to keep the budget", 1, null, [], null],
  ["still cutting something", 0.9, true, [], null],
  ["a licence stops the rest", 1, true, [{ code: "licence", min: 0, max: 0, reason: "licence" }], "Or cut nothing else: with"],
] as const)("another way to run the machines, %s, beside what is to stop", (_, share, feasible, gates, words) => {
  const { sentence } = headline((matrix) => {
    const [stopped, ...kept] = matrix.rows.map((row) => ({
      ...row,
      gates: [],
      criticality: "high" as const,
      volume: { ...row.volume, files: { low: 9, central: 10, high: 11 } },
    })) as readonly MatrixRow[] as [MatrixRow, ...MatrixRow[]];
    const rows = [{ ...stopped, recommended: 0 as const }, ...kept.map((row) => ({ ...row, recommended: 1 as const }))];
    const vetoed = gates.length === 0 ? [] : [{ ...stopped, id: "x", service: "x", recommended: 0 as const, gates: gates as unknown as MatrixRow["gates"] }];
    const one = { label: "speech stopped between requests", price: "the first waits", machines: 1, kgCO2e: 1.9 };
    const both = { label: "both stopped between requests", price: "all wait", machines: 2, kgCO2e: 0.9 };
    // The least carbon ranks first, and the headline takes the fewest machines all the same.
    const alternatives = [both, one].map((other) => ({
      ...other,
      kind: "asleep" as const,
      savedKg: 0,
      savedCost: 0,
      feasible,
      cut: share < 1 ? ["y"] : [],
      unchecked: feasible === null ? (["carbon"] as const) : [],
      gainedValue: share * 0.7 * 10,
      uncut: { kgCO2e: other.kgCO2e, atLeast: false, savedCost: 0 },
    }));
    return { rows: [...rows, ...vetoed], alternatives };
  });
  expect(sentence).toMatch(/ within the budget of 6 kg/);
  if (words === null) expect(sentence).not.toContain("Or cut nothing");
  else expect(sentence).toContain(`${words} both stopped between requests it is 0.90 kg`);
});

test("a duty against a veto is to be settled before any answer", () => {
  const contradicted = (matrix: Matrix) =>
    matrix.rows.map((row) =>
      row.service === "translation"
        ? {
            ...row,
            recommended: null,
            gates: [
              { code: "obligation", min: 1, max: 1, reason: "Obligation" },
              { code: "licence", min: 0, max: 0, reason: "Licence" },
            ],
          }
        : row,
    );
  const said = (language: "en" | "fr") => headline((matrix) => ({ rows: contradicted(matrix) }), language).sentence;
  expect(said("en")).toMatch(
    /^Settle first: translation, to be served \(legal obligation\) but to be stopped \(licence\)\. Until then the duty counts\. Stop generation: from/,
  );
  expect(said("fr")).toMatch(/^À trancher d’abord\u00a0: translation, à servir \(obligation légale\) mais à arrêter \(licence\)\./);
});

test("over the budget although something is decided: what that avoids already, of carbon and money, and how much more could be", () => {
  const half = (matrix: Matrix) => ({
    plans: {
      ...matrix.plans,
      decided: { ...matrix.plans.decided, kgCO2e: { low: 5, central: 7, high: 9 }, cost: 600 },
      baseline: { ...matrix.plans.baseline, cost: 700 },
    },
    rows: decide(matrix.rows, "generation", 0.5),
  });
  expect(headline(half).sentence).toMatch(
    /What is decided avoids 2\.7 kg a month already \(100 EUR a month less\)\. The recommendation would avoid 2\.2 kg more\.$/,
  );
});

test("where nobody has decided anything, nothing is said to be as decided", () => {
  const unchecked = [{ budget: "carbon", reason: "The carbon of a is not known." }] as const;
  const undecided = (matrix: Matrix) => ({
    plans: { ...matrix.plans, recommended: { ...matrix.plans.recommended, kgCO2e: null, feasible: null, unchecked } },
    rows: matrix.rows.map((row) => ({ ...row, decided: null })),
  });
  expect(headline(undecided).sentence).toContain("With everything on it is 9.7 kg a month, over the carbon budget.");
  expect(headline(undecided).sentence).not.toContain("decided");
});

test.each([
  ["en", "Repair first: the scenario has 1 error."],
  ["fr", "À corriger d’abord\u00a0: le scénario a 1 erreur."],
] as const)("errors of the scenario come before the answer (%s)", (language, expected) => {
  const analysis = fakeAnalysis({}, language);
  const matrix = analysis.matrix as Matrix;
  const file = analysis.scenario?.file as string;
  const of = (severity: "error" | "warning", code: string) => ({ severity, code, file, message: "", line: 3, column: 1 });
  const broken = { ...analysis, problems: [of("error", "unknown-host"), of("warning", "other")] };
  expect(headlineOf(broken, matrix).sentence).toBe(expected);
  expect(headlineOf(broken, matrix).notes).toContain(headlineOf(analysis, matrix).sentence);
  expect(budgetStatus(broken).over).toBe(false);
  expect(budgetStatus(broken).text).toMatch(/scenario has errors|scénario/);
  // What a server failed in, or a duty above a veto, leaves every figure as it is.
  const sound = { ...analysis, problems: [of("error", "prometheus-timeout"), of("error", "gates-contradict")] };
  expect(headlineOf(sound, matrix).sentence).toBe(headlineOf(analysis, matrix).sentence);
});

test.each([
  [9.769, 9.768, 20, ["9.8 kg", "9.8 kg"]],
  [9.55, 9.54, 20, ["9.5 kg", "9.5 kg"]],
  [9.8, 9.6, 20, ["9.8 kg", "9.6 kg"]],
  [6.01, 5.99, 6, ["6.01 kg", "5.99 kg"]],
])("what cannot be read in a total has not changed it, unless the budget lies between: %d to %d kg of %d", (before, after, budget, wanted) => {
  const matrix = fakeAnalysis().matrix as Matrix;
  const plan = (kg: number) => ({ ...matrix.plans.decided, kgCO2e: { low: kg, central: kg, high: kg } });
  const { total } = matrix;
  const moved: Matrix = {
    ...matrix,
    plans: { ...matrix.plans, decided: plan(before), recommended: plan(after) },
    total: { ...total, budget: { ...total.budget, carbon: budget } },
  };
  expect(fromTo(moved, "decided", "recommended", readerOf("en"))).toEqual(wanted);
});
