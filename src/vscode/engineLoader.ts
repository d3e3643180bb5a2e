import type { Engine } from "./engine";

/** Loads the engine on first use, so that starting the extension costs next to nothing. */
export class EngineLoader {
  private loading: Promise<Engine> | undefined;

  get(): Promise<Engine> {
    this.loading ??= import("./engine").then(
      ({ Engine }) => new Engine(),
      (error: unknown) => {
        // The next one who asks tries again.
        this.loading = undefined;
        throw error;
      },
    );
    return this.loading;
  }
}
