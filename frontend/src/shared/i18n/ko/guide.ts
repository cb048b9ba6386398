import glossary from "./glossary.json";
import how from "./how.json";
import landing from "./landing.json";
import promises from "./promises.json";
import safety from "./safety.json";

/** Words of the pages that explain the product, and of the short explanations in the others. */
export default { glossary, how, landing, promises, safety };
