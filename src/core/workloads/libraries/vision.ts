import type { Rule } from "../rule";

const network = (library: string, make: readonly string[], run: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library,
  engine: "torch",
  task: "other",
  make,
  model: { at: 0 },
  run,
  reads: "image",
  ...more,
});

/** Detection, segmentation and restoration of pictures, faces, and reading of texts in them by packages of their own. */
export const vision: readonly Rule[] = [
  network("segment-anything", ["segment_anything.SamPredictor", "segment_anything.SamAutomaticMaskGenerator"], ["predict*", "generate"], { model: { at: 0 } }),
  network("sam2", ["sam2.sam2_image_predictor.SAM2ImagePredictor.from_pretrained", "sam2.sam2_image_predictor.SAM2ImagePredictor"], ["predict*"]),
  network("facenet-pytorch", ["facenet_pytorch.MTCNN", "facenet_pytorch.InceptionResnetV1"], ["__call__", "detect", "forward"], {
    model: { names: ["pretrained"] },
  }),
  network("realesrgan", ["realesrgan.RealESRGANer"], ["enhance"], { model: { names: ["model_path"] } }),
  network("RealESRGAN", ["RealESRGAN.RealESRGAN", "py_real_esrgan.model.RealESRGAN"], ["predict"], { model: { names: ["model_path"] } }),
  network("gfpgan", ["gfpgan.GFPGANer"], ["enhance"], { model: { names: ["model_path"] } }),
  network("transparent-background", ["transparent_background.Remover"], ["process"], { model: { names: ["mode"] } }),
  network("controlnet-aux", ["controlnet_aux.*.from_pretrained"], ["__call__"]),
  network("detectron2", ["detectron2.engine.DefaultPredictor"], ["__call__"]),
  network("yolov5", ["yolov5.load"], ["__call__"]),
  network("doclayout-yolo", ["doclayout_yolo.YOLO*"], ["__call__", "predict", "track"], { model: { at: 0, names: ["model"] } }),
  network("rfdetr", ["rfdetr.RFDETR*"], ["predict"], { model: { names: ["pretrain_weights"] } }),
  network("nudenet", ["nudenet.NudeDetector", "nudenet.NudeClassifier"], ["detect*", "classify*"], { engine: "onnxruntime", model: { names: ["model_path"] } }),
  network("torchxrayvision", ["torchxrayvision.models.*"], ["__call__", "forward"], { model: { names: ["weights"] } }),
  network(
    "efficientnet-pytorch",
    ["efficientnet_pytorch.EfficientNet.from_pretrained", "efficientnet_pytorch.EfficientNet.from_name"],
    ["__call__", "forward"],
  ),
  network("segmentation-models-pytorch", ["segmentation_models_pytorch.*"], ["__call__", "forward", "predict"]),
  network("inference-sdk", ["inference_sdk.InferenceHTTPClient"], ["infer*"], { engine: "roboflow", modelOfRun: { names: ["model_id"] } }),
  {
    library: "mmdet",
    engine: "torch",
    task: "other",
    call: ["mmdet.apis.inference_detector", "mmseg.apis.inference_model", "mmpose.apis.inference_*"],
    reads: "image",
  },
  {
    library: "retina-face",
    engine: "tensorflow",
    task: "other",
    call: ["retinaface.RetinaFace.detect_faces", "retinaface.RetinaFace.extract_faces"],
    reads: "image",
  },
  { library: "opennsfw2", engine: "tensorflow", task: "other", call: ["opennsfw2.predict_*"], reads: "image" },
  {
    library: "dlib",
    engine: "dlib",
    task: "other",
    make: ["dlib.get_frontal_face_detector", "dlib.*_model_v1", "dlib.shape_predictor"],
    model: { at: 0 },
    run: ["__call__", "compute_face_descriptor"],
    reads: "image",
  },
  ...["rapidocr_paddle.RapidOCR", "rapidocr_openvino.RapidOCR", "cnocr.CnOcr", "ddddocr.DdddOcr", "pix2text.Pix2Text.from_config", "pix2text.Pix2Text"].map(
    (made): Rule => ({
      library: (made.split(".", 1)[0] ?? made).replaceAll("_", "-"),
      engine: "onnxruntime",
      task: "ocr",
      make: [made],
      model: { names: ["rec_model_name"] },
      run: ["__call__", "ocr*", "classification", "recognize*"],
    }),
  ),
  { library: "vietocr", engine: "torch", task: "ocr", make: ["vietocr.tool.predictor.Predictor"], run: ["predict*"] },
  { library: "surya-ocr", engine: "torch", task: "ocr", make: ["surya.*.*Predictor"], run: ["__call__"] },
  { library: "pero-ocr", engine: "torch", task: "ocr", make: ["pero_ocr.**.PageParser"], run: ["process_page"] },
  { library: "deepseek-ocr", engine: "torch", task: "ocr", make: ["deepseek_ocr.**"], run: ["infer", "generate"] },
];
