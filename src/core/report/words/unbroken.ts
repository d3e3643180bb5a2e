/** Numbers that stay with their units where a line ends: `84.62 W` with a no-break space. */
export function unbroken(text: string): string {
  return text.replace(/(\d) (?=(?:[kmµ]?g|gCO2e|t|[kM]?Wh|W|h|s|min|GB|Go|[A-Z]{3})(?![\w])|%)/g, "$1\u00a0");
}
