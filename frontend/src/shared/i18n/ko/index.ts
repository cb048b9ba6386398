import account from "./account.json";
import common from "./common.json";
import demand from "./demand.json";
import errors from "./errors.json";
import evidence from "./evidence.json";
import ladder from "./ladder.json";
import market from "./market.json";
import technology from "./technology.json";
import terms from "./terms.json";

/** Words of the pages that anyone may open, and of the frame around every page. */
export default {
  account,
  common,
  demand,
  errors,
  evidence,
  ladder,
  market,
  technology,
  terms,
};
