import { expect, test } from "vitest";
import { analyze } from "../../../../src/core/analyze";
import { read } from "../../routes/reading";

// Whoever times an answer times the putting on a queue where the work is left to a worker or to a background task.

const heading = `
from fastapi import BackgroundTasks, FastAPI
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse
from faster_whisper import WhisperModel
from celery import Celery
from rq import Queue
app = FastAPI()
celery = Celery("x")
queue = Queue()
model = WhisperModel("large-v3", device="cuda")
def job(path):
    return list(model.transcribe(path)[0])
@celery.task
def sent(path):
    return job(path)
`;
const handlers = {
  here: '@app.post("/jobs")\ndef submit(path: str):\n    return job(path)\n',
  background: '@app.post("/jobs")\ndef submit(path: str, tasks: BackgroundTasks):\n    tasks.add_task(job, path)\n',
  response: '@app.post("/jobs")\ndef submit(path: str):\n    return JSONResponse({}, background=BackgroundTask(job, path))\n',
  celery: '@app.post("/jobs")\ndef submit(path: str):\n    sent.delay(path)\n',
  rq: '@app.post("/jobs")\ndef submit(path: str):\n    queue.enqueue(job, path)\n',
  both: '@app.post("/jobs")\ndef submit(path: str, tasks: BackgroundTasks):\n    tasks.add_task(job, path)\n    return job(path)\n',
};
const gpu = "sku: Standard_NC4as_T4_v3";
const scenario = (host: string): string => `version: 1
region: francecentral
volume: { files: 500/month }
hosts:
  speech: { ${host}, deployment: serverless }
services:
  transcription: { endpoint: "POST /jobs", host: speech, engine: faster-whisper, input: { duration: 10 min } }
`;
const probe = JSON.stringify({
  schema: "carbon-matrix/measurements@1",
  tool: { name: "carbon-matrix-asgi", version: "0.1.0" },
  process: { pid: 7, startedAt: "2026-11-20T10:00:00Z", writtenAt: "2026-11-21T10:00:00Z", cpuSeconds: 4000, unattributedCpuSeconds: 5 },
  endpoints: [{ method: "POST", route: "/jobs", requests: 100, status: { "2xx": 100 }, wallSeconds: 5, cpuSeconds: 3000 }],
});
const codecarbon =
  "task_name,timestamp,project_name,run_id,duration,emissions,energy_consumed,country_iso_code,on_cloud\nPOST /jobs,2026-11-20T10:00:40,x,1,30,0.0001,0.0006,FRA,N\n";

async function analysed(handler: keyof typeof handlers, { host = gpu, file = ".carbon-matrix/1.json", text = probe } = {}) {
  const { estimate, problems } = analyze({
    language: "en",
    today: "2026-11-26",
    code: await read(heading + handlers[handler]),
    scenario: { file: "a.carbon.yaml", text: scenario(host) },
    measurementFiles: text === "" ? [] : [{ file, text }],
    remote: [],
  });
  const endpoint = estimate.endpoints.find(({ id }) => id === "POST /jobs");
  const problem = problems.find(({ code }) => code === "measured-before-the-work");
  return { basis: endpoint?.basis, seconds: endpoint?.perRequest.seconds?.central, problem };
}

test.each(["background", "response", "celery", "rq"] as const)(
  "%s: the time of the answer is not the work's: the modelled one counts, and that is said with its place",
  async (handler) => {
    const modelled = await analysed(handler, { text: "" });
    const measured = await analysed(handler);
    expect(modelled.seconds).toBeGreaterThan(10);
    expect(measured.seconds).toBeCloseTo(modelled.seconds as number, 9);
    expect(measured.basis).toBe("modelled");
    expect(measured.problem?.message).toMatch(/POST \/jobs: the work runs (in a worker|after the answer) \(main\.py:13\).*CodeCarbon task named POST \/jobs/);
    expect(measured.problem).toMatchObject({ file: "main.py", severity: "warning" });
    expect(modelled.problem).toBeUndefined();
  },
);

test.each(["here", "both"] as const)("%s: an answer that waits for the work was measured with it", async (handler) => {
  const { basis, seconds, problem } = await analysed(handler);
  expect([basis, seconds]).toEqual(["measured", expect.closeTo(0.05, 9)]);
  expect(problem).toBeUndefined();
});

test("a background task's CPU is charged to its request by the probe: without a GPU it counts; a worker's is elsewhere", async () => {
  const host = "sku: Standard_D4s_v3";
  expect(await analysed("background", { host })).toMatchObject({ basis: "measured", seconds: expect.closeTo(3000 / 100 / 4, 9) });
  expect((await analysed("celery", { host })).basis).not.toBe("measured");
});

test("a meter that its author put around the work counts wherever the work runs", async () => {
  const { basis, seconds, problem } = await analysed("celery", { file: "emissions_x.csv", text: codecarbon });
  expect([basis, seconds]).toEqual(["measured", expect.closeTo(30, 9)]);
  expect(problem).toBeUndefined();
});
