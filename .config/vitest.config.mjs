import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A suite is a folder of `test/`: `npm run unit`, `npm run integration`, `npm run e2e`. */
const suite = (name, options) => ({ extends: true, test: { name, include: [`test/${name}/**/*.test.ts`], ...options } });

export default defineConfig({
  root,
  cacheDir: ".cache/vite",
  test: {
    projects: [
      suite("unit", { testTimeout: 120_000 }),
      suite("integration", { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 20_000 } } }),
      // One editor at a time: two cores do not carry two VS Code servers and two browsers.
      suite("e2e", { testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false, expect: { poll: { timeout: 20_000 } } }),
    ],
  },
});
