import type { IntensityFigure } from "./gridIntensity";

/*!
 * Grid intensities of this table: Electricity Maps (https://www.electricitymaps.com), as republished by CO2.js and
 * Green Algorithms, under the Open Database License 1.0 (https://opendatacommons.org/licenses/odbl/1-0/).
 * Whoever passes on this table or one derived from it names Electricity Maps and keeps that licence.
 */
// Everything else of this project is under its own licence (docs/factors.md). `/*!` survives the minifier.

/** Life-cycle consumption averages of a grid zone, g CO2e per kWh; none when the zone is unknown. */
export function zoneFigures(zone: string): readonly IntensityFigure[] {
  const row = table[zone];
  if (row === undefined) return [];
  const [y2023, y2024, y2025, other2024] = row;
  return [
    { value: y2023, year: 2023, source: "electricityMaps" },
    { value: y2024, year: 2024, source: "electricityMaps" },
    { value: y2025, year: 2025, source: "electricityMaps" },
    { value: other2024, year: 2024, source: "electricityMaps" },
  ];
}

/** Zone -> 2023, 2024, 2025 as in CO2.js; 2024 as in Green Algorithms. */
const table: Readonly<Record<string, readonly [number, number, number, number]>> = {
  AE: [391, 383, 348, 382.92],
  "AU-NSW": [545, 541, 525, 541.42],
  "AU-VIC": [498, 496, 474, 496.28],
  "BR-CS": [90, 102, 106, 102.1],
  "CA-ON": [76, 91, 111, 90.97],
  "CA-QC": [31, 35, 41, 35.04],
  CH: [64, 42, 50, 40.76],
  CN: [535, 513, 485, 533.46],
  DE: [379, 341, 342, 333.77],
  ES: [153, 129, 136, 124.09],
  FR: [49, 33, 31, 33.44],
  GB: [200, 175, 176, 163.92],
  HK: [598, 594, 590, 594.32],
  ID: [660, 663, 667, 645.9],
  IE: [403, 352, 301, 396.78],
  IL: [502, 492, 475, 533.05],
  "IN-SO": [535, 534, 489, 549.08],
  "IN-WE": [662, 657, 653, 736.13],
  "IT-NO": [291, 238, 275, 244.25],
  "JP-KN": [380, 365, 370, 361.01],
  "JP-TK": [536, 539, 535, 539.68],
  KR: [443, 423, 423, 422.73],
  MX: [394, 392, 385, 391.68],
  NL: [280, 251, 253, 262.93],
  "NO-NO1": [29, 27, 24, 26.66],
  "NO-NO2": [38, 35, 29, 34.25],
  NZ: [97, 112, 90, 112.17],
  PL: [726, 581, 565, 703.49],
  QA: [490, 490, 490, 485.16],
  "SE-SE3": [23, 21, 20, 20.42],
  SG: [488, 485, 483, 484.76],
  "US-CAL-CISO": [263, 229, 208, 227.14],
  "US-MIDA-PJM": [401, 403, 418, 400.21],
  "US-MIDW-MISO": [503, 487, 501, 485.4],
  "US-NW-BPAT": [123, 109, 129, 106.3],
  "US-NW-PACE": [677, 637, 618, 608.94],
  "US-SW-AZPS": [435, 425, 393, 420.52],
  "US-TEX-ERCO": [394, 377, 363, 369.89],
  ZA: [700, 712, 700, 712.78],
};
