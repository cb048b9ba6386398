// The one alias of the sources, in the form in which the dependency rules read it.
const { join } = require("node:path");

module.exports = { resolve: { alias: { "@": join(__dirname, "..", "src") } } };
