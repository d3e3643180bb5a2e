import type { Product, RowModel } from "./model";

/** Per file of a row's profile: the share that enters, requests, busy hours; by row, filled by `at`. */
export interface RowProducts {
  readonly share: Float64Array;
  readonly requests: Float64Array;
  readonly hours: Float64Array;
  readonly at: (values: Float64Array) => void;
}

/**
 * The products of all rows, flattened: the same product (of a service's languages, of two services) is multiplied once,
 * and rows only add up positions.
 */
export function rowProducts(rows: readonly RowModel[]): RowProducts {
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
  // One entry a part: row, its share, its requests, then from where to where its seconds stand in `terms`.
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
  const flat = {
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
  const results = new Float64Array(products.length);
  const share = new Float64Array(rows.length);
  const requests = new Float64Array(rows.length);
  const hours = new Float64Array(rows.length);

  const at = (values: Float64Array): void => {
    let input = 0;
    for (let k = 0; k < results.length; k++) {
      let result = flat.coefficients[k] as number;
      for (const end = flat.ends[k] as number; input < end; input++) result *= values[flat.inputs[input] as number] as number;
      results[k] = result;
    }
    share.fill(0);
    requests.fill(0);
    hours.fill(0);
    let term = 0;
    for (let p = 0; p < flat.rows.length; p++) {
      const r = flat.rows[p] as number;
      const files = results[flat.shares[p] as number] as number;
      let sum = 0;
      for (const end = flat.partEnds[p] as number; term < end; term++) sum += results[flat.terms[term] as number] as number;
      share[r] = (share[r] as number) + files;
      requests[r] = (requests[r] as number) + files * (results[flat.requests[p] as number] as number);
      hours[r] = (hours[r] as number) + (files * sum) / 3600;
    }
  };
  return { share, requests, hours, at };
}
