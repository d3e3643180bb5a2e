import { factor } from "./factor";

// Host power and manufacturing of hardware that is described instead of named. Same method as the sizes of Azure.

/** W per vCPU doing nothing */
export const idleWattsPerVcpu = factor({
  id: "cpu/idle-per-vcpu",
  value: 0.45,
  range: [0.35, 1.9],
  unit: "W/vCPU",
  year: "source",
  source: "ccf",
  basis: "Minimum per vCPU of current server processors (CCF EPYC 3rd generation, BoaviztAPI); high is Haswell.",
});

/** W per vCPU at full load */
export const busyWattsPerVcpu = factor({
  id: "cpu/busy-per-vcpu",
  value: 2.5,
  range: [1.7, 6],
  unit: "W/vCPU",
  year: "source",
  source: "ccf",
  basis: "Maximum per vCPU: between CCF and BoaviztAPI for EPYC 3rd generation; low EPYC 2nd generation, high Haswell.",
  derived: true,
});

/** W per GB of main memory */
export const wattsPerGB = factor({
  id: "memory/watts-per-gb",
  value: 0.3725,
  range: [0.284, 0.392],
  unit: "W/GB",
  year: "source",
  source: "greenAlgorithms",
  basis: "Green Algorithms; low BoaviztAPI, high Cloud Carbon Footprint.",
});

/** gCO2e per vCPU and hour: server without graphics cards */
export const embodiedPerVcpu = factor({
  id: "cpu/embodied-per-vcpu",
  value: 0.5625,
  range: [0.375, 0.779],
  unit: "gCO2e/h",
  year: "source",
  source: "boavizta",
  basis: "BoaviztAPI server share with 8 GB per vCPU on a life of 4 years; low 6 years, high CCF over 4 years.",
  derived: true,
});

/** Hours that hardware stays in use */
export const lifeHours = factor({
  id: "hardware/life",
  value: 35040,
  range: [26280, 52560],
  unit: "h",
  year: "source",
  source: "ccf",
  basis: "4 years; 3 (EcoLogits, Green Algorithms) to 6 (BoaviztAPI for Azure).",
});
