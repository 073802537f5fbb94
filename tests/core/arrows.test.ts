import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "placard-arrows-"));
cpSync("biome.json", path.join(folder, "biome.json"));
symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));

afterAll(() => rmSync(folder, { recursive: true }));

function lint(file: string, source: string): string {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `import { thing } from "${source}";\nexport const other = thing;\n`);
  const biome = path.resolve("node_modules/@biomejs/biome/bin/biome");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [biome, "lint", "--vcs-enabled=false", "--only=style/noRestrictedImports", target],
    { cwd: folder, encoding: "utf8" },
  );
  return stdout + stderr;
}

test.each([
  ["core/planted.ts", "@/db/client"],
  ["core/planted.ts", "../db/client"],
  ["core/planted.ts", "node:fs"],
  ["core/planted.ts", "react"],
  ["components/planted.ts", "@/db/client"],
  ["db/planted.ts", "next/server"],
  ["importers/planted.ts", "@/db/client"],
  ["app/planted.ts", "@/server/serve"],
  ["server/planted.ts", "@/components/mark"],
])("%s may not import %s", (file, source) => {
  expect(lint(file, source)).toContain("noRestrictedImports");
});

test.each([
  ["core/allowed.ts", "@/core/standing"],
  ["core/allowed.ts", "zod"],
  ["components/allowed.ts", "@/core/standing"],
  ["db/allowed.ts", "@/core/standing"],
  ["app/allowed.ts", "@/db/client"],
  ["server/allowed.ts", "@/importers/format"],
])("%s may import %s", (file, source) => {
  expect(lint(file, source)).toContain("Checked 1 file");
  expect(lint(file, source)).not.toContain("noRestrictedImports");
});
