import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { debian, installDebianPackages } from "./debian.mjs";
import { inRoot } from "./paths.mjs";
import { Failure, find, must, say } from "./run.mjs";

/** @typedef {{ node: string, main: string, version: string }} EditorHost a VS Code server and the Node that runs it */

const hostFolder = inRoot(".vscode-test", "host");
const stamp = join(hostFolder, "installed.json");

/** Versions that were tried together; `code-server` 4.139 is VS Code 1.139 and wants Node 24. */
const codeServer = "4.139.1";
const nodeVersion = "24.21.0";

/**
 * The VS Code server that serves the product to a browser: the one that CARBON_MATRIX_EDITOR names (its `out/server-main.js`),
 * else the VS Code server inside the npm package `code-server`, installed once into .vscode-test/host.
 * @returns {Promise<EditorHost>}
 */
export async function ensureEditor() {
  const named = process.env.CARBON_MATRIX_EDITOR;
  if (named?.endsWith("server-main.js")) return namedServer(named);
  const host = installedHost();
  if (readStamp() !== wanted()) {
    await installHost();
    writeFileSync(stamp, wanted());
  }
  return host;
}

/** @param {string} main */
function namedServer(main) {
  const folder = dirname(dirname(main));
  if (!existsSync(main)) throw new Failure(`CARBON_MATRIX_EDITOR names ${main}, which does not exist. Correct or unset it.`);
  const own = join(folder, "node");
  return { node: existsSync(own) ? own : process.execPath, main, version: versionOf(folder) };
}

function installedHost() {
  const server = join(hostFolder, "node_modules", "code-server", "lib", "vscode");
  return {
    node: join(hostFolder, "node_modules", nodePackage(), "bin", "node"),
    main: join(server, "out", "server-main.js"),
    get version() {
      return versionOf(server);
    },
  };
}

/** @param {string} folder */
const versionOf = (folder) => String(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version);

/** The npm package that *is* a Node for this machine. */
function nodePackage() {
  const known = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];
  const platform = `${process.platform}-${process.arch}`;
  if (known.includes(platform)) return `node-${platform}`;
  throw new Failure(
    `No VS Code server is known for ${platform}. Set CARBON_MATRIX_EDITOR to the out/server-main.js of one, or work in WSL, a container or on Linux.`,
  );
}

const wanted = () => JSON.stringify({ "code-server": codeServer, [nodePackage()]: nodeVersion, modules: ["@vscode/spdlog", "@vscode/native-watchdog"] });

function readStamp() {
  return existsSync(stamp) ? readFileSync(stamp, "utf8") : null;
}

async function installHost() {
  say("The editor for tests and demo is a real VS Code, in its server form. It is installed once, into .vscode-test/host (about 800 MB).");
  await ensureCompilers();
  rmSync(hostFolder, { recursive: true, force: true });
  mkdirSync(hostFolder, { recursive: true });
  writeFileSync(
    join(hostFolder, "package.json"),
    JSON.stringify({ private: true, dependencies: { "code-server": codeServer, [nodePackage()]: nodeVersion } }, null, 2),
  );
  const advice = "The VS Code server could not be installed. Check the connection to the npm registry, then start again.";
  // --ignore-scripts: the post-install script would build modules that nothing here needs (Kerberos and others).
  await must("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], advice, { cwd: hostFolder, progress: "1/3 VS Code server" });

  const nodeFolder = join(hostFolder, "node_modules", nodePackage());
  const server = join(hostFolder, "node_modules", "code-server", "lib", "vscode");
  const env = { ...process.env, PATH: `${join(nodeFolder, "bin")}${delimiter}${process.env.PATH ?? ""}`, npm_config_nodedir: nodeFolder };
  await must("npm", ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], advice, { cwd: server, env, progress: "2/3 its parts" });
  await must("npm", ["rebuild", "--ignore-scripts=false", "@vscode/spdlog", "@vscode/native-watchdog"], advice, {
    cwd: server,
    env,
    progress: "3/3 two native modules",
  });
}

/** The two native modules are compiled here; their build wants python3, make and a C++ compiler. */
async function ensureCompilers() {
  const needed = { python3: "python3", make: "make", "g++": "g++" };
  const missing = [];
  for (const [command, name] of Object.entries(needed)) if (find(command) === null) missing.push(name);
  if (missing.length === 0) return;
  if (debian()) return installDebianPackages(missing, `Installing ${missing.join(", ")} (Debian packages)`);
  throw new Failure(
    `To build two small native modules of the editor, ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} needed. Install with your package manager (Debian, Ubuntu: sudo apt-get install ${missing.join(" ")}), then start again.`,
  );
}
