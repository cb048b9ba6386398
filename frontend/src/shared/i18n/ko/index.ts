import account from "./account.json";
import caseWords from "./case.json";
import common from "./common.json";
import deal from "./deal.json";
import demand from "./demand.json";
import errors from "./errors.json";
import evidence from "./evidence.json";
import firm from "./firm.json";
import glossary from "./glossary.json";
import home from "./home.json";
import ladder from "./ladder.json";
import landing from "./landing.json";
import market from "./market.json";
import members from "./members.json";
import notice from "./notice.json";
import offer from "./offer.json";
import operator from "./operator.json";
import people from "./people.json";
import promises from "./promises.json";
import records from "./records.json";
import review from "./review.json";
import security from "./security.json";
import suggest from "./suggest.json";
import technology from "./technology.json";
import terms from "./terms.json";

export default {
  account,
  case: caseWords,
  common,
  deal,
  demand,
  errors,
  evidence,
  firm,
  glossary,
  home,
  ladder,
  landing,
  market,
  members,
  notice,
  offer,
  operator,
  people,
  promises,
  records,
  review,
  security,
  suggest,
  technology,
  terms,
};
