import type { Tree } from "web-tree-sitter";

/**
 * What tree-sitter's WebAssembly (0.27) offers for walking over a tree, on the object that it was loaded with. The cursor lies in a buffer of its memory, from where each function
 * takes it; `TreeCursor` copies it there and back for each question, which takes longer than the answer.
 */
export interface CursorExports {
  readonly _ts_tree_root_node_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_new_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_delete_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_goto_first_child_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_goto_next_sibling_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_goto_parent_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_current_node_type_id_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_current_field_id_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_start_index_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_end_index_wasm: (tree: number) => number;
}

/** A way over a tree, one at a time: nothing else may ask tree-sitter until it is deleted. */
export class Cursor {
  private readonly tree: number;

  constructor(
    private readonly exports: CursorExports,
    tree: Tree,
  ) {
    // where the tree lies in that memory
    this.tree = (tree as unknown as { readonly 0: number })[0];
    exports._ts_tree_root_node_wasm(this.tree);
    exports._ts_tree_cursor_new_wasm(this.tree);
  }

  get nodeTypeId(): number {
    return this.exports._ts_tree_cursor_current_node_type_id_wasm(this.tree);
  }

  /** 0 for none */
  get fieldId(): number {
    return this.exports._ts_tree_cursor_current_field_id_wasm(this.tree);
  }

  get startIndex(): number {
    return this.exports._ts_tree_cursor_start_index_wasm(this.tree);
  }

  get endIndex(): number {
    return this.exports._ts_tree_cursor_end_index_wasm(this.tree);
  }

  gotoFirstChild(): boolean {
    return this.exports._ts_tree_cursor_goto_first_child_wasm(this.tree) === 1;
  }

  gotoNextSibling(): boolean {
    return this.exports._ts_tree_cursor_goto_next_sibling_wasm(this.tree) === 1;
  }

  gotoParent(): void {
    this.exports._ts_tree_cursor_goto_parent_wasm(this.tree);
  }

  delete(): void {
    this.exports._ts_tree_cursor_delete_wasm(this.tree);
  }
}
