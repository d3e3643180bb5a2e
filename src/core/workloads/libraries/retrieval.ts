import type { Rule } from "../rule";

const vectorsOf = (library: string, make: readonly string[], run: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library,
  engine: "torch",
  task: "embedding",
  make,
  model: { at: 0 },
  run,
  ...more,
});

/** Late interaction, pages as pictures, and further packages that turn texts into vectors or find by them. */
export const retrieval: readonly Rule[] = [
  {
    library: "pinecone",
    engine: "pinecone",
    task: "embedding",
    make: ["pinecone.Pinecone", "pinecone.PineconeAsyncio", "pinecone.grpc.PineconeGRPC"],
    modelOfRun: { at: 0, names: ["model"] },
    run: ["inference.embed"],
    runOther: { "inference.rerank": "reranking" },
  },
  vectorsOf(
    "ragatouille",
    ["ragatouille.RAGPretrainedModel.from_pretrained", "ragatouille.RAGPretrainedModel.from_index"],
    ["search", "index", "encode", "add_to_index"],
    {
      runOther: { rerank: "reranking" },
    },
  ),
  vectorsOf("byaldi", ["byaldi.RAGMultiModalModel.from_pretrained", "byaldi.RAGMultiModalModel.from_index"], ["search", "index", "encode_*", "add_to_index"]),
  vectorsOf("colpali-engine", ["colpali_engine.models.*.from_pretrained", "colpali_engine.models.**.from_pretrained"], ["__call__", "forward"]),
  vectorsOf("redisvl", ["redisvl.utils.vectorize.*Vectorizer", "redisvl.utils.vectorize.**Vectorizer"], ["embed", "embed_many", "aembed", "aembed_many"], {
    engine: null,
    model: { at: 0, names: ["model"] },
    // their signatures
    usual: {
      HFTextVectorizer: "sentence-transformers/all-mpnet-base-v2",
      OpenAITextVectorizer: "text-embedding-ada-002",
      CohereTextVectorizer: "embed-english-v3.0",
      MistralAITextVectorizer: "mistral-embed",
    },
  }),
  vectorsOf("redisvl", ["redisvl.utils.rerank.*Reranker", "redisvl.utils.rerank.**Reranker"], ["rank", "arank"], {
    engine: null,
    task: "reranking",
    model: { at: 0, names: ["model"] },
    usual: { HFCrossEncoderReranker: "cross-encoder/ms-marco-MiniLM-L-6-v2", CohereReranker: "rerank-english-v3.0" },
  }),
  // its server turns the query into a vector, by the model of the collection
  vectorsOf(
    "weaviate-client",
    ["weaviate.connect_to_*", "weaviate.use_async_with_*", "weaviate.WeaviateClient", "weaviate.WeaviateAsyncClient"],
    ["collections.get.query.near_text", "collections.get.query.near_image", "collections.use.query.near_text", "collections.use.query.near_image"],
    { engine: null, model: {} },
  ),
  vectorsOf("marqo", ["marqo.Client.index"], ["search", "add_documents"], { engine: "marqo", model: {} }),
  vectorsOf(
    "lancedb",
    ["lancedb.embeddings.get_registry.get.create", "lancedb.embeddings.registry.get_registry.get.create"],
    ["compute_*_embeddings", "generate_embeddings"],
    {
      engine: null,
      model: { names: ["name"] },
    },
  ),
  vectorsOf("img2vec-pytorch", ["img2vec_pytorch.Img2Vec"], ["get_vec"], { model: { at: 1, names: ["model"] }, usual: "resnet-18", reads: "image" }),
  vectorsOf("pylate", ["pylate.models.ColBERT"], ["encode"], { model: { at: 0, names: ["model_name_or_path"] } }),
  vectorsOf("angle-emb", ["angle_emb.AnglE.from_pretrained"], ["encode"]),
  vectorsOf("text2vec", ["text2vec.SentenceModel", "text2vec.Word2Vec"], ["encode"], { model: { at: 0, names: ["model_name_or_path"] } }),
  vectorsOf("gritlm", ["gritlm.GritLM"], ["encode"], { runOther: { generate: "generation" } }),
  vectorsOf("txtai", ["txtai.Embeddings", "txtai.embeddings.Embeddings"], ["search", "batchsearch", "index", "upsert", "transform", "similarity"], {
    engine: "transformers",
    model: { names: ["path"], at: 0 },
  }),
  vectorsOf("pymilvus", ["pymilvus.model.dense.*", "milvus_model.dense.*", "pymilvus.model.hybrid.*", "pymilvus.model.sparse.*"], ["encode_*", "__call__"], {
    engine: null,
    model: { names: ["model_name"], at: 0 },
  }),
  vectorsOf("pymilvus", ["pymilvus.model.reranker.*", "milvus_model.reranker.*"], ["__call__", "compute_score"], {
    task: "reranking",
    engine: null,
    model: { names: ["model_name"], at: 0 },
  }),
  vectorsOf("semantic-router", ["semantic_router.encoders.*"], ["__call__", "acall"], { engine: null, model: { names: ["name", "model_name"] } }),
  { library: "nomic", engine: "nomic", task: "embedding", call: ["nomic.embed.text", "nomic.embed.image"], modelOfRun: { names: ["model"] } },
  { library: "bert-score", engine: "transformers", task: "other", call: ["bert_score.score"], modelOfRun: { names: ["model_type"] } },
];
