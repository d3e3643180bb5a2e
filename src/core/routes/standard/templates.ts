import { formatBraces } from "../interpreter/formatting";
import { dict, type Text, type Value } from "../interpreter/values";
import { first, type Known } from "./known";

/** `string.Template("/api/$version")`, whose `substitute` takes names from a dict and from keywords. */
export const templates: Readonly<Record<string, Known>> = {
  "string.Template": (args, run, place, frame) => {
    const template = args.positional.length > 0 ? first(args) : (args.named.get("template") ?? first(args));
    const substitute: Value = {
      k: "native",
      name: "substitute",
      call: (given) => {
        if (template.k !== "text") return template;
        const from = given.positional[0]?.k === "dict" ? given.positional[0] : dict([]);
        return formatBraces(
          run,
          withBraces(template, new Set([...from.entries.keys(), ...given.named.keys()])),
          [],
          new Map([...from.entries, ...given.named]),
          frame,
        );
      },
    };
    const attrs = new Map<string, Value>([
      ["template", template],
      ["substitute", substitute],
      ["safe_substitute", substitute],
    ]);
    return { k: "instance", id: run.id(), cls: null, attrs, place };
  },
};

/** `/$a/${b}/{id}` -> `/{a}/{b}/{{id}}`; a name that is not given stays as it is written. */
function withBraces(template: Text, names: ReadonlySet<string>): Text {
  const value = template.value
    .split(/(\$\$|\$\w+|\$\{\w+\}|\{\?\})/)
    .map((part) => {
      if (part === "$$") return "$";
      if (part === "{?}") return part;
      const name = /^\$\{?(\w+)\}?$/.exec(part)?.[1];
      if (name !== undefined && names.has(name)) return `{${name}}`;
      return part.replaceAll("{", "{{").replaceAll("}", "}}");
    })
    .join("");
  return { ...template, value };
}
