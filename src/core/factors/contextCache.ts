import type { ResolvedModel } from "./findModel";

/**
 * Bytes that one token of the context takes beside the weights: keys and values of 16 bits for each layer and head that has its own,
 * 2 x layers x key/value heads x size of a head x 2 bytes; null where the architecture is not in the table, or keeps less than all of it (sliding windows).
 */
export function cacheBytesPerToken({ id, parsed }: ResolvedModel): number | null {
  const found = parsed ? undefined : shapes.get(id);
  if (found === undefined) return null;
  const [layers, heads, size] = found;
  return 2 * layers * heads * size * 2;
}

/** num_hidden_layers, num_key_value_heads and head_dim (else hidden_size / num_attention_heads) of each model's config.json. */
const shapes: ReadonlyMap<string, readonly [layers: number, heads: number, size: number]> = new Map([
  ["mistral:7b", [32, 8, 128]],
  ["mistral-nemo:12b", [40, 8, 128]],
  ["mistral-small3.2:24b", [40, 8, 128]],
  ["devstral:24b", [40, 8, 128]],
  ["mixtral:8x7b", [32, 8, 128]],
  ["mixtral:8x22b", [56, 8, 128]],
  ["tinyllama:1.1b", [22, 4, 64]],
  ["llama2:7b", [32, 32, 128]],
  ["llama3.1:8b", [32, 8, 128]],
  ["llama3.2:1b", [16, 8, 64]],
  ["llama3.2:3b", [28, 8, 128]],
  ["llama3.3:70b", [80, 8, 128]],
  ["qwen2.5:7b", [28, 4, 128]],
  ["qwen3:0.6b", [28, 8, 128]],
  ["qwen3:4b", [36, 8, 128]],
  ["qwen3:8b", [36, 8, 128]],
  ["qwen3:30b-a3b", [48, 4, 128]],
  ["qwen3:235b-a22b", [94, 4, 128]],
]);
