// Draw the public pages in both languages as a visitor finds them, who then reads them before the
// application has come. The server sends them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";

const PAGES = {
  "/": "features/guide/pages/Landing.tsx",
  "/how-it-works": "features/guide/pages/HowItWorks.tsx",
  "/promises": "features/guide/pages/Promises.tsx",
  "/security": "features/guide/pages/Safety.tsx",
  "/glossary": "features/guide/pages/Glossary.tsx",
  "/market": "features/technologies/pages/Market.tsx",
};
const LANGUAGES = ["ko", "en"];
const EARLY = "src/app/early.ts";

process.env.NODE_ENV = "production";
const dist = resolve(process.argv[2] ?? "dist");
const drawing = resolve("node_modules/.prerender");
await build({
  logLevel: "error",
  build: { ssr: "src/prerender/render.tsx", outDir: drawing, emptyOutDir: true },
});
const { marketPieces, render } = await import(pathToFileURL(join(drawing, "render.js")).href);
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));
const empty = readFileSync(join(dist, "index.html"), "utf8");

const PIECES = [...closure("index.html")]
  .flatMap((name) => manifest[name].css ?? [])
  .flatMap((file) => readFileSync(join(dist, file), "utf8").match(/@font-face\{[^}]*\}/g) ?? [])
  // the font that stands in is the reader's own
  .filter((face) => face.includes(".woff2"))
  .map((face) => {
    const ranges = [...face.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)].map(
      ([, from, to = from]) => [Number.parseInt(from, 16), Number.parseInt(to, 16)],
    );
    return {
      file: /url\(([^)]+\.woff2)\)/.exec(face)[1],
      has: (letter) => ranges.some(([from, to]) => from <= letter && letter <= to),
    };
  });

/** Name a chunk and everything that it cannot run without. */
function closure(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const each of manifest[name].imports ?? []) closure(each, seen);
  return seen;
}

function tags(chunks) {
  const files = (of) => [...new Set(chunks.flatMap((name) => of(manifest[name]) ?? []))];
  const missing = (file) => !empty.includes(`"/static/${file}"`);
  return [
    ...files(({ css }) => css)
      .filter(missing)
      .map((file) => `  <link rel="stylesheet" crossorigin href="/static/${file}">\n  `),
    ...files(({ file }) => [file])
      .filter(missing)
      .map((file) => `  <link rel="modulepreload" crossorigin href="/static/${file}">\n  `),
  ].join("");
}

/** Name the pieces of the font that the first words of a page are written in. */
function fonts(drawn) {
  const [, header = ""] = /<header.*?>(.*?)<\/header>/s.exec(drawn) ?? [];
  const [, title = ""] = /<h1.*?>(.*?<\/p>)/s.exec(drawn) ?? [];
  const letters = [...new Set((header + title).replace(/<[^>]*>/g, ""))];
  return PIECES.filter(({ has }) => letters.some((letter) => has(letter.codePointAt(0)))).map(
    ({ file }) =>
      `  <link rel="preload" as="font" type="font/woff2" crossorigin href="${file}">\n  `,
  );
}

/** Put a drawn page into the empty one; the application begins after it was painted. */
function whole(drawn, language, chunks) {
  const [, title = "", body] = /^(?:<title>(.*?)<\/title>)?(.*)$/s.exec(drawn);
  const start = /<script type="module" crossorigin src="([^"]+)"><\/script>/;
  const [script, address] = start.exec(empty);
  const early = `<script src="/static/${manifest[EARLY].file}" data-start="${address}"></script>`;
  const ahead = `<link rel="modulepreload" crossorigin href="${address}">`;
  return (
    empty
      .replace('<html lang="ko">', `<html lang="${language}">`)
      .replace(/<title>.*<\/title>/, `<title>${title || "Sealbridge"}</title>`)
      .replace(script, `${early}\n    ${ahead}`)
      // after the sheet of every page, which those of single pages overrule
      .replace("</head>", `${tags(chunks)}${fonts(drawn).join("")}</head>`)
      .replace('<div id="root"></div>', () => `<div id="root" data-sent>${body}</div>`)
  );
}

for (const language of LANGUAGES) {
  const folder = join(dist, "prerendered", language);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, file] of Object.entries(PAGES)) {
    const words = path === "/market" ? ["index"] : ["index", "guide"];
    const needed = [file, ...words.map((part) => `shared/i18n/${language}/${part}.ts`)];
    const chunks = needed.flatMap((name) => [...closure(`src/${name}`)]);
    const page = whole(await render(path, language), language, chunks);
    const name = join(folder, `${path.slice(1) || "index"}.html`);
    writeFileSync(name, page);
    writeFileSync(`${name}.gz`, gzipSync(page, { level: 9 }));
    writeFileSync(`${name}.br`, brotliCompressSync(page));
  }
  const pieces = marketPieces(language);
  const market = readFileSync(join(folder, "market.html"), "utf8");
  if (!market.includes(pieces.outline)) throw new Error("The market has no place for its rows.");
  writeFileSync(join(folder, "market.json"), JSON.stringify(pieces));
}
