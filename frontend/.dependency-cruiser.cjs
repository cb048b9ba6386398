/** One generic rule makes every present and future feature an island. */
module.exports = {
  forbidden: [
    {
      name: "features-are-islands",
      comment: "A feature uses shared code; two features meet only in src/app.",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/$1/" },
    },
    {
      name: "shared-knows-no-feature",
      severity: "error",
      from: { path: "^src/shared/" },
      to: { path: "^src/(features|app)/" },
    },
    {
      name: "features-know-no-app",
      severity: "error",
      from: { path: "^src/features/" },
      to: { path: "^src/app/" },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-lost-modules",
      severity: "error",
      from: { path: "^src/", pathNot: "(\\.(test|d)\\.tsx?$)|/generated/" },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // TypeScript 7 has no programming interface yet; swc reads the same sources.
    parser: "swc",
    tsPreCompilationDeps: true,
    webpackConfig: { fileName: "scripts/aliases.cjs" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".css"],
    },
  },
};
