import type { FileImporter } from "../observation";
import { imported } from "./codecarbonCsv";
import { codecarbonLogRows } from "./codecarbonRows";
import { tooLargeProblem } from "./readJson";

/**
 * CodeCarbon's logger (`save_to_logger`): one JSON object a line, one line a run or flush. What the CSV holds, without its columns' troubles.
 *
 * {"timestamp": "2026-11-23T14:47:53", "duration": 2.22, "energy_consumed": 6.03e-05, "pue": 1.0, ...} -> energy 217 J of the process
 */
export const codecarbonLog: FileImporter = {
  id: "codecarbon",
  recognise(_, head) {
    return /\{.*"run_id".*"energy_consumed"/.test(head) ? 0.9 : 0;
  },
  parse(text, name, t) {
    const tooLarge = tooLargeProblem(text, name, t);
    if (tooLarge !== null) return { observations: [], problems: [tooLarge] };
    return imported({ rows: codecarbonLogRows(text), tasks: false }, name, t);
  },
};
