import type { Rule } from "../rule";

const reader = (library: string, make: readonly string[], run: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library,
  engine: "onnxruntime",
  task: "ocr",
  make,
  run,
  reads: "image",
  ...more,
});

/** Packages that take documents apart: layout, tables, formulas and the text in pictures. */
export const documents: readonly Rule[] = [
  // the entry points of MinerU 2 and of magic-pdf before it
  {
    library: "mineru",
    engine: "torch",
    task: "ocr",
    call: ["mineru.cli.common.do_parse", "mineru.cli.common.aio_do_parse", "mineru.backend.*.*_analyze.*doc_analyze"],
    reads: "image",
  },
  {
    library: "magic-pdf",
    engine: "torch",
    task: "ocr",
    call: ["magic_pdf.model.doc_analyze_by_custom_model.*doc_analyze"],
    reads: "image",
  },
  reader("magic-pdf", ["magic_pdf.data.dataset.*Dataset"], ["apply"], { engine: "torch" }),
  // `partition_image` takes the strategy `hi_res` unless told otherwise; what the others do with a text that can be read runs no model
  {
    library: "unstructured",
    engine: "onnxruntime",
    task: "ocr",
    call: ["unstructured.partition.image.partition_image"],
    modelOfRun: { names: ["hi_res_model_name"] },
    reads: "image",
  },
  {
    library: "unstructured",
    engine: "onnxruntime",
    task: "ocr",
    call: ["unstructured.partition.pdf.partition_pdf", "unstructured.partition.auto.partition"],
    when: { names: ["strategy"], matches: /^(hi_res|ocr_only)$/ },
    modelOfRun: { names: ["hi_res_model_name"] },
    reads: "image",
  },
  reader("rapid-layout", ["rapid_layout.RapidLayout", "rapid_layout.main.RapidLayout"], ["__call__"], { task: "other" }),
  reader("rapid-table", ["rapid_table.RapidTable", "rapid_table.main.RapidTable"], ["__call__"], { task: "other" }),
  reader("rapid-latex-ocr", ["rapid_latex_ocr.LaTeXOCR", "rapid_latex_ocr.LatexOCR", "rapid_latex_ocr.main.LaTeXOCR"], ["__call__"]),
  reader("mmocr", ["mmocr.apis.MMOCRInferencer", "mmocr.apis.TextDetInferencer", "mmocr.apis.TextRecInferencer"], ["__call__"], {
    engine: "torch",
    model: { names: ["rec", "model"] },
  }),
  reader("deepdoctection", ["deepdoctection.get_dd_analyzer", "deepdoctection.analyzer.dd.get_dd_analyzer"], ["analyze"], { engine: "torch" }),
  reader("ocrmac", ["ocrmac.ocrmac.OCR"], ["recognize"], { engine: "apple-vision" }),
  { library: "ocrmac", engine: "apple-vision", task: "ocr", call: ["ocrmac.ocrmac.text_from_image", "ocrmac.ocrmac.livetext_from_image"], reads: "image" },
  {
    library: "py-zerox",
    engine: null,
    task: "ocr",
    call: ["pyzerox.zerox", "pyzerox.core.zerox.zerox"],
    modelOfRun: { names: ["model"] },
    byProvider: true,
    usual: "gpt-4o-mini",
    reads: "image",
  },
];
