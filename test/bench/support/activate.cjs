// Loads and activates dist/extension.js as the extension host does, with a stand-in for `vscode`; prints the times and what was read.
const Module = require("node:module");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

/** Answers every call, property and construction with itself; lists are empty. */
const anything = (() => {
  const target = class {};
  const known = { textDocuments: [], workspaceFolders: [], visibleTextEditors: [], all: [], activeTab: undefined, language: "en" };
  const handler = {
    get: (_, key) => {
      if (key === "prototype") return target.prototype;
      if (key === Symbol.toPrimitive) return () => "";
      return key in known ? known[key] : key === "then" ? undefined : stand;
    },
    apply: () => stand,
    construct: () => stand,
    set: () => true,
  };
  const stand = new Proxy(target, handler);
  return stand;
})();

/** Bundles copy the names that a module has: those of the editor's API. */
const api = readFileSync(require.resolve("@types/vscode/index.d.ts"), "utf8").matchAll(
  /^\s+export (?:abstract )?(?:class|namespace|enum|const|function) (\w+)/gm,
);
const vscode = Object.fromEntries([...api].map(([, name]) => [name, anything]));

const dist = process.argv[2];
let bytes = 0;
let files = 0;
const load = Module._load;
Module._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));
const js = Module._extensions[".js"];
Module._extensions[".js"] = (module, file) => {
  bytes += readFileSync(file).length;
  files++;
  return js(module, file);
};

const began = performance.now();
const { activate } = require(join(dist, "extension.js"));
const loaded = performance.now();
activate(new Proxy({ subscriptions: [] }, { get: (own, key) => (key in own ? own[key] : anything) }));
const activated = performance.now();
process.stdout.write(JSON.stringify({ loading: loaded - began, activating: activated - loaded, bytes, files }));
process.exit(0);
