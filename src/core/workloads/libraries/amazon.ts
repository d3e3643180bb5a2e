import type { Rule } from "../rule";

/** Services of Amazon: the name of the service says what a client does. */
export const amazon: readonly Rule[] = [
  {
    library: "boto3",
    engine: "amazon-polly",
    task: "speech-synthesis",
    make: ["boto3.client"],
    when: { at: 0, names: ["service_name"], matches: /^polly$/ },
    run: ["synthesize_speech"],
  },
  {
    library: "boto3",
    engine: "amazon-transcribe",
    task: "transcription",
    make: ["boto3.client"],
    when: { at: 0, names: ["service_name"], matches: /^transcribe$/ },
    run: ["start_transcription_job"],
  },
  {
    library: "boto3",
    engine: "amazon-textract",
    task: "ocr",
    make: ["boto3.client"],
    when: { at: 0, names: ["service_name"], matches: /^textract$/ },
    run: ["detect_document_text", "analyze_document", "start_document_*"],
  },
  {
    library: "boto3",
    engine: "amazon-translate",
    task: "translation",
    make: ["boto3.client"],
    when: { at: 0, names: ["service_name"], matches: /^translate$/ },
    run: ["translate_text"],
  },
  {
    library: "boto3",
    engine: "sagemaker",
    task: "other",
    make: ["boto3.client"],
    when: { at: 0, names: ["service_name"], matches: /^(sagemaker-runtime|runtime.sagemaker)$/ },
    modelOfRun: { names: ["EndpointName"] },
    run: ["invoke_endpoint*"],
  },
  {
    library: "boto3",
    engine: "amazon-rekognition",
    task: "other",
    make: ["boto3.client"],
    when: { at: 0, names: ["service_name"], matches: /^rekognition$/ },
    run: ["detect_*", "recognize_*", "search_*"],
  },
  {
    library: "boto3",
    engine: "bedrock",
    task: "generation",
    make: ["boto3.client"],
    modelOfRun: { names: ["modelId"] },
    run: ["invoke_model", "invoke_model_with_response_stream", "converse", "converse_stream"],
  },
];
