import { expect, test } from "vitest";
import { read } from "../routes/reading";

/** `code`, run by a handler after `setup` at module level, runs `workloads`: `task library/engine model`; without any, `problems` are told. */
function check(setup: string, code: string, workloads: string[], problems: string[] = []): void {
  test(`${setup.split("\n").at(-1)} ... ${code.split("\n")[0]}`, async () => {
    const facts = await read(
      `from fastapi import FastAPI\n${setup}\napp = FastAPI()\n@app.post("/run")\nasync def run(text: str):\n    ${code.replaceAll("\n", "\n    ")}\n`,
    );
    expect(facts.problems.map(({ code: id }) => id)).toEqual(problems);
    expect(facts.routes[0]?.workloads.map((w) => `${w.task} ${w.library}/${w.engine} ${w.model}`)).toEqual(workloads);
  });
}

// FunASR: what its one class runs, only the name of the model tells
const funasr = "from funasr import AutoModel\nm = AutoModel";
check(`${funasr}(model='iic/SenseVoiceSmall', vad_model='fsmn-vad')`, "return m.generate(input=text)", ["transcription funasr/torch iic/SenseVoiceSmall"]);
check(`${funasr}(model='paraformer-zh')`, "return m.generate(input=text)", ["transcription funasr/torch paraformer-zh"]);
check(`${funasr}(model='iic/emotion2vec_plus_large')`, "return m.generate(text)", ["other funasr/torch iic/emotion2vec_plus_large"]);
check(`${funasr}(model='fsmn-vad')`, "return m.generate(input=text)", ["other funasr/torch fsmn-vad"]);
check(`${funasr}(model='ct-punc')`, "return m.generate(input=text)", ["other funasr/torch ct-punc"]);
check(`${funasr}(model='cam++')`, "return m.generate(input=text)", ["embedding funasr/torch cam++"]);
check(`import os\n${funasr}(model=os.environ['ASR'])`, "return m.generate(input=text)", ["transcription funasr/torch null"]);
check(`${funasr}(model='iic/speech_paraformer-large-vad-punc_asr_nat-zh-cn-16k-common-vocab8404-pytorch')`, "return m.generate(input=text)", [
  "transcription funasr/torch iic/speech_paraformer-large-vad-punc_asr_nat-zh-cn-16k-common-vocab8404-pytorch",
]);
check("from funasr_onnx import SenseVoiceSmall\nm = SenseVoiceSmall('iic/SenseVoiceSmall', quantize=True)", "return m([text])", [
  "transcription funasr-onnx/onnxruntime iic/SenseVoiceSmall",
]);
check("from funasr_onnx.vad_bin import Fsmn_vad\nm = Fsmn_vad('/models/vad')", "return m(text)", ["other funasr-onnx/onnxruntime /models/vad"]);
check(
  "from omnilingual_asr.models.inference.pipeline import ASRInferencePipeline\nm = ASRInferencePipeline(model_card='omniASR_LLM_7B')",
  "return m.transcribe([text], lang=['eng_Latn'], batch_size=1)",
  ["transcription omnilingual-asr/torch omniASR_LLM_7B"],
);
check("from espnet2.bin.s2t_inference import Speech2Text\nm = Speech2Text.from_pretrained('espnet/owsm_v3.1_ebf')", "return m(text)[0]", [
  "transcription espnet/torch espnet/owsm_v3.1_ebf",
]);
check("from espnet2.bin.enh_inference import SeparateSpeech\nm = SeparateSpeech.from_pretrained(model_tag='espnet/wham')", "return m(text)", [
  "other espnet/torch espnet/wham",
]);
check("import sherpa_onnx\nm = sherpa_onnx.OfflineSpeakerDiarization(sherpa_onnx.OfflineSpeakerDiarizationConfig())", "return m.process(text)", [
  "other sherpa-onnx/onnxruntime null",
]);
check("from paddlespeech.cli.tts.infer import TTSExecutor\nm = TTSExecutor()", "m(text=text, output='a.wav')", [
  "speech-synthesis paddlespeech/paddle fastspeech2_csmsc",
]);
// releases differ in what they take
check("from paddlespeech.cli.asr.infer import ASRExecutor\nm = ASRExecutor()", "return m(audio_file=text)", ["transcription paddlespeech/paddle null"]);
check("from pocket_tts import TTSModel\nm = TTSModel.load_model(language='french')", "return m.generate_audio(m.get_state_for_audio_prompt('a.wav'), text)", [
  "speech-synthesis pocket-tts/torch french",
]);

check("from mflux.models.flux.variants.txt2img.flux import Flux1\nm = Flux1.from_name('schnell', quantize=4)", "m.generate_image(seed=1, prompt=text)", [
  "image-generation mflux/mlx schnell",
]);
check(
  "from mflux import Flux1\nfrom mflux.models.common.config import ModelConfig\nm = Flux1(model_config=ModelConfig.dev(), quantize=8)",
  "m.generate_image(seed=1, prompt=text)",
  ["image-generation mflux/mlx black-forest-labs/FLUX.1-dev"],
);
check("from mflux.models.qwen.variants.txt2img.qwen_image import QwenImage\nm = QwenImage(quantize=6)", "m.generate_image(seed=1, prompt=text)", [
  "image-generation mflux/mlx null",
]);

check(
  "from mediapipe.tasks import python\nfrom mediapipe.tasks.python import vision\nm = vision.FaceDetector.create_from_options(vision.FaceDetectorOptions(base_options=python.BaseOptions(model_asset_path='blaze.tflite')))",
  "return m.detect(text)",
  ["other mediapipe/mediapipe blaze.tflite"],
);
check(
  "import mediapipe as mp\no = mp.tasks.vision.PoseLandmarkerOptions(base_options=mp.tasks.BaseOptions(model_asset_path='pose.task'))",
  "with mp.tasks.vision.PoseLandmarker.create_from_options(o) as m:\n    return m.detect_for_video(text, 1)",
  ["other mediapipe/mediapipe pose.task"],
);
check("from mediapipe.tasks.python import text as t\nm = t.TextEmbedder.create_from_model_path('use.tflite')", "return m.embed(text)", [
  "embedding mediapipe/mediapipe use.tflite",
]);

check("from mineru.cli.common import do_parse", "do_parse('out', [text], [b''], ['ch'])", ["ocr mineru/torch null"]);
check("from mineru.backend.pipeline.pipeline_analyze import doc_analyze", "return doc_analyze([b''], ['en'])", ["ocr mineru/torch null"]);
check(
  "from magic_pdf.data.dataset import PymuDocDataset\nfrom magic_pdf.model.doc_analyze_by_custom_model import doc_analyze",
  "return PymuDocDataset(b'').apply(doc_analyze, ocr=True)",
  ["ocr magic-pdf/torch null"],
);
check("from unstructured.partition.pdf import partition_pdf", "return partition_pdf(text, strategy='hi_res', hi_res_model_name='yolox')", [
  "ocr unstructured/onnxruntime yolox",
]);
// text that can be read runs no model: what `auto` does depends on the file
check("from unstructured.partition.pdf import partition_pdf", "return partition_pdf(text, strategy='fast')", []);
check("from unstructured.partition.pdf import partition_pdf", "return partition_pdf(text)", []);
check("from unstructured.partition.image import partition_image", "return partition_image(text)", ["ocr unstructured/onnxruntime null"]);
check("from paddleocr import PPChatOCRv4Doc\nm = PPChatOCRv4Doc()", "return m.visual_predict(input=text)", ["ocr paddleocr/paddle null"]);
// a folder is no model: which one in it, the request says
check(
  "import os\nfrom sentence_transformers import SentenceTransformer",
  "m = SentenceTransformer(os.path.join('/models', *[p for p in text.split('/') if p]))\nreturn m.encode(text)",
  ["embedding sentence-transformers/sentence-transformers null"],
);
check("from rapid_layout import RapidLayout\nm = RapidLayout()", "return m(text)", ["other rapid-layout/onnxruntime null"]);
check("from ocrmac import ocrmac", "return ocrmac.OCR(text).recognize()", ["ocr ocrmac/apple-vision null"]);
check("from pyzerox import zerox", "return await zerox(file_path=text)", ["ocr py-zerox/openai gpt-4o-mini"]);

check("import cv2\nm = cv2.FaceDetectorYN.create('yunet.onnx', '', (320, 320))", "return m.detect(text)", ["other opencv-python/opencv yunet.onnx"]);
check("import cv2\nm = cv2.FaceRecognizerSF.create('sface.onnx', '')", "return m.feature(text)", ["embedding opencv-python/opencv sface.onnx"]);
check("from uniface import ArcFace\nm = ArcFace()", "return m.get_normalized_embedding(text)", ["embedding uniface/onnxruntime ArcFace"]);
check("from backgroundremover.bg import remove", "return remove(text)", ["other backgroundremover/torch u2net"]);
check("import coremltools as ct\nm = ct.models.MLModel('a.mlpackage')", "return m.predict({})", ["other coremltools/coreml a.mlpackage"]);
check("from mlx_embeddings import load, generate\nm, t = load('mlx-community/bge-small')", "return generate(m, t, texts=[text])", [
  "embedding mlx-embeddings/mlx mlx-community/bge-small",
]);
check("from cn_clip.clip import load_from_name\nm, p = load_from_name('ViT-B-16', device='cpu')", "return m.encode_image(p(text))", [
  "embedding cn-clip/torch ViT-B-16",
]);
check("import face_alignment\nm = face_alignment.FaceAlignment(face_alignment.LandmarksType.TWO_D)", "return m.get_landmarks(text)", [
  "other face-alignment/torch null",
]);

// programs that nobody knows: a file of weights and a name that tells what for
const program = "import subprocess";
check(program, "subprocess.run(['./bin/llama-funasr-sensevoice', '-a', text, '-m', './gguf/sensevoice-small-q8.gguf'])", [
  "transcription llama-funasr-sensevoice/llama.cpp ./gguf/sensevoice-small-q8.gguf",
]);
check(program, "subprocess.run(['my-tts', '--model', 'kokoro.onnx', text])", ["speech-synthesis my-tts/null kokoro.onnx"]);
// no name tells what for
check(program, "subprocess.run(['runner', '--model', 'net.onnx', text])", [], ["model-unknown"]);
check(program, "subprocess.run(['python', '-m', 'cli.inference', '--model_dir', 'pretrained', '--text', text])", [], ["model-unknown"]);
// options that are called alike, and run nothing
check(program, "subprocess.run(['git', 'commit', '-m', text])", []);
check(program, "subprocess.run(['git', 'commit', '-m', 'add model.pt'])", []);
check(program, "subprocess.run(['sudo', '/usr/bin/cp', 'a/net.onnx', text])", []);
check(program, "subprocess.run(['wget', 'https://example.org/net.gguf'])", []);
check(program, "subprocess.run(['lsblk', '--model', text])", []);
check(program, "subprocess.run('cat ' + text + ' | runner --model net.onnx', shell=True)", [], ["model-unknown"]);
check(program, "subprocess.run(['ffmpeg', '-i', text, '-map', '0'])", []);
check(program, "subprocess.run(['python', '-m', 'pip', 'install', text])", []);
check(program, "subprocess.run(['lsblk', '--output', 'MODEL'])", []);
