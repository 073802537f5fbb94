import { expect, test } from "vitest";
import { plainReply } from "@/importers/reply";

test.each([
  ["plain text", "We have cleaned.", "We have cleaned."],
  ["HTML", "<p>Clean &amp; new</p><p>Thanks</p>", "Clean & new\n\nThanks"],
  ["HTML escaped once more", "&lt;p&gt;\n\tClean &amp;amp; new&lt;/p&gt;", "Clean & new"],
  ["a list", "<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"],
  ["line breaks", "one<br />two", "one\n\ntwo"],
  ["a sign that is no tag", "kept at < 5 °C", "kept at < 5 °C"],
  ["word-processor XML", "<!--[if mso]><xml><w:View>Normal</w:View></xml><![endif]-->New", "New"],
  ["style sheets", "<style>p {color: red}</style><p>New</p>", "New"],
  ["scripts, however deep", "&lt;script&gt;alert(1)&lt;/script&gt;<p>New</p>", "New"],
  ["event handlers", '<img src=x onerror="alert(1)">New', "New"],
])("%s leaves what was said", (_, html, text) => {
  expect(plainReply(html)).toBe(text);
});

test.each([
  ["nothing", ""],
  ["blank paragraphs", "<p>\n\t&nbsp;</p>".repeat(300)],
  ["blank paragraphs escaped once more", "&lt;p&gt;&amp;nbsp;&lt;/p&gt;".repeat(300)],
  ["markup alone", "<p><br></p><style>p {}</style>"],
])("%s is no reply", (_, html) => {
  expect(plainReply(html)).toBeNull();
});

test("a reply is at most 5,000 characters and never ends in half of one", () => {
  const long = plainReply(`<p>${"🍲".repeat(4999)}</p><p>${"🍲".repeat(4999)}</p>`) ?? "";
  expect([...long]).toHaveLength(5000);
  expect(long.isWellFormed()).toBe(true);
});
