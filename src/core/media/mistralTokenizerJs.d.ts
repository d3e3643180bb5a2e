declare module "mistral-tokenizer-js" {
  const tokenizer: {
    /** ids of the tokens; a space in front, as the model was trained, and the mark of the beginning only where asked for */
    encode(text: string, addBeginning: boolean, addPrecedingSpace: boolean): readonly number[];
    readonly vocabById: readonly string[];
    readonly merges: ReadonlyMap<string, number>;
  };
  // biome-ignore lint/style/noDefaultExport: that is how the package exports it
  export default tokenizer;
}
