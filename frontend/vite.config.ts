import { fileURLToPath } from "node:url";
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

export default defineConfig({
  base: "/static/",
  plugins: [react(), ownDocumentsAlone],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "dist",
    manifest: true,
    // Nothing is inlined as a data: address, so that the content policy can stay at "self".
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: {
    proxy: Object.fromEntries(
      paths.map((path) => [path, { target: backend, ws: path === "/graphql" }]),
    ),
  },
});
