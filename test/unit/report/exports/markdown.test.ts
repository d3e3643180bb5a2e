import fc from "fast-check";
import { expect, test } from "vitest";
import { heading, list, paragraph, tableBlock } from "../../../../src/core/report/exports/document";
import { html } from "../../../../src/core/report/exports/html";
import { markdown } from "../../../../src/core/report/exports/markdown";

test("blocks become Markdown", () => {
  const blocks = [
    heading(2, "Hosts"),
    paragraph("Two of them."),
    list(["a", "b"]),
    tableBlock({ columns: [{ title: "Name" }, { title: "kg", align: "right" }], rows: [["speech", "4.9"]] }),
  ];
  expect(markdown(blocks)).toBe("## Hosts\n\nTwo of them.\n\n- a\n- b\n\n| Name | kg |\n| :--- | ---: |\n| speech | 4.9 |\n");
});

test.each([
  ["a|b", "| a\\|b |"],
  ["<script>", "| &lt;script> |"],
  ["[x](command:evil)", "| \\[x\\](command:evil) |"],
  ["![x](http://a)", "| !\\[x\\](http://a) |"],
  ["one\ntwo", "| one two |"],
  ["`code`", "| \\`code\\` |"],
  ["< 1 %", "| < 1 % |"],
  ["< a>", "| &lt; a> |"],
])("the cell %j is only text", (cell, expected) => {
  expect(markdown([tableBlock({ columns: [{ title: "x" }], rows: [[cell]] })]).split("\n")[2]).toBe(expected);
});

test("no text of a file opens a tag or leaves its row", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("<", ">", "|", "\\", "\n", "`", "&", '"', "a", "[", "]", "\r") }), (hostile) => {
      const blocks = [paragraph(hostile), tableBlock({ columns: [{ title: "x" }, { title: "y" }], rows: [[hostile, "z"]] })];
      const text = markdown(blocks);
      expect(text).not.toContain("<");
      expect(text.trimEnd().split("\n").at(-1)?.replace(/\\\\/g, "").replace(/\\\|/g, "").split("|")).toHaveLength(4);
      const page = html(blocks, { title: hostile, language: "en" });
      const tags = (page.match(/<[^>]*>/g) ?? []).filter(
        (tag) => !/^<\/?(!DOCTYPE html|html|head|meta|title|style|body|div|p|table|thead|tbody|tr|th|td|span)\b[^<]*>$/.test(tag),
      );
      expect(tags).toEqual([]);
    }),
  );
});

test("a page stands alone", () => {
  const page = html([heading(1, "A & B"), paragraph('"x" <y>')], { title: "A & B", language: "fr" });
  expect(page).toContain('<html lang="fr">');
  expect(page).toContain("<h1>A &amp; B</h1>\n<p>&quot;x&quot; &lt;y&gt;</p>");
  expect(page).not.toMatch(/<script|https?:|@import|url\(/);
});

test("in a page numbers stay with their units, dates and ranges in one piece, and columns are as wide as what they hold", () => {
  const columns = [{ title: "When" }, { title: "What" }, { title: "kg", align: "right" as const }];
  const rows = [["2027-01-31", "a sentence that would be broken into a tower of words", "at most the baseline, of which 3.2 kg are known"]];
  const page = html([paragraph("4.9 kg/month (2.7–8.0), 23 %, 900 EUR from 2027-09 on"), tableBlock({ columns, rows })], { title: "x", language: "en" });
  expect(page).toContain('<p>4.9\u00a0kg/month <span class="whole">(2.7–8.0)</span>, 23\u00a0%, 900\u00a0EUR from <span class="whole">2027-09</span> on</p>');
  expect(page).toContain('<td class="short" dir="auto"><span class="whole">2027-01-31</span></td><td class="long" dir="auto">a sentence');
  expect(page).toContain('<td class="number">at most');
});
