/** The ids of our commands, once; a unit test compares them with package.json. */
export const Command = {
  openMatrix: "carbonMatrix.openMatrix",
  openAsText: "carbonMatrix.openAsText",
  createScenario: "carbonMatrix.createScenario",
  addService: "carbonMatrix.addService",
  pickScenario: "carbonMatrix.pickScenario",
  toggle: "carbonMatrix.toggle",
  refreshMeasurements: "carbonMatrix.refreshMeasurements",
  showDetails: "carbonMatrix.showDetails",
  copyExplanation: "carbonMatrix.copyExplanation",
  whatIf: "carbonMatrix.whatIf",
  measureDurations: "carbonMatrix.measureDurations",
  countTokens: "carbonMatrix.countTokens",
  exportReport: "carbonMatrix.exportReport",
} as const;

/** The view type of the matrix editor, as package.json has it. */
export const matrixView = "carbonMatrix.matrix";

/** What a user can hide, each with a setting of its own: `carbonMatrix.<surface>.enabled`. */
export const surfaces = ["lens", "hover", "problems", "statusBar"] as const;
export type Surface = (typeof surfaces)[number];
