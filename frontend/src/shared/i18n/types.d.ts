import "i18next";
import type en from "./en";
import type work from "./en/work";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof en & typeof work;
    returnNull: false;
  }
}
