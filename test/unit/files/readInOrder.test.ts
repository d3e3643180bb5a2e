import { expect, test } from "vitest";
import { readInOrder } from "../../../src/core/files/readInOrder";

const sizes = Array.from({ length: 2500 }, (_, index) => (index % 7 === 0 ? 0 : index % 5));
const upTo = (files: number, bytes: number, asked: number[] = []) => {
  const readAll = async (some: readonly number[]) => {
    asked.push(some.length);
    return some;
  };
  return readInOrder(sizes, { files, bytes }, { readAll, bytesOf: (size) => size });
};

test.each([0, 1, 100, 1999, 2000, 3000, 1e9])("what is left out is the end, from the first file before which there are more than %d bytes", async (bytes) => {
  const { read, beyond } = await upTo(1e6, bytes);
  expect(read).toEqual(sizes.slice(0, read.length));
  const sum = (count: number) => sizes.slice(0, count).reduce((total, size) => total + size, 0);
  expect(beyond).toBe(sizes[read.length]);
  if (read.length < sizes.length) expect(sum(read.length)).toBeGreaterThan(bytes);
  expect(sum(read.length - 1)).toBeLessThanOrEqual(bytes);
});

test.each([
  [999, [999]],
  [1000, [1000]],
  [1001, [1000, 1]],
  [2500, [1000, 1000, 500]],
])("no more than %d files are asked for", async (files, asked) => {
  const seen: number[] = [];
  const { read, beyond } = await upTo(files, 1e9, seen);
  expect([read.length, beyond, seen]).toEqual([files, sizes[files], asked]);
});

test("a folder without a file is read", async () => {
  expect(await readInOrder([], { files: 1, bytes: 1 }, { readAll: async (some) => some, bytesOf: () => 1 })).toEqual({ read: [], beyond: undefined });
});
