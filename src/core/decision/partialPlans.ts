/** Partial plans as columns; grows by doubling. */
export class PartialPlans {
  count = 0;
  private room = 0;
  key = new Float64Array(0);
  value = new Float64Array(0);
  carbon = new Float64Array(0);
  changes = new Float64Array(0);
  weight = new Float64Array(0);
  bound = new Float64Array(0);
  parent = new Int32Array(0);
  option = new Int16Array(0);

  constructor(private readonly dims: number) {}

  /** Room for at least `wanted` plans; what is stored stays, the arrays are new ones. */
  reserve(wanted: number): void {
    if (wanted <= this.room) return;
    this.room = Math.max(64, wanted, 2 * this.room);
    const grown = (old: Float64Array, times: number): Float64Array<ArrayBuffer> => {
      const fresh = new Float64Array(this.room * times);
      fresh.set(old);
      return fresh;
    };
    this.key = grown(this.key, 1);
    this.value = grown(this.value, 1);
    this.carbon = grown(this.carbon, 1);
    this.changes = grown(this.changes, 1);
    this.weight = grown(this.weight, this.dims);
    this.bound = grown(this.bound, 1);
    const parent = new Int32Array(this.room);
    parent.set(this.parent);
    this.parent = parent;
    const option = new Int16Array(this.room);
    option.set(this.option);
    this.option = option;
  }

  /** Overwrites plan `to` with plan `from`, for which there must be room. */
  move(from: number, to: number): void {
    this.key[to] = this.key[from] as number;
    this.value[to] = this.value[from] as number;
    this.carbon[to] = this.carbon[from] as number;
    this.changes[to] = this.changes[from] as number;
    this.weight.copyWithin(to * this.dims, from * this.dims, (from + 1) * this.dims);
    this.bound[to] = this.bound[from] as number;
    this.parent[to] = this.parent[from] as number;
    this.option[to] = this.option[from] as number;
  }

  /** Keeps the `width` partial plans with the highest bound, in order; returns the best bound among those dropped. */
  keepBest(width: number): number {
    const cut = this.bound.slice(0, this.count).sort()[this.count - width] as number;
    let kept = 0;
    let dropped = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < this.count; k++) {
      if ((this.bound[k] as number) >= cut && kept < width) this.move(k, kept++);
      else dropped = Math.max(dropped, this.bound[k] as number);
    }
    this.count = kept;
    return dropped;
  }
}
