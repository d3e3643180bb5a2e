import { plainName } from "./names";

// Where Azure's regions stand, as Microsoft publishes it (a city, a state or a province), and the words of a country, in English and French:
// who writes one of them is led to the region. A city that only lies near one is left out.

const places: Readonly<Record<string, readonly string[]>> = {
  australiacentral: ["Canberra"],
  australiaeast: ["Sydney", "New South Wales", "Australia", "Australie"],
  australiasoutheast: ["Melbourne", "Victoria"],
  brazilsouth: ["São Paulo", "Campinas", "Brazil", "Brésil"],
  brazilsoutheast: ["Rio de Janeiro", "Rio"],
  canadacentral: ["Toronto", "Canada"],
  canadaeast: ["Quebec", "Quebec City", "Ville de Québec"],
  centralindia: ["Pune", "India", "Inde"],
  centralus: ["Iowa", "Des Moines"],
  chinaeast: ["Shanghai", "China", "Chine"],
  chinanorth: ["Beijing", "Pékin"],
  eastasia: ["Hong Kong"],
  eastus: ["Virginia", "Virginie", "Ashburn", "Boydton", "USA", "United States", "États-Unis"],
  francecentral: ["Paris", "France", "Île-de-France"],
  francesouth: ["Marseille"],
  germanynorth: ["Berlin"],
  germanywestcentral: ["Frankfurt", "Frankfurt am Main", "Francfort", "Germany", "Allemagne"],
  indonesiacentral: ["Jakarta", "Indonesia", "Indonésie"],
  israelcentral: ["Tel Aviv", "Israel", "Israël"],
  italynorth: ["Milan", "Milano", "Italy", "Italie"],
  japaneast: ["Tokyo", "Saitama", "Japan", "Japon"],
  japanwest: ["Osaka"],
  koreacentral: ["Seoul", "Séoul", "Korea", "Corée"],
  koreasouth: ["Busan"],
  mexicocentral: ["Querétaro", "Mexico", "Mexique"],
  newzealandnorth: ["Auckland", "New Zealand", "Nouvelle-Zélande"],
  northcentralus: ["Chicago", "Illinois"],
  northeurope: ["Dublin", "Ireland", "Irlande"],
  norwayeast: ["Oslo", "Norway", "Norvège"],
  norwaywest: ["Stavanger"],
  polandcentral: ["Warsaw", "Varsovie", "Poland", "Pologne"],
  qatarcentral: ["Doha", "Qatar"],
  southafricanorth: ["Johannesburg", "South Africa", "Afrique du Sud"],
  southafricawest: ["Cape Town", "Le Cap"],
  southcentralus: ["Texas", "San Antonio"],
  southeastasia: ["Singapore", "Singapour"],
  southindia: ["Chennai"],
  spaincentral: ["Madrid", "Spain", "Espagne"],
  swedencentral: ["Gävle", "Sandviken", "Sweden", "Suède"],
  switzerlandnorth: ["Zurich", "Switzerland", "Suisse"],
  switzerlandwest: ["Geneva", "Genève"],
  uaecentral: ["Abu Dhabi"],
  uaenorth: ["Dubai", "Dubaï", "United Arab Emirates", "Émirats arabes unis"],
  uksouth: ["London", "Londres", "England", "United Kingdom", "Royaume-Uni", "UK", "GB"],
  ukwest: ["Cardiff", "Wales", "Pays de Galles"],
  westcentralus: ["Wyoming", "Cheyenne"],
  westeurope: ["Amsterdam", "Netherlands", "The Netherlands", "Pays-Bas"],
  westus: ["California", "Californie"],
  westus2: ["Washington", "Quincy"],
  westus3: ["Arizona", "Phoenix"],
};

/** `Paris` -> `francecentral`; undefined: no region of ours stands there. */
export function regionAt(place: string): string | undefined {
  const plain = plainName(place);
  return Object.keys(places).find((region) => places[region]?.some((name) => plainName(name) === plain));
}
