import { language } from "./language";
import { models } from "./models";
import type { Rule } from "./rule";
import { speech } from "./speech";

/** Everything that is known of libraries, the more specific first. */
export const rules: readonly Rule[] = [...speech, ...language, ...models];
