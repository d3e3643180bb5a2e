import { once } from "../lazily";
import { type Factor, factor } from "./factor";

// Life-cycle intensity of national grids, g CO2e per kWh: Ember (production average, latest year), Our World in Data
// (the same, another vintage) and ADEME for France. CC BY 4.0 and Licence Ouverte. No Electricity Maps value here:
// those are ODbL and live in gridIntensityOdbl.ts.

/** A figure with what must be known before figures are compared. */
export interface IntensityFigure {
  readonly value: number;
  readonly year: number;
  readonly source: "ademe" | "ember" | "owid" | "electricityMaps" | "ecologits";
}

/** ADEME, consumption average with upstream emissions; smoothed over four years from 2024 on. */
const ademeFrance: readonly IntensityFigure[] = [
  { value: 52, year: 2022, source: "ademe" },
  { value: 58, year: 2023, source: "ademe" },
  { value: 51.9, year: 2024, source: "ademe" },
  { value: 46.1, year: 2025, source: "ademe" },
];

/** EcoLogits' mixes, kept only where they lie outside the other sources. */
const ecologits: Readonly<Record<string, IntensityFigure>> = {
  IE: { value: 279.7, year: 2025, source: "ecologits" },
  KR: { value: 414.27, year: 2025, source: "ecologits" },
};

/** Every life-cycle figure of a country (ISO 3166 code of two letters), none when unknown. */
export function countryFigures(iso2: string): readonly IntensityFigure[] {
  const row = countryRows().find((candidate) => candidate.iso2 === iso2);
  const extra = ecologits[iso2];
  return [...(iso2 === "FR" ? ademeFrance : []), ...(row?.figures ?? []), ...(extra === undefined ? [] : [extra])];
}

/** Central by rank of source and then by year; range over all figures. */
export function intensityFactor(id: string, figures: readonly IntensityFigure[]): Factor | null {
  const ranks = ["ademe", "ember", "owid", "electricityMaps", "ecologits"] as const;
  const rank = (figure: IntensityFigure): number => ranks.indexOf(figure.source);
  const [central] = [...figures].sort((a, b) => rank(a) - rank(b) || b.year - a.year);
  if (central === undefined) return null;
  const values = figures.map((figure) => figure.value);
  return factor({
    id,
    value: central.value,
    range: values.length > 1 ? [Math.min(...values), Math.max(...values)] : "measured-other-hardware",
    unit: "gCO2e/kWh",
    year: central.year,
    source: central.source,
    basis: bases[central.source],
  });
}

const bases = {
  ademe: "Consumption average with upstream emissions, location-based; range over every life-cycle figure found for this grid.",
  ember: "Production average, life cycle, location-based; range over every life-cycle figure found for this grid.",
  owid: "Production average, life cycle, location-based; range over every life-cycle figure found for this grid.",
  electricityMaps: "Consumption average of the grid zone, life cycle, location-based; range over the last three years.",
  ecologits: "Average, life cycle, location-based; production or consumption not stated.",
} as const;

interface CountryRow {
  readonly iso2: string;
  readonly figures: readonly IntensityFigure[];
}

/** `ISO3 ISO2 Ember year OWID year|name`, `-` where a source has no figure. */
const countryRows = once((): readonly CountryRow[] =>
  table.split("\n").map((line) => {
    const [codes = ""] = line.split("|");
    const [, iso2 = "", ember = "-", emberYear, owid = "-", owidYear] = codes.split(" ");
    const figures: IntensityFigure[] = [];
    if (ember !== "-") figures.push({ value: Number(ember), year: Number(emberYear), source: "ember" });
    if (owid !== "-") figures.push({ value: Number(owid), year: Number(owidYear), source: "owid" });
    return { iso2, figures };
  }),
);

const table = `ABW AW 550 2022 561.22 2022|Aruba
AFG AF 123.71 2023 132.53 2022|Afghanistan
AGO AO 167.22 2023 174.73 2022|Angola
ALB AL 24.42 2023 24.286 2022|Albania
ARE AE 467.51 2024 561.13 2022|United Arab Emirates
ARG AR 344.83 2024 354.1 2023|Argentina
ARM AM 243.52 2024 264.54 2022|Armenia
ASM AS 647.06 2023 611.11 2022|American Samoa
ATG AG 611.11 2023 611.11 2022|Antigua and Barbuda
AUS AU 553.76 2024 548.69 2023|Australia
AUT AT 102.62 2024 110.81 2023|Austria
AZE AZ 632.89 2024 671.39 2022|Azerbaijan
BDI BI 230.77 2023 250 2022|Burundi
BEL BE 117.58 2024 138.11 2023|Belgium
BEN BJ 590 2023 584.07 2022|Benin
BFA BF 554.91 2023 467.53 2022|Burkina Faso
BGD BD 694.63 2024 691.41 2023|Bangladesh
BGR BG 264.21 2024 335.33 2023|Bulgaria
BHR BH 902.41 2023 904.62 2022|Bahrain
BHS BS 653.66 2022 660.1 2022|Bahamas
BIH BA 638.05 2024 600 2023|Bosnia and Herzegovina
BLR BY 323.63 2024 441.74 2022|Belarus
BLZ BZ 155.56 2023 225.81 2022|Belize
BMU BM - - 650.79 2022|Bermuda
BOL BO 468.02 2024 531.69 2023|Bolivia, Plurinational State of
BRA BR 106.06 2024 98.348 2023|Brazil
BRB BB 600 2023 605.5 2022|Barbados
BRN BN 892.67 2023 893.91 2022|Brunei Darussalam
BTN BT 24.19 2023 23.333 2022|Bhutan
BWA BW 849.42 2023 847.91 2022|Botswana
CAN CA 184.99 2024 170.04 2023|Canada
CHE CH 36.72 2024 34.843 2023|Switzerland
CHL CL 265.52 2024 291.11 2023|Chile
CHN CN 557.5 2024 582.32 2023|China
CIV CI 393.53 2023 393.88 2022|Côte d'Ivoire
CMR CM 285.71 2023 305.42 2022|Cameroon
COD CD 27.04 2023 24.457 2022|Congo, The Democratic Republic of the
COG CG 713.73 2023 700 2022|Congo
COK CK 250 2022 250 2022|Cook Islands
COL CO 285.8 2024 259.51 2023|Colombia
COM KM 642.86 2023 642.86 2022|Comoros
CPV CV 480 2022 558.14 2022|Cabo Verde
CRI CR 63.01 2024 53.378 2023|Costa Rica
CUB CU 638.98 2023 637.61 2022|Cuba
CYM KY 642.86 2023 642.86 2022|Cayman Islands
CYP CY 512.24 2024 534.32 2023|Cyprus
CZE CZ 413.86 2024 449.72 2023|Czechia
DEU DE 342.06 2024 380.95 2023|Germany
DJI DJ 450 2023 692.31 2022|Djibouti
DMA DM 600 2023 529.41 2022|Dominica
DNK DK 143.3 2024 151.65 2023|Denmark
DOM DO 565.97 2024 580.78 2022|Dominican Republic
DZA DZ 633.65 2023 634.61 2022|Algeria
ECU EC 209.7 2024 150.22 2023|Ecuador
EGY EG 574.5 2024 570.31 2023|Egypt
ERI ER 590.91 2023 631.58 2022|Eritrea
ESP ES 146.15 2024 174.05 2023|Spain
EST EE 341.02 2024 416.67 2023|Estonia
ETH ET 23.55 2023 24.643 2022|Ethiopia
FIN FI 72.25 2024 79.158 2023|Finland
FJI FJ 278.26 2023 288.46 2022|Fiji
FLK FK 1000 2022 500 2022|Falkland Islands (Malvinas)
FRA FR 44.18 2024 56.039 2023|France
FRO FO 354.17 2022 404.76 2022|Faroe Islands
GAB GA 429.47 2023 491.6 2022|Gabon
GBR GB 215.79 2024 237.59 2023|United Kingdom
GEO GE 143.06 2024 167.59 2023|Georgia
GHA GH 452.86 2023 484 2022|Ghana
GIB GI - - 600 2022|Gibraltar
GIN GN 182.72 2023 236.84 2022|Guinea
GLP GP 493.9 2022 500 2021|Guadeloupe
GMB GM 666.67 2023 666.67 2022|Gambia
GNB GW 625 2022 625 2022|Guinea-Bissau
GNQ GQ 605.1 2023 591.84 2022|Equatorial Guinea
GRC GR 319.76 2024 336.57 2023|Greece
GRD GD 666.67 2022 640 2022|Grenada
GRL GL 111.11 2022 178.57 2022|Greenland
GTM GT 272.66 2023 328.27 2022|Guatemala
GUF GF 204.08 2022 217.82 2021|French Guiana
GUM GU 611.11 2022 622.86 2022|Guam
GUY GY 634.33 2023 640.35 2022|Guyana
HKG HK 681.99 2023 699.5 2022|Hong Kong
HND HN 289.5 2023 282.26 2022|Honduras
HRV HR 174.48 2024 204.96 2023|Croatia
HTI HT 534.65 2022 567.31 2022|Haiti
HUN HU 182.82 2024 204.19 2023|Hungary
IDN ID 682.43 2023 675.93 2022|Indonesia
IND IN 708.96 2024 713.44 2023|India
IRL IE 279.79 2024 290.81 2023|Ireland
IRN IR 648.68 2024 655.12 2023|Iran, Islamic Republic of
IRQ IQ 689.4 2023 688.81 2022|Iraq
ISL IS 28.33 2023 27.68 2022|Iceland
ISR IL 567.26 2023 582.93 2022|Israel
ITA IT 287.75 2024 330.72 2023|Italy
JAM JM 561.25 2022 555.56 2022|Jamaica
JOR JO 539.21 2022 540.92 2022|Jordan
JPN JP 483.73 2024 485.39 2023|Japan
KAZ KZ 801.79 2024 821.39 2023|Kazakhstan
KEN KE 84.83 2024 70.492 2023|Kenya
KGZ KG 152.65 2024 147.29 2022|Kyrgyzstan
KHM KH 497.46 2024 417.71 2022|Cambodia
KIR KI 500 2022 666.67 2022|Kiribati
KNA KN 636.36 2022 636.36 2022|Saint Kitts and Nevis
KOR KR 415.65 2024 430.57 2023|Korea, Republic of
KWT KW 637.24 2024 649.16 2023|Kuwait
LAO LA 232.12 2023 265.51 2022|Lao People's Democratic Republic
LBN LB 369.47 2023 599 2022|Lebanon
LBR LR 435.9 2023 227.85 2022|Liberia
LBY LY 830.53 2023 818.69 2022|Libya
LCA LC 650 2022 666.67 2022|Saint Lucia
LKA LK 509.78 2022 509.78 2022|Sri Lanka
LSO LS 20.83 2022 20 2022|Lesotho
LTU LT 139.34 2024 160.07 2023|Lithuania
LUX LU 134.62 2024 105.26 2023|Luxembourg
LVA LV 136.22 2024 123.2 2023|Latvia
MAC MO 448.98 2022 448.98 2022|Macao
MAR MA 577.65 2024 630.01 2023|Morocco
MDA MD 629.56 2024 643.46 2023|Moldova, Republic of
MDG MG 477.27 2022 436.44 2022|Madagascar
MDV MV 611.77 2023 611.76 2022|Maldives
MEX MX 483.14 2024 507.25 2023|Mexico
MKD MK 568.97 2024 565.35 2023|North Macedonia
MLI ML 394.5 2023 408 2022|Mali
MLT MT 484.16 2024 459.14 2023|Malta
MMR MM 569.69 2024 398.9 2023|Myanmar
MNE ME 413.51 2024 417.07 2023|Montenegro
MNG MN 784.01 2024 775.31 2023|Mongolia
MOZ MZ 127.81 2023 135.65 2022|Mozambique
MRT MR 481.71 2022 464.71 2022|Mauritania
MSR MS 1000 2022 1000 2022|Montserrat
MTQ MQ 516.78 2022 523.18 2021|Martinique
MUS MU 633.03 2023 632.48 2022|Mauritius
MWI MW 54.65 2022 66.667 2022|Malawi
MYS MY 604.43 2024 605.83 2022|Malaysia
NAM NA 47.62 2023 59.259 2022|Namibia
NCL NC 585.76 2022 660.58 2022|New Caledonia
NER NE 687.5 2023 670.89 2022|Niger
NGA NG 507.85 2024 523.25 2023|Nigeria
NIC NI 288.33 2023 265.12 2022|Nicaragua
NLD NL 252.7 2024 267.62 2023|Netherlands
NOR NO 30.75 2024 30.08 2023|Norway
NPL NP 23.36 2022 24.44 2022|Nepal
NRU NR 750 2023 750 2022|Nauru
NZL NZ 120.11 2024 112.76 2023|New Zealand
OMN OM 545.33 2024 564.63 2023|Oman
PAK PK 398.61 2024 440.61 2023|Pakistan
PAN PA 258.74 2023 161.68 2022|Panama
PER PE 263.27 2024 266.48 2023|Peru
PHL PH 613.38 2024 610.69 2023|Philippines
PNG PG 513.74 2023 507.25 2022|Papua New Guinea
POL PL 614.98 2024 661.93 2023|Poland
PRI PR 664.53 2024 678.74 2022|Puerto Rico
PRK KP 344.26 2022 389.59 2022|Korea, Democratic People's Republic of
PRT PT 111.8 2024 165.55 2023|Portugal
PRY PY 24.86 2023 23.755 2023|Paraguay
PSE PS 460.78 2022 516.13 2022|Palestine, State of
PYF PF 436.62 2022 442.86 2022|French Polynesia
QAT QA 602.83 2024 602.5 2023|Qatar
REU RE 525.22 2022 572.82 2021|Réunion
ROU RO 245.55 2024 240.58 2023|Romania
RUS RU 446.17 2024 441.04 2023|Russian Federation
RWA RW 301.89 2023 316.33 2022|Rwanda
SAU SA 691.95 2024 706.79 2022|Saudi Arabia
SDN SD 214.33 2023 263.16 2022|Sudan
SEN SN 535.4 2023 511.6 2022|Senegal
SGP SG 498.74 2024 470.78 2023|Singapore
SHN SH - - 1000 2022|Saint Helena, Ascension and Tristan da Cunha
SLB SB 636.36 2023 700 2022|Solomon Islands
SLE SL 47.62 2023 50 2022|Sierra Leone
SLV SV 99.29 2024 271.47 2023|El Salvador
SOM SO 523.81 2023 578.95 2022|Somalia
SPM PM 600 2022 600 2022|Saint Pierre and Miquelon
SRB RS 670.8 2024 636.06 2023|Serbia
SSD SS 610.17 2023 629.03 2022|South Sudan
STP ST 555.56 2022 642.86 2022|Sao Tome and Principe
SUR SR 383.18 2023 349.28 2022|Suriname
SVK SK 96.49 2024 116.77 2023|Slovakia
SVN SI 227.11 2024 231.28 2023|Slovenia
SWE SE 35.89 2024 40.695 2023|Sweden
SWZ SZ 142.86 2023 172.41 2022|Eswatini
SYC SC 571.43 2023 564.52 2022|Seychelles
SYR SY 682.27 2022 701.66 2022|Syrian Arab Republic
TCA TC 653.85 2023 653.85 2022|Turks and Caicos Islands
TCD TD 615.39 2022 628.57 2022|Chad
TGO TG 478.26 2023 443.18 2022|Togo
THA TH 555.43 2024 549.58 2023|Thailand
TJK TJ 98.7 2024 116.86 2022|Tajikistan
TKM TM 1306.3 2023 1306 2022|Turkmenistan
TLS TL - - 666.67 2022|Timor-Leste
TON TO 571.43 2023 625 2022|Tonga
TTO TT 682.11 2023 681.53 2022|Trinidad and Tobago
TUN TN 560.25 2024 563.96 2023|Tunisia
TUR TR 469.7 2024 464.59 2023|Türkiye
TWN TW 635.15 2024 642.38 2023|Taiwan, Province of China
TZA TZ 371.59 2023 339.25 2022|Tanzania, United Republic of
UGA UG 57.39 2022 44.527 2022|Uganda
UKR UA 250.47 2022 259.69 2022|Ukraine
URY UY 96.7 2024 128.79 2023|Uruguay
USA US 383.55 2024 369.47 2023|United States
UZB UZ 1121.2 2023 1167.6 2022|Uzbekistan
VCT VC 600 2023 529.41 2022|Saint Vincent and the Grenadines
VEN VE 180.25 2023 185.8 2022|Venezuela, Bolivarian Republic of
VGB VG 647.06 2023 647.06 2022|Virgin Islands, British
VIR VI 641.79 2023 632.35 2022|Virgin Islands, U.S.
VNM VN 486.13 2024 475.45 2023|Viet Nam
VUT VU 500 2023 571.43 2022|Vanuatu
WSM WS 400 2023 473.68 2022|Samoa
YEM YE 586.32 2023 566.1 2022|Yemen
ZAF ZA 713.9 2024 707.69 2023|South Africa
ZMB ZM 111 2023 111.97 2022|Zambia
ZWE ZW 298.44 2023 297.87 2022|Zimbabwe`;
