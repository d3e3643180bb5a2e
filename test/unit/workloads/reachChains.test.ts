import { checkMarked } from "./marked";

// Frameworks in which models are parts of something bigger, run by the whole.

checkMarked(
  "LCEL: pipes, dictionaries, RunnablePassthrough, RunnableLambda, streaming; a retriever embeds the question",
  `
# file: rag.py
from langchain_chroma import Chroma
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_ollama import ChatOllama

embeddings = HuggingFaceEmbeddings(model_name="sentence-transformers/all-mpnet-base-v2")
store = Chroma(collection_name="docs", embedding_function=embeddings, persist_directory="./db")
retriever = store.as_retriever(search_kwargs={"k": 4})
prompt = ChatPromptTemplate.from_template("{context} {question}")
llm = ChatOllama(model="llama3.2", temperature=0)

def format_docs(docs):
    return "\\n".join(d.page_content for d in docs)

chain = {"context": retriever | RunnableLambda(format_docs), "question": RunnablePassthrough()} | prompt | llm | StrOutputParser()
# file: main.py
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from langchain_core.documents import Document
from rag import chain, llm, retriever, store
app = FastAPI()

@app.post("/ask")
async def ask(q: str):
    return await chain.ainvoke(q) #= ask: generation langchain-ollama/ollama llama3.2; ask: embedding langchain-huggingface/sentence-transformers sentence-transformers/all-mpnet-base-v2

@app.post("/stream")
async def stream(q: str):
    async def gen():
        async for chunk in chain.astream(q): #= stream: generation langchain-ollama/ollama llama3.2; stream: embedding langchain-huggingface/sentence-transformers sentence-transformers/all-mpnet-base-v2
            yield chunk
    return StreamingResponse(gen())

@app.post("/search")
def search(q: str):
    return [d.page_content for d in store.similarity_search(q, k=3)] #= search: embedding langchain-huggingface/sentence-transformers sentence-transformers/all-mpnet-base-v2

@app.post("/retrieve")
def retrieve(q: str):
    return retriever.invoke(q) #= retrieve: embedding langchain-huggingface/sentence-transformers sentence-transformers/all-mpnet-base-v2

@app.post("/add")
def add(text: str):
    store.add_documents([Document(page_content=text)]) #= add: embedding langchain-huggingface/sentence-transformers sentence-transformers/all-mpnet-base-v2

@app.delete("/doc/{id}")
def delete(id: str):
    store.delete(ids=[id])

@app.get("/count")
def count():
    return len(store.get()["ids"])
`,
);

checkMarked(
  "chains of classes: RetrievalQA, ConversationalRetrievalChain, create_retrieval_chain, LLMChain, an agent with tools",
  `
from fastapi import FastAPI
from langchain.agents import AgentExecutor, create_tool_calling_agent, tool
from langchain.chains import ConversationalRetrievalChain, LLMChain, create_retrieval_chain
from langchain.chains.combine_documents import create_stuff_documents_chain
from langchain.memory import ConversationBufferMemory
from langchain_community.vectorstores import FAISS
from langchain_core.prompts import ChatPromptTemplate, PromptTemplate
from langchain_mistralai import ChatMistralAI, MistralAIEmbeddings
from langchain_openai import AzureChatOpenAI

llm = ChatMistralAI(model="mistral-small-latest")
azure = AzureChatOpenAI(azure_deployment="gpt-4o-prod", api_version="2024-06-01")
vectors = FAISS.load_local("index", MistralAIEmbeddings(model="mistral-embed"), allow_dangerous_deserialization=True)
prompt = ChatPromptTemplate.from_messages([("system", "x"), ("human", "{input}")])
app = FastAPI()

@app.post("/a")
def a(q: str):
    qa = ConversationalRetrievalChain.from_llm(llm, retriever=vectors.as_retriever(), memory=ConversationBufferMemory())
    return qa.invoke({"question": q})["answer"] #= a: generation langchain-mistralai/mistral mistral-small-latest; a: embedding langchain-mistralai/mistral mistral-embed

@app.post("/b")
def b(q: str):
    combine = create_stuff_documents_chain(azure, prompt)
    chain = create_retrieval_chain(vectors.as_retriever(), combine)
    return chain.invoke({"input": q}) #= b: generation langchain-openai/azure-openai gpt-4o-prod; b: embedding langchain-mistralai/mistral mistral-embed

@app.post("/c")
def c(q: str):
    return LLMChain(llm=llm, prompt=PromptTemplate.from_template("{q}")).run(q=q) #= c: generation langchain-mistralai/mistral mistral-small-latest

@tool
def lookup(q: str) -> str:
    """Looks up."""
    return str(vectors.similarity_search(q)) #= d: embedding langchain-mistralai/mistral mistral-embed

executor = AgentExecutor(agent=create_tool_calling_agent(azure, [lookup], prompt), tools=[lookup])

@app.post("/d")
async def d(q: str):
    return await executor.ainvoke({"input": q}) #= d: generation langchain-openai/azure-openai gpt-4o-prod

@app.post("/e")
def e(q: str):
    return prompt.invoke({"input": q}).to_string()
`,
);

checkMarked(
  "LangGraph: nodes run when the compiled graph is invoked",
  `
from typing import TypedDict
from fastapi import FastAPI
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import create_react_agent
from langchain_anthropic import ChatAnthropic
from langchain_openai import ChatOpenAI
from sentence_transformers import CrossEncoder

class State(TypedDict):
    question: str
    answer: str

llm = ChatAnthropic(model="claude-3-haiku-20240307")
scorer = CrossEncoder("cross-encoder/ms-marco-MiniLM-L-6-v2")

def rank(state: State):
    return {"scores": scorer.predict([(state["question"], "x")])} #= graph_route: reranking sentence-transformers/sentence-transformers cross-encoder/ms-marco-MiniLM-L-6-v2

async def answer(state: State):
    reply = await llm.ainvoke(state["question"]) #= graph_route: generation langchain-anthropic/anthropic claude-3-haiku-20240307
    return {"answer": reply.content}

def route(state: State):
    return "answer"

builder = StateGraph(State)
builder.add_node("rank", rank)
builder.add_node("answer", answer)
builder.add_edge(START, "rank")
builder.add_conditional_edges("rank", route)
builder.add_edge("answer", END)
graph = builder.compile()
agent = create_react_agent(ChatOpenAI(model="gpt-4.1-mini"), tools=[])
app = FastAPI()

@app.post("/graph")
async def graph_route(q: str):
    return await graph.ainvoke({"question": q})

@app.post("/react")
def react(q: str):
    return agent.invoke({"messages": [("user", q)]}) #= react: generation langchain-openai/openai gpt-4.1-mini

@app.get("/draw")
def draw():
    return graph.get_graph().draw_mermaid()
`,
);

checkMarked(
  "LlamaIndex: Settings, an index, query and chat engines, retrievers",
  `
# file: engine.py
from llama_index.core import Settings, SimpleDirectoryReader, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.ollama import Ollama

Settings.llm = Ollama(model="mistral:7b", request_timeout=120)
Settings.embed_model = HuggingFaceEmbedding(model_name="BAAI/bge-small-en-v1.5")

def load():
    return load_index_from_storage(StorageContext.from_defaults(persist_dir="./storage"))
index = load()
# file: main.py
from fastapi import FastAPI
from llama_index.core import Document
from engine import index
app = FastAPI()
query_engine = index.as_query_engine(similarity_top_k=3)

@app.post("/query")
async def query(q: str):
    return str(await query_engine.aquery(q)) #= query: generation llama-index/ollama mistral:7b; query: embedding llama-index/sentence-transformers BAAI/bge-small-en-v1.5

@app.post("/chat")
def chat(q: str):
    engine = index.as_chat_engine(chat_mode="context")
    return engine.chat(q).response #= chat: generation llama-index/ollama mistral:7b; chat: embedding llama-index/sentence-transformers BAAI/bge-small-en-v1.5

@app.post("/retrieve")
def retrieve(q: str):
    return [n.text for n in index.as_retriever(similarity_top_k=2).retrieve(q)] #= retrieve: embedding llama-index/sentence-transformers BAAI/bge-small-en-v1.5

@app.post("/insert")
def insert(text: str):
    index.insert(Document(text=text)) #= insert: embedding llama-index/sentence-transformers BAAI/bge-small-en-v1.5

@app.get("/ids")
def ids():
    return list(index.ref_doc_info)
`,
);

checkMarked(
  "LlamaIndex with models given to the engine, and a service context of old",
  `
from fastapi import FastAPI
from llama_index.core import VectorStoreIndex, SimpleDirectoryReader
from llama_index.llms.openai import OpenAI
from llama_index.embeddings.openai import OpenAIEmbedding
from llama_index.core.postprocessor import SentenceTransformerRerank

embed = OpenAIEmbedding(model="text-embedding-3-small")
documents = SimpleDirectoryReader("data").load_data()
index = VectorStoreIndex.from_documents(documents, embed_model=embed)
app = FastAPI()

@app.post("/q")
def q(text: str):
    engine = index.as_query_engine(llm=OpenAI(model="gpt-4o-mini"), node_postprocessors=[SentenceTransformerRerank(model="BAAI/bge-reranker-base", top_n=3)])
    return str(engine.query(text)) #= q: generation llama-index/openai gpt-4o-mini; q: embedding llama-index/openai text-embedding-3-small; q: reranking llama-index/sentence-transformers BAAI/bge-reranker-base
`,
);

checkMarked(
  "agents of other frameworks: pydantic-ai with a tool, openai-agents, CrewAI, DSPy, Haystack, instructor",
  `
import dspy
import instructor
from agents import Agent as OpenAIAgent, Runner
from crewai import Agent as CrewAgent, Crew, Task, LLM
from fastapi import FastAPI
from haystack import Pipeline
from haystack.components.embedders import SentenceTransformersTextEmbedder
from haystack.components.generators import OpenAIGenerator
from openai import OpenAI
from pydantic import BaseModel
from pydantic_ai import Agent, RunContext

class Answer(BaseModel):
    text: str

agent = Agent("openai:gpt-4o", output_type=Answer, system_prompt="x")
triage = OpenAIAgent(name="triage", instructions="x", model="gpt-4.1")
researcher = CrewAgent(role="r", goal="g", backstory="b", llm=LLM(model="ollama/llama3.1"))
crew = Crew(agents=[researcher], tasks=[Task(description="d", expected_output="e", agent=researcher)])
dspy.configure(lm=dspy.LM("anthropic/claude-3-5-sonnet-20240620"))
predictor = dspy.ChainOfThought("question -> answer")
pipeline = Pipeline()
pipeline.add_component("embedder", SentenceTransformersTextEmbedder(model="intfloat/e5-base-v2"))
pipeline.add_component("llm", OpenAIGenerator(model="gpt-4o-mini"))
pipeline.connect("embedder", "llm")
structured = instructor.from_openai(OpenAI())
app = FastAPI()

@agent.tool
async def weather(ctx: RunContext, city: str) -> str:
    return "sun"

@app.post("/a")
async def a(q: str):
    return (await agent.run(q)).output #= a: generation pydantic-ai/openai openai:gpt-4o

@app.post("/b")
async def b(q: str):
    return (await Runner.run(triage, q)).final_output #= b: generation openai-agents/openai gpt-4.1

@app.post("/c")
def c(topic: str):
    return crew.kickoff(inputs={"topic": topic}) #= c: generation crewai/ollama ollama/llama3.1

@app.post("/d")
def d(q: str):
    return predictor(question=q).answer #= d: generation dspy/anthropic anthropic/claude-3-5-sonnet-20240620

@app.post("/e")
def e(q: str):
    return pipeline.run({"embedder": {"text": q}}) #= e: embedding haystack-ai/sentence-transformers intfloat/e5-base-v2; e: generation haystack-ai/openai gpt-4o-mini

@app.post("/f")
def f(q: str):
    return structured.chat.completions.create(model="gpt-4o-2024-08-06", response_model=Answer, messages=[]) #= f: generation instructor/openai gpt-4o-2024-08-06
`,
);

checkMarked(
  "vector stores of their own: Chroma with an embedding function, Qdrant's fastembed",
  `
import chromadb
from chromadb.utils import embedding_functions
from fastapi import FastAPI
from fastembed import TextEmbedding

ef = embedding_functions.SentenceTransformerEmbeddingFunction(model_name="all-MiniLM-L6-v2")
client = chromadb.PersistentClient(path="./chroma")
collection = client.get_or_create_collection("docs", embedding_function=ef)
fast = TextEmbedding(model_name="BAAI/bge-small-en-v1.5")
app = FastAPI()

@app.post("/query")
def query(q: str):
    return collection.query(query_texts=[q], n_results=3) #= query: embedding chromadb/sentence-transformers all-MiniLM-L6-v2

@app.post("/vector")
def vector(v: list[float]):
    return collection.query(query_embeddings=[v], n_results=3)

@app.post("/add")
def add(text: str):
    collection.add(documents=[text], ids=["1"]) #= add: embedding chromadb/sentence-transformers all-MiniLM-L6-v2

@app.get("/count")
def count():
    return collection.count()

@app.post("/fast")
def fast_route(q: str):
    return list(fast.embed([q])) #= fast_route: embedding fastembed/onnxruntime BAAI/bge-small-en-v1.5
`,
);
