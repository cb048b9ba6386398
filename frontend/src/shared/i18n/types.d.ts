import "i18next";
import type en from "./en";
import type guide from "./en/guide";
import type work from "./en/work";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof en & typeof guide & typeof work;
    returnNull: false;
  }
}
