import type { Problem, Severity } from "../problem";
import type { Translate } from "../text";
import type { Router } from "./frameworks/router";
import type { Note } from "./interpreter/hearing";
import type { Reason } from "./interpreter/values";

/** A path with a part that only running the code could tell. */
export function unresolvedPath(reason: Reason, path: string, t: Translate): Problem {
  return { code: "unresolved-path", severity: "warning", message: unresolved(reason, path, t), file: reason.place.file, line: reason.place.line };
}

function unresolved(reason: Reason, path: string, t: Translate): string {
  const name = reason.detail;
  switch (reason.code) {
    case "environment":
      return name === ""
        ? t("Part of the path {0} comes from the environment and has no default. Write the path under `routes:` in the scenario file.", path)
        : t(
            "Part of the path {0} comes from the environment variable {1}, which has no default. Write the path under `routes:` in the scenario file.",
            path,
            name,
          );
    case "missing-module":
      return t(
        "Part of the path {0} comes from {1}, which is not in this folder. Open the folder that holds it, or write the path under `routes:` in the scenario file.",
        path,
        name,
      );
    case "external":
      return t("Part of the path {0} is computed by {1}, which cannot be read here. Write the path under `routes:` in the scenario file.", path, name);
    case "unreadable":
    case "runtime":
      return name === ""
        ? t("Part of the path {0} is known only when the application runs. Write the path under `routes:` in the scenario file.", path)
        : t("Part of the path {0} is known only when the application runs ({1}). Write the path under `routes:` in the scenario file.", path, name);
  }
}

/** A router with routes that no application serves. */
export function notIncluded(router: Router, t: Translate): Problem {
  const name = router.name?.split("\n")[1] ?? "";
  const message =
    name === ""
      ? t("No application includes this router, so its routes are not served. Include it with include_router, or remove it.")
      : t("No application includes the router {0}, so its routes are not served. Include it with include_router, or remove it.", name);
  return { code: "router-not-included", severity: "information", message, file: router.place.file, line: router.place.line };
}

/** Words what a reading noticed. */
export function problemOf(note: Note, t: Translate): Problem {
  const { severity, message } = worded(note, t);
  const place = note.place.file === "" ? {} : { file: note.place.file, line: note.place.line };
  return { code: note.code, severity, message, ...place };
}

function worded({ code, detail, place }: Note, t: Translate): { severity: Severity; message: string } {
  switch (code) {
    case "python-syntax":
      return {
        severity: "warning",
        message: t("This is not valid Python, so routes near it may be missing. Correct the line; the rest of the file was read."),
      };
    case "python-too-large":
      return { severity: "warning", message: t("This file is larger than 1 MB and was not read. Move its routes to a smaller file.") };
    case "python-nul":
      return { severity: "warning", message: t("This file contains NUL characters, which Python refuses. Remove them; the rest of the file was read.") };
    case "unresolved-router":
      return { severity: "warning", message: unknownRouter(detail, t) };
    case "include-of-module":
      return { severity: "warning", message: t("This includes the module {0}, not a router. Include its variable instead, for example {0}.router.", detail) };
    case "unresolved-mount":
      return { severity: "information", message: unknownMount(detail, t) };
    case "unresolved-methods":
      return { severity: "warning", message: t("The methods of this route are known only when the application runs. Write them as a list of texts.") };
    case "unresolved-import":
      return {
        severity: "warning",
        message: t("The module that is imported here is known only when the application runs, so its routes may be missing. Import it by name."),
      };
    case "registered-at-start":
      return {
        severity: "information",
        message: t("What is added here is served once the application has started: a start-up function or the lifespan adds it."),
      };
    case "route-switched-off":
      return {
        severity: "information",
        message: t("The condition around this is false as the code stands, so it is not served and not listed. Change the condition to see it here."),
      };
    case "handler-written":
      return {
        severity: "information",
        message: t(
          "Functions that answer requests are made here out of a text: they stand in no file, and what they run may be missing. Define them in a file to see it.",
        ),
      };
    case "route-conditional":
      return {
        severity: "information",
        message: t("Only the running application can tell whether this applies; the routes that it adds or leaves out are listed."),
      };
    case "either-routes":
      return {
        severity: "information",
        message: t(
          "Neither the code nor the versions that the project names settle this condition, so the routes of both sides are listed, of which one side is served.",
        ),
      };
    case "library-routes": {
      const [library = "", path = "", maybe] = detail.split("\n");
      if (maybe !== undefined)
        return {
          severity: "information",
          message: t("{0} is given an application or a router here; routes that it may add below {1} are not read and not listed.", library, path),
        };
      return {
        severity: "information",
        message: t("{0} adds routes of its own below {1}; they are not read here and are not listed.", library, path),
      };
    }
    case "imports-leave-folder":
      return {
        severity: "warning",
        message: t(
          "{0} lies above the folder that is read: what routes run there is not seen, and what whoever includes them puts before their paths is missing. Read the folder that holds it.",
          detail,
        ),
      };
    case "model-unknown": {
      const [handler = "", call = ""] = detail.split("\n");
      return {
        severity: "information",
        message: t(
          "{0} seems to run a model here ({1}) that the code does not tell. Name it in the scenario: a service with this endpoint and its model.",
          handler,
          call,
        ),
      };
    }
    case "calls-missing": {
      const [handler = "", module = ""] = detail.split("\n");
      return {
        severity: "warning",
        message: t("{0} calls {1} here, which is not in this folder: what that runs is not known. Read the folder that holds it.", handler, module),
      };
    }
    case "handler-cut":
      return {
        severity: "information",
        message: t(
          "{0} calls more code than is followed, so models that it runs may be missing. Name them in the scenario: a service with this endpoint and its model.",
          detail,
        ),
      };
    case "analysis-cut":
      if (detail === "application")
        return {
          severity: "warning",
          message: t(
            "The application that is made here is not read: what comes before it has used up what is done for a folder. Open its folder alone to see its routes.",
          ),
        };
      if (detail === "function")
        return {
          severity: "information",
          message: t(
            "What this function does when modules are imported takes more than is followed, and has added no route so far: routes that it adds may be missing.",
          ),
        };
      if (detail !== "")
        return {
          severity: "information",
          message: t(
            "This file, and others beside it ({0} in all), are not read: what comes before them has used up what is done for such files. Open their folder alone to see their routes.",
            Number(detail),
          ),
        };
      if (place.file !== "")
        return {
          severity: "information",
          message: t("This statement calls more code than is followed, so routes that it adds may be missing. Register them outside of it."),
        };
      return {
        severity: "warning",
        message: t("This folder has more code than is read at once, so routes may be missing. Open the folder of one application instead."),
      };
    default:
      return { severity: "warning", message: code };
  }
}

/** `reason`: its code and its detail, a line each. */
function unknownRouter(reason: string, t: Translate): string {
  const [code = "", name = ""] = reason.split("\n");
  if (name === "")
    return t("This router is known only when the application runs, so its routes are missing here. Include a router that is written in the code.");
  if (code === "missing-module")
    return t(
      "This router comes from {0}, which is not among the files that are read, so its routes are missing here. Open the folder that holds it; files that .gitignore names are not read.",
      name,
    );
  return t("This router is known only when the application runs ({0}), so its routes are missing here. Include a router that is written in the code.", name);
}

function unknownMount(reason: string, t: Translate): string {
  const [code = "", name = ""] = reason.split("\n");
  if (code === "missing-module")
    return t(
      "What is mounted here comes from {0}, which is not among the files that are read, so its routes are missing here. Open the folder that holds it; files that .gitignore names are not read.",
      name,
    );
  if (code === "started") return t("What is mounted here gets no route before it is started; those that its own start adds are not listed.");
  return t("What is mounted here cannot be read, so its routes are missing. If it is an application of yours, mount its variable directly.");
}
