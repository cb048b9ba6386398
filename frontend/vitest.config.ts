import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vite.config.ts";

// What needs no page gets none: it takes longer to make than most of these tests.
export default mergeConfig(
  base,
  defineConfig({
    test: {
      env: { TZ: "Asia/Seoul" },
      projects: [
        {
          extends: true,
          test: { name: "rules", include: ["src/**/*.test.ts"], environment: "node" },
        },
        {
          extends: true,
          test: { name: "parts", include: ["src/**/*.test.tsx"], environment: "happy-dom" },
        },
      ],
    },
  }),
);
