import type { HostMessage, Intent } from "../src/protocol/messages";
import { Matrix } from "./matrix";
import { type Memory, recall, wordsOf } from "./page";

const vscode = acquireVsCodeApi<Partial<Memory>>();
const send = (intent: Intent) => vscode.postMessage(intent);
const memory = recall(vscode.getState());

// The page is a renderer: it asks for a state and draws the one it has last been sent.
let shown: Matrix | undefined;

addEventListener("message", (event: MessageEvent<HostMessage>) => {
  const message = event.data;
  if (message.type === "state") {
    shown ??= new Matrix(wordsOf(message.state), send, memory, (kept) => vscode.setState(kept));
    shown.draw(message.state);
  } else if (message.type === "charts") shown?.drawCharts(message.charts);
  else if (message.type === "refused") shown?.refuse(message.message);
  else shown?.say(message.message);
});
send({ type: "ready", ...(memory.draft ? { draft: memory.draft.map((step) => [...step]) } : {}), ...(memory.other ? { other: memory.other } : {}) });
