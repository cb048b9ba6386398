import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Leave out the fonts written into GraphiQL's styles: the content policy takes none but files. */
const withoutFonts: Plugin = {
  name: "without-fonts",
  enforce: "pre",
  transform: {
    filter: { id: /graphiql\/dist\/style\.css$/ },
    handler: (code) => code.replace(/@font-face\s*\{[^}]*\}/g, ""),
  },
};

/** GraphiQL, which the server shows in debug mode only; nothing of it is in the product's pages. */
export default defineConfig({
  root: fileURLToPath(new URL("./graphiql", import.meta.url)),
  base: "/graphiql/",
  plugins: [react(), withoutFonts],
  build: {
    outDir: "../dist-graphiql",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    target: "es2022",
  },
});
