import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const backend = process.env.SEALBRIDGE_BACKEND ?? "http://127.0.0.1:8000";
const paths = [
  "/graphql",
  "/_allauth",
  "/log",
  "/records",
  "/firm-check",
  "/demo-accounts.json",
  "/demo-outbox.json",
];

/** A page that imports one document through the list of all does not load the others. */
const ownDocumentsAlone: Plugin = {
  name: "own-documents-alone",
  transform: (code, id) =>
    id.includes("/graphql/generated/") ? { code, moduleSideEffects: false } : null,
};

/** Text is sent as small as it gets; it is squeezed here once, not by the server at each request. */
const squeezed: Plugin = {
  name: "squeezed",
  apply: (_, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
  async writeBundle({ dir = "dist" }, bundle) {
    const texts = Object.values(bundle).filter(({ fileName }) => /\.(js|css|svg)$/.test(fileName));
    for (const file of texts) {
      const text = file.type === "chunk" ? file.code : file.source;
      const [small, smaller] = await Promise.all([
        promisify(gzip)(text, { level: 9 }),
        promisify(brotliCompress)(text),
      ]);
      writeFileSync(join(dir, `${file.fileName}.gz`), small);
      writeFileSync(join(dir, `${file.fileName}.br`), smaller);
    }
  },
};

/** Every page needs these, so they come in one file: sixty small ones cost more than their bytes. */
const shell = {
  name: "shell",
  tags: ["$initial" as const],
  test: (id: string) => !/(index\.html|main\.tsx|early\.ts)$/.test(id),
};

export default defineConfig({
  base: "/static/",
  plugins: [react(), ownDocumentsAlone, squeezed],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "dist",
    manifest: true,
    // Nothing is inlined as a data: address, so that the content policy can stay at "self".
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    rolldownOptions: {
      input: ["index.html", "src/app/early.ts"],
      output: {
        codeSplitting: { groups: [shell] },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      paths.map((path) => [path, { target: backend, ws: path === "/graphql" }]),
    ),
  },
});
