import type { Topic } from "../src/protocol/detailsView";

/** The rows whose derivations are open, by key, and which of their figures is explained. */
export class OpenDetails {
  constructor(private readonly open: Map<string, Topic>) {}

  /** Ids of the rows. */
  get rows(): readonly string[] {
    return [...this.open.keys()].map((key) => key.replace(/^row:/, ""));
  }

  /** Asked again for the same figure, it closes. */
  toggle(key: string, topic: Topic): void {
    this.show(key, this.open.get(key) === topic ? null : topic);
  }

  show(key: string, topic: Topic | null): void {
    if (topic === null) this.open.delete(key);
    else this.open.set(key, topic);
  }
}
