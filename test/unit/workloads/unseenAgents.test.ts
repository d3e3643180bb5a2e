import { checkMarked } from "./marked";

// What projects that nobody here had seen had, and was missed or misnamed at first: the fourteenth session's agents and services.

checkMarked(
  "a class of the project that joins a store and a model of Vanna",
  `
# file: main.py
from fastapi import FastAPI
from vanna.chromadb import ChromaDB_VectorStore
from vanna.openai import OpenAI_Chat
app = FastAPI()

class MyVanna(ChromaDB_VectorStore, OpenAI_Chat):
    def __init__(self, config=None):
        ChromaDB_VectorStore.__init__(self, config=config)
        OpenAI_Chat.__init__(self, config=config)

vn = MyVanna(config={"model": "gpt-4o"})

@app.post("/sql")
def sql(q: str):
    return vn.generate_sql(q) #= sql: generation vanna/openai gpt-4o; sql: embedding vanna/onnxruntime all-MiniLM-L6-v2

@app.post("/train")
def train(q: str):
    return vn.train(documentation=q) #= train: embedding vanna/onnxruntime all-MiniLM-L6-v2

@app.get("/data")
def data():
    return vn.get_training_data()
`,
);

checkMarked(
  "Vanna's own server, and its model behind a client of the project",
  `
# file: main.py
from fastapi import FastAPI
from openai import OpenAI
from vanna.openai import OpenAI_Chat
from vanna.chromadb import ChromaDB_VectorStore
from vanna.remote import VannaDefault
app = FastAPI()
remote = VannaDefault(model="chinook", api_key="k")

class Local(ChromaDB_VectorStore, OpenAI_Chat):
    def __init__(self, client, config=None):
        ChromaDB_VectorStore.__init__(self, config=config)
        OpenAI_Chat.__init__(self, client=client, config=config)

local = Local(OpenAI(base_url="http://localhost:11434/v1"), config={"model": "llama3"})

@app.post("/remote")
def asked(q: str):
    return remote.ask(q) #= asked: generation vanna/null null

@app.post("/local")
def written(q: str):
    return local.submit_prompt(q) #= written: generation vanna/ollama llama3
`,
);

checkMarked(
  "a class of the project in the place of Vanna's model, and embeddings that its store is given",
  `
# file: main.py
from chromadb.utils import embedding_functions
from fastapi import FastAPI
from openai import OpenAI
from vanna.base import VannaBase
from vanna.chromadb.chromadb_vector import ChromaDB_VectorStore
app = FastAPI()

class Chat(VannaBase):
    def __init__(self, config=None):
        VannaBase.__init__(self, config=config)
        self.client = OpenAI()

    def submit_prompt(self, prompt, **kwargs):
        if "model" in self.config:
            return self.client.chat.completions.create(model=self.config["model"], messages=prompt) #= ask: generation openai/openai gpt-4.1
        return self.client.chat.completions.create(model="gpt-3.5-turbo", messages=prompt)

class Context(ChromaDB_VectorStore, Chat):
    def __init__(self, config=None):
        ChromaDB_VectorStore.__init__(self, config=config)
        Chat.__init__(self, config=config)

vn = Context(config={"model": "gpt-4.1", "embedding_function": embedding_functions.SentenceTransformerEmbeddingFunction(model_name="BAAI/bge-m3")})

@app.post("/ask")
def ask(q: str):
    return vn.ask(question=q) #= ask: embedding chromadb/sentence-transformers BAAI/bge-m3
`,
);

checkMarked(
  "agents of Google that hand on to others, and those that only order them",
  `
# file: main.py
from fastapi import FastAPI
from google.adk.agents import LlmAgent, SequentialAgent
from google.adk.models.lite_llm import LiteLlm
from google.adk.runners import InMemoryRunner, Runner
from google.adk.tools.agent_tool import AgentTool
app = FastAPI()
writer = LlmAgent(name="w", model="gemini-2.5-pro")
critic = LlmAgent(name="c", model=LiteLlm(model="openai/gpt-4o"))
host = LlmAgent(name="h", model="gemini-2.0-flash", sub_agents=[writer], tools=[AgentTool(agent=critic)])
one = Runner(agent=host, app_name="x", session_service=None)
two = InMemoryRunner(agent=SequentialAgent(name="s", sub_agents=[writer, critic]), app_name="y")

@app.post("/host")
async def hosted(q: str):
    async for event in one.run_async(user_id="u", session_id="s", new_message=q): #= hosted: generation google-adk/google gemini-2.0-flash; hosted: generation google-adk/google gemini-2.5-pro; hosted: generation google-adk/openai openai/gpt-4o
        pass

@app.post("/order")
async def ordered(q: str):
    async for event in two.run_async(user_id="u", session_id="s", new_message=q): #= ordered: generation google-adk/google gemini-2.5-pro; ordered: generation google-adk/openai openai/gpt-4o
        pass
`,
);

checkMarked(
  "agents of OpenAI's framework: hand-overs, agents as tools, a model that the run configures, a client of another provider",
  `
# file: main.py
from agents import Agent, AsyncOpenAI, OpenAIChatCompletionsModel, RunConfig, Runner, handoff
from fastapi import FastAPI
app = FastAPI()
client = AsyncOpenAI(api_key="x", base_url="https://api.groq.com/openai/v1")
model = OpenAIChatCompletionsModel(model="llama3-8b-8192", openai_client=client)
small = Agent(name="s", model="gpt-4o-mini")
maths = Agent(name="m", model="o3-mini")
boss = Agent(name="b", model="gpt-4.1", handoffs=[handoff(maths)], tools=[small.as_tool(tool_name="x", tool_description="y")])

@app.post("/a")
async def a(q: str):
    return await Runner.run(boss, q) #= a: generation openai-agents/openai gpt-4.1; a: generation openai-agents/openai gpt-4o-mini; a: generation openai-agents/openai o3-mini

@app.post("/b")
async def b(q: str):
    return await Runner.run(boss, q, run_config=RunConfig(model=model)) #= b: generation openai-agents/groq llama3-8b-8192

@app.post("/c")
async def c(q: str):
    return await Runner.run(Agent(name="p", model=model), q) #= c: generation openai-agents/groq llama3-8b-8192
`,
);

checkMarked(
  "AutoGen in its older and newer way",
  `
# file: main.py
import autogen
import yaml
from autogen import AssistantAgent, GroupChat, GroupChatManager, UserProxyAgent
from autogen_agentchat.agents import AssistantAgent as NewAgent
from autogen_core.models import ChatCompletionClient
from fastapi import FastAPI
app = FastAPI()
llm = {"config_list": [{"model": "gpt-4o", "api_key": "x"}], "temperature": 0}

@app.post("/two")
def two(q: str):
    user = UserProxyAgent("user", llm_config=False)
    return user.initiate_chat(AssistantAgent("a", llm_config=llm), message=q) #= two: generation autogen/openai gpt-4o

@app.post("/group")
def group(q: str):
    coder = AssistantAgent("c", llm_config={"model": "gpt-4o-mini"})
    manager = GroupChatManager(groupchat=GroupChat(agents=[coder], messages=[]), llm_config=llm)
    return UserProxyAgent("user").initiate_chat(manager, message=q) #= group: generation autogen/openai gpt-4o; group: generation autogen/openai gpt-4o-mini

@app.post("/file")
async def file(q: str):
    agent = NewAgent("a", model_client=ChatCompletionClient.load_component(yaml.safe_load(open("model.yaml"))))
    return await agent.on_messages([q], None) #= file: generation autogen-core/null null

@app.post("/written")
async def written(q: str):
    config = {"provider": "OpenAIChatCompletionClient", "config": {"model": "gpt-4.1"}}
    agent = NewAgent("a", model_client=ChatCompletionClient.load_component(config))
    return await agent.run(task=q) #= written: generation autogen-core/openai gpt-4.1
`,
);

checkMarked(
  "functions that LightRAG is given run when it is asked, and not where it is made",
  `
# file: main.py
from fastapi import FastAPI
from lightrag import LightRAG
from lightrag.llm.openai import openai_complete_if_cache, openai_embed
from lightrag.rerank import cohere_rerank
from lightrag.utils import EmbeddingFunc
app = FastAPI()

def write(prompt, **kwargs):
    return openai_complete_if_cache("gpt-4o-mini", prompt) #= ask, insert: generation lightrag/openai gpt-4o-mini

def embed(texts):
    return openai_embed(texts, model="text-embedding-3-large") #= ask, insert: embedding lightrag/openai text-embedding-3-large

def rank(query, documents):
    return cohere_rerank(query, documents, model="rerank-v3.5") #= ask: reranking lightrag/cohere rerank-v3.5

def make():
    rag = LightRAG(working_dir="x", llm_model_func=write, embedding_func=EmbeddingFunc(embedding_dim=8, func=embed))
    rag.rerank_model_func = rank
    return rag

@app.get("/status")
async def status(doc: str):
    return await make().doc_status.get_by_id(doc)

@app.post("/insert")
async def insert(text: str):
    await make().ainsert(text)

@app.post("/ask")
async def ask(q: str):
    return await make().aquery(q)
`,
);

checkMarked(
  "paths and clients that are no model's name or another provider's",
  `
# file: main.py
import cohere
import httpx
import instructor
import os
from anthropic import Anthropic, AsyncAnthropicBedrock
from fastapi import FastAPI
app = FastAPI()
bedrock = instructor.from_anthropic(AsyncAnthropicBedrock())

@app.post("/azure")
async def azure(q: str, endpoint: str):
    async with httpx.AsyncClient() as client:
        return await client.post(f"{endpoint}/models/chat/completions", json={"messages": [q]}) #= azure: generation http/null null

@app.post("/form")
async def form(q: str):
    return await bedrock.chat.completions.create(model="anthropic.claude-3", messages=[q], response_model=dict) #= form: generation instructor/bedrock anthropic.claude-3

@app.post("/own")
def own(q: str):
    return cohere.ClientV2(base_url=os.environ["RERANKER"]).rerank(model="bge-reranker", query=q, documents=[]) #= own: reranking cohere/null bge-reranker

@app.post("/like")
def like(q: str):
    return Anthropic(base_url="https://api.deepseek.com/anthropic").messages.create(model="deepseek-chat", messages=[q], max_tokens=9) #= like: generation anthropic/deepseek deepseek-chat
`,
);

checkMarked(
  "a folder of the project that is called like a library which it asks for",
  `
# file: requirements.txt
langchain
transformers
# file: bot/main.py
from fastapi import FastAPI
from bot.models.load import llm
from bot.langchain.talk import Talk
app = FastAPI()

@app.post("/chat")
def chat(q: str):
    return Talk(llm).predict(q)
# file: bot/models/load.py
from langchain.llms import HuggingFacePipeline
from transformers import AutoModelForCausalLM, pipeline
model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-2-7b-hf")
llm = HuggingFacePipeline(pipeline=pipeline("text-generation", model=model))
# file: bot/langchain/__init__.py
# file: bot/langchain/talk.py
from langchain.chains import ConversationChain
class Talk:
    def __init__(self, llm):
        self.chain = ConversationChain(llm=llm)
    def predict(self, q):
        return self.chain.predict(input=q) #= chat: generation langchain/transformers meta-llama/Llama-2-7b-hf
`,
);
