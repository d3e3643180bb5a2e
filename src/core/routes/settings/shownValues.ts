// What is shown of a `.env` file: only a value that can be nothing but a path, a switch or, by the name of its variable too, the name of a model
// or of a choice. Anything else may be a key, a password or an address that nobody else should see.

/** Whether the value of this variable is nothing to hide. */
export function isShown(name: string, value: string): boolean {
  if (/^(true|false)$/i.test(value)) return true;
  if (hides.test(name) || value.length > 400) return false;
  const fits = (one: string): boolean => isSwitch.test(one) || isPath(one) || (chooses.test(name) && isName(one));
  if (/^\s*[[{]/.test(value)) return leaves(value)?.every(([key, leaf]) => !hides.test(key) && (fits(leaf) || (chooses.test(key) && isName(leaf)))) ?? false;
  return value.split(/[,;]\s*/).every(fits);
}

const hides =
  /key|token|secret|pass|pwd|cred|private|dsn|auth|salt|hash|signature|signing|cookie|hook|conn|cert|licen[cs]e|account|session|jwt|csrf|nonce|seed|login|email|phone|(^|[_.-])(pw|pin|otp|sid|uid|sas|code)([_.-]|$)/i;

/** What such a variable says is a name out of a few. */
const chooses =
  /(^|[_.-])(models?|sizes?|checkpoints?|whisper|llms?|asr|stt|tts|embeddings?|embedders?|rerankers?|engines?|providers?|backends?|deployments?|variants?|voices?|devices?|compute|precision|types?|kinds?|modes?|env|environment|profiles?|stage|prefix|prefixes|pfx|paths?|roots?|routes?|routers?|versions?|languages?|lang|tasks?|features?|plugins?|modules?)\d*([_.-]|$)/i;

const isSwitch = /^(true|false|yes|no|on|off|enabled?|disabled?|none|null|-?\d{1,3})?$/i;

/** `/v1`, `/api/openapi.json`, `/{tenant}`: words, none of which could be a key. */
function isPath(value: string): boolean {
  return (
    value.length <= 120 &&
    value.startsWith("/") &&
    value
      .slice(1)
      .split("/")
      .every((part) => /^(\{\w{1,30}\})?$/.test(part) || part.split(/[._~-]/).every((one) => isWord.test(one)))
  );
}

const isWord = /^(?=.{0,20}$)([A-Z]?[a-z]*|[a-z]+([A-Z][a-z]{2,}){1,2}|([A-Z][a-z]{2,}){2,3}|[A-Z]{2,4})\d{0,2}$/;

/** `large-v3`, `openai/whisper-large-v3`, `mistral:7b`, `gpt-4o-2024-08-06` */
function isName(value: string): boolean {
  if (!/^[.\w/][\w.:/@ +-]{0,99}$/.test(value) || /^(sk|pk|rk|hf|gh[opsu]|github|glpat|xox\w|AKIA\w*|eyJ\w*)[-_]|^(AKIA|eyJ)|:\/\//.test(value)) return false;
  return value.split(/[./:@ +_-]/).every((part) => part.length <= (/\d/.test(part) && /[a-z]/i.test(part) ? 11 : 20) && !/^\d{9,}$/.test(part));
}

/** The texts, numbers and switches of JSON, each with the key that it stands under; null for what is none. */
function leaves(value: string): [key: string, leaf: string][] | null {
  try {
    const found: [string, string][] = [];
    JSON.parse(value, (key, one: unknown) => {
      if (one === null || typeof one !== "object") found.push([key, String(one)]);
      return one;
    });
    return found;
  } catch {
    return null;
  }
}
