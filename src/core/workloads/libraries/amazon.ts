import type { Task } from "../../routes/route";
import type { Rule } from "../rule";

const clients = ["boto3", "boto3.Session", "boto3.session.Session", "aioboto3.Session", "aioboto3.session.Session"].map((one) => `${one}.client`);

/** A client of boto3, by the name of its service. */
const service = (name: string, engine: string, task: Task, run: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library: "boto3",
  engine,
  task,
  make: clients,
  when: { at: 0, names: ["service_name"], matches: new RegExp(`^(${name})$`) },
  run,
  ...more,
});

/** Services of Amazon: the name of the service says what a client does. */
export const amazon: readonly Rule[] = [
  service("polly", "amazon-polly", "speech-synthesis", ["synthesize_speech"]),
  service("transcribe", "amazon-transcribe", "transcription", ["start_transcription_job"]),
  service("textract", "amazon-textract", "ocr", ["detect_document_text", "analyze_document", "start_document_*"]),
  service("translate", "amazon-translate", "translation", ["translate_text"]),
  service("sagemaker-runtime|runtime.sagemaker", "sagemaker", "other", ["invoke_endpoint*"], { modelOfRun: { names: ["EndpointName"] } }),
  service("rekognition", "amazon-rekognition", "other", ["detect_*", "recognize_*", "search_*"]),
  service("comprehend", "amazon-comprehend", "other", ["detect_*", "batch_detect_*", "classify_document"]),
  // an agent and a knowledge base have their models on Amazon's side
  service("bedrock-agent-runtime", "bedrock", "generation", ["invoke_agent", "invoke_inline_agent", "invoke_flow", "retrieve_and_generate*"], {
    modelOfRun: { names: ["foundationModel"] },
    runOther: { retrieve: "embedding", rerank: "reranking" },
  }),
  {
    library: "boto3",
    engine: "bedrock",
    task: "generation",
    make: clients,
    modelOfRun: { names: ["modelId"] },
    run: ["invoke_model", "invoke_model_with_response_stream", "converse", "converse_stream"],
  },
];
