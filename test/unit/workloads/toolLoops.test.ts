import { expect, test } from "vitest";
import { read } from "../routes/reading";

// An agent asks its model, calls the tool that this chooses and asks again: as often as the model wants to.

/** What makes an agent, and how often its model is asked. */
const cases: readonly (readonly [string, string, string])[] = [
  ["pydantic-ai without tools", 'agent = Agent("openai:gpt-4o")\ndef run(text):\n    return agent.run_sync(text)', "once"],
  ["pydantic-ai with an empty list", 'agent = Agent("openai:gpt-4o", tools=[])\ndef run(text):\n    return agent.run_sync(text)', "once"],
  ["pydantic-ai with tools", 'agent = Agent("openai:gpt-4o", tools=[look])\ndef run(text):\n    return agent.run_sync(text)', "loop"],
  ["pydantic-ai with a decorated tool", 'agent = Agent("openai:gpt-4o")\nagent.tool_plain(look)\ndef run(text):\n    return agent.run_sync(text)', "loop"],
  ["a tool server", 'agent = Agent("openai:gpt-4o", mcp_servers=[server])\ndef run(text):\n    return agent.run_sync(text)', "loop"],
  ["langgraph", 'agent = create_react_agent(ChatOpenAI(model="gpt-4o"), [look])\ndef run(text):\n    return agent.invoke({"messages": [text]})', "loop"],
  ["a model that is told of tools answers once", 'llm = ChatOpenAI(model="gpt-4o").bind_tools([look])\ndef run(text):\n    return llm.invoke(text)', "once"],
  [
    "crewai",
    'def run(text):\n    one = CrewAgent(role="r", goal="g", backstory="b", llm="openai/gpt-4o", tools=[look])\n    return Crew(agents=[one], tasks=[Task(description="d", agent=one)]).kickoff()',
    "loop",
  ],
  ["smolagents", 'def run(text):\n    return CodeAgent(tools=[], model=LiteLLMModel(model_id="gpt-4o")).run(text)', "loop"],
  ["openai-agents", 'agent = OpenAgent(name="a", model="gpt-4o", tools=[look])\ndef run(text):\n    return Runner.run_sync(agent, text)', "loop"],
  [
    "a model beside an agent",
    'agent = Agent("openai:gpt-4o", tools=[look])\nllm = ChatOpenAI(model="gpt-4o")\ndef run(text):\n    return llm.invoke(text)',
    "once",
  ],
];

test.each(cases)("how often the model of an agent is asked: %s", async (_name, body, expected) => {
  const { routes } = await read(`
# file: main.py
from agents import Agent as OpenAgent, Runner
from crewai import Agent as CrewAgent, Crew, Task
from fastapi import FastAPI
from langchain_openai import ChatOpenAI
from langgraph.prebuilt import create_react_agent
from pydantic_ai import Agent
from smolagents import CodeAgent, LiteLLMModel
from somewhere import server
def look(place: str) -> str:
    return place
${body}
app = FastAPI()
@app.post("/x")
def handler(text: str):
    return run(text)
`);
  expect([...new Set(routes[0]?.workloads.map(({ oftener }) => oftener ?? "once"))]).toEqual([expected]);
});
