import { inverse } from "../evaluate";
import type { Product, RowModel } from "../model";
import { lazyColumns } from "./lazyColumns";
import type { Columns } from "./rowGroups";

/** Per file of a row's profile: the share that enters, requests, busy hours; `[row * width + draw]`, of the values of the last `at`, filled when first read. */
export interface RowProducts {
  readonly share: Float64Array;
  readonly requests: Float64Array;
  readonly hours: Float64Array;
  /** `values[input * width + draw]`, of the first `count` draws */
  readonly at: (values: Float64Array, count: number) => void;
}

/**
 * The products of all rows, flattened: the same product (of a service's languages, of two services) is multiplied once,
 * the same sum of them added up once, and rows only look up positions. `width` draws at a time, each a column of its own.
 */
export function rowProducts(rows: readonly RowModel[], width: number): RowProducts {
  const flat = flatten(rows);
  const results = new Float64Array(flat.coefficients.length * width);
  const sums = new Float64Array(flat.sumEnds.length * width);
  let last = { width, count: 0 };
  const columns = lazyColumns(["share", "requests", "hours"], rows.length * width, (name, into) => {
    if (name === "hours") addParts(flat, results, { values: sums, positions: flat.sums }, into, last);
    else if (name === "requests") addParts(flat, results, { values: results, positions: flat.requests }, into, last);
    else addParts(flat, results, null, into, last);
  });

  const at = (values: Float64Array, count: number): void => {
    last = { width, count };
    columns.expire();
    multiply(flat, values, results, last);
    addHours(flat, results, sums, last);
  };
  return Object.assign(columns.columns, { at });
}

/** Adds up each row's parts: its share, times what each of its files stands for. Parts of a row follow each other. */
function addParts(
  { rows, shares }: Flat,
  results: Float64Array,
  each: { readonly values: Float64Array; readonly positions: Int32Array } | null,
  into: Float64Array,
  { width, count }: Columns,
): void {
  let before = -1;
  for (let p = 0; p < rows.length; p++) {
    const row = (rows[p] as number) * width;
    const share = (shares[p] as number) * width;
    const isFirst = row !== before;
    before = row;
    if (each === null) {
      if (isFirst) for (let k = 0; k < count; k++) into[row + k] = results[share + k] as number;
      else for (let k = 0; k < count; k++) into[row + k] = (into[row + k] as number) + (results[share + k] as number);
    } else {
      const { values, positions } = each;
      const from = (positions[p] as number) * width;
      if (isFirst) for (let k = 0; k < count; k++) into[row + k] = (results[share + k] as number) * (values[from + k] as number);
      else for (let k = 0; k < count; k++) into[row + k] = (into[row + k] as number) + (results[share + k] as number) * (values[from + k] as number);
    }
  }
}

interface Flat {
  readonly coefficients: Float64Array;
  /** of each product: where its inputs end, and where its divisors do */
  readonly ends: Int32Array;
  readonly inputs: Int32Array;
  readonly overEnds: Int32Array;
  readonly over: Int32Array;
  /** of each part: its row, its share, its requests, and its seconds in `sums` */
  readonly rows: Int32Array;
  readonly shares: Int32Array;
  readonly requests: Int32Array;
  readonly sums: Int32Array;
  /** of each sum of products: where its terms end */
  readonly sumEnds: Int32Array;
  readonly terms: Int32Array;
}

function flatten(rows: readonly RowModel[]): Flat {
  const products = new Positions<Product>();
  const position = ({ coefficient, inputs, over = [] }: Product): number => {
    const sorted = [...inputs].sort((a, b) => a - b);
    return products.of(`${coefficient} ${sorted.join(" ")} / ${over.join(" ")}`, { coefficient, inputs: sorted, over });
  };
  const sums = new Positions<readonly number[]>();
  const parts = rows.flatMap(({ parts }, row) =>
    parts.map((part) => {
      const terms = part.seconds.map(position);
      return { row, share: position(part.share), requests: position(part.requests), sum: sums.of(terms.join(" "), terms) };
    }),
  );
  return {
    coefficients: Float64Array.from(products.all, ({ coefficient }) => coefficient),
    ends: endsOf(products.all.map(({ inputs }) => inputs)),
    inputs: Int32Array.from(products.all.flatMap(({ inputs }) => inputs)),
    overEnds: endsOf(products.all.map(({ over = [] }) => over)),
    over: Int32Array.from(products.all.flatMap(({ over = [] }) => over)),
    rows: Int32Array.from(parts, ({ row }) => row),
    shares: Int32Array.from(parts, ({ share }) => share),
    requests: Int32Array.from(parts, ({ requests }) => requests),
    sums: Int32Array.from(parts, ({ sum }) => sum),
    sumEnds: endsOf(sums.all),
    terms: Int32Array.from(sums.all.flat()),
  };
}

/** Things that are kept once, and where. */
class Positions<T> {
  readonly all: T[] = [];
  private readonly known = new Map<string, number>();

  of(key: string, thing: T): number {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, this.all.length);
    return this.all.push(thing) - 1;
  }
}

function endsOf(lists: readonly (readonly unknown[])[]): Int32Array {
  let end = 0;
  return Int32Array.from(lists, ({ length }) => {
    end += length;
    return end;
  });
}

/** Sums of seconds, in hours. */
function addHours({ sumEnds, terms }: Flat, results: Float64Array, sums: Float64Array, { width, count }: { width: number; count: number }): void {
  let term = 0;
  for (let sum = 0; sum < sumEnds.length; sum++) {
    const start = sum * width;
    sums.fill(0, start, start + count);
    for (const end = sumEnds[sum] as number; term < end; term++) {
      const from = (terms[term] as number) * width;
      for (let k = 0; k < count; k++) sums[start + k] = (sums[start + k] as number) + (results[from + k] as number);
    }
    for (let k = 0; k < count; k++) sums[start + k] = (sums[start + k] as number) / 3600;
  }
}

function multiply(flat: Flat, values: Float64Array, results: Float64Array, { width, count }: { width: number; count: number }): void {
  const { coefficients, ends, inputs, overEnds, over } = flat;
  let [input, divisor] = [0, 0];
  for (let product = 0; product < coefficients.length; product++) {
    const start = product * width;
    const coefficient = coefficients[product] as number;
    const end = ends[product] as number;
    if (input === end) results.fill(coefficient, start, start + count);
    else {
      const from = (inputs[input++] as number) * width;
      for (let k = 0; k < count; k++) results[start + k] = coefficient * (values[from + k] as number);
    }
    for (; input < end; input++) {
      const from = (inputs[input] as number) * width;
      for (let k = 0; k < count; k++) results[start + k] = (results[start + k] as number) * (values[from + k] as number);
    }
    for (const end = overEnds[product] as number; divisor < end; divisor++) {
      const from = (over[divisor] as number) * width;
      for (let k = 0; k < count; k++) results[start + k] = (results[start + k] as number) * inverse(values[from + k] as number);
    }
  }
}
