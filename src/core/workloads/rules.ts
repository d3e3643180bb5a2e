import { agents } from "./libraries/agents";
import { amazon } from "./libraries/amazon";
import { classic } from "./libraries/classic";
import { documents } from "./libraries/documents";
import { forecasting } from "./libraries/forecasting";
import { hosted } from "./libraries/hosted";
import { images } from "./libraries/images";
import { langchain } from "./libraries/langchain";
import { litellm } from "./libraries/litellm";
import { llamaIndex } from "./libraries/llamaIndex";
import { localLanguage } from "./libraries/localLanguage";
import { newerVoices } from "./libraries/newerVoices";
import { openai } from "./libraries/openai";
import { perception } from "./libraries/perception";
import { providers } from "./libraries/providers";
import { retrieval } from "./libraries/retrieval";
import { sound } from "./libraries/sound";
import { speech } from "./libraries/speech";
import { speechToolkits } from "./libraries/speechToolkits";
import { transformers } from "./libraries/transformers";
import { translation } from "./libraries/translation";
import { vectors } from "./libraries/vectors";
import { vision } from "./libraries/vision";
import { voices } from "./libraries/voices";
import { words } from "./libraries/words";
import type { Rule } from "./rule";

/** Everything that is known of libraries, the more specific first. */
export const rules: readonly Rule[] = [
  ...speech,
  ...speechToolkits,
  ...voices,
  ...newerVoices,
  ...localLanguage,
  ...openai,
  ...hosted,
  ...providers,
  ...amazon,
  ...litellm,
  ...langchain,
  ...llamaIndex,
  ...agents,
  ...transformers,
  ...translation,
  ...vectors,
  ...retrieval,
  ...images,
  ...documents,
  ...classic,
  ...perception,
  ...vision,
  ...sound,
  ...words,
  ...forecasting,
];
