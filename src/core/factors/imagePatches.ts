/**
 * Pieces that a vision transformer cuts an image into, and the one that stands for the whole, whatever the size of the file: it is brought to the
 * model's own size first (Dosovitskiy et al., An Image is Worth 16x16 Words, ICLR 2021). Null where the name does not tell the patch.
 *
 *     imagePatches("openai/clip-vit-large-patch14") -> 257, "google/siglip-base-patch16-384" -> 577, "clip-ViT-B-32", "ViT-B/32" -> 50
 */
export function imagePatches(model: string): number | null {
  const plain = model.toLowerCase();
  const [, patch, size] =
    /patch-?(\d+)(?:[-_](\d{3}))?(?!\d)/.exec(plain) ?? /(?:^|[^a-z])vit-?[a-z]+[-/](14|16|32)(?:[-@_](\d{3})(?:px)?)?(?!\d)/.exec(plain) ?? [];
  if (patch === undefined) return null;
  const across = Math.floor(Number(size ?? usualPixels) / Number(patch));
  return across < 1 ? null : across ** 2 + 1;
}

/** What models take whose names tell no size. */
const usualPixels = 224;
