/**
 * Figures of many draws, kept as they are evaluated: some draws of every figure, then the next ones. So what is evaluated is stored
 * in one piece, and a figure's draws are gathered when somebody asks for them.
 */
export class Tiles {
  private readonly all: Float64Array;

  constructor(
    private readonly figures: number,
    /** draws side by side */
    private readonly width: number,
    private readonly draws: number,
  ) {
    this.all = new Float64Array(figures * width * Math.ceil(draws / Math.max(1, width)));
  }

  /** `[figure * width + draw]` of the draws from `from` on, a multiple of the width; to be written. */
  tile(from: number): Float64Array {
    return this.all.subarray(from * this.figures, (from + this.width) * this.figures);
  }

  /** The draws of one figure, in draw order. */
  gather(figure: number, into: Float64Array): Float64Array {
    const { all, figures, width, draws } = this;
    for (let from = 0; from < draws; from += width) {
      const start = from * figures + figure * width;
      const count = Math.min(width, draws - from);
      for (let k = 0; k < count; k++) into[from + k] = all[start + k] as number;
    }
    return into;
  }
}
