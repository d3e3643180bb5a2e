import type { Expression } from "../../python/syntax";
import { optionsOf, union } from "./alternatives";
import { each } from "./choices";
import type { Frame } from "./frame";
import { anyItem, iterate } from "./iteration";
import type { Run } from "./run";
import { list, unknown, type Value } from "./values";

/** What each target is given, by its index, in `ok, reason = checked`: where several tuples are possible, each name has what each of them holds at its place. */
export function unpacked(run: Run, targets: readonly Expression[], value: Value, frame: Frame): (index: number) => Value {
  // None has no items: where it is unpacked, it was something else
  const some = optionsOf(value).filter((one) => one.k !== "constant");
  const all = some.length > 0 ? some : [value];
  const ways = new Map(all.map((one) => [one, itemsFor(run, targets, one, frame)]));
  return (index) => {
    const give = (one: Value): Value => ways.get(one)?.[index] ?? unknown;
    return value.k === "union" && some.length === value.options.length ? each(value, give) : union(all.map(give));
  };
}

/** What each target is given of one value; a starred one takes the rest as a list. */
function itemsFor(run: Run, targets: readonly Expression[], value: Value, frame: Frame): readonly Value[] {
  const { items, open } = iterate(run, value, frame);
  if (value.k === "made" && value.of === null && items.length === 0 && open && !anything.test(value.path))
    return targets.map((target) => itemOf(value, target));
  const star = targets.findIndex((t) => t.k === "star");
  if (value.k === "made" && star === -1 && items.length === 0) return targets.map(() => ({ ...unknown, from: value }));
  return targets.map((target, index) => {
    if (target.k === "star") {
      const end = items.length - (targets.length - 1 - index);
      return list(items.slice(index, Math.max(index, end)), "list", open);
    }
    const at = star !== -1 && index > star ? items.length - (targets.length - index) : index;
    return items[at] ?? anyItem(value);
  });
}

/** `model, _, preprocess = open_clip.create_model_and_transforms()`: of what a library gives together, the name of the variable tells which is the model. */
function itemOf(made: Value & { k: "made" }, target: Expression): Value {
  return (target.k === "name" || target.k === "attribute") && !besides.test(target.id) ? { k: "part", of: made, path: "[]" } : unknown;
}

/** What files hold may be anything: a tuple of texts and tensors as well. */
const anything = /^(torch|torch\.jit|joblib|pickle|dill|cloudpickle|numpy|json|yaml)\.\w*load\w*$/;

const besides = /^_+$|token|process|util|transform|config|cfg|vocab|info|param|device|meta|score|prob|segment|result|response|label|error|status|args|rate/i;
