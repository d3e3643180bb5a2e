/** A text that a spreadsheet would run as a formula starts with an apostrophe instead. */
export function safeCell(text: string): string {
  return /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
}
