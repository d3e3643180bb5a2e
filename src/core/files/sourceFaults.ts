import type { Problem } from "../problem";
import type { Translate } from "../text";
import { mostBytes } from "./limits";

/** Why a source file is missing from what was read, or doubtful in it. */
export type SourceFault = { readonly kind: "too-large"; readonly bytes: number } | { readonly kind: "unreadable" } | { readonly kind: "encoding-unknown" };

/** What to say of it; `file` is the file's path from the folder. */
export function faultProblem(file: string, fault: SourceFault, t: Translate): Problem {
  switch (fault.kind) {
    case "too-large":
      return {
        code: "file-too-large",
        severity: "warning",
        file,
        message: t(
          "This file has {0} MB and was not read: more than {1} MB is data, not code. Move its routes, if it has any, into a smaller file.",
          Math.round(fault.bytes / 1024 / 1024),
          mostBytes / 1024 / 1024,
        ),
      };
    case "unreadable":
      return {
        code: "file-unreadable",
        severity: "warning",
        file,
        message: t("This file could not be read, so its routes are missing. Check its name and its permissions."),
      };
    case "encoding-unknown":
      return {
        code: "encoding-unknown",
        severity: "warning",
        file,
        line: 1,
        message: t(
          "This file is not UTF-8 and names no other encoding: some names may be wrong. Save it as UTF-8, or add a line such as `# -*- coding: latin-1 -*-`.",
        ),
      };
  }
}
