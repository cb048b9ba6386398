// Say how much script the public market page loads at first, and refuse more than the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET = 200_000;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

function closure(starts) {
  const seen = new Set();
  const todo = [...starts];
  while (todo.length > 0) {
    const name = todo.pop();
    if (seen.has(name)) continue;
    seen.add(name);
    todo.push(...(manifest[name]?.imports ?? []));
  }
  return seen;
}

function gzipped(file) {
  return gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
}

const chunks = [
  ...closure([
    "index.html",
    "src/features/technologies/pages/Market.tsx",
    "src/shared/i18n/ko/index.ts",
  ]),
].map((name) => manifest[name]);
const scripts = chunks.map((chunk) => chunk.file).filter((file) => file.endsWith(".js"));
const styles = new Set(chunks.flatMap((chunk) => chunk.css ?? []));
const sum = (files) => [...files].reduce((total, file) => total + gzipped(file), 0);
const total = sum(scripts);
console.log(
  `first load of /market: ${(total / 1000).toFixed(1)} kB gz JS in ${scripts.length} files ` +
    `(budget ${BUDGET / 1000}), ${(sum(styles) / 1000).toFixed(1)} kB gz CSS`,
);
if (total > BUDGET) process.exit(1);
