import type { Disposable } from "vscode";

/** Owns what must be disposed together. A disposed store disposes late arrivals at once. */
export class Store implements Disposable {
  private readonly things = new Set<Disposable>();
  private disposed = false;

  push(...things: readonly Disposable[]): void {
    for (const thing of things) own(this, thing);
  }

  add(thing: Disposable): void {
    if (this.disposed) thing.dispose();
    else this.things.add(thing);
  }

  dispose(): void {
    this.disposed = true;
    for (const thing of this.things) thing.dispose();
    this.things.clear();
  }
}

/** Whoever creates, owns: registers a thing and returns it. */
export function own<T extends Disposable>(store: Store | { push(thing: Disposable): unknown }, thing: T): T {
  if (store instanceof Store) store.add(thing);
  else store.push(thing);
  return thing;
}
