import { inverse } from "../model/evaluate";
import type { Product, RowModel } from "../model/model";
import { lazyColumns } from "./lazyColumns";
import type { Columns } from "./rowGroups";

/** What is counted of one file of a row's profile: the share that enters, requests, busy hours. */
export type PerFile = "share" | "requests" | "hours";

/** `[row * width + draw]`, of the values of the last `at`, filled when first read. */
export interface RowProducts extends Readonly<Record<PerFile, Float64Array>> {
  /** `values[input * width + draw]`, of the first `count` draws */
  readonly at: (values: Float64Array, count: number) => void;
  /** Room for what rows look up in so many draws. */
  readonly keptFor: (draws: number) => KeptProducts;
}

/** The products that rows look up in every draw; a row's sum of them is made when it is asked for. */
export interface KeptProducts {
  /** Keeps the values of the last `at` as the draws from `from` on. */
  readonly keep: (from: number, count: number) => void;
  readonly into: (per: PerFile, row: number, into: Float64Array) => Float64Array;
}

/**
 * The products of all rows, flattened: the same product (of a service's languages, of two services) is multiplied once,
 * the same sum of them added up once, and rows only look up positions. `width` draws at a time, each a column of its own.
 */
export function rowProducts(rows: readonly RowModel[], width: number): RowProducts {
  const flat = flatOf(rows);
  const results = new Float64Array(flat.coefficients.length * width);
  const sums = new Float64Array(flat.sumEnds.length * width);
  let last = { width, count: 0 };
  const columns = lazyColumns(["share", "requests", "hours"], rows.length * width, (per, into) => {
    for (let row = 0; row < rows.length; row++) addParts(flat, { results, sums }, per, row, into, row * width, last);
  });

  const at = (values: Float64Array, count: number): void => {
    last = { width, count };
    columns.expire();
    multiply(flat, values, results, last);
    addHours(flat, results, sums, last);
  };

  const keptFor = (draws: number): KeptProducts => {
    const used = [...new Set([...flat.shares, ...flat.requests])];
    const places = new Map(used.map((product, place) => [product, place]));
    const placed = (products: Int32Array): Int32Array => products.map((product) => places.get(product) as number);
    const kept = { results: new Float64Array(used.length * draws), sums: new Float64Array(flat.sumEnds.length * draws) };
    const parts = { ...flat, shares: placed(flat.shares), requests: placed(flat.requests) };
    const copy = (source: Float64Array, from: number, target: Float64Array, to: number, count: number): void => {
      for (let k = 0; k < count; k++) target[to + k] = source[from + k] as number;
    };
    return {
      keep(from, count) {
        for (let place = 0; place < used.length; place++) copy(results, (used[place] as number) * width, kept.results, place * draws + from, count);
        for (let sum = 0; sum < flat.sumEnds.length; sum++) copy(sums, sum * width, kept.sums, sum * draws + from, count);
      },
      into(per, row, into) {
        addParts(parts, kept, per, row, into, 0, { width: draws, count: draws });
        return into;
      },
    };
  };
  return Object.assign(columns.columns, { at, keptFor });
}

/** Writes what a row's parts come to from `at` on: their share, times what each of its files stands for. */
function addParts(
  { partEnds, shares, requests, sums: hours }: Pick<Flat, "partEnds" | "shares" | "requests" | "sums">,
  { results, sums }: { readonly results: Float64Array; readonly sums: Float64Array },
  per: PerFile,
  row: number,
  into: Float64Array,
  at: number,
  { width, count }: Columns,
): void {
  const first = row === 0 ? 0 : (partEnds[row - 1] as number);
  const end = partEnds[row] as number;
  if (first === end) into.fill(0, at, at + count);
  const [values, positions] = per === "hours" ? [sums, hours] : [results, requests];
  for (let p = first; p < end; p++) {
    const share = (shares[p] as number) * width;
    const from = (positions[p] as number) * width;
    if (per === "share") {
      if (p === first) for (let k = 0; k < count; k++) into[at + k] = results[share + k] as number;
      else for (let k = 0; k < count; k++) into[at + k] = (into[at + k] as number) + (results[share + k] as number);
    } else if (p === first) for (let k = 0; k < count; k++) into[at + k] = (results[share + k] as number) * (values[from + k] as number);
    else for (let k = 0; k < count; k++) into[at + k] = (into[at + k] as number) + (results[share + k] as number) * (values[from + k] as number);
  }
}

interface Flat {
  readonly coefficients: Float64Array;
  /** of each product: where its inputs end, and where its divisors do */
  readonly ends: Int32Array;
  readonly inputs: Int32Array;
  readonly overEnds: Int32Array;
  readonly over: Int32Array;
  /** of each row: where its parts end */
  readonly partEnds: Int32Array;
  /** of each part: its share, its requests, and its seconds in `sums` */
  readonly shares: Int32Array;
  readonly requests: Int32Array;
  readonly sums: Int32Array;
  /** of each sum of products: where its terms end */
  readonly sumEnds: Int32Array;
  readonly terms: Int32Array;
}

/** Of the rows of a model, which several evaluators read. */
const flattened = new WeakMap<readonly RowModel[], Flat>();

function flatOf(rows: readonly RowModel[]): Flat {
  const flat = flattened.get(rows) ?? flatten(rows);
  flattened.set(rows, flat);
  return flat;
}

function flatten(rows: readonly RowModel[]): Flat {
  const products = new Positions<Product>();
  const position = ({ coefficient, inputs, over = [] }: Product): number => {
    const sorted = [...inputs].sort((a, b) => a - b);
    return products.of(`${coefficient} ${sorted.join(" ")} / ${over.join(" ")}`, { coefficient, inputs: sorted, over });
  };
  const sums = new Positions<readonly number[]>();
  const parts = rows.flatMap(({ parts }) =>
    parts.map((part) => {
      const terms = part.seconds.map(position);
      return { share: position(part.share), requests: position(part.requests), sum: sums.of(terms.join(" "), terms) };
    }),
  );
  return {
    coefficients: Float64Array.from(products.all, ({ coefficient }) => coefficient),
    ends: endsOf(products.all.map(({ inputs }) => inputs)),
    inputs: Int32Array.from(products.all.flatMap(({ inputs }) => inputs)),
    overEnds: endsOf(products.all.map(({ over = [] }) => over)),
    over: Int32Array.from(products.all.flatMap(({ over = [] }) => over)),
    partEnds: endsOf(rows.map(({ parts }) => parts)),
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
