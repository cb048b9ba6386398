import asked from "./asked.json";
import caseWords from "./case.json";
import chart from "./chart.json";
import compare from "./compare.json";
import contract from "./contract.json";
import deal from "./deal.json";
import desk from "./desk.json";
import exposure from "./exposure.json";
import firm from "./firm.json";
import guided from "./guided.json";
import home from "./home.json";
import keys from "./keys.json";
import members from "./members.json";
import nda from "./nda.json";
import notice from "./notice.json";
import offer from "./offer.json";
import operator from "./operator.json";
import pack from "./pack.json";
import payment from "./payment.json";
import people from "./people.json";
import records from "./records.json";
import refusals from "./refusals.json";
import request from "./request.json";
import review from "./review.json";
import room from "./room.json";
import sealing from "./sealing.json";
import security from "./security.json";
import seek from "./seek.json";
import sheet from "./sheet.json";
import signing from "./signing.json";
import standing from "./standing.json";
import suggest from "./suggest.json";
import tour from "./tour.json";
import transfer from "./transfer.json";
import vault from "./vault.json";
import viewer from "./viewer.json";
import words from "./words.json";

/** Words of the pages for people at work; fetched with the first of those pages. */
export default {
  asked,
  case: caseWords,
  chart,
  compare,
  contract,
  deal,
  desk,
  exposure,
  firm,
  guided,
  home,
  keys,
  members,
  nda,
  notice,
  offer,
  operator,
  pack,
  payment,
  people,
  records,
  refusals,
  request,
  review,
  room,
  sealing,
  security,
  seek,
  sheet,
  signing,
  standing,
  suggest,
  tour,
  transfer,
  vault,
  viewer,
  words,
};
