import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** The page of a webview: nothing in it but our script and style, and a policy that lets nothing else in. */
export function matrixPage(webview: vscode.Webview, dist: vscode.Uri, language: string): string {
  const nonce = randomBytes(18).toString("base64");
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource}`, `img-src ${webview.cspSource} data:`].join("; ");
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Carbon Matrix</title>
<link rel="stylesheet" href="${file("webview.css")}">
</head>
<body>
<script nonce="${nonce}" src="${file("webview.js")}"></script>
</body>
</html>`;
}
