import caseWords from "./case.json";
import deal from "./deal.json";
import firm from "./firm.json";
import home from "./home.json";
import members from "./members.json";
import notice from "./notice.json";
import offer from "./offer.json";
import operator from "./operator.json";
import people from "./people.json";
import records from "./records.json";
import refusals from "./refusals.json";
import review from "./review.json";
import sealing from "./sealing.json";
import security from "./security.json";
import suggest from "./suggest.json";

/** Words of the pages for people at work; fetched with the first of those pages. */
export default {
  case: caseWords,
  deal,
  firm,
  home,
  members,
  notice,
  offer,
  operator,
  people,
  records,
  refusals,
  review,
  sealing,
  security,
  suggest,
};
