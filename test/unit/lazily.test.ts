import { expect, test } from "vitest";
import { lazily, replacing } from "../../src/core/lazily";

function counted() {
  let made = 0;
  const object = lazily(
    { now: 1 },
    {
      after: () => {
        made++;
        return [2];
      },
    },
  );
  return { object, made: () => made };
}

test("a property that nobody looks at is not made", () => {
  const { object, made } = counted();
  expect(object.now).toBe(1);
  expect(made()).toBe(0);
});

test("a property that is looked at twice is made once, and is the same", () => {
  const { object, made } = counted();
  expect(object.after).toBe(object.after);
  expect(made()).toBe(1);
});

test.each([
  ["listed", (object: object) => Object.keys(object)],
  ["written as JSON", (object: object) => Object.keys(JSON.parse(JSON.stringify(object)))],
  ["copied", (object: object) => Object.keys({ ...object })],
  ["sent to another thread", (object: object) => Object.keys(structuredClone(object))],
] as const)("it is %s like any other property", (_, keys) => {
  expect(keys(counted().object)).toEqual(["now", "after"]);
});

test("what another thread receives is the value, not the way to make it", () => {
  expect(structuredClone(counted().object)).toEqual({ now: 1, after: [2] });
});

test("a copy with another value still makes the rest on first sight, once for both", () => {
  const { object, made } = counted();
  const copy = replacing(object, { now: 2 });
  expect([made(), copy.now]).toEqual([0, 2]);
  expect([copy.after, object.after, made()]).toEqual([[2], [2], 1]);
});
