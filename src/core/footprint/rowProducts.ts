import type { Product, RowModel } from "./model";

/** Per file of a row's profile: the share that enters, requests, busy hours; `[row * width + draw]`, filled by `at`. */
export interface RowProducts {
  readonly share: Float64Array;
  readonly requests: Float64Array;
  readonly hours: Float64Array;
  /** `values[input * width + draw]`, of the first `count` draws */
  readonly at: (values: Float64Array, count: number) => void;
}

/**
 * The products of all rows, flattened: the same product (of a service's languages, of two services) is multiplied once,
 * and rows only add up positions. `width` draws at a time, each a column of its own.
 */
export function rowProducts(rows: readonly RowModel[], width: number): RowProducts {
  const flat = flatten(rows);
  const results = new Float64Array(flat.coefficients.length * width);
  const zeros = (): Float64Array => new Float64Array(rows.length * width);
  const [share, requests, hours] = [zeros(), zeros(), zeros()];

  const at = (values: Float64Array, count: number): void => {
    multiply(flat, values, results, { width, count });
    share.fill(0);
    requests.fill(0);
    hours.fill(0);
    let first = 0;
    for (let p = 0; p < flat.rows.length; p++) {
      const row = (flat.rows[p] as number) * width;
      const shares = (flat.shares[p] as number) * width;
      const asked = (flat.requests[p] as number) * width;
      const end = flat.partEnds[p] as number;
      for (let k = 0; k < count; k++) {
        const files = results[shares + k] as number;
        let sum = 0;
        for (let term = first; term < end; term++) sum += results[(flat.terms[term] as number) * width + k] as number;
        share[row + k] = (share[row + k] as number) + files;
        requests[row + k] = (requests[row + k] as number) + files * (results[asked + k] as number);
        hours[row + k] = (hours[row + k] as number) + (files * sum) / 3600;
      }
      first = end;
    }
  };
  return { share, requests, hours, at };
}

interface Flat {
  readonly coefficients: Float64Array;
  /** of each product: where its inputs end */
  readonly ends: Int32Array;
  readonly inputs: Int32Array;
  /** of each part: its row, its share, its requests, and where its seconds end in `terms` */
  readonly rows: Int32Array;
  readonly shares: Int32Array;
  readonly requests: Int32Array;
  readonly partEnds: Int32Array;
  readonly terms: Int32Array;
}

function flatten(rows: readonly RowModel[]): Flat {
  const products: Product[] = [];
  const known = new Map<string, number>();
  const position = (product: Product): number => {
    const inputs = [...product.inputs].sort((a, b) => a - b);
    const key = `${product.coefficient} ${inputs.join(" ")}`;
    const at = known.get(key) ?? products.length;
    if (at === products.length) products.push({ coefficient: product.coefficient, inputs });
    known.set(key, at);
    return at;
  };
  const partRow: number[] = [];
  const partShare: number[] = [];
  const partRequests: number[] = [];
  const partEnd: number[] = [];
  const terms: number[] = [];
  rows.forEach(({ parts }, r) => {
    for (const part of parts) {
      partRow.push(r);
      partShare.push(position(part.share));
      partRequests.push(position(part.requests));
      for (const one of part.seconds) terms.push(position(one));
      partEnd.push(terms.length);
    }
  });
  let inputsSoFar = 0;
  return {
    coefficients: Float64Array.from(products, ({ coefficient }) => coefficient),
    ends: Int32Array.from(products, ({ inputs }) => {
      inputsSoFar += inputs.length;
      return inputsSoFar;
    }),
    inputs: Int32Array.from(products.flatMap(({ inputs }) => inputs)),
    rows: Int32Array.from(partRow),
    shares: Int32Array.from(partShare),
    requests: Int32Array.from(partRequests),
    partEnds: Int32Array.from(partEnd),
    terms: Int32Array.from(terms),
  };
}

function multiply({ coefficients, ends, inputs }: Flat, values: Float64Array, results: Float64Array, { width, count }: { width: number; count: number }): void {
  let input = 0;
  for (let product = 0; product < coefficients.length; product++) {
    const start = product * width;
    results.fill(coefficients[product] as number, start, start + count);
    for (const end = ends[product] as number; input < end; input++) {
      const from = (inputs[input] as number) * width;
      for (let k = 0; k < count; k++) results[start + k] = (results[start + k] as number) * (values[from + k] as number);
    }
  }
}
