import { expect, test } from "vitest";
import { inputName, inputWords } from "../../../../src/core/footprint/model/inputNames";
import { translator } from "../../../../src/core/text";
import { analyse, whisperAlone } from "../../../support/analyse";

test.each([
  ["volume.files", "number of files", "nombre de fichiers"],
  ["services.speech.v2.volume.growth", "growth of the files (speech.v2)", "croissance des fichiers (speech.v2)"],
  ["services.s.languages.fr.files", "number of files (s, fr)", "nombre de fichiers (s, fr)"],
  ["languages.ar.share", "share of the files (ar)", "part des fichiers (ar)"],
  ["media.video", "share of the files (video)", "part des fichiers (vidéo)"],
  ["services.s.input.duration", "mean duration (s)", "durée moyenne (s)"],
  ["services.s.input.duration.video", "mean duration (s, video)", "durée moyenne (s, vidéo)"],
  ["services.s.output.tokens", "tokens of an answer (s)", "jetons d’une réponse (s)"],
  ["hosts.gpu.1.keepAlive", "time kept on after a request (gpu.1)", "maintien allumé après une requête (gpu.1)"],
  ["pue", "PUE", "PUE"],
  ["hosts.gpu.pue", "PUE (gpu)", "PUE (gpu)"],
  ["services.s.precision", "number format (s)", "format des nombres (s)"],
  ["hosts.text.idle", "idle power (text)", "puissance au repos (text)"],
  ["hosts.constructor.idle", "idle power (constructor)", "puissance au repos (constructor)"],
  ["services.text.input.characters.text", "characters of a file (text, text)", "caractères d’un fichier (text, texte)"],
  ["services.audio.languages.text.files", "number of files (audio, text)", "nombre de fichiers (audio, text)"],
  ["storage.copies", "storage.copies", "storage.copies"],
])("%s is called %s, %s", (path, english, french) => {
  expect([inputName(path, translator("en")), inputName(path, translator("fr"))]).toEqual([english, french]);
});

test("inputs are named in words and found by their path", () => {
  const { matrix } = analyse(whisperAlone.replace("500/month", "400..600/month"));
  const driver = matrix.drivers.find(({ input }) => input === "volume.files");
  expect(driver?.label).toBe("number of files");
});

test("a row says in words on what it rests, once for all that are alike", () => {
  const { matrix } = analyse(whisperAlone.replace("    input: { duration: 10 min }\n", ""));
  const reason = matrix.rows[0]?.gates.find(({ code }) => code === "data-quality")?.reason ?? "";
  expect(reason).toContain(": mean duration, requests a file, retries");
  expect(reason).not.toContain("services.");
  expect(inputWords("hosts.gpu.1.deployment", translator("en"))).toBe("deployment");
});
