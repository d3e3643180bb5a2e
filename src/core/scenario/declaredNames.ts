import type { Names } from "./check/checkContext";
import { splitDecision } from "./check/checks";
import { declaredName } from "./names";
import type { Scenario } from "./scenario";

/** References in the spelling of what they refer to, so that nobody downstream compares ids by hand. */
export function declaredNames(scenario: Scenario, names: Names): Scenario {
  const hosts = [...names.hosts, "external"];
  const languages = Object.keys(scenario.languages ?? {});
  const services = mapEntries(scenario.services, (name, service) => [
    name,
    {
      ...service,
      ...(service.host !== undefined && { host: declaredName(service.host, hosts) ?? service.host }),
      ...(service.needs !== undefined && { needs: declaredName(service.needs, names.services) ?? service.needs }),
      ...(service.to && { to: service.to.map((id) => declaredName(id, languages) ?? id) }),
      ...(service.languages && { languages: mapEntries(service.languages, (id, own) => [declaredName(id, languages) ?? id, own]) }),
    },
  ]);
  const decisions = mapEntries(scenario.decisions, (key, decision) => {
    const { service, language } = splitDecision(key, names.services);
    const known = declaredName(service, names.services) ?? service;
    if (language === null) return [known, decision];
    const spelt = declaredName(language, languages) ?? declaredName(language, Object.keys(services?.[known]?.languages ?? {}));
    return [`${known}/${spelt ?? language}`, decision];
  });
  return { ...scenario, ...(services && { services }), ...(decisions && { decisions }) };
}

function mapEntries<T>(record: Readonly<Record<string, T>> | undefined, change: (key: string, value: T) => [string, T]): Record<string, T> | undefined {
  return record && Object.fromEntries(Object.entries(record).map(([key, value]) => change(key, value)));
}
