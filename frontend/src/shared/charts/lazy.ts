/** Charts come with the page that draws them, never with the first load. */
import { lazy } from "react";

export const Bars = lazy(() => import("./Bars").then((file) => ({ default: file.Bars })));
export const Columns = lazy(() => import("./Columns").then((file) => ({ default: file.Columns })));
export const Rounds = lazy(() => import("./Rounds").then((file) => ({ default: file.Rounds })));
