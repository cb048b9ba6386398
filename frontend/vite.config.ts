import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

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

export default defineConfig({
  base: "/static/",
  plugins: [react()],
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
